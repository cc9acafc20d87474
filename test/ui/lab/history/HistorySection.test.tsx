/** Price files in the page, as a person meets them: what they hold, which class they stand for, and the risk they tell. */
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../../src/domain/document.ts'
import { replaceDoor } from '../../../../src/state/histories.ts'
import { open, portfolioStore, undo } from '../../../../src/state/portfolio.ts'
import type { ClassPrices } from '../../../../src/ui/lab/history/classPrices.ts'
import { HistorySection } from '../../../../src/ui/lab/history/HistorySection.tsx'
import { historian } from '../../../../src/worker/historian.ts'
import { openHistoryDoor } from '../../../../src/worker/historyDoor.ts'
import { portfolio } from '../../../fixtures/plans.ts'
import { channelDial, silentDial } from '../../../worker/channel.ts'

configure({ asyncUtilTimeout: 10_000 })
vi.setConfig({ testTimeout: 60_000 })

const now = (): Portfolio => portfolioStore.getState().document

/** Month ends of five years; "usx" is the symbol of a fund of stocks, "coin" the id of a class. */
const rows = Array.from({ length: 60 }, (_, at) => {
  const day = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-28`
  const prices = [100 + at + 7 * ((at * at) % 5), 50 + at / 4 + ((at * 3) % 7), 20 + ((at * 5) % 11)]
  return [day, ...prices.map((price) => price.toFixed(2))].join(',')
})
const text = ['date,usx,ODD,coin', ...rows].join('\n').replace('2021-03-28,', '2021-03-28,n/a?')

function Page({ onPrices }: { readonly onPrices?: (given: ClassPrices | null) => void }) {
  const document = useStore(portfolioStore, (state) => state.document)
  return <HistorySection document={document} {...(onPrices ? { onPrices } : {})} />
}

async function bring(content = text, name = 'prices.csv'): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup()
  await user.upload(screen.getByLabelText('Price files'), new File([content], name))
  return user
}

beforeEach(() => {
  open('test', portfolio)
  replaceDoor(openHistoryDoor(channelDial(historian())))
})
afterEach(() => replaceDoor(null))

test('a file is told by what it covers and flags, and its symbols find their classes', async () => {
  const heard: (ClassPrices | null)[] = []
  render(<Page onPrices={(given) => heard.push(given)} />)
  const user = await bring()
  const file = await screen.findByRole('region', { name: 'prices.csv' })
  expect(file).toHaveTextContent('3 symbols, prices by day, 1 value flagged')
  await user.click(within(file).getByText('1 value flagged'))
  expect(file).toHaveTextContent('Line 16, usx:')
  await user.click(within(file).getByText('What it covers'))
  expect(within(file).getByRole('row', { name: /^usx/u })).toHaveTextContent(
    '2020-01-282024-12-28591' /* from, to, values, missing */,
  )
  expect(screen.getByRole('combobox', { name: 'Prices of US stocks' })).toHaveDisplayValue('usx')
  expect(screen.getByRole('combobox', { name: 'Prices of Coins' })).toHaveDisplayValue('coin')
  expect(screen.getByRole('combobox', { name: 'Prices of Bonds' })).toHaveDisplayValue('Nothing')
  expect(screen.getByText(/^Without a series: .*“Bonds”/u)).toBeInTheDocument()
  await waitFor(() => expect(heard.at(-1)?.classes).toEqual(['us-stock', 'coin']))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Prices of Bonds' }), 'ODD')
  await waitFor(() => expect(heard.at(-1)?.classes).toEqual(['us-stock', 'bond', 'coin']))
  expect(heard.at(-1)?.prices.classes.map((list) => list[0])).toEqual(['1', '1', '1'])
  await user.click(screen.getByRole('button', { name: 'Leave out prices.csv' }))
  expect(heard.at(-1)).toBeNull()
})

test('an estimator is chosen, and its figures become the risk model in one step', async () => {
  render(<Page />)
  const user = await bring()
  const table = await screen.findByRole('table', { name: /Volatility a year/u })
  expect(within(table).getByRole('row', { name: /^US stocks/u })).toHaveTextContent(/±/u)
  await user.selectOptions(screen.getByRole('combobox', { name: 'Estimated by' }), 'Exponentially weighted')
  expect(screen.getByText(/Recent returns count most/u)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Use these volatilities and correlations' }))
  expect(now().risk?.classes).toContain('us-stock')
  const at = now().risk?.classes.indexOf('us-stock') ?? -1
  const percent = Number(now().risk?.volatility[at]) * 100
  expect(within(table).getByRole('row', { name: /^US stocks/u })).toHaveTextContent(percent.toFixed(1))
  undo()
  expect(now().risk).toBeNull()
})

test('the curious are told what is no alpha, how wide intervals are and what the test could notice', async () => {
  render(<Page />)
  const user = await bring()
  await user.click(await screen.findByText('For the curious'))
  expect(
    await screen.findByRole('heading', { name: 'Diversification return: not alpha' }),
  ).toBeInTheDocument()
  expect(screen.getByText(/nobody’s skill/u)).toBeInTheDocument()
  expect(screen.getByRole('table', { name: /between two periods/u })).toHaveTextContent(/month56[+−]/u)
  expect(screen.getByRole('table', { name: 'Each class against the rest' })).toHaveTextContent('Coins')
  expect(screen.getByText(/its silence says nothing/u)).toHaveTextContent(/6 months: \d+/u)
})

test('what is no history is refused with a reason, and a pasted table is read', async () => {
  render(<Page />)
  const user = await bring('Just a letter.\nNo table.', 'letter.txt')
  const file = await screen.findByRole('region', { name: 'letter.txt' })
  expect(file).toHaveTextContent('Not read')
  expect(file).toHaveTextContent(/Give a table with a column of dates/u)
  await user.click(screen.getByText('Paste a table instead'))
  await user.click(screen.getByLabelText('Copied prices, with their header'))
  await user.paste(text)
  await user.click(screen.getByRole('button', { name: 'Read the prices' }))
  expect(await screen.findByRole('region', { name: 'Pasted prices' })).toHaveTextContent('3 symbols')
})

test('reading can be stopped', async () => {
  const silent = silentDial()
  replaceDoor(openHistoryDoor({ dial: silent.dial }))
  render(<Page />)
  const user = await bring()
  await user.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(silent.closed).toBe(1)
  expect(screen.queryByText(/^Reading/u)).toBeNull()
})
