/** The lots of a position as a person types and pastes them. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Lot, Portfolio, Tax } from '../../../src/domain/document.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { LotsDialog } from '../../../src/ui/holdings/LotsDialog.tsx'
import { factsOf, lotTerm } from '../../../src/ui/holdings/lotRows.ts'
import { sample } from './sample.ts'

vi.setConfig({ testTimeout: 30_000 })

const tax: Tax = {
  shortRate: '0.24',
  longRate: '0.15',
  lotMethod: 'min-tax',
  gainsBudget: null,
  washSales: true,
  harvest: false,
  carryForward: { short: '0', long: '0' },
  deferredRate: '0',
  afterTax: false,
}

const now = (): Portfolio => portfolioStore.getState().document
const own = (): Lot[] => now().lots.filter((lot) => lot.account === 'one' && lot.instrument === 'AAA')

function Shown(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  return <LotsDialog document={document} account="one" instrument="AAA" onClose={() => undefined} />
}

function shown(document: Portfolio): ReturnType<typeof userEvent.setup> {
  open('test', document)
  render(<Shown />)
  return userEvent.setup()
}

const lot = (quantity: string, acquired: string | null, unitCost: string | null): Lot => ({
  account: 'one',
  instrument: 'AAA',
  quantity,
  acquired,
  unitCost,
})

test('gain and term of each lot stand beside it; without tax nothing is said of terms', () => {
  const lots = [lot('10', '2020-01-02', '60'), lot('5', '2025-12-14', '120'), lot('1', null, null)]
  shown(sample({ lots, tax }))
  const rows = screen.getAllByRole('row')
  expect(rows[1]).toHaveTextContent('+400.00long')
  expect(rows[2]).toHaveTextContent('−100.00short long from 2026-12-15')
  expect(rows[3]).toHaveTextContent('basis unknownunknown')
  expect(rows[4]).toHaveTextContent('Together16+300.001 lot of unknown basis')
  expect(screen.queryByRole('textbox', { name: 'Rank of lot 1' })).toBeNull()
})

test('the simple case has no terms and no ranks', () => {
  shown(sample())
  expect(screen.queryByRole('columnheader', { name: 'Term' })).toBeNull()
  expect(screen.queryByRole('columnheader', { name: 'Rank' })).toBeNull()
})

test('by rank each lot has one, and an empty field is none', async () => {
  const user = shown(sample({ tax: { ...tax, lotMethod: 'specific' } }))
  await user.type(screen.getByRole('textbox', { name: 'Rank of lot 2' }), '1')
  expect(own().map((each) => each.sellRank)).toEqual([undefined, 1])
  await user.type(screen.getByRole('textbox', { name: 'Rank of lot 1' }), '0')
  expect(screen.getByText('Type 1, 2, 3 and so on, or nothing.')).toBeVisible()
  await user.clear(screen.getByRole('textbox', { name: 'Rank of lot 2' }))
  expect(own()[1]?.sellRank).toBeNull()
})

test('a pasted table is shown beside the position before it takes the place of the lots, as one step', async () => {
  const user = shown(sample())
  await user.click(screen.getByRole('textbox', { name: 'Quantity of lot 1' }))
  await user.paste('01/05/2021\t9\t$61.50\n11/20/2025\t6\t$80.00\n2026-13-01\t1\t1')
  expect(own()).toHaveLength(2)
  expect(screen.getByText('2 lots, together 15; the position is 15.5.')).toBeVisible()
  expect(screen.getByText('Row 3, column 1: “2026-13-01” is not a day.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Replace the lots' }))
  expect(own()).toEqual([lot('9', '2021-01-05', '61.5'), lot('6', '2025-11-20', '80')])
  expect(screen.getByText(/The position was 15.5 when this was opened; now it is 0.5 less/u)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Add 0.5 of unknown basis' }))
  expect(own().at(-1)).toEqual(lot('0.5', null, null))
  undo()
  undo()
  expect(now()).toEqual(sample())
})

test('lots of which nothing is known are replaced without a question', async () => {
  const user = shown(sample({ lots: [lot('15', null, null)] }))
  await user.click(screen.getByText('Paste lots from a spreadsheet'))
  await user.click(screen.getByRole('textbox', { name: /Day, quantity and cost/u }))
  await user.paste('2021-01-05\t9\t61.5\n2025-11-20\t6\t80')
  expect(screen.getByText('2 lots, together 15: as much as the position.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Add to the lots' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Use these lots' }))
  expect(own()).toHaveLength(2)
  expect(within(screen.getByRole('dialog')).getAllByRole('row')).toHaveLength(4)
})

test('at average cost every unit has the same gain, and a day decides the term', () => {
  const lots = [lot('10', '2020-01-02', '60'), lot('10', '2025-12-14', '120'), lot('1', null, null)]
  const average = sample({ lots, tax: { ...tax, lotMethod: 'average' } })
  expect(factsOf(average, 'AAA', lots).map((each) => each.gain?.toFixed() ?? null)).toEqual([
    '100',
    '100',
    null,
  ])
  expect(lotTerm('2025-11-19', '2026-11-20')).toEqual({ kind: 'long' })
  expect(lotTerm('2025-11-20', '2026-11-20')).toEqual({ kind: 'short', from: '2026-11-21' })
})
