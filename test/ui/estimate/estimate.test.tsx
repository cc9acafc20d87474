/** What bands are expected to do stands beside the controls that change them, and what costs suggest is one click away. */
import { act, cleanup, configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Band, Portfolio } from '../../../src/domain/document.ts'
import { riskOfKinds } from '../../../src/domain/riskPresets.ts'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { PolicyEstimate } from '../../../src/ui/estimate/PolicyEstimate.tsx'
import { chooseLook } from '../../../src/ui/estimate/looks.ts'
import { ThresholdControl } from '../../../src/ui/plan/ThresholdControl.tsx'
import { BandDialog } from '../../../src/ui/targets/BandDialog.tsx'
import { portfolio, portfolioWith } from '../../fixtures/plans.ts'

vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

const user = userEvent.setup()
const risk = {
  aversion: '4',
  horizonYears: null,
  ...riskOfKinds([
    ['us-stock', 'us-stock'],
    ['intl-stock', 'intl-stock'],
    ['bond', 'bond'],
    ['coin', 'coin'],
  ]),
}
const risky: Portfolio = { ...portfolio, risk }
const policyBand = (): Band => portfolioStore.getState().document.policy.band
const textOf = (element: HTMLElement): string => (element.textContent ?? '').replaceAll('\u202f', ' ')

let askedForRisk = 0
const onRisk = (): void => {
  askedForRisk += 1
}

function Live({ kind }: { readonly kind: 'policy' | 'class' | 'lever' }): React.ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  if (kind === 'class') return <BandDialog document={document} id="us-stock" onClose={() => undefined} />
  return kind === 'lever' ? (
    <ThresholdControl document={document} explore={() => () => undefined} />
  ) : (
    <PolicyEstimate document={document} onRisk={onRisk} />
  )
}

function show(document: Portfolio, kind: 'policy' | 'class' | 'lever'): void {
  open('test', document)
  render(<Live kind={kind} />)
}

beforeEach(() => {
  cleanup()
  askedForRisk = 0
  chooseLook('week')
})

test('the class that is traded most often is named, and what is supposed', () => {
  show(risky, 'policy')
  const words = textOf(screen.getByRole('region', { name: 'In a year' }))
  expect(words).toMatch(
    /^Traded most often: \S.*, about .*, with \d.* % turnover a year and \d.* % tracking error\./,
  )
  expect(words).toContain('An estimate for prices that wander without trend, looking once a week.')
})

test('a narrower band is traded more often, at once', () => {
  show(risky, 'policy')
  const before = textOf(screen.getByRole('region', { name: 'In a year' }))
  act(() =>
    portfolioStore.setState({
      document: { ...risky, policy: { ...risky.policy, band: { kind: 'absolute', width: '0.002' } } },
    }),
  )
  const after = textOf(screen.getByRole('region', { name: 'In a year' }))
  expect(after).not.toBe(before)
  expect(after).toContain('at nearly every look')
})

test('without volatilities nothing is invented, and the way to them is there', async () => {
  show(portfolio, 'policy')
  expect(screen.getByText(/Volatilities are needed/)).toBeInTheDocument()
  expect(screen.queryByText(/most often:/)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'State them' }))
  expect(askedForRisk).toBe(1)
})

test('a risk model with a fault is not computed with', () => {
  show({ ...risky, risk: { ...risk, volatility: risk.volatility.slice(1) } }, 'policy')
  expect(screen.getByText(/The risk model has a fault/)).toBeInTheDocument()
})

test('under a trigger without bands there is no rate', () => {
  show({ ...risky, policy: { ...risky.policy, trigger: { any: [{ kind: 'never' }] } } }, 'policy')
  expect(screen.getByText(/no band opens a plan/)).toBeInTheDocument()
})

test('one click lets costs set the bands, and one step takes it back', async () => {
  show(risky, 'policy')
  await user.click(screen.getByRole('button', { name: /^Let costs set it: .* points$/ }))
  expect(policyBand()).toEqual({ kind: 'cost-aware' })
  expect(screen.queryByRole('button', { name: /^Let costs/ })).toBeNull()
  act(() => undo())
  expect(policyBand()).toEqual(portfolio.policy.band)
})

