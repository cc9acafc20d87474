/** Optimality of tracking against cost recomputed from the definition, sharing no code with the solver. */

import type { ConvexProblem, ConvexSolution, ConvexSolved, Curvature } from '../../src/solver/convex.ts'

export interface ConvexChecks {
  readonly rows: number
  readonly bounds: number
  /** How far a slope lies outside what the column's costs and bounds allow, in units of the largest slope. */
  readonly stationarity: number
  readonly complementarity: number
  readonly objective: number
  /** Objective less a bound computed column by column. */
  readonly gap: number
  /** What the rounding of terms that cancel may make of the gap. */
  readonly rounding: number
}

/** Every way an answer can be wrong. */
export function checksOf(problem: ConvexProblem, { x, y }: ConvexSolved): ConvexChecks {
  const { rows } = problem
  const met = productOf(rows, rows.count, x)
  const slopes = slopesOf(problem, x, y)
  const terms = termsOf(problem, x)
  // Where slopes are what is left of terms that cancel, they cannot be told from nothing.
  const largest = slopes.reduce((most, s) => Math.max(most, Math.abs(s)), 1e-8 * terms)
  const objective = objectiveAt(problem, x)
  // A gap of g between curves as steep as q leaves slopes that differ by sqrt(2 g q), here in millionths.
  const allowed = 1e6 * Math.sqrt(2e-10 * Math.max(objective, 1e-8) * steepestOf(problem.curvature))
  const value = (row: number): number => (y[row]! > 0 ? rows.low[row]! : rows.high[row]!)
  const priced = Array.from(y, (price, row) => (price === 0 ? 0 : price * (met[row]! - value(row))))
  let lost = priced.reduce((sum, each) => sum + each, 0)
  for (let j = 0; j < x.length; j++) lost += costAt(problem, j, x[j]!) + slopes[j]! * x[j]! - leastOf(problem, j, slopes[j]!) // prettier-ignore
  return {
    rows: Math.max(0, ...met.map((m, row) => Math.max(rows.low[row]! - m, m - rows.high[row]!))),
    bounds: Math.max(0, ...x.map((at, j) => Math.max(problem.lower[j]! - at, at - problem.upper[j]!))),
    stationarity:
      Math.max(...slopes.map((slope, j) => outside(problem, j, x[j]!, slope))) / (largest + allowed),
    complementarity: Math.max(0, ...priced.map((each) => Math.abs(each))),
    objective,
    gap: lost,
    rounding: 1e-15 * terms,
  }
}

/** What is wrong with the answer, if anything. */
export function faultOf(problem: ConvexProblem, solution: ConvexSolution): string | null {
  if (solution.kind !== 'optimal') return solution.kind
  const { rows, bounds, stationarity, complementarity, gap, objective, rounding } = checksOf(
    problem,
    solution,
  )
  const size = Math.max(Math.abs(objective), 1e-8)
  if (!(rows <= 1e-12)) return `rows ${rows}`
  if (!(bounds <= 0)) return `bounds ${bounds}`
  if (!(stationarity <= 1e-6)) return `stationarity ${stationarity}`
  if (!(complementarity <= 1e-10 * size + rounding)) return `complementarity ${complementarity / size}`
  // The definition takes its slopes at x itself, where they are off by the rounding of x: in the gap that counts unsquared.
  if (!(Math.abs(gap) <= 1e-7 * size + rounding)) return `gap ${gap / size}`
  if (!(solution.gap <= 1e-10 * size + rounding)) return `own gap ${solution.gap / size}`
  if (!(Math.abs(objective - solution.objective) <= 1e-12 * size + rounding)) return `objective ${objective}`
  return null
}

function productOf(
  columns: { start: Int32Array; index: Int32Array; value: Float64Array },
  count: number,
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(count)
  x.forEach((at, j) => {
    for (let p = columns.start[j]!; p < columns.start[j + 1]!; p++)
      out[columns.index[p]!]! += columns.value[p]! * at
  })
  return out
}

