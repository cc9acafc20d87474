/** The target tree is edited by keyboard alone: weights, names, locks, new classes, moves, and sums put right. */
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { open, portfolioStore, undo } from '../../../src/state/portfolio.ts'
import { goTo } from '../../../src/ui/plan/goTo.ts'
import { foldStore } from '../../../src/ui/targets/folds.ts'
import { lockStore } from '../../../src/ui/targets/locks.ts'
import { TargetsScreen } from '../../../src/ui/targets/TargetsScreen.tsx'
import { portfolio, portfolioWith } from '../../fixtures/plans.ts'
import { instrument } from '../holdings/sample.ts'

// Finding by role walks the whole tree, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
// What is loaded when it is wanted takes its time there too.
configure({ asyncUtilTimeout: 10_000 })

const user = userEvent.setup()
const weightOf = (id: string): string | undefined =>
  portfolioStore.getState().document.targets.find((target) => target.class === id)?.weight
const cell = (key: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-cell="${key}"]`)
  if (found === null) throw new Error(`There is no cell ${key}`)
  return found
}

beforeEach(() => {
  cleanup()
  lockStore.setState({ classes: new Set() })
  foldStore.setState({ classes: new Set() })
  open('test', portfolio)
  render(<TargetsScreen />)
})

/** Into the grid as a person comes: its one tab stop. */
async function enterGrid(): Promise<void> {
  screen.getByRole('button', { name: 'Add class' }).focus()
  await user.tab()
}

test('one tab stop leads into the grid, arrows through it', async () => {
  await enterGrid()
  expect(document.activeElement).toBe(cell('name stock'))
  await user.keyboard('{ArrowDown}{ArrowRight}')
  expect(document.activeElement).toBe(cell('weight us-stock'))
  await user.keyboard('{Control>}{End}{/Control}')
  expect(document.activeElement).toBe(cell('menu cash'))
})

test('where nothing is worth anything it says so, and shows no weights', () => {
  const row = (): HTMLElement => screen.getAllByRole('row')[1] as HTMLElement
  expect(row()).not.toHaveTextContent('–')
  act(() => open('empty', { ...portfolio, lots: [], accounts: [] }))
  expect(screen.getByText(/^There is nothing to weigh/)).toBeVisible()
  expect(row()).toHaveTextContent('–')
  expect(document.querySelector('.drift-bar')).toBeNull()
})

test('typing replaces, Enter goes down, and the weight acts while it is typed', async () => {
  await enterGrid()
  await user.keyboard('{ArrowRight}{ArrowDown}65')
  expect(weightOf('us-stock')).toBe('0.65')
  await user.keyboard('{Enter}')
  expect(document.activeElement).toBe(cell('weight intl-stock'))
  await user.keyboard('{F2}')
  expect(screen.getByRole('textbox', { name: 'Weight of World stocks, %' })).toHaveValue('30')
})

test('Escape gives the weight back', async () => {
  await enterGrid()
  await user.keyboard('{ArrowRight}{ArrowDown}9')
  expect(weightOf('us-stock')).toBe('0.09')
  await user.keyboard('{Escape}')
  expect(weightOf('us-stock')).toBe('0.7')
  expect(document.activeElement).toBe(cell('weight us-stock'))
})

test('a half-typed weight stays as typed and says what is wrong', async () => {
  await enterGrid()
  await user.keyboard('{ArrowRight}{ArrowDown}7..')
  expect(screen.getByText('This is not a number.')).toBeInTheDocument()
  await user.keyboard('{Enter}')
  expect(cell('weight us-stock')).toHaveTextContent('7..')
  expect(weightOf('us-stock')).toBe('0.07')
  await user.keyboard('{ArrowUp}{Enter}')
  expect(screen.getByRole('textbox', { name: 'Weight of US stocks, %' })).toHaveValue('7..')
})

test('what a family lacks is in sight and can be normalised; a locked weight stays', async () => {
  await enterGrid()
  await user.keyboard('{ArrowRight}{ArrowDown}90{Enter}')
  const sums = screen.getByRole('list', { name: 'Sums of weights' })
  expect(within(sums).getByText(/over 100/)).toHaveTextContent('20 % over 100 %')
  await user.keyboard('{ArrowUp} ')
  expect(cell('weight us-stock')).toHaveTextContent('locked')
  await user.click(screen.getByRole('button', { name: 'Normalise Stocks' }))
  expect([weightOf('us-stock'), weightOf('intl-stock')]).toEqual(['0.9', '0.1'])
  undo()
  expect(weightOf('intl-stock')).toBe('0.3')
})

test('what is left at the top goes to cash', async () => {
  await enterGrid()
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}8{Enter}')
  await user.click(screen.getByRole('button', { name: 'Rest to cash' }))
  expect(weightOf('cash')).toBe('0.12')
})

test('a class is added, named, moved and removed without a pointer', async () => {
  await enterGrid()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await user.keyboard('Gold{Enter}')
  const ids = (): string[] => portfolioStore.getState().document.targets.map((target) => target.class)
  expect(ids().at(-1)).toBe('gold')
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(ids()).toEqual(['stock', 'us-stock', 'intl-stock', 'bond', 'coin', 'gold', 'cash'])
  await user.keyboard('{Delete}')
  expect(ids()).not.toContain('gold')
  expect(document.activeElement).toHaveAttribute('data-cell', 'name cash')
})

test('a band of its own says what it means here', async () => {
  await enterGrid()
  await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{Enter}')
  const dialog = await screen.findByRole('dialog', { name: 'Band of US stocks' })
  await user.click(within(dialog).getByRole('radio', { name: 'A band of its own' }))
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Kind of band' }), 'absolute')
  const width = within(dialog).getByRole('textbox', { name: 'Points either side' })
  await user.clear(width)
  await user.type(width, '2.5')
  expect(within(dialog).getByText('50.0 % – 55.0 %')).toBeInTheDocument()
  expect(portfolioStore.getState().document.targets[1]?.band).toEqual({ kind: 'absolute', width: '0.025' })
})

test('the policy is edited in plain fields', async () => {
  await user.click(screen.getByRole('checkbox', { name: 'The calendar is due' }))
  const every = screen.getByRole('textbox', { name: 'Every' })
  await user.clear(every)
  await user.type(every, '6 months')
  const most = screen.getByRole('textbox', { name: 'At most' })
  await user.type(most, '3')
  expect(portfolioStore.getState().document.policy).toMatchObject({
    trigger: { any: [{ kind: 'band' }, { kind: 'calendar', every: 'P6M', last: null }] },
    maxTrades: 3,
  })
  await user.clear(most)
  expect(portfolioStore.getState().document.policy.maxTrades).toBeNull()
})

test('an empty place teaches and offers a beginning', async () => {
  cleanup()
  open('empty', portfolioWith({ targets: [] }))
  render(<TargetsScreen />)
  await user.click(screen.getByRole('button', { name: 'Two classes and cash' }))
  expect(portfolioStore.getState().document.targets.map((target) => target.class)).toEqual([
    'stock',
    'bond',
    'cash',
  ])
  expect(screen.getByRole('treegrid', { name: 'Targets' })).toBeInTheDocument()
})

test('left folds a family and leads up to it, right unfolds it', async () => {
  await enterGrid()
  await user.keyboard('{ArrowDown}{ArrowLeft}')
  expect(document.activeElement).toBe(cell('name stock'))
  await user.keyboard('{ArrowLeft}')
  expect(document.querySelector('[data-cell="name us-stock"]')).toBeNull()
  const row = cell('name stock').closest('[role=row]')
  expect(row).toHaveAttribute('aria-expanded', 'false')
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(cell('name bond'))
  await user.keyboard('{ArrowUp}{ArrowRight}')
  expect(row).toHaveAttribute('aria-expanded', 'true')
  await user.click(screen.getByRole('button', { name: 'Fold Stocks' }))
  expect(screen.queryByRole('button', { name: 'Band of US stocks' })).toBeNull()
})

test('what a problem names is unfolded and gets the focus', async () => {
  await user.click(screen.getByRole('button', { name: 'Fold Stocks' }))
  const at = portfolio.targets.findIndex((target) => target.class === 'intl-stock')
  act(() => goTo(`targets/${at}/weight`))
  await waitFor(() => expect(document.activeElement).toBe(cell('weight intl-stock')))
})

test('a class says where it is best kept and what is bought first, by keyboard alone', async () => {
  cleanup()
  const twins = ['AAA', 'BBB'].map((id) => instrument(id, { exposure: { bond: '1' } }))
  open('twins', portfolioWith({ instruments: [...portfolio.instruments, ...twins] }))
  render(<TargetsScreen />)
  await user.click(screen.getByRole('button', { name: 'Actions for Bonds' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Where and what first' }))
  const dialog = await screen.findByRole('dialog', { name: 'Where and what first: Bonds' })
  await user.click(within(dialog).getByRole('checkbox', { name: /better kept/ }))
  within(dialog)
    .getByRole('button', { name: /^Tax-deferred: place 2 of 3/ })
    .focus()
  await user.keyboard('{ArrowUp}')
  expect(document.activeElement).toHaveAccessibleName(/^Tax-deferred: place 1 of 3/)
  const target = (): unknown =>
    portfolioStore.getState().document.targets.find((each) => each.class === 'bond')
  expect(target()).toMatchObject({ location: ['deferred', 'taxable', 'exempt'] })
  await user.click(within(dialog).getByRole('button', { name: 'Move BBB up' }))
  const preference = (id: string): number | undefined =>
    portfolioStore.getState().document.instruments.find((each) => each.id === id)?.preference
  expect(preference('BBB')).toBeLessThan(preference('AAA') ?? 0)
  await user.click(within(dialog).getByRole('checkbox', { name: /better kept/ }))
  expect(target()).toMatchObject({ location: null })
})
