/** The peer for cones: Clarabel in WebAssembly, given the same problem with every impact as a power cone. */

import { loadWasm } from 'cvxjs'
import type { Model } from './convexModel.ts'
import { compressed } from './convexModel.ts'

export type Clarabel = Awaited<ReturnType<typeof loadWasm>>

export const loadClarabel = (): Promise<Clarabel> => loadWasm()

/** The arguments of its only function, but for the settings. */
export type Question = Parameters<Clarabel['solve']> extends [...infer Head, string] ? Head : never

/** A x + s = b with s in the cones: zero rows first, then those not negative, then the powers. */
export function questionOf(model: Model): Question {
  const triplets: (readonly [number, number, number])[] = []
  const b: number[] = []
  const addRow = (entries: readonly (readonly [number, number])[], right: number, sign: number): void => {
    for (const [column, value] of entries) triplets.push([b.length, column, sign * value])
    b.push(sign * right)
  }
  const { rows, cones, cost, lower, upper } = model
  for (const { entries, low, high } of rows) if (low === high) addRow(entries, low, 1)
  const zero = b.length
  for (const { entries, low, high } of rows) {
    if (low === high) continue
    if (high < Infinity) addRow(entries, high, 1)
    if (low > -Infinity) addRow(entries, low, -1)
  }
  lower.forEach((low, j) => low > -Infinity && addRow([[j, 1]], low, -1))
  upper.forEach((high, j) => high < Infinity && addRow([[j, 1]], high, 1))
  const nonneg = b.length - zero
  for (const { r, t, offset } of cones) {
    addRow([[r, 1]], 0, -1)
    addRow([], 1, 1)
    addRow([[t, 1]], -offset, -1)
  }
  const a = compressed(cost.length, triplets)
  const p = compressed(cost.length, model.quadratic)
  const spec = { zero, nonneg, soc: [], exp: 0, power: cones.map(() => 2 / 3) }
  return [
    Uint32Array.from(p.start),
    Uint32Array.from(p.index),
    Float64Array.from(p.value),
    Float64Array.from(cost),
    Uint32Array.from(a.start),
    Uint32Array.from(a.index),
    Float64Array.from(a.value),
    Float64Array.from(b),
    cost.length,
    b.length,
    JSON.stringify(spec),
  ]
}

/** Its x, or null where it gives up. */
export function askClarabel(clarabel: Clarabel, question: Question, tolerance: number): Float64Array | null {
  const settings = JSON.stringify({
    verbose: false,
    max_iter: 200,
    time_limit: 60,
    tol_gap_abs: tolerance,
    tol_gap_rel: tolerance,
  })
  const result = clarabel.solve(...question, settings)
  return result.status === 'optimal' && result.x ? Float64Array.from(result.x) : null
}