function missOf({ exposure, target }: ConvexProblem, x: Float64Array): Float64Array {
  const seen = exposure === undefined ? x : productOf(exposure, target.length, x)
  return seen.map((at, r) => at - target[r]!)
}

/** Q v. */
function curved(curvature: Curvature, v: Float64Array): Float64Array {
  const p = v.length
  if (curvature.kind === 'diagonal') return v.map((at, r) => curvature.diagonal[r]! * at)
  if (curvature.kind === 'dense')
    return v.map((_, r) => v.reduce((sum, at, c) => sum + curvature.matrix[r * p + c]! * at, 0))
  const { factors: k, loadings, diagonal } = curvature
  const seen = Float64Array.from({ length: k }, (_, f) => v.reduce((sum, at, r) => sum + loadings[r * k + f]! * at, 0)) // prettier-ignore
  return v.map((at, r) => diagonal[r]! * at + seen.reduce((sum, s, f) => sum + loadings[r * k + f]! * s, 0))
}

/** The largest curvature of one column. */
function steepestOf(curvature: Curvature): number {
  if (curvature.kind === 'dense') return curvature.matrix.reduce((most, q) => Math.max(most, q), 0)
  const { diagonal } = curvature
  if (curvature.kind === 'diagonal') return Math.max(...diagonal)
  const { factors: k, loadings } = curvature
  const seen = (r: number): number => loadings.subarray(r * k, r * k + k).reduce((sum, f) => sum + f * f, 0)
  return Math.max(...diagonal.map((d, r) => d + seen(r)))
}

/** The size of the terms that the largest slope of the tracking part is a sum of. */
function termsOf({ curvature, target }: ConvexProblem, x: Float64Array): number {
  const places = target.map((t, r) => Math.abs(t) + (x.length === target.length ? x[r]! : t))
  const size = (all: Float64Array): Float64Array => all.map((each) => Math.abs(each))
  if (curvature.kind === 'diagonal') return Math.max(...places.map((at, r) => at * curvature.diagonal[r]!))
  const positive: Curvature =
    curvature.kind === 'dense'
      ? { ...curvature, matrix: size(curvature.matrix) }
      : { ...curvature, loadings: size(curvature.loadings) }
  return Math.max(...curved(positive, places))
}

/** The slope of everything but the column's own cost: E'Q(E x − t) − A'y. */
function slopesOf(problem: ConvexProblem, x: Float64Array, y: Float64Array): Float64Array {
  const { exposure, rows, curvature } = problem
  const pull = curved(curvature, missOf(problem, x))
  return x.map((_, j) => {
    let slope = exposure === undefined ? pull[j]! : 0
    if (exposure !== undefined)
      for (let p = exposure.start[j]!; p < exposure.start[j + 1]!; p++)
        slope += exposure.value[p]! * pull[exposure.index[p]!]!
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) slope -= rows.value[p]! * y[rows.index[p]!]!
    return slope
  })
}

export function objectiveAt(problem: ConvexProblem, x: Float64Array): number {
  const miss = missOf(problem, x)
  const pull = curved(problem.curvature, miss)
  const tracking = miss.reduce((sum, at, r) => sum + 0.5 * at * pull[r]!, 0)
  return x.reduce((sum, at, j) => sum + costAt(problem, j, at), tracking)
}

/** f_j(x), as the problem states it. */
function costAt({ cost }: ConvexProblem, j: number, x: number): number {
  const u = x - cost.origin[j]!
  let sum = (cost.linear?.[j] ?? 0) * x
  sum += (cost.buy?.[j] ?? 0) * Math.max(u, 0) + (cost.sell?.[j] ?? 0) * Math.max(-u, 0)
  sum += (cost.power?.[j] ?? 0) * Math.abs(u) ** 1.5 + 0.5 * (cost.quadratic?.[j] ?? 0) * u * u
  for (let p = cost.kinks?.start[j] ?? 0; p < (cost.kinks?.start[j + 1] ?? 0); p++) {
    const at = cost.kinks!.at[p]!
    sum += cost.kinks!.rise[p]! * Math.max(0, at > 0 ? u - at : at - u)
  }
  for (const { column, buy, sell } of cost.pools ?? [])
    if (column === j)
      sum += u > 0 ? u / (buy.rate - buy.depth * u) - u : -u + (sell.rate * u) / (1 - sell.depth * u)
  return sum
}

