/** Our own exponential, logarithm and power beside the machine's. */
import { expect, test } from 'vitest'
import { exp, log, power } from '../../src/risk/elementary.ts'

/** Distance in units of the last place of `right`. */
function ulps(left: number, right: number): number {
  if (left === right) return 0
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(right))))
  return Math.abs(left - right) / 2 ** (exponent - 52)
}

const golden = (Math.sqrt(5) - 1) / 2
/** Evenly spread fractions between 0 and 1 that follow no power of two. */
const fractions = Array.from({ length: 40_000 }, (_, at) => (at * golden) % 1)

test.each([
  ['tiny', 0.12],
  ['moderate', 4],
  ['any', 1400],
])('exp of %s arguments is within one unit of the last place', (_case, span) => {
  const worst = Math.max(...fractions.map((f) => ulps(exp((f - 0.5) * span), Math.exp((f - 0.5) * span))))
  expect(worst).toBeLessThanOrEqual(1)
})

test.each([
  ['near one', 1],
  ['of any size', 1400],
])('log of numbers %s is within one unit of the last place', (_case, span) => {
  const worst = Math.max(
    ...fractions.map((f) => {
      const x = Math.exp((f - 0.5) * span)
      return ulps(log(x), Math.log(x))
    }),
  )
  expect(worst).toBeLessThanOrEqual(1)
})

test('the ends of the range', () => {
  expect([exp(0), exp(-0), exp(710), exp(-746), exp(Infinity), exp(-Infinity)]).toEqual([
    1,
    1,
    Infinity,
    0,
    Infinity,
    0,
  ])
  expect([exp(-740), exp(709.7)].map((value, at) => ulps(value, Math.exp([-740, 709.7][at] ?? 0)))).toEqual([
    0, 0,
  ])
  expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity])
  expect(log(5e-324)).toBeCloseTo(Math.log(5e-324), 10)
  expect([exp(NaN), log(NaN), log(-1)]).toEqual([NaN, NaN, NaN])
})

test('powers', () => {
  expect(power(2, 10)).toBeCloseTo(1024, 10)
  expect(power(1.07, 1 / 3)).toBeCloseTo(1.07 ** (1 / 3), 15)
})
