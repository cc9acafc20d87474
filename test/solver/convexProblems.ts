/** Seeded problems of tracking against cost, of every form and every kind of cost the method must bear. */

import type { ConvexProblem, Cost, Curvature } from '../../src/solver/convex.ts'
import { dice } from './randomPrograms.ts'

export interface Recipe {
  readonly seed: number
  readonly columns: number
  readonly form?: 'factor' | 'dense' | 'diagonal'
  readonly factors?: number // default 5
  /** So many classes are seen through an exposure matrix; without it each column is its own class. */
  readonly classes?: number
  readonly groups?: number // default 3
  readonly aversion?: number // default 4, times a horizon of a third of a year
  readonly idiosyncratic?: number // scales the diagonal of the covariance; default 1
  readonly groupWidth?: number // scales the width of the groups' ranges; default 1
  readonly cost?: number // scales the linear costs; default 1
  readonly impact?: number // scales the costs of the power 3/2; default 0
  readonly quadratic?: number // scales quadratic costs; default 0
  readonly lots?: number // kinks per column; default 0
  readonly pools?: boolean
}

type Roll = () => number

export function convexProblem(recipe: Recipe): ConvexProblem {
  const { seed, columns: n, classes } = recipe
  const roll = dice(seed)
  const origin = shares(roll, n)
  const p = classes ?? n
  const target = shares(roll, p)
  const curvature = curvatureOf(recipe, roll, p)
  const exposure = classes === undefined ? {} : { exposure: exposureOf(roll, n, classes) }
  const most = Math.max(0.1, 3 / n)
  return {
    columns: n,
    curvature,
    target,
    ...exposure,
    cost: costOf(recipe, roll, origin),
    rows: rowsOf(recipe, roll, n),
    lower: new Float64Array(n),
    upper: origin.map((w) => Math.max(w, most)),
  }
}

function shares(roll: Roll, count: number): Float64Array {
  const raw = Float64Array.from({ length: count }, () => 0.1 + roll())
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((x) => x / sum)
}

/** A sum of twelve dice less six has mean zero and variance one. */
function normal(roll: Roll): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += roll()
  return sum
}

function curvatureOf(recipe: Recipe, roll: Roll, p: number): Curvature {
  const { form = 'factor', factors = 5, aversion = 4, idiosyncratic = 1 } = recipe
  const weight = aversion / 3
  const loadings = Float64Array.from(
    { length: p * factors },
    (_, i) => Math.sqrt(weight) * ((i % factors === 0 ? 0.15 : 0) + 0.05 * normal(roll)),
  )
  const diagonal = Float64Array.from({ length: p }, () => weight * idiosyncratic * (0.1 + 0.2 * roll()) ** 2)
  if (form === 'factor') return { kind: 'factor', factors, loadings, diagonal }
  if (form === 'diagonal') return { kind: 'diagonal', diagonal }
  return { kind: 'dense', matrix: multiplied(loadings, diagonal, factors) }
}

/** F F' + diag(D). */
export function multiplied(loadings: Float64Array, diagonal: Float64Array, factors: number): Float64Array {
  const p = diagonal.length
  const matrix = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) {
      let sum = i === j ? diagonal[i]! : 0
      for (let f = 0; f < factors; f++) sum += loadings[i * factors + f]! * loadings[j * factors + f]!
      matrix[i * p + j] = sum
    }
  return matrix
}

/** Most columns belong to one class, some to two. */
function exposureOf(roll: Roll, n: number, classes: number): NonNullable<ConvexProblem['exposure']> {
  const start = new Int32Array(n + 1)
  const index: number[] = []
  const value: number[] = []
  for (let j = 0; j < n; j++) {
    const first = j < classes ? j : Math.floor(roll() * classes)
    const share = roll() < 0.8 || classes === 1 ? 1 : 0.6
    index.push(first)
    value.push(share)
    if (share < 1) {
      index.push((first + 1) % classes)
      value.push(1 - share)
    }
    start[j + 1] = index.length
  }
  return { start, index: Int32Array.from(index), value: Float64Array.from(value) }
}

function costOf(recipe: Recipe, roll: Roll, origin: Float64Array): Cost {
  const { cost = 1, impact = 0, quadratic = 0, lots = 0, pools = false } = recipe
  const n = origin.length
  const rates = (scale: number): Float64Array => Float64Array.from({ length: n }, () => scale * roll())
  return {
    origin,
    buy: rates(0.003 * cost),
    sell: rates(0.003 * cost),
    ...(impact > 0 ? { power: rates(0.02 * impact) } : {}),
    ...(quadratic > 0 ? { quadratic: rates(0.05 * quadratic) } : {}),
    ...(lots > 0 ? { kinks: lotsOf(roll, origin, lots) } : {}),
    ...(pools ? { pools: poolsOf(roll, n) } : {}),
  }
}

function lotsOf(roll: Roll, origin: Float64Array, lots: number): NonNullable<Cost['kinks']> {
  const at: number[] = []
  const rise: number[] = []
  const start = new Int32Array(origin.length + 1)
  origin.forEach((w, j) => {
    for (let lot = 0; lot < lots; lot++) {
      at.push((roll() < 0.8 ? -w : w) * roll())
      rise.push(0.002 * roll())
    }
    start[j + 1] = at.length
  })
  return { start, at: Float64Array.from(at), rise: Float64Array.from(rise) }
}

function poolsOf(roll: Roll, n: number): NonNullable<Cost['pools']> {
  return Array.from({ length: Math.ceil(n / 4) }, (_, i) => {
    const rate = 0.997 - 0.003 * roll()
    return { column: 4 * i, buy: { rate, depth: roll() }, sell: { rate, depth: roll() } }
  })
}

/** One budget, and groups about the size they had at random. */
function rowsOf(recipe: Recipe, roll: Roll, n: number): ConvexProblem['rows'] {
  const { groups = 3, groupWidth = 1 } = recipe
  const start = new Int32Array(n + 1)
  const index: number[] = []
  const value: number[] = []
  const held = new Float64Array(groups)
  const likely = shares(roll, n)
  for (let j = 0; j < n; j++) {
    index.push(0)
    value.push(1)
    const group = j % (groups + 1)
    if (group < groups) {
      index.push(1 + group)
      value.push(1)
      held[group]! += likely[j]!
    }
    start[j + 1] = index.length
  }
  return {
    count: 1 + groups,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    low: Float64Array.of(1, ...held.map((x) => x - 0.01 * groupWidth)),
    high: Float64Array.of(1, ...held.map((x) => x + 0.01 * groupWidth)),
  }
}
