/** Three hundred covariance matrices: our objective beside those of independent solvers, and equal shares of risk to eight digits. */
import { expect, test } from 'vitest'
import { build } from '../../../src/risk/builders/build.ts'
import { type Built, pullOf } from '../../../src/risk/builders/built.ts'
import type { Recipe } from '../../../src/risk/builders/recipe.ts'
import { openLimits, type Universe } from '../../../src/risk/builders/universe.ts'
import { limitsOf, missedBy, tempers, universeOf } from './matrices.ts'
import {
  type Ask,
  byClarabel,
  byHighs,
  keptWithin,
  loadPeers,
  meanVariance,
  quadraticModel,
  ratioModel,
} from './peers.ts'

const peers = await loadPeers()

/** Three hundred, from 5 to 200 classes; most are small, as the peers' time grows with the cube. */
const sizes = [
  ...Array.from({ length: 278 }, (_, at) => 5 + (at % 16)),
  ...Array.from({ length: 18 }, (_, at) => 30 + at),
  100,
  100,
  200,
  200,
]

interface Subject {
  readonly name: string
  readonly universe: Universe
}

const subjects: readonly Subject[] = sizes.map((size, seed) => {
  const temper = tempers[seed % tempers.length] ?? 'plenty'
  const limits = seed % 3 === 0 ? openLimits(size) : limitsOf(size, seed)
  return { name: `${seed}: ${size} ${temper}`, universe: universeOf(size, temper, seed, limits) }
})

/** What is minimised, of any weights. */
type Objective = (universe: Universe, weights: Float64Array) => number

const variance: Objective = ({ covariance }, weights) => dot(weights, pullOf(covariance, weights))
const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)

const aversion = 4
const riskFree = 0.01
const meansIn = ({ means }: Universe): Float64Array => means ?? new Float64Array(0)
const volatilitiesIn = ({ covariance, size }: Universe): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * (size + 1)] ?? NaN))
/** Half in the first class: rarely within the limits. */
const benchmarkOf = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => (i === 0 ? 0.5 : 0.5 / (size - 1)))
/** Variance for a slope of one, in units in which the steepest class has a slope of one. */
const ratioOf =
  (slope: Float64Array): Objective =>
  (universe, weights) => {
    const height = dot(slope, weights) / slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return height > 0 ? variance(universe, weights) / (height * height) : Infinity
  }

interface Rival {
  readonly recipe: (universe: Universe) => Recipe
  readonly model: (universe: Universe) => ReturnType<typeof quadraticModel>
  readonly objective: Objective
}

const rivals: readonly Rival[] = [
  {
    recipe: () => ({ kind: 'minimum-variance' }),
    model: (universe) => quadraticModel(universe, new Float64Array(universe.size)),
    objective: variance,
  },
  {
    recipe: ({ size }) => ({ kind: 'tracking-error', benchmark: benchmarkOf(size) }),
    model: (universe) =>
      quadraticModel(
        universe,
        pullOf(universe.covariance, benchmarkOf(universe.size)).map((value) => -value),
      ),
    objective: (universe, weights) =>
      variance(
        universe,
        weights.map((weight, i) => weight - (benchmarkOf(universe.size)[i] ?? NaN)),
      ),
  },
  {
    recipe: () => ({ kind: 'mean-variance', choice: { kind: 'aversion', aversion } }),
    model: (universe) =>
      quadraticModel(
        universe,
        meansIn(universe).map((mean) => -mean / aversion),
      ),
    objective: (universe, weights) =>
      variance(universe, weights) / 2 - dot(meansIn(universe), weights) / aversion,
  },
  {
    recipe: () => ({ kind: 'maximum-diversification' }),
    model: (universe) => ratioModel(universe, volatilitiesIn(universe)),
    objective: (universe, weights) => ratioOf(volatilitiesIn(universe))(universe, weights),
  },
  {
    recipe: () => ({ kind: 'maximum-sharpe', riskFree }),
    model: (universe) =>
      ratioModel(
        universe,
        meansIn(universe).map((mean) => mean - riskFree),
      ),
    objective: (universe, weights) =>
      ratioOf(meansIn(universe).map((mean) => mean - riskFree))(universe, weights),
  },
]

