/** Every band says its formula with its numbers and the interval it means. */
import { expect, test } from 'vitest'
import { halfWidth } from '../../src/domain/band.ts'
import { bandBrief, bandWords, formulaOf, intervalOf } from '../../src/domain/bandWords.ts'
import { Decimal } from '../../src/domain/decimal.ts'
import type { Band } from '../../src/domain/document.ts'

const lesser: Band = { kind: 'lesser', absolute: '0.05', relative: '0.25' }
const cases: readonly (readonly [Band, string, string, string])[] = [
  [lesser, '0.2', 'lesser of 5 points and 25 % of 20 % = ±5.0 points', '15.0 % – 25.0 %'],
  [lesser, '0.05', 'lesser of 5 points and 25 % of 5 % = ±1.25 points', '3.75 % – 6.25 %'],
  [
    { kind: 'greater', absolute: '0.05', relative: '0.25' },
    '0.6',
    'greater of 5 points and 25 % of 60 % = ±15.0 points',
    '45.0 % – 75.0 %',
  ],
  [{ kind: 'absolute', width: '0.03' }, '0.02', '±3.0 points', '0.0 % – 5.0 %'],
  [{ kind: 'relative', width: '0.2' }, '0.125', '20 % of 12.5 % = ±2.5 points', '10.0 % – 15.0 %'],
  [lesser, '0', 'a target of 0 has no band', '0.0 % – 0.0 %'],
]

test.each(cases)('%o around %s', (band, target, formula, interval) => {
  const row = {
    target: new Decimal(target),
    half: halfWidth(band, new Decimal(target)),
    costAware: null,
  }
  expect(formulaOf(band, row)).toBe(formula)
  expect(intervalOf(row)).toBe(interval)
})

test('without a target the words stay general', () => {
  expect(bandWords(lesser)).toBe('lesser of 5 points and 25 % of the target')
  expect(bandWords({ kind: 'absolute', width: '0.05' })).toBe('5 points either side')
})

test('the brief form fits beside a slider', () => {
  expect(bandBrief(lesser)).toBe('lesser of 5 pts and 25 %')
  expect(bandBrief({ kind: 'relative', width: '0.2' })).toBe('±20 % of target')
})
