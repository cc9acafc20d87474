/** How gains are taxed, as a person sets it from the holdings. */
import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactElement } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../src/domain/document.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { dialogAt } from '../../../src/ui/holdings/dialog.ts'
import { HoldingsScreen } from '../../../src/ui/holdings/HoldingsScreen.tsx'
import { TaxDialog } from '../../../src/ui/tax/TaxDialog.tsx'
import { TaxLine } from '../../../src/ui/tax/TaxLine.tsx'
import { sample } from '../holdings/sample.ts'

configure({ asyncUtilTimeout: 10_000, defaultHidden: true })
vi.setConfig({ testTimeout: 30_000 })

const now = (): Portfolio => portfolioStore.getState().document

beforeEach(() => open('test', sample()))

/** The dialog and the line, without the grids beside them. */
function Shown(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const [isOpen, show] = useState(false)
  return (
    <>
      <TaxLine document={document} onOpen={() => show(true)} />
      {isOpen && <TaxDialog document={document} onClose={() => show(false)} />}
    </>
  )
}

async function opened(): Promise<{ user: ReturnType<typeof userEvent.setup>; dialog: HTMLElement }> {
  render(<Shown />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Set up tax' }))
  return { user, dialog: screen.getByRole('dialog', { name: 'Tax' }) }
}

const choice = (): HTMLElement => screen.getByRole('combobox', { name: 'How gains are taxed' })

async function typed(
  user: ReturnType<typeof userEvent.setup>,
  name: string | RegExp,
  text: string,
): Promise<void> {
  const field = screen.getByRole('textbox', { name })
  await user.clear(field)
  if (text !== '') await user.type(field, text)
}

test('the holdings lead to it, and so does the path of a problem', async () => {
  render(<HoldingsScreen />)
  await userEvent.setup().click(screen.getByRole('button', { name: 'Tax' }))
  expect(await screen.findByRole('dialog', { name: 'Tax' })).toBeVisible()
  expect(dialogAt(now(), 'tax/shortRate')).toEqual({ kind: 'tax' })
})

test('nothing is taxed until somebody says so, and nothing else is asked then', async () => {
  const { dialog } = await opened()
  expect(choice()).toHaveDisplayValue('Not taxed')
  expect(within(dialog).queryByRole('textbox')).toBeNull()
  expect(now().tax).toBeNull()
})

test('a preset sets usual rates as one step, and each figure can be changed', async () => {
  const { user, dialog } = await opened()
  await user.selectOptions(choice(), 'United States, high bracket')
  expect(now().tax).toEqual({
    shortRate: '0.408',
    longRate: '0.238',
    lotMethod: 'min-tax',
    gainsBudget: null,
    washSales: true,
    harvest: false,
    carryForward: { short: '0', long: '0' },
    deferredRate: '0.37',
    afterTax: false,
  })
  await typed(user, 'On long-term gains', '20')
  expect(now().tax?.longRate).toBe('0.2')
  expect(choice()).toHaveDisplayValue('Rates of your own')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order of lots' }), 'Highest cost first')
  expect(dialog).toHaveTextContent('The lot that cost most is sold first')
  await user.click(screen.getByRole('checkbox', { name: 'Sell at a loss to save tax' }))
  await typed(user, 'Net gain of one plan, at most', '2,500')
  await typed(user, 'Long-term losses carried forward', '300')
  expect(now().tax).toMatchObject({
    lotMethod: 'hifo',
    harvest: true,
    gainsBudget: '2500',
    carryForward: { short: '0', long: '300' },
  })
  await typed(user, 'Net gain of one plan, at most', '')
  expect(now().tax?.gainsBudget).toBeNull()
  await user.click(within(dialog).getByRole('button', { name: 'Done' }))
  expect(screen.getByText(/Gains are taxed at 40.8 % short-term, 20 % long-term/u)).toBeVisible()
})

test('one flat rate is one field, and two rates that meet on the way stay two', async () => {
  const { user } = await opened()
  await user.selectOptions(choice(), 'One flat rate')
  await typed(user, 'On gains', '26.375')
  expect(now().tax).toMatchObject({ shortRate: '0.26375', longRate: '0.26375', washSales: false })
  await user.selectOptions(choice(), 'United States, middle bracket')
  await typed(user, 'On long-term gains', '24')
  expect(now().tax).toMatchObject({ shortRate: '0.24', longRate: '0.24' })
  expect(screen.getByRole('textbox', { name: 'On short-term gains' })).toBeVisible()
})

test('deferred balances after tax are said with their own figure', async () => {
  const { user, dialog } = await opened()
  await user.selectOptions(choice(), 'One flat rate')
  await typed(user, 'Tax when it is taken out', '22.5')
  expect(dialog).toHaveTextContent('count 100 in such an account as 77.5: 22.5 % of it will go to tax')
  await user.click(screen.getByRole('checkbox', { name: 'Count these accounts after tax' }))
  expect(now().tax).toMatchObject({ deferredRate: '0.225', afterTax: true })
})

test('what was set stays with another preset, and giving tax up is one step back', async () => {
  const { user } = await opened()
  await user.selectOptions(choice(), 'United States, middle bracket')
  await typed(user, 'Net gain of one plan, at most', '1000')
  await user.selectOptions(choice(), 'United States, high bracket')
  const before = now().tax
  expect(before?.gainsBudget).toBe('1000')
  await user.selectOptions(choice(), 'Not taxed')
  expect(now().tax).toBeNull()
  undo()
  expect(now().tax).toEqual(before)
})
