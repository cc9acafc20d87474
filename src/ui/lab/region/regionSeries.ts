/** The no-trade region as data: where the bands of two classes, or of three that share the whole, ask for no trade, and today's point. */
import { costAwareOf, keptOf } from '../../../domain/costAware.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { type Drift, effectiveTargets, type Row } from '../../../domain/drift.ts'

export type Interval = readonly [number, number]

/** A class's weights, as fractions. */
export interface RegionClass {
  readonly class: string
  readonly target: number
  readonly today: number
  readonly band: Interval
  /** Where trades end. */
  readonly aim: Interval
  /** The band that costs suggest. */
  readonly byCost: Interval
  readonly isOutside: boolean
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface RegionSeries {
  readonly across: RegionClass
  readonly up: RegionClass
  /** The class that has what these two leave; null where more classes do, and nothing of them is drawn. */
  readonly rest: RegionClass | null
  /** Of two classes one weight is the other's rest: the region is an interval across. */
  readonly isLine: boolean
  readonly region: readonly Point[]
  readonly aim: readonly Point[]
  readonly byCost: readonly Point[]
  readonly today: Point
  readonly target: Point
  readonly x: Interval
  readonly y: Interval
}

/** Every class with a target, the one that is nearest to its band's edge, or furthest beyond it, first. */
export function regionClasses(document: Portfolio, { rows, valuation }: Drift): RegionClass[] {
  const widthOf = costAwareOf(document, effectiveTargets(document, valuation))
  const kept = keptOf(document.policy.destination)
  const leaves = rows.filter((row) => row.leaf && row.target.greaterThan(0))
  return leaves
    .map((row) => ({ row, pull: pullOf(row) }))
    .sort((a, b) => b.pull - a.pull)
    .map(({ row }) => {
      const [target, half] = [row.target.toNumber(), row.half.toNumber()]
      return {
        class: row.class,
        target,
        today: row.weight.toNumber(),
        band: around(target, half),
        aim: around(target, kept * half),
        byCost: around(target, widthOf(row.target, row.leaves).half.toNumber()),
        isOutside: row.breached,
      }
    })
}

function pullOf({ weight, target, half }: Row): number {
  const off = weight.minus(target).abs().toNumber()
  return off === 0 ? 0 : half.isZero() ? Infinity : off / half.toNumber()
}

function around(target: number, half: number): Interval {
  return [Math.max(0, target - half), Math.min(1, target + half)]
}

/** Of these two classes; the third is drawn where there are three. */
export function regionOf(
  classes: readonly RegionClass[],
  across: RegionClass,
  up: RegionClass,
): RegionSeries {
  const isLine = classes.length === 2
  const other = classes.find((each) => each !== across && each !== up)
  const rest = classes.length === 3 ? (other ?? null) : null
  // What these classes share; cash without a target of its own is beside them.
  const whole = classes.reduce((sum, each) => sum + each.target, 0)
  const shapeOf = (of: (each: RegionClass) => Interval): Point[] => {
    if (isLine) return segmentOf(of(across), of(up), whole)
    const box = boxOf(of(across), of(up))
    return rest === null ? box : between(box, whole - of(rest)[1], whole - of(rest)[0])
  }
  const [region, aim, byCost] = [
    shapeOf(({ band }) => band),
    shapeOf((each) => each.aim),
    shapeOf((each) => each.byCost),
  ]
  const today = { x: across.today, y: up.today }
  const target = { x: across.target, y: up.target }
  const all = [...region, ...byCost, today, target]
  return {
    across,
    up,
    rest,
    isLine,
    region,
    aim,
    byCost,
    today,
    target,
    x: spanOf(all.map((point) => point.x)),
    y: spanOf(all.map((point) => point.y)),
  }
}

function boxOf([left, right]: Interval, [low, high]: Interval): Point[] {
  return [
    { x: left, y: low },
    { x: right, y: low },
    { x: right, y: high },
    { x: left, y: high },
  ]
}

/** Where both weights are inside, one being the rest of the other. */
function segmentOf([left, right]: Interval, [low, high]: Interval, whole: number): Point[] {
  const from = Math.max(left, whole - high)
  const to = Math.min(right, whole - low)
  return from > to
    ? []
    : [
        { x: from, y: whole - from },
        { x: to, y: whole - to },
      ]
}

/** The part of a convex shape in which x + y is between these (Sutherland and Hodgman 1974). */
function between(shape: readonly Point[], low: number, high: number): Point[] {
  const above = cut(shape, ({ x, y }) => x + y - low)
  return cut(above, ({ x, y }) => high - x - y)
}

/** What is left where `inside` is not below zero. */
function cut(shape: readonly Point[], inside: (point: Point) => number): Point[] {
  return shape.flatMap((point, at) => {
    const before = shape.at(at - 1) ?? point
    const [a, b] = [inside(before), inside(point)]
    const crossing =
      a < 0 !== b < 0
        ? [
            {
              x: before.x + ((point.x - before.x) * a) / (a - b),
              y: before.y + ((point.y - before.y) * a) / (a - b),
            },
          ]
        : []
    return b < 0 ? crossing : [...crossing, point]
  })
}

/** Room around what is drawn, and the least that is. */
const room = 0.18
const least = 0.01

function spanOf(values: readonly number[]): Interval {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const space = Math.max(high - low, least) * room
  return [low - space, high + space]
}

/** Up to six round weights within a span, in steps of 1, 2 or 5. */
export function weightTicks([low, high]: Interval): number[] {
  const power = 10 ** Math.floor(Math.log10(high - low))
  const step =
    [0.1, 0.2, 0.5, 1, 2].map((each) => each * power).find((each) => (high - low) / each < 6) ?? power
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * step)
}

/** A line a class, the heads first: fractions. */
export function regionLines(classes: readonly RegionClass[]): string[][] {
  const heads = [
    'Class',
    'Today',
    'Target',
    'Low',
    'High',
    'Trades end low',
    'Trades end high',
    'By costs low',
  ]
  const text = (value: number): string => String(Number(value.toPrecision(8)))
  return [
    [...heads, 'By costs high'],
    ...classes.map((each) => [
      each.class,
      ...[each.today, each.target, ...each.band, ...each.aim, ...each.byCost].map(text),
    ]),
  ]
}
