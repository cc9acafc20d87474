/** The threshold picture: its axis, the order in which it fills, and when a new one is needed. */
import { expect, test } from 'vitest'
import type { Band, Portfolio } from '../../../src/domain/document.ts'
import {
  axisOf,
  coarseToFine,
  pathOf,
  pointOf,
  samePicture,
  topOf,
} from '../../../src/ui/plan/exploreSeries.ts'
import { measureWords } from '../../../src/ui/plan/measureWords.ts'
import { withThreshold } from '../../../src/ui/targets/bandForm.ts'
import { portfolio } from '../../fixtures/plans.ts'

const withBand = (band: Band): Portfolio => ({ ...portfolio, policy: { ...portfolio.policy, band } })

test('points go to ten, shares to sixty percent, and a wider band widens the axis', () => {
  expect(axisOf(portfolio.policy.band)).toMatchObject({ least: 0, most: 0.1, step: 0.0025 })
  expect(axisOf(portfolio.policy.band).samples.at(-1)).toBe('0.1')
  expect(axisOf({ kind: 'relative', width: '0.2' }).most).toBe(0.6)
  expect(axisOf({ kind: 'absolute', width: '0.23' }).most).toBeCloseTo(0.23)
  expect(axisOf({ kind: 'absolute', width: '0.9' }).samples).toHaveLength(40)
})

test('the picture fills from coarse to fine and misses nothing', () => {
  const order = coarseToFine(20)
  expect(order.slice(0, 4)).toEqual([7, 15, 3, 11])
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at))
})

test('moving the threshold keeps the picture; anything else needs a new one', () => {
  const { band } = portfolio.policy
  expect(samePicture(portfolio, withBand(withThreshold(band, '0.0325')))).toBe(true)
  expect(samePicture(portfolio, withBand({ kind: 'absolute', width: '0.05' }))).toBe(false)
  expect(samePicture(portfolio, { ...portfolio, lots: [...portfolio.lots] })).toBe(false)
  const destination = { ...portfolio, policy: { ...portfolio.policy, destination: '1' } }
  expect(samePicture(portfolio, destination)).toBe(false)
  const risk = { aversion: '4', horizonYears: null, classes: [], volatility: [], correlation: [] }
  expect(samePicture(portfolio, { ...portfolio, risk })).toBe(false)
})

test('heights start at zero, so that they compare', () => {
  const explored = {
    band: portfolio.policy.band,
    fired: 1,
    trades: 4,
    turnover: '0.1',
    cost: '2.5',
    distance: '0',
  }
  const points = [pointOf(explored), { ...pointOf(explored), threshold: 0.1, trades: 2 }]
  const box = { left: 0, bottom: 40, width: 100, height: 20 }
  expect(topOf(points, 'trades')).toBe(4)
  expect(pathOf(points, 'trades', 0.1, box)).toBe('M50.0 20.0L100.0 30.0')
  expect(pathOf([], 'cost', 0.1, box)).toBe('')
  expect(measureWords(pointOf(explored), 'USD').replaceAll('\u202f', ' ')).toBe(
    '4 trades, turnover 10.0 %, cost $2.50',
  )
})
