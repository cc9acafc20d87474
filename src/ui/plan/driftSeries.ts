/** Where each class stands within its band, as places on one axis whose unit is the band's own half-width. */
import { decimalOf, type Decimal } from '../../domain/decimal.ts'
import type { Drift, Row } from '../../domain/drift.ts'
import type { Plan } from '../../domain/plan.ts'

export type Standing = 'over' | 'under' | 'inside'

export interface DriftMark {
  readonly class: string
  readonly name: string
  readonly leaf: boolean
  readonly target: Decimal
  readonly low: Decimal
  readonly high: Decimal
  readonly weight: Decimal
  /** Weight minus target. */
  readonly drift: Decimal
  /** Where the plan leads; null while there is none for this class. */
  readonly after: Decimal | null
  readonly standing: Standing
  readonly standingAfter: Standing | null
  /** Distance from the target in half-widths of the band; null where there is no band to measure with. */
  readonly beforeAt: number | null
  readonly afterAt: number | null
}

/** Every row's marks, in the order of the drift. */
export function driftSeriesOf(drift: Drift, plan: Plan | null): readonly DriftMark[] {
  const after = new Map(plan?.rows.map((row) => [row.class, decimalOf(row.after)]))
  return drift.rows.map((row) => markOf(row, after.get(row.class) ?? null))
}

export function markOf(row: Row, after: Decimal | null): DriftMark {
  return {
    class: row.class,
    name: row.name,
    leaf: row.leaf,
    target: row.target,
    low: row.band.low,
    high: row.band.high,
    weight: row.weight,
    drift: row.weight.minus(row.target),
    after,
    standing: standingOf(row, row.weight),
    standingAfter: after === null ? null : standingOf(row, after),
    beforeAt: placeOf(row, row.weight),
    afterAt: after === null ? null : placeOf(row, after),
  }
}

/** Cash without a target never counts as outside. */
function standingOf(row: Row, weight: Decimal): Standing {
  if (!row.fires) return 'inside'
  if (weight.greaterThan(row.band.high)) return 'over'
  return weight.lessThan(row.band.low) ? 'under' : 'inside'
}

/** For a picture only, so as quick as pictures need it. */
function placeOf(row: Row, weight: Decimal): number | null {
  if (row.half.isZero()) return weight.equals(row.target) ? 0 : null
  return (weight.toNumber() - row.target.toNumber()) / row.half.toNumber()
}

/** The axis never shows less than twice the band, nor more than this many half-widths: what lies beyond is at its end. */
const widestAxis = 4

/** How far the axis reaches to either side, in half-widths. */
export function reachOf(marks: readonly DriftMark[]): number {
  const places = marks.flatMap((mark) => [mark.beforeAt, mark.afterAt]).map((place) => Math.abs(place ?? 0))
  const furthest = Math.max(0, ...places)
  return Math.min(widestAxis, Math.max(2, Math.ceil(furthest * 2) / 2))
}

/**
 * A place on the axis as a percentage of its length, to a tenth: less is not seen, and a mark that stays need not be drawn
 * again. Beyond the axis's end it stays at the end.
 */
export function percentOfAxis(place: number, reach: number): number {
  const clamped = Math.max(-reach, Math.min(reach, place))
  return Math.round(((clamped + reach) / (2 * reach)) * 1000) / 10
}

/** One sentence for those who cannot see the picture. */
export function driftSummary(marks: readonly DriftMark[]): string {
  const outside = marks.filter((mark) => mark.standing !== 'inside')
  if (outside.length === 0) return 'All classes are inside their bands.'
  const parts = outside.map((mark) => `${mark.name} ${mark.standing}`)
  return `${outside.length} of ${marks.length} classes are outside their bands: ${parts.join(', ')}.`
}
