/** Several symbols on the days that all of them know: returns row by row, and an account of what that left out. */
import { dayAfter, daysBetween } from './day.ts'
import type { PriceSeries } from './history.ts'
import { compareText } from './order.ts'

/** How far apart observations are, from the finest to the coarsest. */
export type Step = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'annual'

export interface Alignment {
  readonly kind: 'aligned'
  readonly symbols: readonly string[]
  readonly step: Step
  readonly stepsPerYear: number
  /** The day from which the first return counts; of returns alone the last day before their first period. */
  readonly start: string
  /** The day on which each row's return ends: the last of its week, month, quarter or year. */
  readonly days: readonly string[]
  /** Simple returns, a row a day, a column a symbol, row after row. */
  readonly returns: Float64Array
  readonly leftOut: LeftOut
}

export interface LeftOut {
  /** Days between the first and the last common one that a symbol lacks and another has. */
  readonly missing: readonly { readonly symbol: string; readonly days: number }[]
  /** Observations before the first or after the last common day. */
  readonly outside: readonly { readonly symbol: string; readonly days: number }[]
  /** Returns that would have spanned a long time without a common day, or an unknown return. */
  readonly broken: readonly Broken[]
  /** Series whose last period was not over, and was left out. */
  readonly unfinished: readonly string[]
}

export interface Broken {
  readonly from: string
  readonly to: string
  readonly because: 'gap' | 'hole'
}

export type Unaligned = { readonly kind: 'refused'; readonly because: 'symbol-twice' | 'no-overlap' }

/** One symbol on the common step: its values by period, and the periods that it lost. */
interface Stepped {
  readonly symbol: string
  readonly content: PriceSeries['content']
  readonly values: ReadonlyMap<string, number>
  /** The periods that have a value, in their order. */
  readonly periods: readonly string[]
  readonly holes: ReadonlySet<string>
  readonly isUnfinished: boolean
}

const steps: readonly Step[] = ['daily', 'weekly', 'monthly', 'quarterly', 'annual']
/** A step is at most so many days; weeks and months have their holidays. */
const mostDays: { readonly [S in Step]: number } = {
  daily: 4,
  weekly: 10,
  monthly: 45,
  quarterly: 120,
  annual: Infinity,
}
/**
 * The most days that one return may span. Markets are shut for a week at most (and were for seven days in 2001); a step
 * of weeks, months or years that skips one would count as one return of twice the length.
 */
const longestReturn: { readonly [S in Step]: number } = {
  daily: 10,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  annual: 366,
}
/** A period is over when its last observation is so near its end that only holidays could follow. */
const nearEnd = 5

/** Aligns at the coarsest of the series' steps; the order of the symbols is that of the series. */
export function aligned(series: readonly PriceSeries[]): Alignment | Unaligned {
  const symbols = series.map((each) => each.symbol)
  if (new Set(symbols).size < symbols.length) return { kind: 'refused', because: 'symbol-twice' }
  const own = series.map(stepOf)
  const step = coarsest(own)
  const stepped = series.map((each, at) => steppedOf(each, step, own[at] !== step))
  const common = commonPeriods(stepped)
  const rows = rowsOf(stepped, common, step)
  const [first, last] = [common[0], common.at(-1)]
  if (first === undefined || last === undefined || rows.days.length === 0)
    return { kind: 'refused', because: 'no-overlap' }
  const isReturns = stepped.every(({ content }) => content === 'returns')
  return {
    kind: 'aligned',
    symbols,
    step,
    stepsPerYear: stepsPerYearOf(step, rows.days),
    start: isReturns ? endBefore(first, step) : endOf(first, step),
    days: rows.days,
    returns: rows.returns,
    leftOut: {
      missing: missingOf(stepped, common, first, last),
      outside: outsideOf(stepped, first, last),
      broken: rows.broken,
      unfinished: stepped.filter(({ isUnfinished }) => isUnfinished).map(({ symbol }) => symbol),
    },
  }
}

/** The step of one series: the middle distance of neighbouring days. */
export function stepOf({ days }: PriceSeries): Step {
  const distances = days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day))
  const middle = distances.sort((a, b) => a - b)[Math.floor((distances.length - 1) / 2)] ?? 0
  return steps.find((step) => middle <= mostDays[step]) ?? 'annual'
}

function coarsest(found: readonly Step[]): Step {
  return steps[Math.max(0, ...found.map((step) => steps.indexOf(step)))] ?? 'daily'
}

/** Names whose order is that of time. */
function periodOf(day: string, step: Step): string {
  if (step === 'daily') return day
  if (step === 'annual') return day.slice(0, 4)
  if (step === 'monthly') return day.slice(0, 7)
  if (step === 'quarterly') return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  // A week is named by its Sunday; 4 January 1970 was one.
  const since = daysBetween(weekZero, day)
  return dayAfter(weekZero, { months: 0, days: Math.ceil(since / 7) * 7 })
}

const weekZero = '1970-01-04'

/** The last day of a period. */
function endOf(period: string, step: Step): string {
  if (step === 'annual') return `${period}-12-31`
  const before = { months: step === 'quarterly' ? 3 : 1, days: -1 }
  if (step === 'monthly') return dayAfter(`${period}-01`, before)
  if (step !== 'quarterly') return period
  const month = String(Number(period.slice(-1)) * 3 - 2).padStart(2, '0')
  return dayAfter(`${period.slice(0, 4)}-${month}-01`, before)
}

