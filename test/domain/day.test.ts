/** Days and durations: month ends, leap years, and what is not a day. */
import { expect, test } from 'vitest'
import { dayAfter, daysBetween, durationOf, isDay, isDuration } from '../../src/domain/day.ts'

test.each(['2026-11-20', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-01-31', '2026-04-30'])(
  '%s is a day',
  (day) => expect(isDay(day)).toBe(true),
)

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '20261120',
  '2026-11-20T00:00:00Z',
  ' 2026-11-20',
  '2026-11-20\n',
  '',
])('%j is not a day', (day) => expect(isDay(day)).toBe(false))

test.each([
  ['P3M', { months: 3, days: 0 }],
  ['P1Y6M', { months: 18, days: 0 }],
  ['P2W', { months: 0, days: 14 }],
  ['P1Y2M3W4D', { months: 14, days: 25 }],
  ['P0D', { months: 0, days: 0 }],
])('%s is a duration', (text, duration) => {
  expect(isDuration(text)).toBe(true)
  expect(durationOf(text)).toEqual(duration)
})

test.each(['P', '3M', 'P3', 'PT3H', 'P1.5Y', 'P-1M', 'P3M1Y', 'p3m', ''])('%j is not a duration', (text) => {
  expect(isDuration(text)).toBe(false)
})

test.each([
  ['2026-01-31', 'P1M', '2026-02-28'],
  ['2024-01-31', 'P1M', '2024-02-29'],
  ['2024-02-29', 'P1Y', '2025-02-28'],
  ['2024-02-29', 'P4Y', '2028-02-29'],
  ['2026-08-31', 'P3M', '2026-11-30'],
  ['2026-10-31', 'P1M', '2026-11-30'],
  ['2026-11-20', 'P2M', '2027-01-20'],
  ['2026-12-31', 'P1D', '2027-01-01'],
  ['2026-02-28', 'P1D', '2026-03-01'],
  ['2024-02-28', 'P1D', '2024-02-29'],
  ['2100-02-28', 'P1D', '2100-03-01'],
  ['2026-01-31', 'P1M1D', '2026-03-01'],
  ['2026-11-20', 'P90D', '2027-02-18'],
  ['2026-11-20', 'P0D', '2026-11-20'],
  ['2025-12-15', 'P12M', '2026-12-15'],
])('%s and %s later is %s', (day, duration, later) => {
  expect(dayAfter(day, durationOf(duration))).toBe(later)
})

test('every day of nine years follows the one before, as the platform counts them', () => {
  let day = '2019-12-30'
  const milliseconds = 86_400_000
  for (let at = 1; at <= 3_300; at += 1) {
    const next = dayAfter(day, { months: 0, days: 1 })
    expect(next).toBe(new Date(Date.UTC(2019, 11, 30) + at * milliseconds).toISOString().slice(0, 10))
    expect(daysBetween(day, next)).toBe(1)
    day = next
  }
  expect(daysBetween(day, '2019-12-30')).toBe(-3_300)
})
