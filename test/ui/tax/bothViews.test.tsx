/** The household before and after the tax that deferred accounts owe. */
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import { open } from '../../../src/state/portfolio.ts'
import { HoldingsScreen } from '../../../src/ui/holdings/HoldingsScreen.tsx'
import { BothViews } from '../../../src/ui/tax/BothViews.tsx'
import { bothViewsOf } from '../../../src/ui/tax/bothViewsSeries.ts'
import { owesTax, withPreset, withTax } from '../../../src/ui/tax/taxForm.ts'
import { account, sample } from '../holdings/sample.ts'

/** 600 of stocks in a taxable account, 400 of bonds in a deferred one of which a quarter is owed. */
function household(afterTax: boolean): Portfolio {
  const lot = { acquired: null, unitCost: null }
  const document = sample({
    accounts: [account('one'), account('two', { kind: 'deferred' })],
    lots: [
      { account: 'one', instrument: 'AAA', quantity: '6', ...lot },
      { account: 'two', instrument: 'BBB', quantity: '8', ...lot },
    ],
  })
  return withTax(withPreset(document, 'flat'), (tax) => ({ ...tax, afterTax }))
}

test('both views are worked out whichever of them counts', () => {
  for (const afterTax of [false, true]) {
    const document = household(afterTax)
    const views = bothViewsOf(document, document.tax!)
    expect([views.total.before, views.total.after].map(String)).toEqual(['1000', '900'])
    expect(
      views.classes.map((each) => [each.class, each.before.weight.toFixed(3), each.after.weight.toFixed(3)]),
    ).toEqual([
      ['stock', '0.600', '0.667'],
      ['bond', '0.400', '0.333'],
    ])
    const shown = views.classes.map((each) => each[views.counts].weight.toFixed(6))
    const counted = new Map(driftOf(document).rows.map((row) => [row.class, row.weight.toFixed(6)]))
    expect(shown).toEqual(views.classes.map((each) => counted.get(each.class)))
  }
})

test('the table stands side by side, with what is owed', () => {
  const document = household(true)
  render(<BothViews document={document} />)
  expect(
    within(screen.getByRole('table'))
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([
    'ClassBefore tax USDWeight before %After tax USDWeight after %Difference',
    'Stocks60060.060066.7+6.7 pts',
    'Bonds40040.030033.3−6.7 pts',
    'Together1,000100.0900100.00.0 pts',
  ])
  expect(
    screen.getByText(/^25 % .*: of \$1,000 there remain \$900.00. The plan goes by the weights after tax/u),
  ).toBeVisible()
})

test('it is offered where something is owed only', () => {
  expect(owesTax(household(false))).toBe(true)
  expect(owesTax(sample())).toBe(false)
  expect(owesTax(withPreset(sample(), 'flat'))).toBe(false)
  expect(owesTax(withTax(household(true), (tax) => ({ ...tax, deferredRate: '0' })))).toBe(false)
})

test('the holdings show what is there, and weights as they count', () => {
  open('test', household(true))
  render(<HoldingsScreen />)
  expect(screen.getByRole('heading', { name: /Holdings/u })).toHaveTextContent('$1,000.00')
  const rows = within(screen.getByRole('grid', { name: 'Positions' })).getAllByRole('row')
  expect(rows.find((row) => row.textContent.includes('BBB'))).toHaveTextContent('400.0033.33')
})
