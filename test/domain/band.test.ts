/** Bands by formula, at the points where the kinds meet and where weights end. */
import { expect, test } from 'vitest'
import { halfWidth, intervalAround, isOutside } from '../../src/domain/band.ts'
import { Decimal, textOf } from '../../src/domain/decimal.ts'
import type { Band } from '../../src/domain/document.ts'

const rule: Band = { kind: 'lesser', absolute: '0.05', relative: '0.25' }
const greater: Band = { kind: 'greater', absolute: '0.05', relative: '0.25' }

const widths: readonly (readonly [Band, string, string])[] = [
  [{ kind: 'absolute', width: '0.05' }, '0.02', '0.05'],
  [{ kind: 'absolute', width: '0.05' }, '0', '0'],
  [{ kind: 'relative', width: '0.2' }, '0.05', '0.01'],
  [{ kind: 'relative', width: '0.2' }, '0', '0'],
  [rule, '0.6', '0.05'],
  [rule, '0.2', '0.05'],
  [rule, '0.19', '0.0475'],
  [rule, '0.04', '0.01'],
  [rule, '0', '0'],
  [greater, '0.6', '0.15'],
  [greater, '0.2', '0.05'],
  [greater, '0.1', '0.05'],
  [greater, '0', '0'],
]
test.each(widths)('%j around %s is %s wide', (band, target, half) => {
  expect(textOf(halfWidth(band, new Decimal(target)))).toBe(half)
})

test.each([
  ['0.6', '0.05', '0.55', '0.65'],
  ['0.02', '0.05', '0', '0.07'],
  ['0.98', '0.05', '0.93', '1'],
  ['0.5', '3', '0', '1'],
  ['0', '0', '0', '0'],
])('%s within %s is %s to %s', (target, half, low, high) => {
  const interval = intervalAround(new Decimal(target), new Decimal(half))
  expect([textOf(interval.low), textOf(interval.high)]).toEqual([low, high])
})

test('breached means strictly outside', () => {
  const interval = intervalAround(new Decimal('0.6'), new Decimal('0.05'))
  expect(['0.55', '0.65', '0.6'].map((weight) => isOutside(new Decimal(weight), interval))).toEqual([
    false,
    false,
    false,
  ])
  expect(
    ['0.5499999999999999', '0.6500000000000001'].map((weight) => isOutside(new Decimal(weight), interval)),
  ).toEqual([true, true])
})
