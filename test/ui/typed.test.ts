/** What people type becomes exact decimal text, or a sentence. */
import { expect, test } from 'vitest'
import { typedDay, typedNumber, typedPercent } from '../../src/ui/typed.ts'

test.each([
  ['12', '12'],
  ['12.', '12'],
  ['.5', '0.5'],
  ['-.5', '-0.5'],
  ['+3', '3'],
  ['−3', '-3'],
  ['1,234.50', '1234.5'],
  ['1.234,50', '1234.5'],
  ['1,234,567', '1234567'],
  ['1,5', '1.5'],
  ['1 234,5', '1234.5'],
  ["1'234.5", '1234.5'],
  ['$ 12', '12'],
  ['-$12.50', '-12.5'],
  ['007', '7'],
  ['0.00000001', '0.00000001'],
  ['0', '0'],
])('reads %s as %s', (draft, text) => {
  expect(typedNumber(draft)).toEqual({ ok: true, value: text })
})

test.each(['', ' ', '-', 'abc', '1e5', '1..2', '12x', '--1', '9'.repeat(41)])(
  'does not read "%s"',
  (draft) => {
    expect(typedNumber(draft).ok).toBe(false)
  },
)

test('limits are said in words', () => {
  expect(typedNumber('-1', { least: '0' })).toEqual({ ok: false, problem: 'This must not be below 0.' })
  expect(typedNumber('0', { positive: true })).toEqual({ ok: false, problem: 'This must be greater than 0.' })
  expect(typedPercent('101')).toEqual({ ok: false, problem: 'This must not be above 100 %.' })
})

test.each([
  ['12.5', '0.125'],
  ['12,5 %', '0.125'],
  ['100%', '1'],
  ['0', '0'],
])('reads %s percent as %s', (draft, fraction) => {
  expect(typedPercent(draft)).toEqual({ ok: true, value: fraction })
})

test.each([
  ['2026-11-20', '2026-11-20'],
  ['2026/1/5', '2026-01-05'],
  ['', null],
])('reads the day %s', (draft, day) => {
  expect(typedDay(draft)).toEqual({ ok: true, value: day })
})

test.each(['2026-02-30', '20.11.2026', 'today'])('does not read the day %s', (draft) => {
  expect(typedDay(draft).ok).toBe(false)
})
