/** The plan on the page: trades that sort and group, obstacles with their remedies, stale and missing answers, levers. */
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import type { Plan } from '../../../src/domain/plan.ts'
import { edit, open, portfolioStore } from '../../../src/state/portfolio.ts'
import { sessionStore } from '../../../src/state/session.ts'
import { withDestination } from '../../../src/ui/plan/destinationWords.ts'
import { PlanPanel } from '../../../src/ui/plan/PlanPanel.tsx'
import { PlanScreen } from '../../../src/ui/plan/PlanScreen.tsx'
import { holdPlan, plan, portfolio, refusedPlan } from '../../fixtures/plans.ts'

vi.setConfig({ testTimeout: 30_000 })

/** The threshold picture asks a thread; here is none, and nobody answers. */
class SilentWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}
vi.stubGlobal('Worker', SilentWorker)

const user = userEvent.setup()

function answer(of: Portfolio, answered: Plan): void {
  act(() =>
    sessionStore.setState({ plan: { kind: 'planned', of, plan: answered, tookMs: 12 }, planning: false }),
  )
}

beforeEach(() => {
  cleanup()
  location.hash = ''
  open('test', portfolio)
  answer(portfolio, plan)
})

const trades = (): HTMLElement => screen.getByRole('table', { name: 'Trades' })
const instruments = (): (string | undefined)[] =>
  [...trades().querySelectorAll('.trade-instrument .strong')].map((each) => each.textContent)

test('trades stand by account with subtotals and a total', () => {
  render(<PlanScreen />)
  expect(instruments()).toEqual(['USX', 'BNX', 'INX', 'BNX'])
  const heads = within(trades())
    .getAllByRole('rowheader')
    .map((head) => head.textContent)
  expect(heads).toEqual(['Pension', 'Brokerage', 'Total'])
  expect(trades()).toHaveTextContent('4 trades · sells $11,500.00 · buys $10,788.00')
  expect(trades()).toHaveTextContent('Brings US stocks down from 67.0 % to 55.0 %.')
})

test('any column sorts, exactly', async () => {
  render(<PlanScreen />)
  await user.click(screen.getByRole('radio', { name: 'One list' }))
  const value = (): HTMLElement => within(trades()).getByRole('columnheader', { name: /Value/ })
  await user.click(within(value()).getByRole('button'))
  expect(value()).toHaveAttribute('aria-sort', 'descending')
  expect(instruments()).toEqual(['USX', 'BNX', 'INX', 'BNX'])
  await user.click(within(value()).getByRole('button'))
  expect(instruments()).toEqual(['BNX', 'INX', 'BNX', 'USX'])
  await user.click(within(trades()).getByRole('button', { name: 'Instrument' }))
  expect(instruments()).toEqual(['BNX', 'BNX', 'INX', 'USX'])
})

test('what was left out has its remedy one click away', async () => {
  render(<PlanScreen />)
  await user.click(screen.getByRole('button', { name: 'Remove the rule no-sell on COIN' }))
  expect(portfolioStore.getState().document.accounts[0]?.rules).toEqual([])
  expect(portfolioStore.getState().past.at(-1)?.name).toBe('Remove the rule no-sell on COIN')
})

test('the certificate, the cash and the exchanges are said in words and figures', () => {
  render(<PlanScreen />)
  expect(screen.getByText(/this one is at 0\.12/)).toHaveTextContent('lands closer than 0.10 points')
  expect(screen.getByText(/costs less than \$5\.02; this one costs \$6\.14/)).toBeInTheDocument()
  expect(screen.getByText(/Pension exchanges \$2,840\.00 for €2,581\.81, cost \$0\.57\./)).toBeInTheDocument()
  expect(screen.getByText('1,699.94')).toBeInTheDocument()
})

test('tracking error and an uncommon destination are said where there are any', () => {
  expect(plan.totals).not.toBeNull()
  const totals = plan.totals && {
    ...plan.totals,
    trackingErrorBefore: '0.0234',
    trackingErrorAfter: '0.0101',
  }
  const document = withDestination(portfolio, { distance: '0.4' })
  open('test', document)
  answer(document, { ...plan, totals })
  render(<PlanScreen />)
  expect(screen.getByText('2.34 % a year before the plan, 1.01 % after it.')).toBeInTheDocument()
  expect(screen.getByText('Goes until at most 40 % of today’s distance is left.')).toBeInTheDocument()
})

test('a table stands behind every picture', async () => {
  render(<PlanScreen />)
  const figure = screen.getByRole('figure', { name: 'Costs by kind' })
  await user.click(within(figure).getByRole('button', { name: 'Table' }))
  expect(within(figure).getByRole('row', { name: 'Spread $4.46' })).toBeInTheDocument()
})

