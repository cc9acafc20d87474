/** The grid of policies that a picture shows: triggers across, and down it destinations or how often one looks. */
import { Decimal, decimalOf, textOf } from '../../domain/decimal.ts'
import type { Band, Portfolio } from '../../domain/document.ts'
import type { LabPolicy } from '../../domain/experiment.ts'
import type { Look } from '../estimate/looks.ts'
import type { Axis, GridBand, KeptPlaces } from './labSettings.ts'
import { lookSteps } from './lookSteps.ts'
import type { PresentPolicy } from './presentPolicy.ts'

/** The policy at trigger t and row r is number t x rows + r. */
export interface LabGrid {
  readonly kind: GridBand
  readonly triggers: readonly string[]
  /** What differs from row to row. */
  readonly axis: Axis
  readonly rows: readonly LabRow[]
}

export interface LabRow {
  readonly destination: string
  readonly look: Look
}

/** A cell's policy, as a person says it. */
export interface LabPlace extends LabRow {
  readonly trigger: string
}

/** What decides which policies there are. */
export interface GridAsked {
  readonly kind: GridBand
  readonly axis: Axis
  /** How often one looks, and all intervals that differ on this market. */
  readonly look: Look
  readonly looks: readonly Look[]
  readonly kept: KeptPlaces
}

/** Shares of the whole, or of the target where the band is relative. */
const usualTriggers: Readonly<Record<'points' | 'shares', readonly string[]>> = {
  points: ['0.005', '0.01', '0.015', '0.02', '0.03', '0.04', '0.05', '0.07', '0.1'],
  shares: ['0.05', '0.1', '0.15', '0.2', '0.25', '0.3', '0.4', '0.5', '0.75'],
}
const usualDestinations = ['0', '0.25', '0.5', '0.75', '1']

export function cellsIn({ triggers, rows }: LabGrid): number {
  return triggers.length * rows.length
}

export function placeAt({ triggers, rows }: LabGrid, at: number): LabPlace {
  const row = rows[at % rows.length]
  return {
    trigger: triggers[Math.floor(at / rows.length)] ?? '',
    destination: row?.destination ?? '',
    look: row?.look ?? 'day',
  }
}

/** The grid, and the place of the portfolio's own policy on it; null where it has none. */
export function gridOf(
  document: Portfolio,
  { policy: present, isByBand }: PresentPolicy,
  { kind, axis, look, looks, kept }: GridAsked,
): { readonly grid: LabGrid; readonly present: number | null } {
  const own = document.policy.band
  // Who looks only when the calendar is due looks as often whatever is chosen here.
  const isOnGrid =
    isByBand && own.kind === kind && (axis === 'destination' || present.lookEverySteps === null)
  const here = triggerOf(own)
  const triggers = placesOf(usualTriggers[kind === 'relative' ? 'shares' : 'points'], [
    ...kept.triggers,
    ...(isOnGrid && here !== null ? [here] : []),
  ])
  const destinations = placesOf(usualDestinations, [
    ...kept.destinations,
    ...(isOnGrid ? [present.destination] : []),
  ])
  const rows =
    axis === 'look'
      ? looks.map((each) => ({ destination: present.destination, look: each }))
      : destinations.map((destination) => ({ destination, look }))
  const row = rows.findIndex((each) => each.destination === present.destination && each.look === look)
  const place = triggers.indexOf(here ?? '') * rows.length + row
  return { grid: { kind, triggers, axis, rows }, present: isOnGrid ? place : null }
}

/** The cells' policies. Beside a band, a calendar of one's own goes on. */
export function cellPolicies(
  document: Portfolio,
  grid: LabGrid,
  { policy: present, isByBand }: PresentPolicy,
): LabPolicy[] {
  return Array.from({ length: cellsIn(grid) }, (_, at) => {
    const { trigger, destination, look } = placeAt(grid, at)
    const own = isByBand ? present : null
    return {
      name: grid.axis === 'look' ? `${trigger} each ${look}` : `${trigger} to ${destination}`,
      band: bandAt(document.policy.band, grid.kind, trigger),
      destination,
      calendarSteps: own?.calendarSteps ?? null,
      scope: document.policy.scope,
      lookEverySteps: grid.axis === 'look' ? lookSteps[look] : (own?.lookEverySteps ?? null),
    }
  })
}

/** What a band is called by: its width, or the points of one that has two. */
export function triggerOf(band: Band): string | null {
  if (band.kind === 'cost-aware') return null
  return textOf(decimalOf(band.kind === 'absolute' || band.kind === 'relative' ? band.width : band.absolute))
}

/** The 5/25 rule. */
const usualRatio = '5'
/** More would be rounding. */
const digits = 15

/** A band of this kind and trigger; of two parts it keeps the ratio that the policy's band has. */
export function bandAt(own: Band, kind: GridBand, trigger: string): Band {
  if (kind === 'absolute' || kind === 'relative') return { kind, width: trigger }
  const absolute = decimalOf(own.kind === kind ? own.absolute : '0')
  const ratio =
    own.kind === kind && absolute.greaterThan(0)
      ? decimalOf(own.relative).dividedBy(absolute)
      : new Decimal(usualRatio)
  return {
    kind,
    absolute: trigger,
    relative: textOf(decimalOf(trigger).times(ratio).toSignificantDigits(digits)),
  }
}

function placesOf(usual: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...usual, ...others])].sort((a, b) => decimalOf(a).comparedTo(decimalOf(b)))
}
