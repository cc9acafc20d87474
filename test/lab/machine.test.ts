/** The machine: routines written with the assembler compute what they say, and the mill's are those of plain JavaScript. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  either,
  f64,
  f64x2,
  give,
  i32,
  i32x4,
  increase,
  loop,
  perform,
  routine,
} from '../../src/lab/assembler.ts'
import { set, when } from '../../src/lab/assembler.ts'
import { landOf, machineOf } from '../../src/lab/machine.ts'
import { longestFill, millOf, spareSteps } from '../../src/lab/mill.ts'
import { exp } from '../../src/risk/elementary.ts'
import { dice } from './experiments.ts'

afterEach(() => vi.unstubAllGlobals())

const nothing = () => landOf((allot) => allot(1)).memory

test.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 300, -300, 2 ** 31 - 1, -(2 ** 31)])(
  'the whole number %i comes out as it went in',
  (x) => {
    const { same } = machineOf(nothing(), {
      helpers: {},
      names: ['same'],
      routines: { same: routine([], 'i32', () => [give(i32.of(x))]) },
    })
    expect(same()).toBe(x)
  },
)

test('arrays of one memory stand where two numbers can be read at once, and no two overlap', () => {
  const { parts } = landOf((allot) => [3, 1, 8].map((length) => allot(length)))
  expect(parts.map(({ length }) => length)).toEqual([3, 1, 8])
  expect(parts.map(({ byteOffset }) => byteOffset)).toEqual([0, 32, 48])
})

test('loops, choices, helpers and pairs', () => {
  const heard: number[] = []
  const { memory, parts: numbers } = landOf((allot) => allot(7))
  numbers.set([1, 2, -3, 4, 5, 6, 7])
  const { sum, tell } = machineOf(memory, {
    helpers: { hear: { params: ['f64', 'i32'], run: (...given) => void heard.push(...given) } },
    names: ['sum', 'tell'],
    routines: {
      // Of all but the last, two at a time.
      sum: routine(['i32'], 'f64', (take, end) => {
        const [at, pair] = [take('i32'), take('v128')]
        return [
          loop(i32.less(at, end), [
            set(pair, f64x2.add(pair, f64x2.abs(f64x2.load(at, numbers.byteOffset)))),
            increase(at, 16),
          ]),
          give(f64.add(f64x2.first(pair), f64x2.second(pair))),
        ]
      }),
      tell: routine(['i32'], null, (take, x) => {
        const bits = take('i32')
        return [
          when(i32.less(x, i32.of(0)), [set(bits, i32.of(-1))], [set(bits, i32x4.any(i32x4.twice(x)))]),
          perform(0, either(bits, f64.of(0.5), f64.of(-0)), i32.shr(bits, i32.of(28))),
        ]
      }),
    },
  })
  expect(sum(48)).toBe(21)
  for (const x of [-5, 0, 9]) tell(x)
  expect(heard).toEqual([0.5, 15, -0, 0, 0.5, 0])
})

test('where WebAssembly is missing, or too old, the lab says so', () => {
  const mute = { names: ['none'], helpers: {}, routines: { none: routine([], null, () => []) } } as const
  const memory = nothing()
  vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false })
  expect(() => machineOf(memory, mute)).toThrow('too old')
  vi.stubGlobal('WebAssembly', undefined)
  expect(() => machineOf(memory, mute)).toThrow('needs WebAssembly')
})

describe('the mill computes what plain loops compute, to the last bit', () => {
  const roll = dice(11)
  const mill = millOf(5 * longestFill)
  const logs = mill.allot(longestFill + spareSteps)
  const made = mill.allot(longestFill + spareSteps)

  test.each([1, 2, 7, 128, 255])('prices of %i steps', (count) => {
    for (let t = 0; t < count; t += 1) logs[t] = (roll() - 0.5) / 8.1
    const largest = mill.routines.compound(made.byteOffset, logs.byteOffset, 1.25, count * 8)
    let price = 1.25
    for (let t = 0; t < count; t += 1) expect(made[t]).toBe((price *= exp(logs[t] ?? NaN)))
    expect(largest).toBeGreaterThanOrEqual(Math.max(...logs.subarray(0, count).map(Math.abs)))
  })

  test('it says when it is full', () => expect(() => millOf(4).allot(6)).toThrow('has room for 4'))

  test('log returns', () => {
    const shocks = mill.allot(2 * longestFill)
    const row = mill.allot(2)
    row.set([0.01, -0.02])
    for (let at = 0; at < shocks.length; at += 1) shocks[at] = roll() - 0.5
    mill.routines.blend(
      logs.byteOffset,
      0.001,
      row.byteOffset,
      row.byteOffset + 16,
      shocks.byteOffset,
      100 * 8,
    )
    for (let t = 0; t < 100; t += 1)
      expect(logs[t]).toBe(0.001 + 0.01 * (shocks[t] ?? NaN) + -0.02 * (shocks[longestFill + t] ?? NaN))
  })
})