function built(recipe: Recipe, { name, universe }: Subject): Built {
  const outcome = build(recipe, universe)
  if (outcome.kind !== 'built') throw new Error(`${name} ${recipe.kind}: ${JSON.stringify(outcome)}`)
  return outcome
}

/** Objectives this small, in mean variances, are no risk at all. */
const smallest = 1e-8

function compared(subject: Subject, rival: Rival, ask: Ask): string {
  const { universe, name } = subject
  const ours = built(rival.recipe(universe), subject)
  const missed = missedBy(universe, ours.weights)
  if (!(missed <= 1e-12)) return `${name} misses its limits by ${missed}`
  const theirs = ask(rival.model(universe))
  if (theirs === null) return 'not compared'
  const objective = rival.objective(universe, keptWithin(universe, theirs))
  const worse = rival.objective(universe, ours.weights) - objective
  if (worse <= 1e-7 * Math.max(Math.abs(objective), smallest * meanVariance(universe))) return 'no worse'
  return `${name} ${rival.recipe(universe).kind} is worse by ${worse / Math.abs(objective)}`
}

test.each(rivals.map((rival, at) => [rival.recipe(subjects[0]!.universe).kind, rival, at] as const))(
  '%s is never worse',
  (_, rival, at) => {
    const highs = byHighs(peers)
    const clarabel = byClarabel(peers)
    // Each matrix meets two of the builders; the small ones HiGHS, which slows down with the size.
    const results = subjects
      .filter((__, seed) => (seed + at) % rivals.length < 2)
      .map((subject, turn) =>
        compared(subject, rival, turn % 2 === 0 && subject.universe.size <= 50 ? highs : clarabel),
      )
    expect(results.filter((each) => each !== 'no worse' && each !== 'not compared')).toEqual([])
    expect(results.filter((each) => each === 'no worse').length).toBeGreaterThan(0.9 * results.length)
  },
)

/** Weights and shares of risk of the classes that stand off their bounds. */
function freeShares(
  { lower, upper }: Universe,
  { weights, contributions }: Built,
): (readonly [number, number])[] {
  return [...weights.entries()]
    .filter(([i, weight]) => weight > (lower[i] ?? NaN) + 1e-9 && weight < (upper[i] ?? NaN) - 1e-9)
    .map(([i, weight]) => [weight, contributions[i] ?? NaN] as const)
}

function unequal(shares: readonly (readonly [number, number])[]): number {
  const risks = shares.map(([, risk]) => risk)
  return shares.length === 0 ? 0 : Math.max(...risks) - Math.min(...risks)
}

/** Shares less what the sum costs each weight, where a forced class is hedged by all others and no scale is free of cost. */
function priced(shares: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const sorted = shares.toSorted(([one], [other]) => one - other)
  const [[least, low], [most, high]] = [sorted[0] ?? [NaN, NaN], sorted.at(-1) ?? [NaN, NaN]]
  const price = (high - low) / (most - least)
  return shares.map(([weight, risk]) => [weight, risk - price * weight] as const)
}

const isEqual = (off: number): boolean => off <= 1e-8

test('shares of risk are equal to eight digits, in boxes among the classes that these leave free', () => {
  const results = subjects.map((subject, seed) => {
    const limits = seed % 2 === 0 ? openLimits(subject.universe.size) : { ...subject.universe, groups: [] }
    const universe = { ...subject.universe, ...limits }
    const outcome = build({ kind: 'equal-risk' }, universe)
    if (outcome.kind === 'riskless') return 'riskless'
    if (outcome.kind !== 'built') return `${subject.name}: ${JSON.stringify(outcome)}`
    if (!(missedBy(universe, outcome.weights) <= 1e-12)) return `${subject.name} misses its limits`
    const shares = freeShares(universe, outcome)
    if (isEqual(unequal(shares))) return 'equal'
    return isEqual(unequal(priced(shares))) ? 'priced' : `${subject.name} is off by ${unequal(shares)}`
  })
  const countOf = (kind: string): number => results.filter((each) => each === kind).length
  expect(results.filter((each) => !['equal', 'priced', 'riskless'].includes(each))).toEqual([])
  // Singular matrices may hold a mix of classes without any risk, and one forces a risk that the others hedge.
  expect(countOf('equal')).toBeGreaterThan(290)
  expect(countOf('priced')).toBeLessThan(3)
})
