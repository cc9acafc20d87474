/** Optimality recomputed from the definition, sharing no code with the solver. */

import type { Program, Solved } from '../../src/solver/quadratic.ts'

export interface Checks {
  readonly rows: number
  readonly bounds: number
  readonly ball: number
  readonly gap: number
  readonly stationarity: number
}

/** Every way an answer can be wrong, each as a plain absolute number. */
export function checksOf(program: Program, solved: Solved): Checks {
  return {
    rows: Math.max(0, ...rowErrors(program, solved.x)),
    bounds: Math.max(0, ...solved.x.map((x, j) => Math.max(program.lower[j]! - x, x - program.upper[j]!))),
    ball: program.ball ? Math.max(0, ballUse(program, solved.x) - program.ball.cap) : 0,
    gap: objectiveOf(program, solved.x) - dualOf(program, solved),
    stationarity: Math.max(0, ...slopes(program, solved).map((slope, j) => Math.abs(slope - solved.z[j]!))),
  }
}

export function rowErrors(program: Program, x: Float64Array): number[] {
  const left = Array.from(program.right)
  eachEntry(program, (row, column, value) => (left[row]! -= value * x[column]!))
  return left.map((error) => Math.abs(error))
}

export function objectiveOf(program: Program, x: Float64Array): number {
  return x.reduce((sum, xj, j) => sum + program.cost[j]! * xj + 0.5 * program.quadratic[j]! * xj * xj, 0)
}

function ballUse(program: Program, x: Float64Array): number {
  return x.reduce((sum, xj, j) => sum + 0.5 * program.ball!.weight[j]! * xj * xj, 0)
}

/** c + Q x + lambda P x - A'y */
function slopes(program: Program, { x, y, lambda }: Solved): number[] {
  const slope = Array.from(x, (xj, j) => {
    const curvature = program.quadratic[j]! + lambda * (program.ball?.weight[j] ?? 0)
    return program.cost[j]! + curvature * xj
  })
  eachEntry(program, (row, column, value) => (slope[column]! -= value * y[row]!))
  return slope
}

/** The Lagrangian at its minimum over the bounds; columns without a bound count as far as twice their place. */
function dualOf(program: Program, solved: Solved): number {
  const { x, y, lambda } = solved
  const linear = Array.from(program.cost)
  eachEntry(program, (row, column, value) => (linear[column]! -= value * y[row]!))
  let sum = program.right.reduce((total, b, i) => total + b * y[i]!, 0) - lambda * (program.ball?.cap ?? 0)
  for (let j = 0; j < program.columns; j++) {
    const curvature = program.quadratic[j]! + lambda * (program.ball?.weight[j] ?? 0)
    const reach = Math.max(1, 2 * Math.abs(x[j]!))
    const low = Math.max(program.lower[j]!, -reach)
    const high = Math.min(program.upper[j]!, Math.max(reach, low))
    const bottom =
      curvature > 0 ? Math.min(Math.max(-linear[j]! / curvature, low), high) : linear[j]! > 0 ? low : high
    sum += bottom * (linear[j]! + 0.5 * curvature * bottom)
  }
  return sum
}

/** How far y'b exceeds everything y'A x can be within the bounds (and the ball, through its best multiplier). */
export function farkasMargin(program: Program, ray: Float64Array): number {
  const pull = new Array<number>(program.columns).fill(0)
  eachEntry(program, (row, column, value) => (pull[column]! += value * ray[row]!))
  const right = program.right.reduce((sum, b, i) => sum + b * ray[i]!, 0)
  const marginAt = (lambda: number): number =>
    right -
    pull.reduce((sum, p, j) => sum + most(program, j, p, lambda), 0) -
    lambda * (program.ball?.cap ?? 0)
  const lambdas = program.ball ? Array.from({ length: 400 }, (_, k) => 1e-8 * 1.1 ** k) : []
  return Math.max(marginAt(0), ...lambdas.map(marginAt))
}

/** The largest p x - lambda/2 w x^2 within the bounds; a pull of rounding size on an open side counts as none. */
function most(program: Program, j: number, pull: number, lambda: number): number {
  const weight = lambda * (program.ball?.weight[j] ?? 0)
  const low = program.lower[j]!
  const high = program.upper[j]!
  const best = Math.min(Math.max(pull / weight, low), high)
  if (weight > 0) return best * (pull - 0.5 * weight * best)
  if (Math.abs(pull) < 1e-9) return Math.abs(pull)
  return pull * (pull > 0 ? high : low)
}

function eachEntry(program: Program, visit: (row: number, column: number, value: number) => void): void {
  for (let j = 0; j < program.columns; j++)
    for (let p = program.columnStart[j]!; p < program.columnStart[j + 1]!; p++)
      visit(program.rowIndex[p]!, j, program.value[p]!)
}
