/** A policy's way along a history as data: each class's weight inside its band, the trades, and wealth beside never rebalancing. */
import type { Trace, TradeMark } from '../../../domain/labResult.ts'

/** Of one class: fractions of the whole. */
export interface Strip {
  readonly class: string
  readonly target: number
  /** The band; null where the policy has none. */
  readonly band: readonly [number, number] | null
  readonly line: readonly TimePoint[]
  /** Trades of this class. */
  readonly marks: readonly StripMark[]
  /** What the strip must hold. */
  readonly low: number
  readonly high: number
}

export interface TimePoint {
  readonly step: number
  readonly value: number
}

export interface StripMark {
  readonly step: number
  readonly before: number
  readonly after: number
}

export interface TimelineSeries {
  /** Of the start and after each step. */
  readonly dates: readonly string[]
  readonly strips: readonly Strip[]
  readonly trades: readonly TradeMark[]
  /** Wealth less that of the baseline, as a share of it. */
  readonly wealth: readonly TimePoint[]
  readonly wealthLow: number
  readonly wealthHigh: number
}

export interface TimelineAsked {
  readonly classes: readonly string[]
  readonly targets: readonly number[]
  /** By class; null without a band. */
  readonly halfWidths: readonly number[] | null
  readonly dates: readonly string[]
}

/** A screen has no more columns to tell points apart. */
const mostColumns = 360
/** Room around the outermost value of a strip. */
const room = 0.06
/** Nothing but rounding. */
const least = 1e-9

export function timelineOf(own: Trace, baseline: Trace, asked: TimelineAsked): TimelineSeries {
  const wealth = thinned(
    own.wealth.length,
    (step) => (own.wealth[step] ?? 1) / (baseline.wealth[step] ?? 1) - 1,
  )
  const [wealthLow, wealthHigh] = spanOf([0, ...wealth.map(({ value }) => value)])
  return {
    dates: asked.dates,
    strips: asked.classes.map((_, at) => stripOf(own, asked, at)),
    trades: own.marks,
    wealth,
    wealthLow,
    wealthHigh,
  }
}

function stripOf(
  { weights, marks }: Trace,
  { classes, targets, halfWidths }: TimelineAsked,
  at: number,
): Strip {
  const size = classes.length
  const target = targets[at] ?? 0
  const half = halfWidths?.[at]
  const band = half === undefined ? null : ([Math.max(0, target - half), Math.min(1, target + half)] as const)
  const line = thinned(weights.length / size, (step) => weights[step * size + at] ?? 0)
  const its = marks.flatMap(({ step, before, after }): StripMark[] => {
    const [from = 0, to = 0] = [before[at], after[at]]
    return Math.abs(to - from) < least ? [] : [{ step, before: from, after: to }]
  })
  const [low, high] = spanOf([target, ...(band ?? []), ...line.map(({ value }) => value)])
  return {
    class: classes[at] ?? '',
    target,
    band,
    line,
    marks: its,
    low: Math.max(0, low),
    high: Math.min(1, high),
  }
}

function spanOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const space = Math.max(high - low, least) * room
  return [low - space, high + space]
}

/** Of each column of the screen the first, the lowest and the highest value and the last, so that no peak is lost. */
export function thinned(steps: number, valueAt: (step: number) => number): TimePoint[] {
  const columns = Math.min(steps, mostColumns)
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * steps) / columns)
    const to = Math.floor(((column + 1) * steps) / columns)
    const all = Array.from({ length: to - from }, (_step, at) => ({
      step: from + at,
      value: valueAt(from + at),
    }))
    if (all.length < 4) return all
    const lowest = all.reduce((a, b) => (b.value < a.value ? b : a))
    const highest = all.reduce((a, b) => (b.value > a.value ? b : a))
    const kept = new Set([all[0], lowest, highest, all.at(-1)])
    return all.filter((point) => kept.has(point))
  }).flat()
}

/** A line a day: the weights, wealth and that of the baseline, and what was traded. */
export function timelineLines(own: Trace, baseline: Trace, { classes, dates }: TimelineAsked): string[][] {
  const heads = ['Day', ...classes, 'Wealth', 'Wealth of never', 'Trade', 'Turnover', 'Cost', 'Tax']
  const trades = new Map(own.marks.map((mark) => [mark.step, mark]))
  return [
    heads,
    ...dates.map((day, step) => {
      const trade = trades.get(step)
      const weights = classes.map((_, at) => numberText(own.weights[step * classes.length + at] ?? 0))
      const wealth = [own, baseline].map((trace) => numberText(trace.wealth[step] ?? 1))
      const traded =
        trade === undefined
          ? ['', '', '', '']
          : [trade.did, numberText(trade.turnover), numberText(trade.cost), numberText(trade.tax)]
      return [day, ...weights, ...wealth, ...traded]
    }),
  ]
}

/** What a spreadsheet needs of a weight. */
const digits = 8

function numberText(value: number): string {
  return String(Number(value.toPrecision(digits)))
}
