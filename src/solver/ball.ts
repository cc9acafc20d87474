/** The ball in squared form: what it uses of its cap, and its gradient. */

import type { System } from './newton/system.ts'
import type { Standard } from './standard.ts'

/** Writes the ball's gradient P (u + offset) into the last row of the system. */
export function gradientRow(problem: Standard, system: System, u: Float64Array): void {
  if (problem.ball === null) return
  const { weight, offset } = problem.ball
  const { start, value } = system.rows
  // The ball's entry is the last of its column.
  for (let j = 0; j < u.length; j++)
    if (weight[j]! > 0) value[start[j + 1]! - 1] = weight[j]! * (u[j]! + offset[j]!)
}

export function ballUse(problem: Standard, u: Float64Array): number {
  if (problem.ball === null) return 0
  const { weight, offset } = problem.ball
  let sum = 0
  for (let j = 0; j < u.length; j++) {
    const x = u[j]! + offset[j]!
    sum += 0.5 * weight[j]! * x * x
  }
  return sum
}