test('an answer to an older document dims and cannot be exported', () => {
  render(<PlanScreen />)
  expect(screen.getByRole('button', { name: 'Trades CSV' })).toBeEnabled()
  act(() => edit('Rename', (document) => ({ ...document, name: 'Other' })))
  expect(screen.getByRole('button', { name: 'Trades CSV' })).toBeDisabled()
  expect(trades().closest('.plan-stale')).not.toBeNull()
})

test('nothing due says so', () => {
  answer(portfolio, holdPlan)
  render(<PlanScreen />)
  expect(screen.getByText(/Nothing is due under your rules/)).toBeInTheDocument()
  expect(screen.queryByRole('table', { name: 'Trades' })).not.toBeInTheDocument()
})

test('a refusal says why in sentences and offers the way out', async () => {
  answer(portfolio, refusedPlan)
  render(<PlanScreen />)
  const section = screen.getByRole('region', { name: 'What stands in the way' })
  expect(section).toHaveTextContent('“INX” has no price.')
  await user.click(within(section).getByRole('button', { name: 'Set it aside' }))
  expect(portfolioStore.getState().document.instruments[1]?.exclude).toBe(true)
  await user.click(within(section).getByRole('button', { name: 'Go there' }))
  expect(location.hash).toBe('#/holdings')
})

test('rules that cannot hold together each have a way out', async () => {
  const clash = {
    kind: 'cash-short',
    path: 'accounts/0/flow',
    account: 'broker',
    needed: '9000.00',
    reachable: '2000.00',
    rules: ['accounts/0/rules/0', 'accounts/0/flow'],
    ruleNames: ['no-sell on COIN in Brokerage', 'the withdrawal of 9000.00 USD from Brokerage'],
    reaches: ['6980.00', ''],
  } as const
  answer(portfolio, { ...refusedPlan, problems: [clash] })
  render(<PlanScreen />)
  const rules = screen.getByRole('list', { name: 'Rules that cannot hold together' })
  expect(
    within(rules)
      .getAllByRole('listitem')
      .map((each) => each.textContent),
  ).toEqual([
    'No-sell on COIN in Brokerage: without it $6,980.00 can be reachedRemove the rule no-sell on COINGo there',
    'The withdrawal of 9000.00 USD from BrokerageGo there',
  ])
  await user.click(within(rules).getByRole('button', { name: 'Remove the rule no-sell on COIN' }))
  expect(portfolioStore.getState().document.accounts[0]?.rules).toEqual([])
})

test('after a crash the last plan stays, marked, with a way to ask again', () => {
  render(<PlanScreen />)
  act(() => {
    edit('Rename', (document) => ({ ...document, name: 'Other' }))
    const of = portfolioStore.getState().document
    sessionStore.setState({ plan: { kind: 'crashed', of, reason: 'It stopped.' }, planning: false })
  })
  expect(screen.getByRole('alert')).toHaveTextContent('The plan could not be worked out: It stopped.')
  expect(screen.getByRole('button', { name: 'Ask again' })).toBeInTheDocument()
  expect(instruments()).toHaveLength(4)
})

test('flows are typed account by account, and nothing typed is none', async () => {
  render(<PlanScreen />)
  const flow = screen.getByRole('textbox', { name: 'Brokerage' })
  await user.type(flow, '5,000')
  expect(portfolioStore.getState().document.accounts[0]?.flow).toBe('5000')
  expect(screen.getByText('invest $5,000.00')).toBeInTheDocument()
  await user.clear(flow)
  expect(portfolioStore.getState().document.accounts[0]?.flow).toBe('0')
})

test('shares of nothing, or of less, are not shown', () => {
  const overdrawn = {
    ...portfolio,
    accounts: portfolio.accounts.map((each) => ({ ...each, flow: '-1000000000' })),
  }
  open('test', overdrawn)
  answer(overdrawn, refusedPlan)
  render(<PlanScreen />)
  expect(screen.getByRole('region', { name: 'Drift' })).toHaveTextContent(/nothing to weigh/)
  expect(screen.queryByRole('columnheader', { name: 'Now, %' })).not.toBeInTheDocument()
  cleanup()
  render(<PlanPanel />)
  expect(screen.getByRole('region', { name: 'What stands in the way' })).toBeInTheDocument()
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
})

test('the brief beside other places names every trade', () => {
  render(<PlanPanel />)
  expect(screen.getByRole('heading', { name: '4 trades' })).toBeInTheDocument()
  expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toContain('SellUSXPension$11,500')
})
