/** The fan of wealth: percentiles as paths one by one have them, the same however blocks are shared, in the same room. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import { edgeOf, fanBins, percentilesOf, type FanTally } from '../../src/domain/fan.ts'
import type { Tally } from '../../src/domain/labResult.ts'
import { binOf } from '../../src/lab/fan.ts'
import { merged } from '../../src/lab/statistics.ts'
import { benchOf } from '../../src/lab/sweep.ts'
import { tracesOf } from '../../src/lab/trace.ts'
import { sound, twoClasses } from './experiments.ts'

const paths = 24
const experiment = sound({
  ...twoClasses,
  flowPerYear: '0.1',
  market: { ...twoClasses.market, years: '3', paths },
  policies: [
    { name: 'never' },
    { name: 'narrow', band: { kind: 'absolute', width: '0.01' }, destination: '1' },
    { name: 'wide', band: { kind: 'absolute', width: '0.05' }, destination: '0' },
  ],
})
const comparison = comparisonOf(experiment, true)

function fanOf({ fan }: Tally): FanTally {
  if (fan === undefined) throw new Error('There is no fan.')
  return fan
}

/** Comparing them entry by entry takes seconds. */
const sameBytes = (a: FanTally, b: FanTally): boolean =>
  Buffer.compare(new Uint8Array(a.counts.buffer), new Uint8Array(b.counts.buffer)) === 0

const whole = benchOf(comparison).run(0, paths)

test('percentiles are those of the paths themselves, to the width of a bin', () => {
  const fan = fanOf(whole)
  expect(fan.points.at(-1)).toBe(756)
  expect(fan.points.length).toBeGreaterThan(10)
  const traces = Array.from({ length: paths }, (_, path) => tracesOf(comparison, [0, 1, 2], path))
  for (const policy of [1, 2]) {
    const found = percentilesOf(fan, policy, [0.05, 0.5, 0.95])
    for (const point of [0, Math.floor(fan.points.length / 2), fan.points.length - 1]) {
      const step = fan.points[point] ?? 0
      const differences = traces
        .map((of) => (of[policy]?.wealth[step] ?? NaN) / (of[0]?.wealth[step] ?? NaN) - 1)
        .sort((a, b) => a - b)
      for (const [at, share] of [0.05, 0.5, 0.95].entries()) {
        const exact = differences[Math.ceil(share * paths) - 1] ?? NaN
        const width = edgeOf(binOf(exact) + 1) - edgeOf(binOf(exact))
        expect(Math.abs((found[point]?.[at] ?? NaN) - exact)).toBeLessThanOrEqual(width)
      }
    }
  }
})

test('the baseline differs from itself by nothing', () => {
  const [first] = percentilesOf(fanOf(whole), 0, [0.01, 0.99])
  for (const each of first ?? []) expect(Math.abs(each)).toBeLessThan(1e-5)
})

test('any division among threads counts the same, bit for bit, and more paths take no more room', () => {
  const bench = benchOf(comparison)
  const parts = [bench.run(0, 7), bench.run(7, 20), bench.run(20, paths)]
  expect(sameBytes(fanOf(parts.reduce(merged)), fanOf(whole))).toBe(true)
  expect(sameBytes(fanOf(parts[1] ?? whole), fanOf(whole))).toBe(false)
  expect(fanOf(bench.run(0, 1)).counts.byteLength).toBe(fanOf(whole).counts.byteLength)
  expect(benchOf(comparisonOf(experiment)).run(0, 2).fan).toBeUndefined()
})

test('bins and their edges belong together, and nothing falls outside', () => {
  for (const x of [-0.999, -0.3, -0.02, -1e-6, 0, 1e-6, 0.004, 0.5, 3, 1e9]) {
    const bin = binOf(x)
    expect(bin).toBeGreaterThanOrEqual(0)
    expect(bin).toBeLessThan(fanBins)
    if (Math.abs(x) > 50) continue
    expect(edgeOf(bin)).toBeLessThanOrEqual(x + 1e-12)
    expect(edgeOf(bin + 1)).toBeGreaterThanOrEqual(x - 1e-12)
  }
})
