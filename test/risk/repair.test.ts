/** Eigenvalues, and the repair of correlations that contradict each other. */
import { describe, expect, test } from 'vitest'
import { eigenOf } from '../../src/risk/eigen.ts'
import { nearestCorrelation } from '../../src/risk/repair.ts'
import { uniforms } from './draws.ts'

function symmetric(size: number, seed: number): Float64Array {
  const next = uniforms(seed)
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) matrix[i * size + j] = matrix[j * size + i] = 2 * next() - 1
  return matrix
}

function correlations(size: number, seed: number): Float64Array {
  return symmetric(size, seed).map((value, at) => (at % (size + 1) === 0 ? 1 : value))
}

const at = (matrix: Float64Array, size: number, i: number, j: number): number => matrix[i * size + j] ?? NaN

describe('eigenvalues', () => {
  test('of a matrix known by heart', () => {
    const { values, vectors } = eigenOf(Float64Array.from([2, 1, 1, 2]), 2)
    expect(values[0]).toBeCloseTo(3, 14)
    expect(values[1]).toBeCloseTo(1, 14)
    expect(Math.abs(vectors[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 14)
  })

  test.each([1, 2, 5, 20, 60])('vectors are orthonormal and make the matrix again, size %i', (size) => {
    const matrix = symmetric(size, size)
    const { values, vectors } = eigenOf(matrix, size)
    let worst = 0
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) {
        let [again, product] = [0, 0]
        for (let k = 0; k < size; k += 1) {
          again += (values[k] ?? 0) * at(vectors, size, k, i) * at(vectors, size, k, j)
          product += at(vectors, size, i, k) * at(vectors, size, j, k)
        }
        worst = Math.max(
          worst,
          Math.abs(again - at(matrix, size, i, j)),
          Math.abs(product - (i === j ? 1 : 0)),
        )
      }
    expect(worst).toBeLessThan(1e-12)
    expect([...values]).toEqual([...values].sort((a, b) => b - a))
  })

  test('equal eigenvalues, zeros and nothing at all', () => {
    expect([...eigenOf(Float64Array.from([4, 0, 0, 4]), 2).values]).toEqual([4, 4])
    expect([...eigenOf(new Float64Array(9), 3).values]).toEqual([0, 0, 0])
    expect(eigenOf(new Float64Array(0), 0).values).toHaveLength(0)
  })
})

describe('repair', () => {
  test('leaves alone what is sound, the singular included', () => {
    const ones = new Float64Array(9).fill(1)
    expect(nearestCorrelation(ones, 3)).toMatchObject({ correlation: ones, distance: 0 })
  })

  test('finds the published nearest matrix', () => {
    // Higham 2002, section 4: the nearest to the tridiagonal matrix of ones has 0.7607 and 0.1573.
    const { correlation, lowest } = nearestCorrelation(Float64Array.from([1, 1, 0, 1, 1, 1, 0, 1, 1]), 3)
    expect(lowest).toBeCloseTo(1 - Math.SQRT2, 12)
    expect(correlation[1]).toBeCloseTo(0.7607, 4)
    expect(correlation[2]).toBeCloseTo(0.1573, 4)
  })

  test.each([3, 4, 6, 10, 15])('is semidefinite with a unit diagonal, size %i', (size) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const given = correlations(size, seed * 100 + size)
      const { correlation, lowest, distance } = nearestCorrelation(given, size)
      expect(eigenOf(correlation, size).values[size - 1]).toBeGreaterThan(-1e-12)
      for (let i = 0; i < size; i += 1) {
        expect(at(correlation, size, i, i)).toBe(1)
        for (let j = 0; j < size; j += 1) {
          expect(at(correlation, size, i, j)).toBeCloseTo(at(correlation, size, j, i), 14)
          expect(Math.abs(at(correlation, size, i, j))).toBeLessThanOrEqual(1 + 1e-12)
        }
      }
      expect(distance > 0).toBe(lowest < -1e-12)
    }
  })

  test('is nearer than clipping alone', () => {
    const size = 6
    const given = correlations(size, 42)
    const { values, vectors } = eigenOf(given, size)
    const clipped = new Float64Array(size * size)
    for (let k = 0; k < size; k += 1)
      for (let i = 0; i < size; i += 1)
        for (let j = 0; j < size; j += 1)
          clipped[i * size + j] =
            at(clipped, size, i, j) +
            Math.max(0, values[k] ?? 0) * at(vectors, size, k, i) * at(vectors, size, k, j)
    const scaled = clipped.map((value, place) => {
      const [i, j] = [Math.floor(place / size), place % size]
      return value / Math.sqrt(at(clipped, size, i, i) * at(clipped, size, j, j))
    })
    const plain = Math.sqrt(scaled.reduce((sum, value, place) => sum + (value - (given[place] ?? 0)) ** 2, 0))
    expect(nearestCorrelation(given, size).distance).toBeLessThan(plain)
  })
})