function endBefore(period: string, step: Step): string {
  if (step === 'daily' || step === 'weekly')
    return dayAfter(period, { months: 0, days: step === 'daily' ? -1 : -7 })
  const months = step === 'annual' ? 11 : step === 'quarterly' ? 2 : 0
  const last = `${endOf(period, step).slice(0, 7)}-01`
  return dayAfter(last, { months: -months, days: -1 })
}

/** Prices: the last of a period. Returns: all of a period, one after the other. */
function steppedOf(series: PriceSeries, step: Step, isFiner: boolean): Stepped {
  const { symbol, content, days } = series
  const values = new Map<string, number>()
  const holes = new Set(series.holes.map((day) => periodOf(day, step)))
  days.forEach((day, at) => {
    const period = periodOf(day, step)
    const value = series.values[at] ?? 0
    const before = content === 'returns' ? values.get(period) : undefined
    values.set(period, before === undefined ? value : (1 + before) * (1 + value) - 1)
  })
  const isUnfinished = isFiner && dropsUnfinished(values, days, step, content)
  if (content === 'returns') for (const hole of holes) values.delete(hole)
  const periods = [...values.keys()].sort(compareText)
  return { symbol, content, values, periods, holes, isUnfinished }
}

/** Takes out a last period that is not over, and of returns also a first one that began before the file did. */
function dropsUnfinished(
  values: Map<string, number>,
  days: readonly string[],
  step: Step,
  content: PriceSeries['content'],
): boolean {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  const isLate = periodOf(dayAfter(first, { months: 0, days: -nearEnd }), step) === periodOf(first, step)
  if (content === 'returns' && isLate) values.delete(periodOf(first, step))
  const isOver = periodOf(dayAfter(last, { months: 0, days: nearEnd }), step) !== periodOf(last, step)
  return isOver ? false : values.delete(periodOf(last, step))
}

function commonPeriods(stepped: readonly Stepped[]): readonly string[] {
  const [first, ...others] = stepped
  if (!first) return []
  return first.periods.filter((period) => others.every(({ values }) => values.has(period)))
}

type Rows = Pick<Alignment, 'days' | 'returns'> & Pick<LeftOut, 'broken'>

/** A return for each common period after the first; of returns alone for the first as well. */
function rowsOf(stepped: readonly Stepped[], common: readonly string[], step: Step): Rows {
  const hasPrices = stepped.some(({ content }) => content === 'prices')
  const returnsTo = stepped.map(returnReader)
  const days: string[] = []
  const returns: number[] = []
  const broken: Broken[] = []
  common.forEach((to, at) => {
    const from = common[at - 1] ?? null
    const row = returnsTo.map((returnTo) => returnTo(from, to))
    if (from === null && hasPrices) return
    const because = from === null ? null : faultBetween(stepped, from, to, step)
    if (because === null) {
      days.push(endOf(to, step))
      returns.push(...row)
    } else broken.push({ from: endOf(from ?? to, step), to: endOf(to, step), because })
  })
  return { days, returns: Float64Array.from(returns), broken }
}

function faultBetween(
  stepped: readonly Stepped[],
  from: string,
  to: string,
  step: Step,
): Broken['because'] | null {
  const isLost = stepped.some(
    ({ content, holes }) => content === 'returns' && [...holes].some((hole) => hole > from && hole <= to),
  )
  if (isLost) return 'hole'
  const days = daysBetween(endOf(from, step), endOf(to, step))
  return days > longestReturn[step] ? 'gap' : null
}

/** Asked for one common period after the other; returns that a symbol knows in between are joined to the next. */
function returnReader({ content, values, periods }: Stepped): (from: string | null, to: string) => number {
  if (content === 'prices') return (from, to) => (values.get(to) ?? 0) / (values.get(from ?? to) ?? 1) - 1
  let next = 0
  return (from, to) => {
    let growth = 1
    for (let period = periods[next]; period !== undefined && period <= to; period = periods[next]) {
      if (period === to || from !== null) growth *= 1 + (values.get(period) ?? 0)
      next += 1
    }
    return growth - 1
  }
}

function missingOf(
  stepped: readonly Stepped[],
  common: readonly string[],
  first: string,
  last: string,
): LeftOut['missing'] {
  const inside = stepped.flatMap(({ periods }) => periods.filter((period) => period > first && period < last))
  const all = [...new Set(inside)]
  if (all.length + 2 <= common.length) return []
  return stepped.flatMap(({ symbol, values }) => {
    const days = all.filter((period) => !values.has(period)).length
    return days === 0 ? [] : [{ symbol, days }]
  })
}

function outsideOf(stepped: readonly Stepped[], first: string, last: string): LeftOut['outside'] {
  return stepped.flatMap(({ symbol, periods }) => {
    const days = periods.filter((period) => period < first || period > last).length
    return days === 0 ? [] : [{ symbol, days }]
  })
}

/** Trading days, or all days where a market never shuts. */
function stepsPerYearOf(step: Step, days: readonly string[]): number {
  if (step !== 'daily') return { weekly: 52, monthly: 12, quarterly: 4, annual: 1 }[step]
  const span = daysBetween(days[0] ?? '', days.at(-1) ?? '')
  return (days.length - 1) * 7 > span * 6 ? 365 : 252
}
