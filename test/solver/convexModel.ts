/** Tracking against cost as other solvers want it: buys and sells apart, every kink a column, every impact a cone. */

import type { ConvexProblem } from '../../src/solver/convex.ts'

type Entry = readonly [column: number, value: number]

/** minimise cost'x + 1/2 x'Q x over rows and bounds, and r >= |t|^{3/2} for each cone. */
export interface Model {
  readonly cost: number[]
  readonly lower: number[]
  readonly upper: number[]
  readonly quadratic: (readonly [row: number, column: number, value: number])[] // row <= column
  readonly rows: { readonly entries: Entry[]; readonly low: number; readonly high: number }[]
  /** column r is at least |column t + offset|^{3/2} */
  readonly cones: { readonly r: number; readonly t: number; readonly offset: number }[]
}

/** Column j is x_j less its target where columns are their own classes, x_j elsewhere: no constant then hides the objective. */
export function modelOf(problem: ConvexProblem, scale: number): Model {
  const { columns: n, exposure, target } = problem
  const model: Model = { cost: [], lower: [], upper: [], quadratic: [], rows: [], cones: [] }
  const offset = exposure === undefined ? target : new Float64Array(n)
  for (let j = 0; j < n; j++) addColumn(model, (problem.cost.linear?.[j] ?? 0) * scale, problem.lower[j]! - offset[j]!, problem.upper[j]! - offset[j]!) // prettier-ignore
  addTracking(model, problem, scale)
  addRows(model, problem, offset)
  addCosts(model, problem, offset, scale)
  return model
}

/** Where columns stand in the problem's own terms. */
export function placesOf(problem: ConvexProblem, x: ArrayLike<number>): Float64Array {
  const offset = problem.exposure === undefined ? problem.target : null
  return Float64Array.from({ length: problem.columns }, (_, j) => x[j]! + (offset?.[j] ?? 0))
}

function addColumn(model: Model, cost: number, lower: number, upper: number): number {
  model.lower.push(lower)
  model.upper.push(upper)
  return model.cost.push(cost) - 1
}

function addTracking(model: Model, problem: ConvexProblem, scale: number): void {
  const { curvature } = problem
  const drift = driftColumns(model, problem)
  if (curvature.kind === 'dense') {
    drift.forEach((a, r) =>
      drift.slice(0, r + 1).forEach((b, c) => {
        const value = curvature.matrix[r * drift.length + c]! * scale
        if (value !== 0) model.quadratic.push([b, a, value])
      }),
    )
    return
  }
  drift.forEach((a, r) => {
    if (curvature.diagonal[r]! > 0) model.quadratic.push([a, a, curvature.diagonal[r]! * scale])
  })
  if (curvature.kind === 'diagonal') return
  const { factors: k, loadings } = curvature
  for (let f = 0; f < k; f++) {
    const seen = addColumn(model, 0, -Infinity, Infinity)
    model.quadratic.push([seen, seen, scale])
    const entries = drift.map((a, r): Entry => [a, loadings[r * k + f]!])
    model.rows.push({ entries: [...entries, [seen, -1]], low: 0, high: 0 })
  }
}

/** The columns that hold E x − t. */
function driftColumns(model: Model, { columns: n, exposure, target }: ConvexProblem): number[] {
  if (exposure === undefined) return Array.from({ length: n }, (_, j) => j)
  return Array.from(target, (t, r) => {
    const drift = addColumn(model, 0, -Infinity, Infinity)
    const entries: Entry[] = [[drift, -1]]
    for (let j = 0; j < n; j++)
      for (let p = exposure.start[j]!; p < exposure.start[j + 1]!; p++)
        if (exposure.index[p] === r) entries.push([j, exposure.value[p]!])
    model.rows.push({ entries, low: t, high: t })
    return drift
  })
}

function addRows(model: Model, { columns: n, rows }: ConvexProblem, offset: Float64Array): void {
  for (let i = 0; i < rows.count; i++) {
    const entries: Entry[] = []
    let moved = 0
    for (let j = 0; j < n; j++)
      for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) {
        if (rows.index[p] !== i) continue
        entries.push([j, rows.value[p]!])
        moved += rows.value[p]! * offset[j]!
      }
    model.rows.push({ entries, low: rows.low[i]! - moved, high: rows.high[i]! - moved })
  }
}

function addCosts(
  model: Model,
  { columns: n, cost }: ConvexProblem,
  offset: Float64Array,
  scale: number,
): void {
  for (let j = 0; j < n; j++) {
    const from = cost.origin[j]! - offset[j]!
    const curved = cost.quadratic?.[j] ?? 0
    if (curved > 0) {
      const apart = addColumn(model, 0, -Infinity, Infinity)
      model.quadratic.push([apart, apart, curved * scale])
      model.rows.push({ entries: [[j, 1], [apart, -1]], low: from, high: from }) // prettier-ignore
    }
    const buy = addColumn(model, (cost.buy?.[j] ?? 0) * scale, 0, Infinity)
    const sell = addColumn(model, (cost.sell?.[j] ?? 0) * scale, 0, Infinity)
    model.rows.push({ entries: [[j, 1], [buy, -1], [sell, 1]], low: from, high: from }) // prettier-ignore
    for (let p = cost.kinks?.start[j] ?? 0; p < (cost.kinks?.start[j + 1] ?? 0); p++) {
      const at = cost.kinks!.at[p]!
      const beyond = addColumn(model, cost.kinks!.rise[p]! * scale, 0, Infinity)
      const entries: Entry[] = [[at > 0 ? buy : sell, 1], [beyond, -1]] // prettier-ignore
      model.rows.push({ entries, low: -Infinity, high: Math.abs(at) })
    }
    const power = cost.power?.[j] ?? 0
    if (power > 0) model.cones.push({ r: addColumn(model, power * scale, 0, Infinity), t: j, offset: -from })
  }
}

export interface Compressed {
  readonly start: number[]
  readonly index: number[]
  readonly value: number[]
}

/** Triplets by column, rows ascending. */
export function compressed(
  columns: number,
  triplets: readonly (readonly [row: number, column: number, value: number])[],
): Compressed {
  const sorted = [...triplets].sort((a, b) => a[1] - b[1] || a[0] - b[0])
  const start = Array.from({ length: columns + 1 }, () => 0)
  for (const [, column] of sorted) start[column + 1]!++
  for (let j = 0; j < columns; j++) start[j + 1]! += start[j]!
  return { start, index: sorted.map(([row]) => row), value: sorted.map(([, , value]) => value) }
}
