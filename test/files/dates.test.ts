/** Days in every way that broker files write them. */
import { expect, test } from 'vitest'
import { lastDayIn, readDay } from '../../src/files/dates.ts'

test.each([
  ['2026-09-01', '2026-09-01'],
  ['2026/09/01', '2026-09-01'],
  ['2012/3/22', '2012-03-22'],
  ['11/15/2020', '2020-11-15'],
  ['2/9/2026', '2026-02-09'],
  ['17/11/2021', '2021-11-17'],
  ['01-09-2021', '2021-09-01'],
  ['01.01.2022', '2022-01-01'],
  ['20500606', '2050-06-06'],
  ['20230403;095853', '2023-04-03'],
  ['08/24/2020 13:22:52', '2020-08-24'],
  ['2025-01-17 16:57:02 UTC', '2025-01-17'],
  ['2026-05-04, 09:31:12', '2026-05-04'],
  ['January 10, 2025', '2025-01-10'],
  ['Mar 29, 2026', '2026-03-29'],
  ['1 gennaio 2025', '2025-01-01'],
  ['31. M\u00e4rz 2025', '2025-03-31'],
  ['5 ao\u00fbt 2024', '2024-08-05'],
])('%s is %s', (cell, day) => {
  expect(readDay(cell)).toBe(day)
})

test.each(['16/09/21', 'not-a-date', '2026-02-30', '13/45/2025', '', '12345', '99999999', '0 Smarch 2020'])(
  '"%s" is no day',
  (cell) => {
    expect(readDay(cell)).toBeNull()
  },
)

test('a slashed day may be told to be day first', () => {
  expect(readDay('03/04/2021', 'day-first')).toBe('2021-04-03')
  expect(readDay('03/14/2021', 'day-first')).toBe('2021-03-14')
})

test.each([
  ['06:04 PM ET, 11/15/2020', '2020-11-15'],
  ['Date downloaded 08/30/2026 3:11 PM ET', '2026-08-30'],
  ['January 1, 2024 - December 31, 2024', '2024-12-31'],
  ['1 gennaio 2025 - 31 gennaio 2025', '2025-01-31'],
  ['2026-01-01 - 2026-01-31', '2026-01-31'],
  ['no day at all', null],
])('the last day in "%s" is %s', (sentence, day) => {
  expect(lastDayIn(sentence)).toBe(day)
})
