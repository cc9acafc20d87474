/** The holdings as a person uses them: by role and label, on the real stores. */
import { act, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { goTo } from '../../../src/ui/plan/goTo.ts'
import { HoldingsScreen } from '../../../src/ui/holdings/HoldingsScreen.tsx'
import { instrument, sample } from './sample.ts'

// A machine that is busy takes its time to load a dialog; what is hidden by style is asked for by the browser tests.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true })
vi.setConfig({ testTimeout: 30_000 })

const now = (): Portfolio => portfolioStore.getState().document
const positions = (): HTMLElement => screen.getByRole('grid', { name: 'Positions' })

function shown(document: Portfolio = sample()): ReturnType<typeof userEvent.setup> {
  open('test', document)
  render(<HoldingsScreen />)
  return userEvent.setup()
}

const row = (text: string): HTMLElement => {
  const found = within(positions())
    .getAllByRole('row')
    .find((each) => each.textContent.includes(text))
  if (found === undefined) throw new Error(`There is no row with “${text}”.`)
  return found
}
const cells = (text: string): HTMLElement[] => within(row(text)).getAllByRole('gridcell')

beforeEach(() => open('none', sample()))

test('shows every account, position, cash and value', () => {
  shown()
  expect(screen.getByRole('heading', { name: /Holdings/ })).toHaveTextContent('$3,061.00')
  expect(cells('BBB')[5]).toHaveTextContent('400.00')
  expect(row('2 lots')).toHaveTextContent('15.5')
  expect(screen.getByRole('grid', { name: 'Accounts' })).toHaveTextContent('First')
})

test('a quantity is typed, counts at once, and is one step to undo', async () => {
  const user = shown()
  await user.click(cells('BBB')[3]!)
  await user.keyboard('12{Enter}')
  expect(now().lots[2]?.quantity).toBe('12')
  await waitFor(() => expect(cells('BBB')[5]).toHaveTextContent('600.00'))
  expect(portfolioStore.getState().past.map((step) => step.name)).toEqual(['Quantity of BBB'])
  undo()
  expect(now().lots[2]?.quantity).toBe('8')
})

test('a new position is a symbol typed in the last row of its account', async () => {
  const user = shown()
  const [first] = within(positions()).getAllByText('Add a position')
  await user.dblClick(first!)
  await user.keyboard('vti{Enter}')
  expect(now().instruments.at(-1)).toMatchObject({ id: 'VTI', name: 'Vanguard Total Stock Market ETF' })
  expect(now().lots.at(-1)).toMatchObject({ account: 'one', instrument: 'VTI', quantity: '0' })
})

test('a class is chosen from the leaves of the targets', async () => {
  const user = shown()
  await user.dblClick(cells('BBB')[2]!)
  await user.selectOptions(screen.getByRole('combobox', { name: 'Class' }), 'Stocks')
  expect(now().instruments[1]?.exposure).toEqual({ stock: '1' })
})

test('a position with several lots opens them instead of guessing', async () => {
  const user = shown()
  await user.click(screen.getByText('2 lots'))
  const dialog = await screen.findByRole('dialog', { name: 'Lots of AAA' })
  const quantity = within(dialog).getByRole('textbox', { name: 'Quantity of lot 2' })
  await user.clear(quantity)
  await user.type(quantity, '6')
  expect(now().lots[1]).toMatchObject({ quantity: '6', acquired: '2021-01-02', unitCost: '80' })
  expect(dialog).toHaveTextContent('16')
  await user.click(within(dialog).getByRole('button', { name: 'Done' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what waits stands on top and is settled by one click each', async () => {
  const strange = instrument('XYZ', { exposure: null, name: 'Something' })
  const known = instrument('VTI', { exposure: { 'us-stock': '1' } })
  const document = sample()
  const user = shown({ ...document, instruments: [...document.instruments, strange, known] })
  const waiting = screen.getByRole('region', { name: '2 instruments wait to be classified' })
  await user.click(within(waiting).getByRole('button', { name: 'Add class US stocks' }))
  expect(now().targets.at(-1)).toMatchObject({ class: 'us-stock', name: 'US stocks', weight: '0' })
  await user.click(screen.getByRole('button', { name: /^Set XYZ aside/ }))
  expect(now().instruments[3]?.exclude).toBe(true)
  expect(screen.queryByRole('region', { name: /wait/ })).toBeNull()
})

test('pasting anywhere on the page adds the table to the first account', async () => {
  const user = shown()
  await user.click(screen.getByRole('heading', { name: /Holdings/ }))
  await user.paste('Symbol\tQuantity\nBND\t7\nBBB\tx')
  expect(now().lots.at(-1)).toMatchObject({ account: 'one', instrument: 'BND', quantity: '7' })
  expect(screen.getByRole('alert')).toHaveTextContent(
    '2 rows pasted. 1 cell could not be read: row 3, Quantity, “x”',
  )
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(now()).toEqual(sample())
})

test('an empty portfolio teaches three ways to begin', async () => {
  const empty = sample({ accounts: [], instruments: [], lots: [], targets: [] })
  const user = shown(empty)
  expect(screen.getByRole('heading', { name: 'What do you hold?' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  expect(now().accounts).toHaveLength(1)
  expect(positions()).toBeVisible()
})

test('prices are shown against the old ones before they are set', async () => {
  const user = shown()
  await user.click(screen.getByRole('button', { name: 'Prices' }))
  const dialog = await screen.findByRole('dialog', { name: 'Prices' })
  await user.click(within(dialog).getByRole('textbox', { name: /Symbol and price/ }))
  await user.paste('AAA\t111\nbbb\t55.5\nQQQ\t1\nCCC\tzero')
  expect(dialog).toHaveTextContent('Not in this portfolio: QQQ.')
  expect(dialog).toHaveTextContent('Row 4, column 2: “zero” is not a number.')
  await user.click(within(dialog).getByRole('button', { name: 'Set 2 prices' }))
  expect(now().instruments.map((each) => each.price)).toEqual(['111', '55.5', '20'])
})

test('an old price is marked', () => {
  shown({ ...sample(), asOf: '2026-12-01' })
  expect(row('BBB')).toHaveTextContent('older than the plan’s day')
})

test('an instrument’s classes must sum to 100 %, and one button puts it right', async () => {
  const user = shown()
  await user.click(within(row('CCC')).getByText(/Details of CCC/))
  const dialog = await screen.findByRole('dialog', { name: 'CCC' })
  const share = within(dialog).getByRole('textbox', { name: 'Share of Bonds' })
  await user.clear(share)
  await user.type(share, '30')
  expect(dialog).toHaveTextContent(/10\.00\s%\sare left/)
  await user.click(within(dialog).getByRole('button', { name: 'Put it right in Bonds' }))
  expect(now().instruments[2]?.exposure).toEqual({ stock: '0.6', bond: '0.4' })
})

test('usual costs are one choice, and every part can be corrected', async () => {
  const user = shown()
  await user.click(within(row('CCC')).getByText(/Details of CCC/))
  const dialog = await screen.findByRole('dialog', { name: 'CCC' })
  await user.selectOptions(
    within(dialog).getByRole('combobox', { name: 'Usual costs' }),
    'Interactive Brokers, fixed: 0.005 a share, at least 1',
  )
  expect(now().instruments[2]?.cost).toMatchObject({ perUnit: '0.005', min: '1', maxRate: '0.01' })
  const least = within(dialog).getByRole('textbox', { name: 'At least' })
  await user.clear(least)
  await user.type(least, '1.25')
  expect(now().instruments[2]?.cost.min).toBe('1.25')
  expect(within(dialog).getByRole('combobox', { name: 'Usual costs' })).toHaveDisplayValue('Your own')
})

test('an account has rules, a list of what it may hold, and its money', async () => {
  const user = shown()
  await user.click(within(screen.getByRole('grid', { name: 'Accounts' })).getByText('Details of First'))
  const dialog = await screen.findByRole('dialog', { name: 'First' })
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Add a rule for' }), 'BBB')
  expect(now().accounts[0]?.rules).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Add rule' }))
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Rule for BBB' }), 'Never sell')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Only these instruments' }))
  const flow = within(dialog).getByRole('textbox', { name: /To invest/ })
  await user.clear(flow)
  await user.type(flow, '-500')
  expect(now().accounts[0]).toMatchObject({
    rules: [{ instrument: 'BBB', do: 'no-sell' }],
    allowed: ['AAA', 'BBB'],
    flow: '-500',
  })
})

test('a currency gets its rate', async () => {
  const user = shown()
  await user.click(screen.getByRole('button', { name: 'Currencies' }))
  const dialog = await screen.findByRole('dialog', { name: 'Currencies' })
  const rate = within(dialog).getByRole('textbox', { name: 'Worth of 1 EUR in USD' })
  await user.clear(rate)
  await user.type(rate, '1.25')
  expect(now().rates).toEqual({ EUR: '1.25' })
  await user.type(within(dialog).getByRole('textbox', { name: 'Another currency' }), 'chf')
  await user.click(within(dialog).getByRole('button', { name: 'Add' }))
  expect(now().rates).toEqual({ EUR: '1.25', CHF: '1' })
})

test.each([
  ['instruments/1/price', 'BBB', 'Price'],
  ['instruments/2/exposure/bond', 'CCC', 'Share of Bonds'],
  ['accounts/1/cash/EUR', 'two', 'Cash in EUR'],
  ['lots/1/quantity', 'Lots of AAA', 'Quantity of lot 2'],
  ['rates/EUR', 'Currencies', 'Worth of 1 EUR in USD'],
])('a problem at %s leads to its field', async (path, dialog, field) => {
  shown()
  act(() => goTo(path))
  await screen.findByRole('dialog', { name: dialog })
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName(field))
})
