/** Series on their common days: returns by hand over gaps, holidays and different steps, and what was left out. */
import { describe, expect, test } from 'vitest'
import { aligned, type Alignment, stepOf } from '../../src/domain/alignment.ts'
import { coverageOf } from '../../src/domain/coverage.ts'
import type { PriceSeries } from '../../src/domain/history.ts'
import { dayAfter } from '../../src/domain/day.ts'

type Points = Readonly<Record<string, number>>

function series(symbol: string, points: Points, more: Partial<PriceSeries> = {}): PriceSeries {
  const days = Object.keys(points)
  return {
    symbol,
    file: `${symbol}.csv`,
    column: 'Close',
    content: 'prices',
    grain: 'day',
    days,
    values: Float64Array.from(Object.values(points)),
    lines: Int32Array.from(days, (_, at) => at + 2),
    holes: [],
    ...more,
  }
}

function together(...all: readonly PriceSeries[]): Alignment {
  const result = aligned(all)
  if (result.kind === 'refused') throw new Error(result.because)
  return result
}

/** Day after day from the first, leaving out weekends where asked. */
function daily(
  symbol: string,
  first: string,
  values: readonly number[],
  skips: readonly number[] = [],
): PriceSeries {
  const points: Record<string, number> = {}
  values.forEach((value, at) => {
    if (!skips.includes(at)) points[dayAfter(first, { months: 0, days: at })] = value
  })
  return series(symbol, points)
}

const rounded = ({ returns }: Alignment): readonly number[] =>
  [...returns].map((value) => Number(value.toFixed(12)))

describe('days', () => {
  test('only days that all know count, and a return spans what lies between', () => {
    const a = daily('A', '2024-01-01', [1, 2, 4, 8, 16])
    const b = daily('B', '2024-01-01', [10, 11, 0, 12, 15], [2])
    const both = together(a, b)
    expect(both.days).toEqual(['2024-01-02', '2024-01-04', '2024-01-05'])
    expect(rounded(both)).toEqual([1, 0.1, 3, 0.090909090909, 1, 0.25])
    expect(both).toMatchObject({ start: '2024-01-01', step: 'daily', symbols: ['A', 'B'] })
    expect(both.leftOut.missing).toEqual([{ symbol: 'B', days: 1 }])
  })

  test('the order of the series is the order of the columns, and nothing else', () => {
    const a = daily('A', '2024-01-01', [1, 2, 4])
    const b = daily('B', '2024-01-01', [3, 3, 6])
    const [ab, ba] = [together(a, b), together(b, a)]
    expect(ab.days).toEqual(ba.days)
    expect([...ab.returns]).toEqual([1, 0, 1, 1])
    expect([...ba.returns]).toEqual([0, 1, 1, 1])
  })

  test('different starts and ends are told', () => {
    const both = together(daily('A', '2024-01-01', [1, 2, 3, 4]), daily('B', '2024-01-03', [1, 2, 3]))
    expect(both.days).toEqual(['2024-01-04'])
    expect(both.leftOut.outside).toEqual([
      { symbol: 'A', days: 2 },
      { symbol: 'B', days: 1 },
    ])
  })

  test('a return over more than ten days is left out and told', () => {
    const gap = Array.from({ length: 11 }, (_, at) => at + 1)
    const a = daily('A', '2024-01-01', [...Array.from({ length: 12 }, () => 5), 10, 20], gap)
    expect(together(a).leftOut.broken).toEqual([{ from: '2024-01-01', to: '2024-01-13', because: 'gap' }])
    expect([...together(a).returns]).toEqual([1])
  })

  test('markets that never shut have 365 days a year, others 252', () => {
    const all = Array.from({ length: 60 }, (_, at) => 100 + at)
    const weekends = all.map((_, at) => at).filter((at) => at % 7 > 4)
    expect(together(daily('BTC', '2024-01-01', all)).stepsPerYear).toBe(365)
    expect(together(daily('VTI', '2024-01-01', all, weekends)).stepsPerYear).toBe(252)
    expect(
      together(daily('BTC', '2024-01-01', all), daily('VTI', '2024-01-01', all, weekends)).stepsPerYear,
    ).toBe(252)
  })
})

