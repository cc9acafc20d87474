/** Tax on the Plan screen: every lot with gain, term and tax, what another choice would save, and what the year comes to. */
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Plan, Trade } from '../../../../src/domain/plan.ts'
import { taxedSells, taxTsv, yearSentences } from '../../../../src/ui/plan/tax/taxRows.ts'
import { TaxSection } from '../../../../src/ui/plan/tax/TaxSection.tsx'
import { plan as untaxed, portfolioWith } from '../../../fixtures/plans.ts'

const document = portfolioWith({
  tax: { shortRate: '0.35', longRate: '0.15' },
  lots: [
    { account: 'broker', instrument: 'USX', quantity: '10', acquired: '2025-12-01', unitCost: '240.00' },
    { account: 'broker', instrument: 'USX', quantity: '10', acquired: '2021-03-01', unitCost: '180.00' },
    { account: 'broker', instrument: 'USX', quantity: '5', acquired: null, unitCost: null },
  ],
})

const sell: Trade = {
  account: 'broker',
  instrument: 'USX',
  side: 'sell',
  quantity: '10',
  price: '250.00',
  value: '2500.00',
  phase: 1,
  costs: { commission: '0.00', spread: '0.00', impact: '0.00', gas: '0.00' },
  lots: [{ acquired: '2025-12-01', quantity: '10', gain: '100.00', term: 'short', tax: '35.00' }],
  because: { kind: 'overweight', class: 'us-stock', from: '0.67', to: '0.55' },
}

function planWith(trades: readonly Trade[], change: Partial<NonNullable<Plan['totals']>> = {}): Plan {
  const gains = { short: '100.00', long: '0.00' }
  const totals = { ...untaxed.totals, tax: '35.00', gains, carryForward: { short: '0.00', long: '0.00' } }
  return { ...untaxed, trades, totals: { ...(totals as NonNullable<Plan['totals']>), ...change } }
}

test('a sell says its lots, what they save against first in, first out, and what waiting would save', () => {
  render(<TaxSection plan={planWith([sell])} document={document} />)
  const row = screen.getByRole('row', { name: /^1 December 2025/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['1 December 2025', '10', '+100.00', 'short term', '35.00'])
  expect(screen.getByText(/rather than that of 1 March 2021 saves \$70\.00/)).toBeTruthy()
  expect(screen.getByText(/long-term on 2 December 2026: waiting 12 days saves \$20\.00/)).toBeTruthy()
  expect(screen.getByText(/realises \$100\.00 of short-term gains\. .* adds \$35\.00/)).toBeTruthy()
})

test('lots of unknown basis have no figures', () => {
  const lots = [{ acquired: null, quantity: '5', gain: null, term: null, tax: null }]
  render(<TaxSection plan={planWith([{ ...sell, quantity: '5', lots }])} document={document} />)
  const row = screen.getByRole('row', { name: /^unknown 5/ })
  expect(row.textContent).toBe('unknown5–unknown–')
  expect(screen.getByText(/5 units of unknown cost: sold last/)).toBeTruthy()
})

test('sells in accounts that are not taxed are not listed', () => {
  const sheltered = { ...sell, account: 'pension' }
  expect(taxedSells(planWith([sheltered]), document)).toEqual([])
  render(<TaxSection plan={planWith([sheltered])} document={document} />)
  expect(screen.getByText(/No taxable account sells anything/)).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})

test('a year with losses says what they take off and what is left of them', () => {
  const change = {
    gains: { short: '-50.00', long: '0.00' },
    tax: '-7.50',
    carryForward: { short: '20.00', long: '0.00' },
  }
  expect(yearSentences(planWith([sell], change), document)).toEqual([
    'The plan realises $50.00 of short-term losses.',
    'That takes $7.50 off this year’s tax.',
    'Losses of $20.00 are left to set against later gains.',
  ])
})

test('earlier sales of the year and losses carried forward are named where there are any', () => {
  const earlier = portfolioWith({
    tax: { shortRate: '0.35', longRate: '0.15', carryForward: { short: '10', long: '0' } },
  })
  expect(yearSentences(planWith([sell]), earlier)[1]).toBe(
    'Set against this year’s other sales and losses carried forward, that adds $35.00 to this year’s tax.',
  )
})

test('a loss that is washed away is told with where it goes', () => {
  const washed: Plan = {
    ...planWith([sell]),
    washSales: [
      {
        account: 'broker',
        instrument: 'USX',
        sold: '2026-11-20',
        acquired: '2025-12-01',
        quantity: '3',
        loss: '30.00',
        replacedBy: [
          {
            account: 'pension',
            instrument: 'USX',
            acquired: '2026-11-20',
            quantity: '3',
            loss: '30.00',
            lostForGood: true,
          },
        ],
      },
    ],
  }
  render(<TaxSection plan={washed} document={document} />)
  expect(screen.getByText(/The loss of \$30\.00 on 3 USX .* is disallowed\..* lost for good/)).toBeTruthy()
})

test('the copy has every lot with exact numbers', () => {
  const [, line] = taxTsv(taxedSells(planWith([sell]), document)).split('\n')
  expect(line?.split('\t').slice(1)).toEqual(['USX', '2025-12-01', '10', '100.00', 'USD', 'short', '35.00'])
})
