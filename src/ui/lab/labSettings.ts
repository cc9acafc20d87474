/** What a person supposes in the lab: the market, how long and how many paths; kept while the page is open, never saved. */
import { createStore } from 'zustand/vanilla'
import type { MetricName } from '../../domain/labResult.ts'
import type { ClassPrices } from './history/classPrices.ts'

/** The last two need prices of every class. */
export type MarketKind = 'gbm' | 'student-t' | 'jump' | 'mean-reverting' | 'regimes' | 'bootstrap' | 'history'
/** What lies down the picture, beside the triggers across it. */
export type Axis = 'destination' | 'look'
export type GridBand = 'absolute' | 'relative' | 'lesser' | 'greater'

export interface LabSettings {
  readonly market: MarketKind
  readonly years: string
  readonly paths: number
  /** Expected return a year, the same for every class: guesses that differ would decide the outcome. */
  readonly mean: string
  readonly seed: number
  /** What the triggers of the grid mean; null: what the policy's do. */
  readonly band: GridBand | null
  readonly axis: Axis
  /** Invested (+) or raised (−) in a year, in the base currency. */
  readonly flow: string
}

/** Beside the experiment: what is looked at, and what stays in the picture although no policy asks for it any more. */
export interface LabView {
  readonly settings: LabSettings
  readonly metric: MetricName
  /** Places of policies that were here before a cell was adopted, so that nothing jumps. */
  readonly kept: KeptPlaces
  /** Of price histories, where a person has brought some. */
  readonly prices: ClassPrices | null
}

export interface KeptPlaces {
  readonly triggers: readonly string[]
  readonly destinations: readonly string[]
}

export const usualSettings: LabSettings = {
  market: 'gbm',
  years: '10',
  paths: 1000,
  mean: '0.05',
  seed: 7,
  band: null,
  axis: 'destination',
  flow: '0',
}

export const nothingKept: KeptPlaces = { triggers: [], destinations: [] }

export const labStore = createStore<LabView>(() => ({
  settings: usualSettings,
  metric: 'lossBpPerYear',
  kept: nothingKept,
  prices: null,
}))

export function changeSettings(change: Partial<LabSettings>): void {
  labStore.setState(({ settings, kept }) => ({
    settings: { ...settings, ...change },
    // Triggers of another kind of band are other numbers.
    kept: change.band === undefined ? kept : nothingKept,
  }))
}

export function chooseMetric(metric: MetricName): void {
  labStore.setState({ metric })
}

/** The same prices are the same object. */
export function supplyPrices(prices: ClassPrices | null): void {
  labStore.setState({ prices })
}

export function keepPlaces(kept: KeptPlaces): void {
  labStore.setState({ kept })
}
