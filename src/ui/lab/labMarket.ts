/** The market of an experiment: the classes' moments under one of five suppositions, each with plain figures of its own. */
import { decimalOf, one, textOf } from '../../domain/decimal.ts'
import type { Market, Prices } from '../../domain/experiment.ts'
import { type ClassPrices, pricesFor } from './history/classPrices.ts'
import type { LabSettings } from './labSettings.ts'

/** By class, in the order of the experiment; a year. */
export interface Moments {
  readonly mean: readonly string[]
  readonly volatility: readonly string[]
  readonly correlation: readonly (readonly string[])[]
}

/** Trading days. */
export const stepsPerYear = 252

/** Fat enough that crashes of many deviations occur, and the variance still exists. */
const degrees = '4'
/** Every other year all classes jump by about one annual volatility, mostly down. */
const jump = { perYear: '0.5', size: '-1', spread: '0.5' }
/** What ran ahead of the others loses half of its lead in three years. */
const halfLifeYears = '3'
/** Calm and stressed years: together they have about the stated variance; under stress classes move more alike. */
const regimes = { calm: '0.7', stressed: '1.25', towardsOne: '0.5', switchPerYear: '0.5' }

export function marketOf(
  { market, years, paths }: Pick<LabSettings, 'market' | 'years' | 'paths'>,
  moments: Moments,
  known: KnownPrices | null = null,
): Market {
  const length = { years, stepsPerYear, paths }
  switch (market) {
    case 'gbm':
      return { kind: 'gbm', ...length, ...moments }
    case 'student-t':
      return { kind: 'student-t', ...length, ...moments, degrees }
    case 'jump':
      return {
        kind: 'jump',
        ...length,
        ...moments,
        jump: {
          perYear: jump.perYear,
          mean: scaled(moments.volatility, jump.size),
          deviation: scaled(moments.volatility, jump.spread),
        },
      }
    case 'mean-reverting':
      return { kind: 'mean-reverting', ...length, ...moments, halfLifeYears }
    case 'regimes':
      return {
        kind: 'regimes',
        ...length,
        states: [
          { ...moments, volatility: scaled(moments.volatility, regimes.calm) },
          {
            ...moments,
            volatility: scaled(moments.volatility, regimes.stressed),
            correlation: towardsOne(moments.correlation, regimes.towardsOne),
          },
        ],
        switchPerYear: regimes.switchPerYear,
      }
    case 'bootstrap':
    case 'history':
      return known === null ? { kind: 'gbm', ...length, ...moments } : pricedMarket(market, known, length)
  }
}

/** What the classes' prices were; the random walk stands in for both of its markets where a class has none. */
export interface KnownPrices {
  readonly prices: Prices
  readonly stepsPerYear: number
}

/** Null where a class of the experiment has no prices. */
export function knownPrices(classes: readonly string[], given: ClassPrices | null): KnownPrices | null {
  const prices = given === null ? null : pricesFor(classes, given)
  return given === null || prices === null ? null : { prices, stepsPerYear: given.stepsPerYear }
}

/** Blocks of about a quarter keep what lasts for weeks. */
const blocksPerYear = 4

function pricedMarket(
  kind: 'bootstrap' | 'history',
  { prices, stepsPerYear: rows }: KnownPrices,
  { years, paths }: { readonly years: string; readonly paths: number },
): Market {
  const own = { prices, stepsPerYear: rows }
  if (kind === 'history') return { kind, ...own }
  return { kind, ...own, meanBlock: String(Math.max(1, Math.round(rows / blocksPerYear))), years, paths }
}

/** Another supposition about the same market: what is not known, moved. */
export type Shift = 'no-returns' | 'alike' | 'wilder'

export const shifts: readonly Shift[] = ['no-returns', 'alike', 'wilder']

/** The same market with other moments and so many paths; null of prices as they were, which have no moments to move. */
export function shiftedMarket(market: Market, shift: Shift, paths: number): Market | null {
  if (market.kind === 'history' || market.kind === 'bootstrap') return null
  if (market.kind === 'regimes')
    return { ...market, paths, states: market.states.map((state) => shiftedMoments(state, shift)) }
  return { ...market, ...shiftedMoments(market, shift), paths }
}

function shiftedMoments({ mean, volatility, correlation }: Moments, shift: Shift): Moments {
  switch (shift) {
    case 'no-returns':
      return { mean: mean.map(() => '0'), volatility, correlation }
    case 'alike':
      return {
        mean,
        volatility,
        correlation: correlation.map((row, i) => row.map((_, j) => (i === j ? '1' : '0.9'))),
      }
    case 'wilder':
      return { mean, volatility: scaled(volatility, '1.5'), correlation }
  }
}

function scaled(values: readonly string[], factor: string): string[] {
  return values.map((value) => textOf(decimalOf(value).times(factor)))
}

/** Part of the way to moving as one; what was possible before stays possible. */
function towardsOne(correlation: Moments['correlation'], share: string): string[][] {
  return correlation.map((row, i) =>
    row.map((value, j) =>
      i === j ? '1' : textOf(decimalOf(value).plus(one.minus(decimalOf(value)).times(share))),
    ),
  )
}
