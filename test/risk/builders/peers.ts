/** The builders' programs as HiGHS and Clarabel want them, and their weights made to keep the limits to the last digit. */
import { nearestWithin } from '../../../src/risk/builders/nearest.ts'
import type { Universe } from '../../../src/risk/builders/universe.ts'
import { askClarabel, type Clarabel, loadClarabel, type Question, questionOf } from '../../solver/clarabel.ts'
import { compressed, type Model } from '../../solver/convexModel.ts'
import { loadHighs } from '../../solver/highs.ts'
import { askHighs, highsModelOf } from '../../solver/highsModel.ts'

export interface Peers {
  readonly highs: Awaited<ReturnType<typeof loadHighs>>
  readonly clarabel: Clarabel
}

export async function loadPeers(): Promise<Peers> {
  return { highs: await loadHighs(), clarabel: await loadClarabel() }
}

export type Ask = (model: Model) => Float64Array | null
const tolerance = 1e-9

export const byHighs =
  ({ highs }: Peers, seconds = 2): Ask =>
  (model) =>
    askHighs(highs, highsModelOf(model), tolerance, seconds)

export const byClarabel =
  ({ clarabel }: Peers): Ask =>
  (model) =>
    askClarabel(clarabel, questionOf(model), tolerance)

/** minimise 1/2 w'Cw + q'w over the limits, in units of the mean variance. */
export function quadraticModel(universe: Universe, linear: Float64Array): Model {
  const { size, covariance, lower, upper } = universe
  const unit = meanVariance(universe)
  const everyone = Array.from({ length: size }, (_, i) => [i, 1] as const)
  return {
    cost: [...linear].map((value) => value / unit),
    lower: [...lower],
    upper: [...upper],
    quadratic: upperTriangle(size, (i, j) => (covariance[i * size + j] ?? 0) / unit),
    rows: [
      { entries: everyone, low: 1, high: 1 },
      ...universe.groups.map((group) => ({
        entries: [...group.members].map((i) => [i, 1] as const),
        low: group.lower,
        high: group.upper,
      })),
    ],
    cones: [],
  }
}

/** minimise 1/2 y'Cy with slope'y = 1 over the limits times k = sum y; the last column is k. */
export function ratioModel(universe: Universe, slope: Float64Array): Model {
  const { size, covariance, lower, upper, groups } = universe
  const unit = meanVariance(universe)
  const steepest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const against = (members: readonly number[], sign: number, bound: number) => ({
    entries: [...members.map((i) => [i, sign] as const), [size, -sign * bound] as const],
    low: 0,
    high: Infinity,
  })
  const classes = Array.from({ length: size }, (_, i) => i)
  return {
    cost: Array.from({ length: size + 1 }, () => 0),
    lower: Array.from({ length: size + 1 }, () => 0),
    upper: Array.from({ length: size + 1 }, () => Infinity),
    quadratic: upperTriangle(size, (i, j) => (covariance[i * size + j] ?? 0) / unit),
    rows: [
      { entries: [...classes.map((i) => [i, 1] as const), [size, -1] as const], low: 0, high: 0 },
      { entries: classes.map((i) => [i, (slope[i] ?? 0) / steepest] as const), low: 1, high: 1 },
      ...classes.flatMap((i) => [
        ...((lower[i] ?? 0) > 0 ? [against([i], 1, lower[i] ?? 0)] : []),
        ...((upper[i] ?? 1) < 1 ? [against([i], -1, upper[i] ?? 1)] : []),
      ]),
      ...groups.flatMap((group) => [
        ...(group.lower > 0 ? [against([...group.members], 1, group.lower)] : []),
        ...(group.upper < 1 ? [against([...group.members], -1, group.upper)] : []),
      ]),
    ],
    cones: [],
  }
}

function upperTriangle(
  size: number,
  entry: (i: number, j: number) => number,
): (readonly [number, number, number])[] {
  return Array.from({ length: size }, (_, j) =>
    Array.from({ length: j + 1 }, (__, i) => [i, j, entry(i, j)] as const),
  ).flat()
}

/** Their weights, which miss a limit by their tolerance, moved within; of a ratio's answer first divided by its sum. */
export function keptWithin(universe: Universe, found: Float64Array): Float64Array {
  const own = found.subarray(0, universe.size)
  const sum = own.reduce((total, value) => total + value, 0)
  return (
    nearestWithin(
      universe,
      own.map((value) => value / sum),
    ) ?? own
  )
}

export function meanVariance({ size, covariance }: Universe): number {
  let trace = 0
  for (let i = 0; i < size; i += 1) trace += covariance[i * (size + 1)] ?? 0
  return trace / size
}

/** minimise 1/2 y'Ry - sum ln y_i / n, R the correlation, as Clarabel wants it: s_i <= ln y_i, (s_i, 1, y_i) in the exponential cone. */
export function budgetQuestion({ size, covariance }: Universe): Question {
  const scale = Array.from({ length: size }, (_, i) => 1 / Math.sqrt(covariance[i * (size + 1)] ?? NaN))
  const p = compressed(
    2 * size,
    upperTriangle(size, (i, j) => (covariance[i * size + j] ?? NaN) * (scale[i] ?? NaN) * (scale[j] ?? NaN)),
  )
  const a = compressed(
    2 * size,
    scale.flatMap((_, i) => [[3 * i, size + i, -1] as const, [3 * i + 2, i, -1] as const]),
  )
  return [
    Uint32Array.from(p.start),
    Uint32Array.from(p.index),
    Float64Array.from(p.value),
    Float64Array.from({ length: 2 * size }, (_, i) => (i < size ? 0 : -1 / size)),
    Uint32Array.from(a.start),
    Uint32Array.from(a.index),
    Float64Array.from(a.value),
    Float64Array.from({ length: 3 * size }, (_, row) => (row % 3 === 1 ? 1 : 0)),
    2 * size,
    3 * size,
    JSON.stringify({ zero: 0, nonneg: 0, soc: [], exp: size, power: [] }),
  ]
}
