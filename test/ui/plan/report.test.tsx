/** A printed report says everything that the plan says, on paper and nowhere else. */
import { act, cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Plan } from '../../../src/domain/plan.ts'
import { PrintedReport, Report } from '../../../src/ui/plan/report/Report.tsx'
import { reportParts } from '../../../src/ui/plan/report/reportParts.ts'
import { plan, portfolio } from '../../fixtures/plans.ts'

afterEach(cleanup)

test('every trade, every class and every line of cash is in it', () => {
  render(<Report plan={plan} document={portfolio} />)
  const table = (title: RegExp): HTMLElement => {
    const heading = screen.getByRole('heading', { name: title })
    return within(heading.parentElement ?? document.body).getByRole('table')
  }
  const rows = (title: RegExp): number => within(table(title)).getAllByRole('row').length - 1
  expect(rows(/^Trades/)).toBe(plan.trades.length)
  expect(rows(/^Drift/)).toBe(plan.rows.length)
  expect(rows(/^Cash/)).toBe(plan.cash.length)
  for (const trade of plan.trades)
    expect(
      within(table(/^Trades/)).getAllByText(new RegExp(`^${trade.instrument}\\b`)).length,
    ).toBeGreaterThan(0)
  expect(screen.getByText(new RegExp(plan.documentHash))).toBeInTheDocument()
})

test('assumptions name rules, prices, costs and taxes, also those that are not counted', () => {
  const assumptions = reportParts(plan, portfolio).find(({ title }) => title === 'Assumptions')
  const names = assumptions?.kind === 'facts' ? assumptions.facts.map(({ name }) => name) : []
  expect(names).toEqual(expect.arrayContaining(['Plans', 'Bands', 'Prices', 'Costs', 'Tax']))
})

test('a refused plan is printed as what stands in the way', () => {
  const refused: Plan = {
    ...plan,
    status: 'refused',
    problems: [{ kind: 'missing-key', path: 'policy/band' }],
    rows: [],
    trades: [],
    skipped: [],
    conversions: [],
    cash: [],
    totals: null,
    certificate: null,
  }
  const titles = reportParts(refused, portfolio).map(({ title }) => title)
  expect(titles).toContain('What stands in the way')
  expect(titles.some((title) => title.startsWith('Trades'))).toBe(false)
})

test('it is there while the browser prints, and gone after', () => {
  render(<PrintedReport plan={plan} document={portfolio} />)
  expect(document.querySelector('.report')).toBeNull()
  act(() => void dispatchEvent(new Event('beforeprint')))
  expect(document.querySelector('body > .report')).not.toBeNull()
  act(() => void dispatchEvent(new Event('afterprint')))
  expect(document.querySelector('.report')).toBeNull()
})
