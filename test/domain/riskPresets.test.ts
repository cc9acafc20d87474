/** The built-in kinds: figures within reach, a matrix that holds together, and classes recognised by their words. */
import { expect, test } from 'vitest'
import { contradictedClass } from '../../src/domain/covariance.ts'
import {
  correlationBetween,
  riskKindOf,
  riskKinds,
  riskOfKinds,
  volatilityOf,
} from '../../src/domain/riskPresets.ts'
import { isDecimalText } from '../../src/domain/decimal.ts'
import { classNames } from '../../src/files/catalogue.ts'

const kinds = riskKinds.map((each) => each.kind)

test('every figure is decimal text within its range, and the matrix is symmetric', () => {
  for (const a of kinds) {
    expect(Number(volatilityOf(a))).toBeGreaterThan(0)
    for (const b of kinds) {
      const correlation = correlationBetween(a, b)
      expect(isDecimalText(correlation), `${a} and ${b}`).toBe(true)
      expect(Math.abs(Number(correlation))).toBeLessThanOrEqual(1)
      expect(correlation).toBe(correlationBetween(b, a))
    }
  }
})

test('all kinds together hold, and so do three classes of each', () => {
  const classes = kinds.flatMap((kind) => ['a', 'b', 'c'].map((at) => [`${kind} ${at}`, kind] as const))
  const risk = { aversion: '4', horizonYears: null, ...riskOfKinds(classes) }
  expect(contradictedClass(risk)).toBeNull()
  // The matrix is close enough to the edge for the check to be one: a little more and it contradicts itself.
  const strained = risk.correlation.map((row) => row.map((each) => (each === '0.95' ? '0.99' : each)))
  expect(contradictedClass({ ...risk, correlation: strained })).not.toBeNull()
})

test.each([
  ['us-stock', '', 'us-stock'],
  ['a', 'Emerging markets', 'emerging-stock'],
  ['a', 'Emerging-market bonds', 'high-yield'],
  ['tips', 'Inflation-linked', 'inflation-bond'],
  ['a', 'Short-term Treasuries', 'short-bond'],
  ['intl-bond', 'Abroad', 'intl-bond'],
  ['crypto', 'Bitcoin', 'bitcoin'],
  ['crypto', 'Crypto', 'coin'],
  ['stablecoin', 'Stablecoins', 'money'],
  ['reit', 'REITs', 'real-estate'],
  ['class-4', 'Something', null],
])('%s, %s is like %s', (id, name, kind) => {
  expect(riskKindOf(id, name)).toBe(kind)
})

test('every class that the catalogue suggests is recognised', () => {
  const strangers = Object.entries(classNames).filter(([id, name]) => riskKindOf(id, name) === null)
  expect(strangers).toEqual([])
})