describe('steps', () => {
  const months: Points = { '2024-01-31': 100, '2024-02-29': 110, '2024-03-31': 99, '2024-04-30': 198 }

  test('are told from the middle distance of days', () => {
    expect(stepOf(series('A', months))).toBe('monthly')
    expect(stepOf(daily('A', '2024-01-01', [1, 2, 3]))).toBe('daily')
    expect(stepOf(series('A', { '2020-01-01': 1, '2021-01-01': 2 }))).toBe('annual')
    expect(stepOf(series('A', { '2020-01-03': 1, '2020-01-10': 2, '2020-01-17': 2 }))).toBe('weekly')
  })

  test('months meet months, whichever day names them', () => {
    const named = series('B', { '2024-01-01': 1, '2024-02-01': 2, '2024-03-01': 2, '2024-04-01': 1 })
    const both = together(series('A', months), named)
    expect(both.days).toEqual(['2024-02-29', '2024-03-31', '2024-04-30'])
    expect(rounded(both)).toEqual([0.1, 1, -0.1, 0, 1, -0.5])
    expect(both).toMatchObject({ start: '2024-01-31', step: 'monthly', stepsPerYear: 12 })
  })

  test('days become months by their last price; a month under way is left out', () => {
    const values = Array.from({ length: 101 }, (_, at) => at + 1)
    const both = together(series('A', months), daily('B', '2024-01-15', values))
    expect(both.days).toEqual(['2024-02-29', '2024-03-31'])
    expect(both.returns[1]).toBeCloseTo(46 / 17 - 1, 12)
    expect(both.leftOut.unfinished).toEqual(['B'])
  })

  test('weeks, quarters and years end on their last day', () => {
    const weeks = series('A', { '2024-01-05': 1, '2024-01-12': 2, '2024-01-19': 4 })
    expect(together(weeks).days).toEqual(['2024-01-14', '2024-01-21'])
    const quarters = series('A', { '2024-01-01': 1, '2024-04-01': 2, '2024-07-01': 4 })
    expect(together(quarters)).toMatchObject({ days: ['2024-06-30', '2024-09-30'], stepsPerYear: 4 })
    const years = series('A', { '2020-01-01': 1, '2021-01-01': 2, '2022-01-01': 4 })
    expect(together(years)).toMatchObject({ days: ['2021-12-31', '2022-12-31'], stepsPerYear: 1 })
  })

  test('a month that is missing makes no return of two months', () => {
    const torn = series('A', { '2024-01-31': 1, '2024-02-29': 2, '2024-04-30': 3, '2024-05-31': 6 })
    expect(together(torn)).toMatchObject({
      days: ['2024-02-29', '2024-05-31'],
      leftOut: { broken: [{ from: '2024-02-29', to: '2024-04-30', because: 'gap' }] },
    })
  })
})

describe('returns', () => {
  const returns = series(
    'R',
    { '2024-01-01': 0.1, '2024-02-01': 0.2, '2024-03-01': -0.5, '2024-05-01': 0.1 },
    { content: 'returns', holes: ['2024-04-01'] },
  )

  test('alone are taken as they are; what follows an unknown one is left out', () => {
    const alone = together(returns)
    expect(alone.days).toEqual(['2024-01-31', '2024-02-29', '2024-03-31'])
    expect(rounded(alone)).toEqual([0.1, 0.2, -0.5])
    expect(alone.start).toBe('2023-12-31')
    expect(alone.leftOut.broken).toEqual([{ from: '2024-03-31', to: '2024-05-31', because: 'hole' }])
  })

  test('beside prices start with the second month, and are joined where prices lack a day', () => {
    const prices = series('P', { '2024-01-31': 1, '2024-02-29': 2, '2024-03-31': 3 })
    expect(rounded(together(prices, returns))).toEqual([1, 0.2, 0.5, -0.5])
    const dailyReturns = series(
      'R',
      { '2024-01-01': 0.5, '2024-01-02': 0.1, '2024-01-03': 0.1, '2024-01-04': 0.2 },
      { content: 'returns' },
    )
    const sparse = daily('P', '2024-01-01', [1, 2, 3, 4], [1])
    expect(rounded(together(sparse, dailyReturns))).toEqual([2, 0.21, 0.333333333333, 0.2])
  })
})

test('what cannot be aligned is refused', () => {
  const a = daily('A', '2024-01-01', [1, 2, 3])
  expect(aligned([a, a])).toEqual({ kind: 'refused', because: 'symbol-twice' })
  expect(aligned([a, daily('B', '2024-02-01', [1, 2, 3])])).toEqual({
    kind: 'refused',
    because: 'no-overlap',
  })
  expect(aligned([])).toEqual({ kind: 'refused', because: 'no-overlap' })
})

test('coverage names the longest time without a value, and what the file lacked', () => {
  const a = { ...daily('A', '2024-01-01', [1, 2, 3, 4, 5], [1, 2]), holes: ['2024-01-02'] }
  expect(coverageOf(a)).toEqual({
    symbol: 'A',
    first: '2024-01-01',
    last: '2024-01-05',
    observations: 3,
    missing: 1,
    longestGap: { from: '2024-01-01', to: '2024-01-04', days: 3 },
  })
})
