/** Costs of an instrument as a person sets them: usual ones, every part, a pool, gas, and the same for many. */
import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Cost } from '../../../src/domain/document.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { CostEditor } from '../../../src/ui/holdings/CostEditor.tsx'
import { CostsDialog } from '../../../src/ui/holdings/CostsDialog.tsx'
import { useStore } from 'zustand'
import type { ReactElement } from 'react'
import { sample } from './sample.ts'

configure({ defaultHidden: true })
vi.setConfig({ testTimeout: 30_000 })

const costOf = (at: number): Cost | undefined => portfolioStore.getState().document.instruments[at]?.cost

/** The editor of the first instrument on the real store. */
function Editor(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  return <CostEditor document={document} instrument={document.instruments[0]!} />
}

function Costs(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  return <CostsDialog document={document} onClose={() => undefined} onInstrument={() => undefined} />
}

beforeEach(() => open('test', sample()))

const type = async (user: ReturnType<typeof userEvent.setup>, name: string, text: string): Promise<void> => {
  const field = screen.getByRole('textbox', { name })
  await user.clear(field)
  await user.type(field, text)
}

test('a usual choice says what orders of three sizes cost', async () => {
  render(<Editor />)
  const user = userEvent.setup()
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Usual costs' }),
    'Coin on chain: 0.3 % and gas',
  )
  const cells = within(screen.getByRole('table')).getAllByRole('cell')
  expect(cells.map((each) => each.textContent)).toEqual([
    expect.stringMatching(/^\$8\.00 0\.80/u),
    expect.stringMatching(/^\$35\.00 0\.35/u),
    expect.stringMatching(/^\$305\.00 0\.30/u),
  ])
})

test('impact counts from when its figures are there', async () => {
  render(<Editor />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: 'Spread and impact' }))
  await type(user, 'Daily volatility', '2')
  expect(costOf(0)?.impact).toBeNull()
  await type(user, 'Traded in a day', '1,000,000')
  expect(costOf(0)?.impact).toEqual({ coefficient: '1', dailyVolatility: '0.02', dailyVolume: '1000000' })
  await user.click(screen.getByRole('radio', { name: 'Spread' }))
  expect(costOf(0)?.impact).toBeNull()
})

test('a pool takes the place of spread and impact, over one pool or two', async () => {
  render(<Editor />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: 'Pool on chain' }))
  await type(user, 'Reserve of AAA', '1000')
  await type(user, 'Reserve of USD', '150000')
  expect(costOf(0)).toMatchObject({
    halfSpread: '0',
    pool: { baseReserve: '1000', quoteReserve: '150000', feeRate: '0.003', hops: [] },
  })
  expect(screen.getByText(/stands at a price of 150 USD/u)).toHaveTextContent('50.0 % above the price above')
  await user.click(screen.getByRole('checkbox', { name: 'On through a second pool' }))
  const [, second] = screen.getAllByRole('textbox', { name: 'Reserve of the token between' })
  await user.type(second!, '5000')
  await type(user, 'Reserve of USD', '2000')
  expect(costOf(0)?.pool?.hops).toEqual([{ baseReserve: '5000', quoteReserve: '2000', feeRate: '0.003' }])
})

test('gas is worked out from the fees of the chain', async () => {
  render(<Editor />)
  const user = userEvent.setup()
  await type(user, 'Base fee', '20')
  await type(user, 'Priority fee', '1')
  await type(user, 'Price of the chain’s coin', '3,000')
  expect(screen.getByRole('status', { name: 'Gas worked out' })).toHaveTextContent('$9.45 an order')
  await user.click(screen.getByRole('button', { name: 'Use it' }))
  expect(costOf(0)?.gas).toBe('9.45')
})

test('costs are handed on to others as one step', async () => {
  render(<Editor />)
  const user = userEvent.setup()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Usual costs' }), 'Fund (ETF): 0.05 %')
  await user.selectOptions(screen.getByRole('combobox', { name: 'To' }), 'all without costs (2)')
  await user.click(screen.getByRole('button', { name: 'Give to 2 instruments' }))
  expect([0, 1, 2].map((at) => costOf(at)?.halfSpread)).toEqual(['0.0005', '0.0005', '0.0005'])
  undo()
  expect([0, 1, 2].map((at) => costOf(at)?.halfSpread)).toEqual(['0.0005', '0', '0'])
})

test('many get a usual choice at once, and each its own', async () => {
  render(<Costs />)
  const user = userEvent.setup()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Give' }), 'all of Bonds (2)')
  await user.click(screen.getByRole('button', { name: 'Set for 2 instruments' }))
  expect([0, 1, 2].map((at) => costOf(at)?.halfSpread)).toEqual(['0', '0.0005', '0.0005'])
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Usual costs of CCC' }),
    'Stock, less traded: 0.1 %',
  )
  expect(screen.getByRole('row', { name: /CCC/u })).toHaveTextContent('€10.00')
  undo()
  undo()
  expect([0, 1, 2].map((at) => costOf(at)?.halfSpread)).toEqual(['0', '0', '0'])
})
