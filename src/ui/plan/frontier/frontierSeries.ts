/** The frontier as places on two axes: how much of today's distance is gone, to the right, and what that costs, upwards. */
import { Decimal, decimalOf, sumOf, textOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { Drift } from '../../../domain/drift.ts'
import type { Frontier, FrontierMark, FrontierPoint } from '../../../domain/frontier.ts'
import type { Plan } from '../../../domain/plan.ts'
import type { FrontierHeard } from '../../../state/frontiers.ts'

/** Where something lies: 0 is today, 1 the exact targets; expense in base currency. Near enough for pixels. */
interface Place {
  readonly gone: number
  readonly expense: number
}

export interface FrontierDot extends Place {
  readonly point: FrontierPoint
}

/** One mark; several that lie on one another share it and are named together. */
export interface FrontierFlag extends Place {
  readonly kinds: readonly FrontierMark['kind'][]
  readonly name: string
}

export interface FrontierSeries {
  /** From doing nothing to the exact targets. */
  readonly dots: readonly FrontierDot[]
  readonly flags: readonly FrontierFlag[]
  /** The largest expense that is drawn. */
  readonly top: number
}

/** The present plan's mark comes from the plan on the page, which may be newer than the frontier. */
export function frontierSeriesOf(frontier: Frontier, present: FrontierMark | null): FrontierSeries {
  const { today, points, marks } = frontier
  const dots = points.map((point) => ({ ...placeOf(point, today), point }))
  const others = present === null ? marks : marks.filter((mark) => mark.kind !== 'present')
  const shown = present === null ? others : [present, ...others]
  const top = Math.max(0, ...[...dots, ...shown].map((each) => Number(each.expense)))
  return { dots, flags: flagsOf(shown, today, top), top }
}

function placeOf(at: { readonly distance: string; readonly expense: string }, today: string): Place {
  return { gone: goneOf(at.distance, today), expense: Number(at.expense) }
}

/** The share of today's distance that is gone at another distance; all of it where there is none today. */
export function goneOf(distance: string, today: string): number {
  const whole = Number(today)
  return whole === 0 ? 1 : Math.min(1, Math.max(0, 1 - Number(distance) / whole))
}

const flagNames: Readonly<Record<FrontierMark['kind'], string>> = {
  present: 'your plan',
  edge: 'edge of bands',
  midpoint: 'halfway',
  knee: 'knee',
  'no-tax': 'without tax',
  'tax-budget': 'within the tax budget',
}
const flagOrder: readonly FrontierMark['kind'][] = [
  'present',
  'edge',
  'midpoint',
  'knee',
  'no-tax',
  'tax-budget',
]

/** Marks nearer than this share of either axis could not be told apart. */
export const sameMark = 0.012

function flagsOf(marks: readonly FrontierMark[], today: string, top: number): readonly FrontierFlag[] {
  const groups: FrontierMark[][] = []
  for (const mark of flagOrder.flatMap((kind) => marks.filter((each) => each.kind === kind))) {
    const place = placeOf(mark, today)
    const group = groups.find(([first]) => first !== undefined && isNear(placeOf(first, today), place, top))
    if (group === undefined) groups.push([mark])
    else group.push(mark)
  }
  return groups
    .flatMap((group) => group.slice(0, 1).map((first) => flagOf(first, group, today)))
    .toSorted((a, b) => a.gone - b.gone)
}

function flagOf(first: FrontierMark, group: readonly FrontierMark[], today: string): FrontierFlag {
  const name = group.map((mark) => flagNames[mark.kind]).join(', ')
  return { ...placeOf(first, today), kinds: group.map((mark) => mark.kind), name }
}

function isNear(a: Place, b: Place, top: number): boolean {
  return Math.abs(a.gone - b.gone) <= sameMark && Math.abs(a.expense - b.expense) <= sameMark * top
}

/** A smaller target counts as this in the distance, so that tiny classes do not outweigh all others. */
const leastTarget = decimalOf('0.01')

/** sqrt(sum of (weight - target)^2 / max(target, 0.01)): the distance to the targets (ENGINE, step 5b at destination 1). */
function distanceOf(rows: readonly { readonly weight: Decimal; readonly target: Decimal }[]): string {
  const squares = rows.map(({ weight, target }) => {
    const drift = weight.minus(target)
    return drift.times(drift).dividedBy(Decimal.max(target, leastTarget))
  })
  return sumOf(squares).sqrt().toFixed(10)
}

/** Where the plan on the page lies. */
export function presentOf(plan: Plan): FrontierMark | null {
  if (plan.totals === null) return null
  const rows = plan.rows.map((row) => ({ weight: decimalOf(row.after), target: decimalOf(row.target) }))
  const taxes = plan.trades.flatMap((trade) => trade.lots.map((lot) => decimalOf(lot.tax ?? '0')))
  const expense = decimalOf(plan.totals.cost).plus(sumOf(taxes))
  return { kind: 'present', distance: distanceOf(rows), expense: textOf(expense) }
}

/** The distance before anything is done. */
export function todayOf(drift: Drift): string {
  return distanceOf(drift.rows)
}

/** What is known of the frontier; its points come in any order until the whole is there. */
export function frontierOf(parts: readonly FrontierHeard[], today: string): Frontier {
  const whole = parts.find((part) => part.kind === 'whole')
  if (whole !== undefined) return whole.frontier
  const points = parts.flatMap((part) => (part.kind === 'point' ? [part.point] : []))
  const marks = parts.flatMap((part) => (part.kind === 'mark' ? [part.mark] : []))
  return { points: points.toSorted((a, b) => decimalOf(b.share).comparedTo(a.share)), marks, today }
}

/** The stop of the slider that is nearest to a share of today's distance. */
export function stopNear(dots: readonly FrontierDot[], share: number): number {
  const away = (at: number): number => Math.abs(Number(dots[at]?.point.share ?? 0) - share)
  return dots.reduce((best, _, at) => (away(at) < away(best) ? at : best), 0)
}

/** The dot nearest to a place on the lower axis. */
export function dotNear(dots: readonly FrontierDot[], gone: number): number {
  const away = (at: number): number => Math.abs((dots[at]?.gone ?? 0) - gone)
  return dots.reduce((best, _, at) => (away(at) < away(best) ? at : best), 0)
}

const inputs = [
  'instruments',
  'accounts',
  'lots',
  'realised',
  'targets',
  'rates',
  'conversion',
  'asOf',
  'baseCurrency',
  'risk',
  'tax',
] as const

/** Do two documents have the same frontier? They may differ in where a plan goes and in when it is opened. */
export function sameFrontier(a: Portfolio, b: Portfolio): boolean {
  return a === b || (inputs.every((key) => a[key] === b[key]) && restOf(a) === restOf(b))
}

function restOf({ policy }: Portfolio): string {
  return JSON.stringify({ ...policy, destination: null, trigger: null })
}