test('each class has its line, its suggestion, and another look changes the figures', async () => {
  show(risky, 'policy')
  await user.click(screen.getByRole('button', { name: 'Each class…' }))
  const dialog = await screen.findByRole('dialog', { name: 'The bands in a year' })
  const figures = (): string[] =>
    within(dialog)
      .getAllByRole('row')
      .slice(1)
      .map((row) => textOf(within(row).getAllByRole('cell')[1] as HTMLElement))
  expect(within(dialog).getAllByRole('rowheader').map(textOf)).toEqual([
    'Bonds',
    'Cash',
    'Coins',
    'World stocks',
    'US stocks',
  ])
  const weekly = figures().map(Number)
  await user.click(within(dialog).getByRole('radio', { name: 'Quarterly' }))
  const quarterly = figures().map(Number)
  expect(quarterly.every((events, at) => events < (weekly[at] ?? 0))).toBe(true)
  expect(textOf(dialog)).toContain('the rows do not add up to a portfolio')
  const [line] = within(dialog).getAllByRole('row').slice(-1)
  const button = within(line as HTMLElement).getByRole('button', { name: /^Use .* points$/ })
  const width = /Use (?<points>.*) points/u.exec(button.textContent ?? '')?.groups?.['points']
  await user.click(button)
  const own = portfolioStore.getState().document.targets.find((each) => each.class === 'us-stock')?.band
  expect(own?.kind === 'absolute' && Number(own.width) * 100).toBeCloseTo(Number(width), 12)
})

test('the dialog of a band says what it would do and offers what costs suggest', async () => {
  show(risky, 'class')
  const region = screen.getByRole('region', { name: 'In a year' })
  expect(textOf(region)).toMatch(/It would be traded about .*, turning over .* % of the portfolio a year/)
  const [first] = within(region).getAllByRole('button', { name: /^Use .* points$/ })
  await user.click(first as HTMLElement)
  expect(portfolioStore.getState().past.map((step) => step.name)).toEqual(['Band of US stocks'])
  expect(within(region).getByText('Costs suggest this very band.')).toBeInTheDocument()
})

test('orders with fixed costs get a second, wider suggestion', () => {
  const instruments = portfolio.instruments.map((each) => ({ ...each, cost: { ...each.cost, fixed: '9' } }))
  show({ ...risky, instruments }, 'class')
  expect(textOf(screen.getByRole('region', { name: 'In a year' }))).toMatch(
    /With the fixed costs of its orders too: ±.* points, traded back to .* points from the target/,
  )
  cleanup()
  show(
    {
      ...risky,
      instruments: risky.instruments.map((each) => ({ ...each, cost: { ...each.cost, fixed: '0' } })),
    },
    'class',
  )
  expect(screen.queryByText(/fixed costs/)).toBeNull()
})

test('without costs nothing is suggested', () => {
  const free = risky.instruments.map((each) => ({
    ...each,
    cost: { ...each.cost, rate: '0', halfSpread: '0', fixed: '0' },
  }))
  show({ ...risky, instruments: free }, 'class')
  expect(screen.getByText(/No trading costs are stated/)).toBeInTheDocument()
  cleanup()
  show({ ...risky, instruments: free }, 'policy')
  expect(screen.queryByRole('button', { name: /^Let costs/ })).toBeNull()
})

test('the kind can be chosen, has no numbers to type, and says what it means', async () => {
  show(portfolioWith({ policy: { ...portfolio.policy, band: { kind: 'cost-aware' } } }), 'class')
  await user.click(screen.getByRole('radio', { name: 'A band of its own' }))
  expect(screen.getByRole('combobox', { name: 'Kind of band' })).toHaveValue('cost-aware')
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.getByText(/^cost .* %, aversion 4 = ±.* points$/)).toBeInTheDocument()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind of band' }), 'absolute')
  expect(portfolioStore.getState().document.targets[1]?.band).toEqual({ kind: 'absolute', width: '0.05' })
})

test('a threshold that costs set is not dragged but says its range, and leads back to the band before', async () => {
  show(risky, 'lever')
  expect(screen.getByRole('slider', { name: 'Threshold' })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /^Let costs set it/ }))
  expect(screen.queryByRole('slider')).toBeNull()
  expect(textOf(screen.getByRole('group', { name: 'Threshold' }))).toMatch(/±\d.* to \d.* points\./)
  await user.click(screen.getByRole('button', { name: 'Back to lesser of 5 pts and 25 %' }))
  expect(policyBand()).toEqual(portfolio.policy.band)
})
