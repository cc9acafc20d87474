/** The part of the relaxation that a destination "optimal" has instead of aims: weights, factors and their squares. */
import type { Objective } from './objective.ts'
import { addColumn, addRow, type Builder } from './program.ts'

/**
 * Each row's weight becomes a column w, and each factor a row F w - f = q with a free column f that costs 1/2 f^2.
 * Returns the columns f.
 */
export function addRisk(to: Builder, objective: Objective, classes: readonly number[]): Int32Array {
  const { rank, factors, wanted } = objective
  const pulls = Array.from({ length: rank }, (_, factor) => addRow(to, wanted[factor]))
  const free = { lower: -Infinity }
  classes.forEach((row, at) => {
    const entries = pulls.map((pull, factor): [number, number] => [
      pull,
      factors[factor * classes.length + at] ?? 0,
    ])
    addColumn(to, [[row, -1], ...entries], free)
  })
  return Int32Array.from(pulls, (pull) => addColumn(to, [[pull, -1]], { ...free, quadratic: 1 }))
}
