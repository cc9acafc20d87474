/** An experiment as numbers: what the kernel needs of its classes, costs and policies. */
import type { Comparison } from '../domain/comparison.ts'
import type { Experiment, LabPolicy } from '../domain/experiment.ts'
import { pathsOf, type Paths } from './market.ts'

/** One policy. Intervals are of weights, one entry a class, within [0, 1]. */
export interface Terms {
  readonly low: Float64Array
  readonly high: Float64Array
  /** Where rows that move end up at the nearest. */
  readonly aimLow: Float64Array
  readonly aimHigh: Float64Array
  /** Does leaving the band open a trade? */
  readonly hasBand: boolean
  /** 0: no calendar. */
  readonly calendarSteps: number
  readonly lookEvery: number
  /** Drift is measured at every look, but no more often than about twenty-five times a year: weights move slowly. */
  readonly sampleEvery: number
  readonly onlyBreached: boolean
  /** Of the initial value, at each look. */
  readonly flow: number
}

export interface Setup {
  readonly paths: Paths
  readonly size: number
  readonly targets: Float64Array
  readonly policies: readonly Terms[]
  /** Of the value traded. */
  readonly oneWay: Float64Array
  /** Of the total value, for each class that is traded. */
  readonly ticket: number
  readonly taxRate: number
  readonly aversion: number
  /** Classes by cost, the cheapest first, then in their order. */
  readonly cheapest: Int32Array
  /** Steps at the start of each path that no figure counts; whole chunks. */
  readonly burnIn: number
  /** Steps that are drawn at once. */
  readonly chunk: number
}

/** Measuring drift more often than this a year would cost more than all else and tell nothing new. */
const samplesPerYear = 25

/** Chunks give a path about forty points of its wealth, but must fit beside all policies in a processor's nearest memory. */
const pointsAPath = 40
const leastChunk = 32
const mostChunk = 256

export function setupOf({ experiment, policies, halfWidths }: Comparison, burnIn = 0): Setup {
  const paths = pathsOf(experiment.market, experiment.seed)
  const size = experiment.classes.length
  const targets = closed(experiment.targets.map(Number))
  const oneWay = experiment.cost?.oneWay?.map(Number) ?? targets.map(() => 0)
  const wanted = Math.ceil(paths.steps / pointsAPath / leastChunk) * leastChunk
  const chunk = Math.min(mostChunk, Math.max(leastChunk, wanted))
  return {
    paths,
    size,
    targets: Float64Array.from(targets),
    policies: policies.map((policy, at) =>
      termsOf(policy, experiment, targets, halfWidths[at] ?? null, paths.stepsPerYear),
    ),
    oneWay: Float64Array.from(oneWay),
    ticket: Number(experiment.cost?.ticket ?? 0),
    taxRate: Number(experiment.tax?.rate ?? 0),
    aversion: Number(experiment.aversion),
    cheapest: Int32Array.from(oneWay.keys()).sort((a, b) => (oneWay[a] ?? 0) - (oneWay[b] ?? 0) || a - b),
    burnIn: Math.ceil(burnIn / chunk) * chunk,
    chunk,
  }
}

/** Weights that sum to one: the last class takes the remainder, as in documents. */
function closed(typed: readonly number[]): number[] {
  const others = typed.slice(0, -1)
  return [...others, Math.max(0, 1 - others.reduce((sum, each) => sum + each, 0))]
}

function termsOf(
  policy: LabPolicy,
  { lookEverySteps, flowPerYear }: Experiment,
  targets: readonly number[],
  halves: readonly number[] | null,
  stepsPerYear: number,
): Terms {
  const lookEvery = policy.lookEverySteps ?? lookEverySteps
  const aside = 1 - Number(policy.destination)
  const within = (share: number, sign: number): Float64Array =>
    Float64Array.from(targets, (t, at) => clipped(t + sign * share * (halves?.[at] ?? 0)))
  return {
    low: within(1, -1),
    high: within(1, 1),
    aimLow: within(aside, -1),
    aimHigh: within(aside, 1),
    hasBand: halves !== null && policy.byBand !== false,
    calendarSteps: policy.calendarSteps ?? 0,
    lookEvery,
    sampleEvery: lookEvery * Math.max(1, Math.floor(stepsPerYear / samplesPerYear / lookEvery)),
    onlyBreached: policy.scope === 'breached',
    flow: (Number(flowPerYear) * lookEvery) / stepsPerYear,
  }
}

function clipped(weight: number): number {
  return Math.min(1, Math.max(0, weight))
}
