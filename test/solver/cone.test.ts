/** The second-order cone's algebra, by its defining identities. */

import { expect, test } from 'vitest'
import { aimCone, coneOf, directCone, longestIn, measureCone, scaleCone } from '../../src/solver/cone.ts'
import type { Cone } from '../../src/solver/cone.ts'
import type { Standard } from '../../src/solver/standard.ts'

function cone(): Cone {
  const problem: Standard = {
    matrix: {
      rows: 0,
      columns: 3,
      start: new Int32Array(4),
      index: new Int32Array(0),
      value: new Float64Array(0),
    },
    cost: new Float64Array(3),
    quadratic: new Float64Array(3),
    right: new Float64Array(0),
    range: new Float64Array(3).fill(Infinity),
    free: new Uint8Array(3),
    constant: 0,
    ball: { weight: Float64Array.of(4, 0, 1), offset: Float64Array.of(0.5, 0, 0), cap: 2 },
  }
  const made = coneOf(problem)
  if (made === null) throw new Error('there is a ball')
  made.s.set([2, 0.5, -1])
  made.zeta.set([1, -0.3, 0.6])
  return made
}

test('only weighted columns are members, and the radius is the cap as a length', () => {
  const { members, radius } = cone()
  expect(Array.from(members)).toEqual([0, 2])
  expect(radius).toBe(2)
})

test('W takes zeta and W^-1 takes s to the same point', () => {
  const made = cone()
  scaleCone(made)
  const norm = made.scaled.reduce((sum, x) => sum + x * x, 0)
  expect(norm).toBeCloseTo(
    made.s.reduce((sum, x, k) => sum + x * made.zeta[k]!, 0),
    12,
  )
})

test('a direction reaches mu e to first order', () => {
  const made = cone()
  scaleCone(made)
  measureCone(made, Float64Array.of(0.1, 0, 0.2))
  aimCone(made, 0.3, false)
  directCone(made, Float64Array.of(0.05, 0, -0.1))
  // s'zeta moves to mu: the sum of products after a small step, less the present one, is the step times the miss.
  const product = (step: number): number =>
    made.s.reduce((sum, x, k) => sum + (x + step * made.ds[k]!) * (made.zeta[k]! + step * made.dzeta[k]!), 0)
  const slope = (product(1e-6) - product(-1e-6)) / 2e-6
  expect(slope).toBeCloseTo(0.3 - product(0), 6)
})

test('the longest step ends on the boundary', () => {
  const [from, move] = [Float64Array.of(2, 0.5, -1), Float64Array.of(-1, 0.4, 0.1)]
  const step = longestIn(from, move, 100)
  const [head, ...tail] = Array.from(from, (x, k) => x + step * move[k]!)
  expect(head).toBeCloseTo(Math.hypot(...tail), 12)
  expect(longestIn(from, Float64Array.of(1, 0, 0), 7)).toBe(7)
})
