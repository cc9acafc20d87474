/** The sparse factorisation against a dense solution, its ordering, and the system it serves. */

import { describe, expect, test } from 'vitest'
import { analyse, factorise, substitute } from '../../../src/solver/newton/cholesky.ts'
import { minimumDegree } from '../../../src/solver/newton/ordering.ts'
import { idleRows } from '../../../src/solver/newton/idle.ts'
import { solveSystem } from '../../../src/solver/newton/solve.ts'
import { refactor, systemOf } from '../../../src/solver/newton/system.ts'
import { dice } from '../randomPrograms.ts'

type Dense = number[][]

function randomSymmetric(size: number, density: number, seed: number): Dense {
  const roll = dice(seed)
  const a = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) if (roll() < density) a[i]![j] = a[j]![i] = roll() - 0.5
    a[i]![i] = size * (0.5 + roll())
  }
  return a
}

function upperOf(a: Dense) {
  const index: number[] = []
  const value: number[] = []
  const start = Int32Array.from([0, ...a.map((_, k) => {
    for (let i = 0; i <= k; i++) if (a[i]![k] !== 0 || i === k) {
      index.push(i)
      value.push(a[i]![k]!)
    }
    return index.length
  })]) // prettier-ignore
  return { size: a.length, start, index: Int32Array.from(index), value: Float64Array.from(value) }
}

const times = (a: Dense, x: ArrayLike<number>): Float64Array =>
  Float64Array.from(a, (row) => row.reduce((sum, value, j) => sum + value * x[j]!, 0))

test('a factor solves what it was made of, signs included', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const a = randomSymmetric(5 + seed, 0.2, seed)
    const sign = Int8Array.from(a, (_, k) => (k >= a.length - 2 ? -1 : 1))
    for (const k of [a.length - 1, a.length - 2]) a[k]![k] = -a[k]![k]!
    const upper = upperOf(a)
    const factor = analyse(upper)
    factorise(factor, upper, sign)
    const wanted = Float64Array.from(a, (_, k) => Math.sin(k))
    const x = times(a, wanted)
    substitute(factor, x)
    wanted.forEach((value, k) => expect(x[k]).toBeCloseTo(value, 12))
  }
})

describe('the ordering', () => {
  test('names every row once', () => {
    const roll = dice(3)
    const near: number[][] = Array.from({ length: 300 }, () => [])
    for (let k = 0; k < 900; k++) {
      const [i, j] = [Math.floor(roll() * 300), Math.floor(roll() * 300)]
      if (i === j || near[i]!.includes(j)) continue
      near[i]!.push(j)
      near[j]!.push(i)
    }
    expect([...minimumDegree(near)].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, k) => k))
  })

  test('leaves the row that meets all others for the end, so that nothing fills in', () => {
    const size = 200
    const near = Array.from({ length: size }, (_, i) =>
      i === 7 ? Array.from({ length: size }, (_, k) => k).filter((k) => k !== 7) : [7],
    )
    expect(minimumDegree(near).at(-1)).toBe(7)
  })

  test('keeps a grid far sparser than the natural order does', () => {
    const side = 20
    const near = Array.from({ length: side * side }, (_, k) => {
      const [row, column] = [Math.floor(k / side), k % side]
      return [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]] // prettier-ignore
        .filter(([r, c]) => r! >= 0 && r! < side && c! >= 0 && c! < side)
        .map(([r, c]) => r! * side + c!)
    })
    const fill = (order: Int32Array): number => {
      const at = new Int32Array(order.length)
      order.forEach((node, k) => (at[node] = k))
      const a = Array.from({ length: order.length }, () => new Array<number>(order.length).fill(0))
      near.forEach((list, i) => list.forEach((j) => (a[at[i]!]![at[j]!] = 1)))
      return analyse(upperOf(a)).pattern.length
    }
    const natural = fill(Int32Array.from(near, (_, k) => k))
    expect(fill(minimumDegree(near))).toBeLessThan(0.6 * natural)
  })
})

describe('the Newton system', () => {
  const rows = {
    rows: 3,
    columns: 4,
    start: Int32Array.of(0, 2, 4, 5, 8),
    index: Int32Array.of(0, 1, 1, 2, 0, 0, 1, 2),
    value: Float64Array.of(1, 2, -1, 1, 3, 1, 1, 1),
  }

  test.each([
    ['every column eliminated', Uint8Array.of(0, 0, 0, 0), [1, 2, 3, 4]],
    ['a column kept that has no curvature', Uint8Array.of(0, 0, 0, 1), [1, 2, 3, 0]],
    ['a frozen column', Uint8Array.of(0, 0, 0, 0), [1, 2, 3, Infinity]],
  ])('%s', (_, loose, curvature) => {
    const system = systemOf(rows, loose)
    system.curvature.set(curvature)
    system.slack.fill(0.5)
    refactor(system)
    const [f, r] = [Float64Array.of(1, -1, 2, 0.5), Float64Array.of(3, 1, -2)]
    const [dx, dy] = [new Float64Array(4), new Float64Array(3)]
    solveSystem(system, f, r, dx, dy, 1e-15)
    const left = Float64Array.from(r, (value, i) => value - 0.5 * dy[i]!)
    for (let j = 0; j < 4; j++) {
      let force = f[j]! - (curvature[j] === Infinity ? 0 : curvature[j]! * dx[j]!)
      for (let p = rows.start[j]!; p < rows.start[j + 1]!; p++) {
        left[rows.index[p]!]! -= rows.value[p]! * dx[j]!
        force += rows.value[p]! * dy[rows.index[p]!]!
      }
      if (curvature[j] === Infinity) expect(dx[j]).toBe(0)
      else expect(Math.abs(force)).toBeLessThan(1e-13)
    }
    left.forEach((error) => expect(Math.abs(error)).toBeLessThan(1e-13))
  })

  test('finds a row that repeats others, and a right side that contradicts them', () => {
    const twice = {
      rows: 2,
      columns: 2,
      start: Int32Array.of(0, 2, 4),
      index: Int32Array.of(0, 1, 0, 1),
      value: Float64Array.of(1, 2, 3, 6),
    }
    const system = systemOf(twice, new Uint8Array(2))
    system.curvature.fill(1)
    refactor(system)
    expect(idleRows(system, Float64Array.of(1, 2))).toBeNull()
    expect(system.idle.includes(1)).toBe(true)
    const ray = idleRows(system, Float64Array.of(1, 3))
    expect(ray).not.toBeNull()
    expect(ray![0]! + 3 * ray![1]!).toBeGreaterThan(0)
  })
})
