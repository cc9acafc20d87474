/** The threshold picture's points: which thresholds are asked about, in which order, and where their values lie. */
import { decimalOf, textOf, Decimal } from '../../domain/decimal.ts'
import type { Band, Portfolio } from '../../domain/document.ts'
import type { Exploration } from '../../domain/exploration.ts'
import { numbersOf, thresholdOf } from '../targets/bandForm.ts'

/** The axis of a threshold: fractions, and how far one key press moves. */
export interface ThresholdAxis {
  readonly least: number
  readonly most: number
  readonly step: number
  /** Thresholds that are worked out, rising. */
  readonly samples: readonly string[]
}

/** Points up to ten and shares up to sixty percent cover what anybody uses; a wider band widens the axis. */
const usualAxes = {
  absolute: { most: 0.1, step: 0.0025, every: 0.005 },
  relative: { most: 0.6, step: 0.01, every: 0.03 },
} as const

export function axisOf(band: Band): ThresholdAxis {
  const usual = usualAxes[band.kind === 'relative' ? 'relative' : 'absolute']
  const present = Number(thresholdOf(band))
  const most = Math.max(usual.most, Math.ceil(present / usual.every) * usual.every)
  const many = Math.min(40, Math.round(most / usual.every))
  const samples = Array.from({ length: many }, (_, at) =>
    textOf(new Decimal(at + 1).times(most).dividedBy(many).toDecimalPlaces(4)),
  )
  return { least: 0, most, step: usual.step, samples }
}

/** From coarse to fine, so that the picture has its shape early: every eighth, every fourth, and so on. */
export function coarseToFine(many: number): readonly number[] {
  const seen = new Set<number>()
  for (let stride = 8; stride >= 1; stride /= 2) {
    for (let at = stride - 1; at < many; at += stride) seen.add(at)
  }
  return [...seen]
}

/** Do two documents ask for the same picture? They may differ in the threshold only. */
export function samePicture(a: Portfolio, b: Portfolio): boolean {
  if (a === b) return true
  const keys = [
    'instruments',
    'accounts',
    'lots',
    'targets',
    'rates',
    'conversion',
    'asOf',
    'baseCurrency',
    'realised',
    'risk',
    'tax',
  ] as const
  return keys.every((key) => a[key] === b[key]) && restOf(a) === restOf(b)
}

/** The policy without its threshold: the band's kind and, where it has two numbers, their proportion. */
function restOf({ policy }: Portfolio): string {
  const { band, ...rest } = policy
  const { absolute, relative } = numbersOf(band)
  const both = band.kind === 'lesser' || band.kind === 'greater'
  const proportion =
    both && !decimalOf(absolute).isZero() ? decimalOf(relative).dividedBy(absolute).toFixed(3) : ''
  return JSON.stringify([rest, band.kind, proportion])
}

export interface ExplorePoint {
  readonly threshold: number
  readonly trades: number
  readonly turnover: number
  readonly cost: number
}

/** A point of the picture; amounts become plain numbers only here, where pixels are near enough. */
export function pointOf(exploration: Exploration): ExplorePoint {
  return {
    threshold: Number(thresholdOf(exploration.band)),
    trades: exploration.trades,
    turnover: Number(exploration.turnover),
    cost: Number(exploration.cost),
  }
}

export type Measure = 'trades' | 'turnover' | 'cost'

/** The line of one measure in a box, as the text of an SVG path; from zero up, so that heights compare. */
export function pathOf(points: readonly ExplorePoint[], measure: Measure, most: number, box: Box): string {
  const top = topOf(points, measure)
  return points
    .map((point, at) => {
      const x = box.left + (point.threshold / most) * box.width
      const y = box.bottom - (top === 0 ? 0 : (point[measure] / top) * box.height)
      return `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}

export interface Box {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

export function topOf(points: readonly ExplorePoint[], measure: Measure): number {
  return Math.max(0, ...points.map((point) => point[measure]))
}
