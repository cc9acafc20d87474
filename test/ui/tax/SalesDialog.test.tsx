/** This year's sales and the calendar they lead to, as a person types, pastes and reads them. */
import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../src/domain/document.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { withPreset } from '../../../src/ui/tax/taxForm.ts'
import { SalesDialog } from '../../../src/ui/tax/SalesDialog.tsx'
import { TaxLine } from '../../../src/ui/tax/TaxLine.tsx'
import { WashDialog } from '../../../src/ui/tax/WashDialog.tsx'
import { WashGroupField } from '../../../src/ui/tax/WashGroupField.tsx'
import { washRows } from '../../../src/ui/tax/washRows.ts'
import { sample } from '../holdings/sample.ts'

vi.setConfig({ testTimeout: 30_000 })

const taxed = (change: Partial<Portfolio> = {}): Portfolio => withPreset(sample(change), 'middle')
const now = (): Portfolio => portfolioStore.getState().document
const loss = {
  account: 'one',
  instrument: 'BBB',
  quantity: '5',
  acquired: '2025-01-10',
  sold: '2026-11-02',
  gain: '-40.00',
}

function Shown(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  return <SalesDialog document={document} onClose={() => undefined} />
}

function Group({ id }: { readonly id: string }): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const instrument = document.instruments.find((each) => each.id === id)!
  return <WashGroupField key={id} document={document} instrument={instrument} path="instruments/0" />
}

function shown(document: Portfolio): ReturnType<typeof userEvent.setup> {
  open('test', document)
  render(<Shown />)
  return userEvent.setup()
}

const field = (name: string): HTMLElement => screen.getByRole('textbox', { name })
const type = (name: string, text: string): void => {
  fireEvent.focus(field(name))
  fireEvent.change(field(name), { target: { value: text } })
}

test('a sale counts once all of it is typed, and is one step', async () => {
  const user = shown(taxed())
  const add = screen.getByRole('button', { name: 'Add' })
  type('Instrument', 'bbb')
  type('Quantity', '5')
  type('Sold on', '2026-11-02')
  expect(add).toBeDisabled()
  type('Gain', '−40')
  await user.click(add)
  expect(now().realised).toEqual([{ ...loss, acquired: null, gain: '-40' }])
  expect(screen.getByRole('grid', { name: 'Sales' })).toHaveTextContent('short, day unknown')
  expect(add).toBeDisabled()
  undo()
  expect(now().realised).toEqual([])
})

test('the year is netted with what was carried forward', () => {
  const document = taxed({ realised: [loss, { ...loss, sold: '2026-03-01', gain: '100' }] })
  const carryForward = { short: '10', long: '25.5' }
  shown({ ...document, tax: { ...document.tax!, carryForward } })
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    '2026 so far USDShort-termLong-termTogether',
    'Sold0.00+60.00+60.00',
    'Losses carried forward−10.00−25.50−35.50',
    'Net0.00+24.50+24.50',
  ])
  expect(screen.getByText('The tax on it so far is $3.68.')).toBeVisible()
})

test('a broker’s list is pasted, and what the portfolio does not know is added, set aside', async () => {
  const user = shown(taxed())
  await user.click(screen.getByText(/^Paste sales/u))
  await user.click(screen.getByRole('textbox', { name: /^With a header/u }))
  await user.paste(
    'Account\tSymbol\tQuantity\tDate acquired\tDate sold\tProceeds\tCost basis\nFirst\tBBB\t5\t2025-01-10\t2026-11-02\t300\t340\n\tZZZ\t1\tVarious\t2026-05-05\t10\t4',
  )
  expect(screen.getByText(/^Not in this portfolio: ZZZ/u)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Add 2 sales' }))
  expect(now().realised).toEqual([
    { ...loss, gain: '-40' },
    { ...loss, instrument: 'ZZZ', quantity: '1', acquired: null, sold: '2026-05-05', gain: '6' },
  ])
  expect(now().instruments.at(-1)).toMatchObject({ id: 'ZZZ', exclude: true })
})

test('a cell is corrected in the list, cells are pasted where they belong, and a sale is removed', async () => {
  const user = shown(taxed({ realised: [loss, { ...loss, instrument: 'AAA' }] }))
  const cells = (row: number): HTMLElement[] =>
    within(within(screen.getByRole('grid', { name: 'Sales' })).getAllByRole('row')[row]!).getAllByRole(
      'gridcell',
    )
  await user.click(cells(1)[5]!)
  await user.keyboard('-55.5{Enter}')
  expect(now().realised[0]?.gain).toBe('-55.5')
  await user.click(cells(1)[5]!)
  await user.paste('-1\n-2')
  expect(now().realised.map((sale) => sale.gain)).toEqual(['-1', '-2'])
  await user.click(cells(1)[7]!)
  expect(now().realised.map((sale) => sale.instrument)).toEqual(['AAA'])
})

test('sales and calendar are offered with tax only', () => {
  const view = render(<TaxLine document={sample()} onOpen={() => undefined} />)
  expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual(['Set up tax'])
  const document = taxed({ realised: [loss] })
  view.rerender(<TaxLine document={document} onOpen={() => undefined} />)
  const names = (): (string | null)[] => screen.getAllByRole('button').map((each) => each.textContent)
  expect(names()).toEqual(['Change', 'Sales of this year (1)', 'Wash sales'])
  view.rerender(
    <TaxLine
      document={{ ...document, tax: { ...document.tax!, washSales: false } }}
      onOpen={() => undefined}
    />,
  )
  expect(names()).not.toContain('Wash sales')
})

test('the calendar lists the first safe days in their order, and what is disallowed already', () => {
  const lots = [
    ...sample().lots,
    { account: 'two', instrument: 'AAA', quantity: '1', acquired: '2026-11-19', unitCost: '100' },
    { account: 'two', instrument: 'BBB', quantity: '2', acquired: '2026-10-30', unitCost: '50' },
  ]
  const document = taxed({ lots, realised: [loss] })
  expect(washRows(document).map(({ from, what, instruments }) => [from, what, ...instruments])).toEqual([
    ['2026-11-30', 'sell-at-loss', 'BBB'],
    ['2026-12-03', 'buy', 'BBB'],
    ['2026-12-20', 'sell-at-loss', 'AAA'],
  ])
  render(<WashDialog document={document} onClose={() => undefined} onSales={() => undefined} />)
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows[2]).toHaveTextContent(
    '3 December 2026in 13 daysbuy BBB againBBB was sold at a loss on 2 November 2026 in First',
  )
  expect(screen.getByRole('region', { name: 'Disallowed already' })).toHaveTextContent('$16.00')
})

test('instruments of one wash group stand in the calendar together', () => {
  open('test', taxed({ realised: [loss] }))
  const view = render(<Group id="AAA" />)
  for (const id of ['AAA', 'BBB']) {
    view.rerender(<Group id={id} />)
    type('Wash group', ' bonds ')
    fireEvent.blur(field('Wash group'))
  }
  expect(now().instruments.map((each) => each.washGroup)).toEqual(['bonds', 'bonds', null])
  expect(screen.getByText('Substantially identical with AAA.')).toBeVisible()
  expect(washRows(now())[0]).toMatchObject({ what: 'buy', instruments: ['AAA', 'BBB'] })
  type('Wash group', '')
  expect(now().instruments[1]?.washGroup).toBeNull()
})

test('where nothing waits it says what would', () => {
  render(<WashDialog document={taxed()} onClose={() => undefined} onSales={() => undefined} />)
  expect(screen.getByRole('dialog')).toHaveTextContent(
    'Everything may be bought and sold at a loss on 20 November 2026',
  )
})
