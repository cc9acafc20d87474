/** The risk model as a person makes and corrects it, from the policy of the targets. */
import { act, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import { open, portfolioStore } from '../../../src/state/portfolio.ts'
import { goTo } from '../../../src/ui/plan/goTo.ts'
import { withRiskOf } from '../../../src/ui/risk/riskForm.ts'
import { TargetsScreen } from '../../../src/ui/targets/TargetsScreen.tsx'
import { portfolio } from '../../fixtures/plans.ts'

configure({ asyncUtilTimeout: 10_000, defaultHidden: true })
vi.setConfig({ testTimeout: 60_000 })

const now = (): Portfolio => portfolioStore.getState().document
const modelled = withRiskOf(
  portfolio,
  new Map([
    ['us-stock', 'us-stock'],
    ['intl-stock', 'intl-stock'],
    ['bond', 'bond'],
    ['coin', 'coin'],
  ]),
)

beforeEach(() => open('test', portfolio))

test('a model is made of kinds, and what needed it is set with it', async () => {
  render(<TargetsScreen />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: 'Optimal' }))
  expect(now().policy.destination).not.toBe('optimal')
  const kinds = await screen.findByRole('dialog', { name: 'Risk' })
  expect(kinds).toHaveTextContent('there is no risk model yet')
  expect(within(kinds).getByRole('combobox', { name: 'Bonds is like' })).toHaveDisplayValue('Bonds')
  await user.selectOptions(within(kinds).getByRole('combobox', { name: 'Coins is like' }), 'Bitcoin')
  await user.click(within(kinds).getByRole('button', { name: 'Use these figures' }))
  const grid = await screen.findByRole('grid', { name: 'Volatility and correlation' })
  expect(within(grid).getByRole('row', { name: /^Coins/u })).toHaveTextContent('65.0')
  await user.click(screen.getByRole('button', { name: 'Done' }))
  expect(now().policy).toMatchObject({ destination: 'optimal', scope: 'all' })
  await user.click(screen.getByRole('radio', { name: 'By distance' }))
  const most = screen.getByRole('textbox', { name: 'At most', description: /closely/u })
  await user.clear(most)
  await user.type(most, '30')
  expect(now().policy.destination).toEqual({ distance: '0.3' })
})

test('giving up the model gives up what needed it', async () => {
  render(<TargetsScreen />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('checkbox', { name: 'Tracking error is above a cap' }))
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(now()).toBe(portfolio)
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('with a model the trigger is one click, with its cap', async () => {
  open('test', modelled)
  render(<TargetsScreen />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('checkbox', { name: 'Tracking error is above a cap' }))
  const cap = screen.getByRole('textbox', { name: 'Cap' })
  await user.clear(cap)
  await user.type(cap, '2.5')
  expect(now().policy.trigger).toEqual({ any: [{ kind: 'band' }, { kind: 'tracking-error', cap: '0.025' }] })
})

test('a correlation is typed by keyboard, and a contradiction is said in a sentence', async () => {
  open('test', modelled)
  render(<TargetsScreen />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Risk…' }))
  const grid = await screen.findByRole('grid', { name: 'Volatility and correlation' })
  act(() => grid.focus())
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}-0.9{Enter}')
  expect(now().risk?.correlation[0]?.[1]).toBe('-0.9')
  expect(now().risk?.correlation[1]?.[0]).toBe('-0.9')
  await user.keyboard('{ArrowRight}{ArrowRight}0.9{Enter}')
  await waitFor(() => expect(screen.getByText(/cannot (all )?hold|contradict/u)).toBeInTheDocument())
  await user.keyboard('2{Enter}')
  expect(screen.getByText('This must not be above 1.')).toBeInTheDocument()
})

test('a problem of the model leads to its cell, and targets that changed are matched', async () => {
  open('test', { ...modelled, targets: modelled.targets.filter((each) => each.class !== 'coin') })
  render(<TargetsScreen />)
  const user = userEvent.setup()
  act(() => goTo('risk/correlation/1/2'))
  const grid = await screen.findByRole('grid', { name: 'Volatility and correlation' })
  await waitFor(() => expect(document.activeElement).toBe(grid))
  const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
  expect(active).toHaveAttribute('aria-colindex', '5')
  expect(active?.closest('[role=row]')).toHaveAttribute('aria-rowindex', '3')
  await user.click(screen.getByRole('button', { name: 'Match the targets' }))
  expect(now().risk?.classes).toEqual(['us-stock', 'intl-stock', 'bond'])
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(now().risk).toBeNull()
})

test('a horizon left empty says what is used instead, and stays empty', async () => {
  open('test', modelled)
  render(<TargetsScreen />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Risk…' }))
  const field = await screen.findByRole('textbox', { name: 'Horizon' })
  expect(field).toHaveValue('0.75')
  expect(screen.getByText(/Left empty, .* years/u)).toBeInTheDocument()
  await user.clear(field)
  expect(now().risk?.horizonYears).toBeNull()
  expect(field).toHaveAccessibleDescription(
    /It is left empty, what your trading costs suggest is used: 0\.\d+ years\./u,
  )
  open('test', {
    ...now(),
    instruments: now().instruments.map((each) => ({
      ...each,
      cost: { ...each.cost, rate: '0', halfSpread: '0' },
    })),
  })
  expect(await screen.findByText(/0\.75 years are used, because your costs do not tell/u)).toBeInTheDocument()
  await user.type(field, '0')
  expect(screen.getByText('This must be greater than 0.')).toBeInTheDocument()
  await user.type(field, '.5')
  expect(now().risk?.horizonYears).toBe('0.5')
})
