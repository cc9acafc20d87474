/** Words, shocks and gammas: published answers, the distributions they claim, and that only their place decides them. */
import { describe, expect, test } from 'vitest'
import { millOf, wordAt } from '../../src/lab/mill.ts'
import { philox } from '../../src/lab/philox.ts'
import { gammaOf, shocksOf } from '../../src/lab/shocks.ts'
import { threefry } from '../../src/lab/threefry.ts'
import { absent, caseOf } from '../golden/cases.ts'

const hex = (words: Iterable<number>): string[] =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0'))

test.skipIf(absent)('rng-philox: the known answers', () => {
  const [{ counter_key: inputs }, { out }] = caseOf('rng-philox') as [
    { counter_key: string[][] },
    { out: string[][] },
  ]
  const found = inputs.map((words) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = words.map((word) => Number.parseInt(word, 16))
    const into = new Uint32Array(4)
    philox(a, b, c, d, e, f, into)
    return hex(into)
  })
  expect(found).toEqual(out)
})

test.each([
  [
    [0, 0, 0, 0],
    ['9d1c5ec6', '8bd50731'],
  ],
  [
    [-1, -1, -1, -1],
    ['fd36d048', '2d17272c'],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    ['ba3e4725', 'f27d669e'],
  ],
])('threefry of %j is the published answer', ([a = 0, b = 0, c = 0, d = 0], expected) => {
  const words = new Int32Array(2)
  threefry(words, 2, a, b, c, d)
  expect(hex(words)).toEqual(expected)
})

test('the words of the mill are those of threefry', () => {
  const { routines, words } = millOf(0)
  const plain = new Int32Array(250)
  threefry(plain, 250, -100, 77, 0x12345678, -5)
  routines.words(125, -100, 77, 0x12345678, -5)
  expect(Array.from(plain, (_, step) => words[wordAt(step)])).toEqual([...plain])
})

const steps = 256
const paths = 800

/** All shocks of one asset, path after path. */
function shocksFor(seed: number, asset: number): Float64Array {
  const mill = millOf(steps * paths)
  const out = mill.allot(steps * paths)
  const shocks = shocksOf(mill, seed, asset)
  for (let path = 0; path < paths; path += 1) shocks.write(out, path * steps, path, 0, steps)
  return out
}

const average = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length

describe('shocks are standard normal and unrelated', () => {
  const first = shocksFor(7, 0)
  const many = first.length
  /** Four standard errors of a mean whose terms have this deviation. */
  const within = (deviation: number): number => (4 * deviation) / Math.sqrt(many)
  const related = (other: Float64Array): number => average(first.map((x, at) => x * (other[at] ?? 0)))

  test.each([
    [1, 0, 1],
    [2, 1, Math.sqrt(2)],
    [3, 0, Math.sqrt(15)],
    [4, 3, Math.sqrt(96)],
  ])('moment %i', (power, expected, deviation) => {
    expect(Math.abs(average(first.map((x) => x ** power)) - expected)).toBeLessThan(within(deviation))
  })

  test.each([
    [1, 0.1586552539],
    [2, 0.0227501319],
    [3, 0.001349898],
    [3.6541528853610088, 0.000129014],
    [4, 3.16712e-5],
  ])('the tail beyond %f, on both sides', (edge, share) => {
    for (const sign of [1, -1]) {
      const found = first.reduce((count, x) => count + (sign * x > edge ? 1 : 0), 0) / many
      expect(Math.abs(found - share)).toBeLessThan(within(Math.sqrt(share)))
    }
  })

  test('other assets, seeds, steps and paths', () => {
    expect(Math.abs(related(shocksFor(7, 1)))).toBeLessThan(within(1))
    expect(Math.abs(related(shocksFor(8, 0)))).toBeLessThan(within(1))
    for (const lag of [1, 2, steps, 2 * steps]) {
      const later = new Float64Array(many)
      later.set(first.subarray(lag))
      expect(Math.abs(related(later))).toBeLessThan(within(1))
    }
  })

  test('only the place decides, not how many are asked for at once', () => {
    const mill = millOf(steps)
    const pieces = mill.allot(steps)
    const shocks = shocksOf(mill, 7, 0)
    for (const step of [128, 0, 64, 192, 250]) shocks.write(pieces, step, 3, step, Math.min(64, steps - step))
    expect([...pieces]).toEqual(Array.from(first.subarray(3 * steps, 4 * steps)))
  })
})

test.each([1.5, 4])('a gamma of shape %f has its mean and variance', (shape) => {
  const gamma = gammaOf(5, shape)
  const values = Float64Array.from({ length: 60_000 }, (_, at) => gamma(at % 300, Math.floor(at / 300)))
  const mean = average(values)
  const variance = average(values.map((x) => (x - mean) ** 2))
  const root = Math.sqrt(values.length)
  expect(Math.abs(mean - shape)).toBeLessThan((4 * Math.sqrt(shape)) / root)
  // The fourth central moment of a gamma is 3 a^2 + 6 a.
  expect(Math.abs(variance - shape)).toBeLessThan((4 * Math.sqrt(2 * shape * shape + 6 * shape)) / root)
})
