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
  ...Array.from({ length: 276 }, (_, at) => 5 + (at % 16)),
  ...Array.from({ length: 18 }, (_, at) => 30 + at),
  100,
  100,
  100,
  200,
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

/** The largest difference between shares of risk of classes that are off their bounds, and of those that groups leave alone. */
function unequal({ universe }: Subject, { weights, contributions }: Built): number {
  const isFree = (i: number): boolean => {
    const [weight, least, most] = [weights[i] ?? NaN, universe.lower[i] ?? NaN, universe.upper[i] ?? NaN]
    return weight > least + 1e-9 && weight < most - 1e-9
  }
  const shares = contributions.filter((_, i) => isFree(i))
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares)
}

test('shares of risk are equal to eight digits, in boxes among the classes that these leave free', () => {
  const results = subjects.map((subject, seed) => {
    const limits = seed % 2 === 0 ? openLimits(subject.universe.size) : { ...subject.universe, groups: [] }
    const own = { ...subject, universe: { ...subject.universe, ...limits } }
    const outcome = build({ kind: 'equal-risk' }, own.universe)
    if (outcome.kind === 'riskless') return 'riskless'
    if (outcome.kind !== 'built') return `${subject.name}: ${JSON.stringify(outcome)}`
    const off = Math.max(unequal(own, outcome), missedBy(own.universe, outcome.weights) * 1e4)
    return off <= 1e-8 ? 'equal' : `${subject.name} is off by ${off}`
  })
  expect(results.filter((each) => each !== 'equal' && each !== 'riskless')).toEqual([])
  // Singular matrices may hold a mix of classes without any risk.
  expect(results.filter((each) => each === 'equal').length).toBeGreaterThan(270)
})
