/** What a sweep has found so far: counts, means and co-moments over paths, and the figures that are read from them. */
import type { LabPolicy } from './experiment.ts'
import type { FanTally } from './fan.ts'

/**
 * The figures of a policy on one path, in the order in which tallies hold them. Rates are per year; cost, tax and loss
 * in basis points of the value at the time; drift is measured at looks, wealth at every step.
 */
export const metricNames = [
  'eventsPerYear',
  'ticketsPerYear',
  'turnoverPerYear',
  'costBpPerYear',
  'taxBpPerYear',
  'trackingError',
  'squaredDrift',
  'timeOutside',
  'growth',
  'volatility',
  'sharpe',
  'sortino',
  'drawdown',
  'lossBpPerYear',
] as const

export type MetricName = (typeof metricNames)[number]

/** A mean over paths and its standard error; null where one path cannot tell. */
export interface Estimate {
  readonly mean: number
  readonly error: number | null
}

export type Estimates = Readonly<Record<MetricName, Estimate>>

/** One policy of a sweep. `paired` is its difference to the baseline on the same paths. */
export interface Cell {
  readonly policy: LabPolicy
  readonly metrics: Estimates
  readonly paired: Estimates
}

/**
 * What paths have shown so far; plain arrays, so that it can cross to the page while it grows. m metrics, p policies,
 * r references. A reference is a policy that every other one can be compared with, pair by pair.
 */
export interface Tally {
  /** Paths so far. */
  readonly count: number
  /** Places of the references among the policies; the baseline is one of them. */
  readonly references: readonly number[]
  readonly policies: number
  /** m x p. */
  readonly means: Float64Array
  /** Sums of squares of what is left of the mean, m x p. */
  readonly squares: Float64Array
  /** Sums of products of what a reference and a policy leave of their means, m x r x p. */
  readonly products: Float64Array
  /** Where it was asked for. */
  readonly fan?: FanTally
}

/** A sweep under way: what a page draws, and how far it is. */
export interface Sweep {
  readonly policies: readonly LabPolicy[]
  readonly baseline: number
  readonly tally: Tally
  readonly total: number
}

/** Mean and standard error of one figure of one policy. */
export function estimateOf(tally: Tally, policy: number, metric: MetricName): Estimate {
  const at = metricNames.indexOf(metric) * tally.policies + policy
  return { mean: tally.means[at] ?? NaN, error: errorOf(tally.squares[at] ?? NaN, tally.count) }
}

/**
 * The figure of a policy less that of a reference, on the same paths; its error is that of the difference, path by
 * path. Null where the other policy is no reference.
 */
export function pairedOf(
  tally: Tally,
  policy: number,
  reference: number,
  metric: MetricName,
): Estimate | null {
  const row = tally.references.indexOf(reference)
  if (row < 0) return null
  const { policies, references } = tally
  const of = metricNames.indexOf(metric)
  const [own, other] = [of * policies + policy, of * policies + reference]
  const product = tally.products[(of * references.length + row) * policies + policy] ?? NaN
  const squares = Math.max(0, (tally.squares[own] ?? NaN) + (tally.squares[other] ?? NaN) - 2 * product)
  return {
    mean: (tally.means[own] ?? NaN) - (tally.means[other] ?? NaN),
    error: errorOf(squares, tally.count),
  }
}

/** A difference within two standard errors is none; what a single path shows always is. */
export function isTie({ mean, error }: Estimate): boolean {
  return error === null || Math.abs(mean) <= 2 * error
}

/** All figures of all policies, beside their differences to the baseline. */
export function cellsOf({ policies, baseline, tally }: Sweep): Cell[] {
  return policies.map((policy, at) => ({
    policy,
    metrics: estimatesBy((metric) => estimateOf(tally, at, metric)),
    paired: estimatesBy((metric) => pairedOf(tally, at, baseline, metric) ?? { mean: NaN, error: null }),
  }))
}

function estimatesBy(of: (metric: MetricName) => Estimate): Estimates {
  return Object.fromEntries(metricNames.map((metric) => [metric, of(metric)])) as Estimates
}

/** The standard error of a mean, from the sum of squares around it. */
function errorOf(squares: number, count: number): number | null {
  return count < 2 ? null : Math.sqrt(squares / (count - 1) / count)
}

/** A look at which a policy traded. */
export interface TradeMark {
  /** Steps since the start. */
  readonly step: number
  /** A rebalancing, or a flow alone. */
  readonly did: 'event' | 'flow'
  /** Weights by class, before the flow and after everything. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** One-way turnover, cost and tax as fractions of the total at the time. */
  readonly turnover: number
  readonly cost: number
  readonly tax: number
}

/** One policy along one path, such as a history: what a timeline draws. */
export interface Trace {
  /** Its place among the policies. */
  readonly policy: number
  readonly marks: readonly TradeMark[]
  /** Weights at the start and after each step, (steps + 1) x classes. */
  readonly weights: Float64Array
  /** Wealth as if no flow had ever come, 1 at the start; steps + 1. */
  readonly wealth: Float64Array
}
