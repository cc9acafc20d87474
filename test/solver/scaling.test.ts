/** Scaling by powers of two. */

import { expect, test } from 'vitest'
import { equilibrate, powerOfTwo } from '../../src/solver/scaling.ts'

test('a power of two not above a number, and one for what has no size', () => {
  expect([0.3, 1, 3, 1000, 1e-9].map(powerOfTwo)).toEqual([0.25, 1, 2, 512, 2 ** -30])
  expect([0, -1, Infinity, NaN].map(powerOfTwo)).toEqual([1, 1, 1, 1])
})

test('rows and columns of very different sizes come near one, by powers of two only', () => {
  const a = {
    rows: 2,
    columns: 3,
    start: Int32Array.of(0, 2, 3, 5),
    index: Int32Array.of(0, 1, 1, 0, 1),
    value: Float64Array.of(1e-6, 1e4, 2e4, 3e-7, 5e3),
  }
  const { row, column } = equilibrate(a)
  for (const factor of [...row, ...column]) expect(powerOfTwo(factor)).toBe(factor)
  for (let j = 0; j < 3; j++) {
    let most = 0
    for (let p = a.start[j]!; p < a.start[j + 1]!; p++)
      most = Math.max(most, Math.abs(a.value[p]!) * row[a.index[p]!]! * column[j]!)
    expect(most).toBeGreaterThan(0.2)
    expect(most).toBeLessThan(4)
  }
})
