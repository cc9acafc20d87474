/** Signals read from a study: the drawdown from the highest price, the volatility that follows the present. */
import { expect, test } from 'vitest'
import type { ClassEstimate, Study } from '../../src/domain/historyStudy.ts'
import { readingOf } from '../../src/domain/signalReading.ts'

const estimate = (estimator: ClassEstimate['estimator'], volatility: number): ClassEstimate => ({
  estimator,
  volatility: [volatility],
  correlation: [[1]],
  errors: null,
  intensity: null,
  halfLife: null,
  isRepaired: false,
})

const study: Study = {
  kind: 'studied',
  classes: ['stocks'],
  step: 'daily',
  stepsPerYear: 252,
  start: '2026-11-16',
  last: '2026-11-19',
  rows: 3,
  leftOut: { missing: [], outside: [], broken: [], unfinished: [] },
  prices: {
    dates: ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'],
    classes: [['1', '1.25', '0.9', '1']],
  },
  estimates: [estimate('sample', 0.5), estimate('exponential', 0.123456)],
}

test.each([
  [{ kind: 'drawdown', class: 'stocks' } as const, '0.2'],
  [{ kind: 'volatility', class: 'stocks' } as const, '0.1235'],
])('%j reads %s on the last day, with its source', (signal, value) => {
  expect(readingOf(signal, study)).toEqual({ value, day: '2026-11-19', source: 'prices from 2026-11-16' })
})

test('nothing is read of another class, of a typed figure, or of too few rows', () => {
  expect(readingOf({ kind: 'drawdown', class: 'gold' }, study)).toBeNull()
  expect(readingOf({ kind: 'typed', name: 'x' }, study)).toBeNull()
  expect(readingOf({ kind: 'volatility', class: 'stocks' }, { ...study, estimates: [] })).toBeNull()
})
