/** Terms by the calendar: the anniversary itself, the day after, leap days and the last days of months. */
import { expect, test } from 'vitest'
import { dayAfter, daysBetween } from '../../src/domain/day.ts'
import { longFrom, termOf } from '../../src/domain/term.ts'

/** Acquired, and the first day on which a sale is long term. */
const table: readonly (readonly [string, string])[] = [
  ['2025-11-13', '2026-11-14'],
  ['2025-01-01', '2026-01-02'],
  // The last day of a year, and of months of different lengths.
  ['2025-12-31', '2027-01-01'],
  ['2025-04-30', '2026-05-01'],
  ['2025-01-31', '2026-02-01'],
  // 28 February is the last day of its month, so the holding begins on 1 March: the leap day after is still short.
  ['2023-02-28', '2024-03-01'],
  ['2023-02-27', '2024-02-28'],
  ['2023-03-01', '2024-03-02'],
  // In a leap year it is not the last day; the holding begins on the 29th, which the next year lacks.
  ['2024-02-28', '2025-03-01'],
  ['2024-02-29', '2025-03-01'],
  ['2024-02-27', '2025-02-28'],
  ['2024-03-01', '2025-03-02'],
  ['2021-02-28', '2022-03-01'],
  // Centuries are leap years only every fourth time.
  ['1999-02-28', '2000-03-01'],
  ['2099-02-28', '2100-03-01'],
]

test.each(table)('acquired on %s is long term from %s', (acquired, from) => {
  expect(longFrom(acquired)).toBe(from)
  expect(termOf(acquired, from)).toBe('long')
  expect(termOf(acquired, dayAfter(from, { months: 0, days: -1 }))).toBe('short')
})

test('the day itself and its anniversary are short term', () => {
  expect(termOf('2025-11-20', '2025-11-20')).toBe('short')
  expect(termOf('2025-11-20', '2026-11-20')).toBe('short')
  expect(termOf('2025-11-20', '2026-11-21')).toBe('long')
  expect(termOf('2023-02-28', '2024-02-29')).toBe('short')
})

test('what was acquired on an unknown day has no term', () => {
  expect(termOf(null, '2026-11-20')).toBeNull()
})

test('the last years that a day can name are no exception', () => {
  expect(longFrom('0001-01-01')).toBe('0002-01-02')
  expect(termOf('9998-12-31', '9999-12-31')).toBe('short')
  expect(termOf('9998-12-30', '9999-12-31')).toBe('long')
})

test('whoever buys later never sells long term earlier, and waits 366 or 367 days', () => {
  let before = ''
  for (let at = 0; at < 1200; at += 1) {
    const acquired = dayAfter('2023-01-01', { months: 0, days: at })
    const from = longFrom(acquired)
    expect(from >= before).toBe(true)
    expect([366, 367]).toContain(daysBetween(acquired, from))
    before = from
  }
})