/** The slope of f_j to one side of x (way 1 or −1), as a derivative in x. */
function costSlope({ cost }: ConvexProblem, j: number, x: number, way: 1 | -1): number {
  const u = x - cost.origin[j]!
  const side = u === 0 ? way : Math.sign(u)
  let sum = (cost.linear?.[j] ?? 0) + (side > 0 ? (cost.buy?.[j] ?? 0) : -(cost.sell?.[j] ?? 0))
  sum += 1.5 * (cost.power?.[j] ?? 0) * side * Math.sqrt(Math.abs(u)) + (cost.quadratic?.[j] ?? 0) * u
  for (let p = cost.kinks?.start[j] ?? 0; p < (cost.kinks?.start[j + 1] ?? 0); p++) {
    const at = cost.kinks!.at[p]!
    const beyond = at > 0 ? u - at : at - u
    const isBeyond = Math.abs(beyond) < 1e-15 ? way === Math.sign(at) : beyond > 0
    if (isBeyond) sum += Math.sign(at) * cost.kinks!.rise[p]!
  }
  for (const { column, buy, sell } of cost.pools ?? []) {
    if (column !== j) continue
    sum +=
      side > 0 ? buy.rate / (buy.rate - buy.depth * u) ** 2 - 1 : sell.rate / (1 - sell.depth * u) ** 2 - 1
  }
  return sum
}

function outside(problem: ConvexProblem, j: number, x: number, slope: number): number {
  const right = x >= problem.upper[j]! ? Infinity : slope + costSlope(problem, j, x, 1)
  const left = x <= problem.lower[j]! ? -Infinity : slope + costSlope(problem, j, x, -1)
  return Math.max(0, -right, left)
}

/** The least of f_j(x) + slope x within the bounds, by halving on the derivative; open sides are searched as far as ten. */
function leastOf(problem: ConvexProblem, j: number, slope: number): number {
  let low = Math.max(problem.lower[j]!, -10)
  let high = Math.min(problem.upper[j]!, 10)
  for (let round = 0; round < 100; round++) {
    const middle = 0.5 * (low + high)
    if (slope + costSlope(problem, j, middle, 1) < 0) low = middle
    else high = middle
  }
  const at = (x: number): number => costAt(problem, j, x) + slope * x
  return Math.min(at(low), at(high), at(problem.cost.origin[j]!))
}

/** How far y'(row values) stays above everything y'A x can be within the bounds: positive, no x meets the rows. */
export function rayMargin({ rows, lower, upper }: ConvexProblem, ray: Float64Array): number {
  const least = ray.reduce(
    (sum, y, row) => sum + (y === 0 ? 0 : y * (y > 0 ? rows.low[row]! : rows.high[row]!)),
    0,
  )
  return lower.reduce((left, low, j) => {
    let pull = 0
    for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) pull += rows.value[p]! * ray[rows.index[p]!]!
    return left - (pull === 0 ? 0 : pull * (pull > 0 ? upper[j]! : low))
  }, least)
}

/** What another x gains by missing rows and bounds, at our prices for them. */
export function missedWorth(problem: ConvexProblem, { x: ours, y }: ConvexSolved, x: Float64Array): number {
  const { rows, lower, upper } = problem
  const met = productOf(rows, rows.count, x)
  const slopes = slopesOf(problem, ours, y)
  const missed = met.reduce(
    (sum, m, row) => sum + Math.abs(y[row]!) * Math.max(0, rows.low[row]! - m, m - rows.high[row]!),
    0,
  )
  const worth = (j: number): number => Math.abs(slopes[j]! + costSlope(problem, j, ours[j]!, ours[j]! > lower[j]! ? -1 : 1)) // prettier-ignore
  return x.reduce((sum, at, j) => sum + worth(j) * Math.max(0, lower[j]! - at, at - upper[j]!), missed)
}
