/** The numbers behind every picture of the plan: places on axes, order, sums and the words for those who cannot see. */
import { expect, test } from 'vitest'
import { zero } from '../../../src/domain/decimal.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import { axisEnd, classSeriesOf, classSummary } from '../../../src/ui/plan/charts/classSeries.ts'
import { costSeriesOf, costSummary } from '../../../src/ui/plan/charts/costSeries.ts'
import { orderSeriesOf, orderSummary } from '../../../src/ui/plan/charts/orderSeries.ts'
import { driftSeriesOf, driftSummary, percentOfAxis, reachOf } from '../../../src/ui/plan/driftSeries.ts'
import { byAccount, conversionCost, sumsOf, tradeRowsOf } from '../../../src/ui/plan/planRows.ts'
import { tradeLinesOf } from '../../../src/ui/plan/tradeLines.ts'
import { tradesTsv } from '../../../src/ui/plan/tradesTsv.ts'
import { plan, portfolio, portfolioWith } from '../../fixtures/plans.ts'

const drift = driftOf(portfolio)
const marks = driftSeriesOf(drift, plan)
const markOf = (id: string): (typeof marks)[number] | undefined => marks.find((mark) => mark.class === id)
const rows = tradeRowsOf(plan, portfolio)

test('a place within the band is measured in half-widths of the band', () => {
  const bond = markOf('bond')
  expect(bond?.standing).toBe('under')
  expect(bond?.beforeAt).toBeCloseTo((7500 / 96500 - 0.18) / 0.045, 9)
  expect(bond?.afterAt).toBeCloseTo((0.1567 - 0.18) / 0.045, 9)
  expect(bond?.standingAfter).toBe('inside')
})

test('the axis reaches twice the band and never further than four', () => {
  expect(reachOf([])).toBe(2)
  expect(reachOf(marks)).toBe(3)
  expect(percentOfAxis(0, 2)).toBe(50)
  expect(percentOfAxis(-9, 2)).toBe(0)
  expect(percentOfAxis(1, 2)).toBe(75)
})

test('cash without a target is never outside', () => {
  const targets = portfolio.targets.filter((target) => target.class !== 'cash')
  const without = { ...portfolio, targets }
  const cash = driftSeriesOf(driftOf(without), null).find((mark) => mark.class === 'cash')
  expect(cash?.standing).toBe('inside')
})

test('drift is said in one sentence', () => {
  expect(driftSummary(marks)).toBe(
    '4 of 5 classes are outside their bands: Bonds under, Cash over, World stocks under, US stocks over.',
  )
  expect(driftSummary([])).toBe('All classes are inside their bands.')
})

test('trades are summed in the base currency, gas and foreign costs included', () => {
  const foreign = rows.find((row) => row.instrument === 'INX')
  expect(foreign?.baseValue.toFixed()).toBe('2838')
  expect(foreign?.baseCost.toFixed()).toBe('1.672')
  const sums = sumsOf(rows)
  expect([sums.bought.toFixed(), sums.sold.toFixed(), sums.count]).toEqual(['10788', '11500', 4])
  expect([...byAccount(rows).keys()]).toEqual(['pension', 'broker'])
  expect(conversionCost(plan).toFixed()).toBe('0.57')
})

test('grouped lines have a head for each account, in the order of the sorted trades', () => {
  const lines = tradeLinesOf(rows, true)
  expect(lines.map((line) => (line.kind === 'account' ? line.name : line.row.instrument))).toEqual([
    'Pension',
    'USX',
    'BNX',
    'INX',
    'Brokerage',
    'BNX',
  ])
  expect(tradeLinesOf(rows, false)).toHaveLength(4)
})

test('classes are drawn from zero, the largest target first', () => {
  const bars = classSeriesOf(marks, portfolio)
  expect(bars.map((bar) => bar.name)).toEqual(['US stocks', 'World stocks', 'Bonds', 'Coins', 'Cash'])
  expect(axisEnd(bars)).toBe(70)
  expect(classSummary(bars)).toContain('Bonds: before 7.8')
})

test('instruments are drawn by what they move in all accounts', () => {
  const bars = orderSeriesOf(rows, 'USD')
  expect(bars.map((bar) => [bar.name, bar.soldText, bar.boughtText])).toEqual([
    ['USX', '$11,500', ''],
    ['BNX', '', '$7,950'],
    ['INX', '', '$2,838'],
  ])
  expect(bars[0]?.soldSide).toBe(-1)
  expect(orderSummary(bars)).toContain('USX: sell $11,500')
  expect(orderSummary([])).toBe('Nothing is bought or sold.')
})

test('costs are drawn by kind, and what costs nothing is left out', () => {
  const bars = costSeriesOf(rows, conversionCost(plan), 'USD')
  expect(bars.map((bar) => bar.words)).toEqual(['Commission: $1.10', 'Spread: $4.46', 'Conversion: $0.57'])
  expect(costSummary(costSeriesOf([], zero, 'USD'))).toBe('The plan costs nothing.')
})

test('the clipboard gets exact numbers, and no text that a spreadsheet would compute', () => {
  const risky = portfolioWith({
    accounts: [
      { id: 'broker', name: '=cmd' },
      { id: 'pension', name: 'Pension\tplan' },
    ],
  })
  const lines = tradesTsv(tradeRowsOf(plan, risky)).split('\n')
  expect(lines).toHaveLength(5)
  expect(lines[1]?.split('\t').slice(0, 5)).toEqual(['Pension plan', 'sell', 'USX', 'US stocks fund', '46'])
  expect(lines[4]?.startsWith("'=cmd\t")).toBe(true)
})
