/** The fan as data: how far a policy's wealth is from that of never rebalancing, at a few shares of the paths, year by year. */
import { percentilesOf } from '../../../domain/fan.ts'
import type { Sweep } from '../../../domain/labResult.ts'

/** From nine of ten paths to half of them, and the middle. */
export const fanShares = [0.05, 0.25, 0.5, 0.75, 0.95] as const

export interface FanPoint {
  readonly years: number
  /** Percent of the baseline's wealth, in the order of the shares. */
  readonly differences: readonly number[]
}

export interface FanSeries {
  /** From the start, where nothing differs. */
  readonly points: readonly FanPoint[]
  readonly paths: number
  /** What the picture must hold, percent; zero is in between. */
  readonly low: number
  readonly high: number
}

/** Room beyond the outermost percentile. */
const room = 1.08
/** Less than a thousandth of a percent is no picture. */
const leastHigh = 0.001

/** Null where no fan was counted. */
export function fanSeriesOf({ tally }: Sweep, policy: number, stepsPerYear: number): FanSeries | null {
  const { fan } = tally
  if (fan === undefined || tally.count === 0) return null
  const found = percentilesOf(fan, policy, fanShares)
  const points = found.map((differences, at) => ({
    years: (fan.points[at] ?? 0) / stepsPerYear,
    differences: differences.map((each) => 100 * each),
  }))
  const all = points.flatMap(({ differences }) => differences)
  return {
    points: [{ years: 0, differences: fanShares.map(() => 0) }, ...points],
    paths: tally.count,
    low: Math.min(0, ...all) * room,
    high: Math.max(leastHigh, ...all) * room,
  }
}

/** A line a point: years, then percent at each share. */
export function fanLines({ points }: FanSeries): string[][] {
  const heads = ['Years', ...fanShares.map((share) => `${share * 100} % of paths below, %`)]
  return [
    heads,
    ...points.map(({ years, differences }) => [
      String(Number(years.toFixed(3))),
      ...differences.map((each) => String(Number(each.toFixed(4)))),
    ]),
  ]
}
