/** Plans with tax in a real browser: contributions, a gains budget, wash sales, lots that are nearly long-term, and tax taken away. */
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs, schemes } from './looks.ts'
import { household, lot, type Account, type Lot } from './taxHouseholds.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** A plan stands, and it answers what is on the page. */
async function ready(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Trades' }).waitFor()
  await page.waitForFunction(() => document.querySelector('.plan-answer.plan-stale') === null)
}

async function planned(
  accounts: readonly Account[],
  lots: readonly Lot[],
  stocks: string,
  tax: { readonly [key: string]: string } = {},
  options: Parameters<typeof visit>[1] = {},
): Promise<Page> {
  open = await visit('/#/plan', { viewport: { width: 1280, height: 900 }, ...options })
  const { page } = open
  await ready(page)
  const file = JSON.stringify(household(accounts, lots, stocks, tax))
  await page
    .getByLabel('Open a portfolio file')
    .setInputFiles({ name: 'taxed.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await page.getByRole('button', { name: 'Portfolio: Taxed household' }).waitFor()
  await ready(page)
  await page.getByRole('heading', { name: 'Tax', exact: true }).waitFor()
  return page
}

const trades = async (page: Page): Promise<string> =>
  (await page.getByRole('table', { name: 'Trades' }).textContent()) ?? ''
const taxPart = (page: Page) => page.getByRole('region', { name: 'Tax' })
const own: Account = { id: 'own', name: 'Brokerage', kind: 'taxable' }
const ira: Account = { id: 'ira', name: 'IRA', kind: 'deferred' }

test('a contribution goes into three accounts and realises nothing', async () => {
  const accounts = [
    { ...own, flow: '3000' },
    { ...ira, flow: '1000' },
    { id: 'roth', name: 'Roth', kind: 'exempt', flow: '500' },
  ]
  const lots = [
    lot('own', 'INDEX', '40', '2020-01-01', '40'),
    lot('own', 'BOND', '20', '2020-01-01', '30'),
    lot('ira', 'INDEX', '30', '2020-01-01', '40'),
    lot('roth', 'WIDER', '20', '2020-01-01', '50'),
  ]
  const page = await planned(accounts, lots, '0.6')
  await page.getByText('No taxable account sells anything: this plan realises no gain.').waitFor()
  expect(await trades(page)).toMatch(/Brokerage[\s\S]+BOND/u)
  expect(open?.complaints).toEqual([])
})

const appreciated = [
  lot('own', 'INDEX', '80', '2020-01-01', '40'),
  lot('own', 'BOND', '40', '2020-01-01', '50'),
]

test('a gains budget binds, has a price, and marks on the frontier show plans with less tax', async () => {
  const page = await planned([own], appreciated, '0.5', { gainsBudget: '480' })
  await taxPart(page).getByText('The plan realises $480.00 of long-term gains.').waitFor()
  await page.locator('.plan-nearby').first().scrollIntoViewIfNeeded()
  await page.getByRole('textbox', { name: 'Mark the plan within a tax of' }).fill('40')
  await page.getByText(/Without tax .+ within the budget /u).waitFor()
  await page.locator('.plan-nearby').last().scrollIntoViewIfNeeded()
  await page.getByText('What your rules cost').click()
  await page.locator('.proof', { hasText: /gains budget/iu }).waitFor()
  expect(open?.complaints).toEqual([])
})

const sunk = [lot('own', 'INDEX', '60', '2020-01-01', '120'), lot('ira', 'BOND', '120', '2020-01-01', '50')]
const withdrawing = { ...own, flow: '-2000' }

test('a wash sale is avoided by buying the equivalent, and announced where it cannot be', async () => {
  const page = await planned([withdrawing, { ...ira, cash: { USD: '2000' } }], sunk, '0.6')
  expect(await trades(page)).toContain('WIDER')
  expect(await page.getByText(/is disallowed/u).count()).toBe(0)
  await open?.close()
  const bought = [...cheaper, lot('ira', 'INDEX', '10', '2026-10-31', '90')]
  const held = { ...ira, rules: [{ instrument: 'INDEX', do: 'hold' }] }
  const other = await planned([own, held], bought, '0.5')
  await taxPart(other)
    .getByText(/The loss of \$200\.00 on 10 INDEX in Brokerage is disallowed/u)
    .waitFor()
  expect(await taxPart(other).textContent()).toContain('lost for good')
  expect(open?.complaints).toEqual([])
})

const cheaper = [lot('own', 'INDEX', '60', '2020-01-01', '120'), lot('own', 'BOND', '40', '2020-01-01', '50')]

/** Acquired on 28 November 2025: long-term from 29 November 2026, nine days after the plan's day. */
const nearlyLong = [
  lot('own', 'INDEX', '40', '2025-11-28', '60'),
  lot('own', 'INDEX', '20', '2020-01-01', '70'),
  lot('own', 'BOND', '40', '2020-01-01', '50'),
]

test('other lots go before one that is nearly long-term, and the page says what waiting saves', async () => {
  const page = await planned([own], nearlyLong, '0.3')
  await taxPart(page)
    .getByText(/turn long-term on 29 November 2026: waiting 9 days saves \$/u)
    .waitFor()
  const rows = await taxPart(page).getByRole('row').allTextContents()
  expect(rows[2]).toMatch(/1 January 2020\s*20/u)
  expect(rows[3]).toMatch(/28 November 2025/u)
})

/** What the trade table says, once it answers what is on the page. */
async function settledTrades(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Plan', exact: true }).click()
  await ready(page)
  return await trades(page)
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('tax is set by keyboard, wrong figures are refused in words, and taken back the trades are the same', async () => {
  const page = await planned([own], appreciated, '0.5')
  await page.getByRole('link', { name: 'Holdings', exact: true }).click()
  await page.getByRole('button', { name: 'Change', exact: true }).focus()
  await press(page, 'Enter')
  const choice = page.getByRole('combobox', { name: 'How gains are taxed' })
  await choice.focus()
  await press(page, 'Home')
  const dialog = page.getByRole('dialog', { name: 'Tax', exact: true })
  await dialog.getByRole('textbox').first().waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Done' }).focus()
  await press(page, 'Enter')
  await page.getByText('Gains are not taxed in the plan.').waitFor()
  const before = await settledTrades(page)
  await page.getByRole('link', { name: 'Holdings', exact: true }).click()

  await page.getByRole('button', { name: 'Set up tax' }).focus()
  await press(page, 'Enter')
  await choice.focus()
  await press(page, 'ArrowDown')
  await dialog.getByRole('textbox').first().focus()
  await press(page, 'Control+a')
  for (const [wrong, words] of [
    ['a third', 'This is not a number.'],
    ['140', 'This must not be above 100 %.'],
  ] as const) {
    await page.keyboard.type(wrong)
    await dialog.getByText(words).waitFor()
    await press(page, 'Control+a')
  }
  await page.keyboard.type('30')
  const budget = page.getByRole('textbox', { name: 'Net gain of one plan, at most' })
  await budget.focus()
  await page.keyboard.type('480')
  await dialog.getByRole('button', { name: 'Done' }).focus()
  await press(page, 'Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/^Gains are taxed at/u).waitFor()
  expect(await settledTrades(page)).not.toBe(before)

  for (let undone = 0; undone < mostSteps; undone += 1) {
    if (!/budget|rate|tax/iu.test(await lastStep(page))) break
    await press(page, 'Control+z')
  }
  expect(await settledTrades(page)).toBe(before)
  expect(open?.complaints).toEqual([])
})

const mostSteps = 8

/** What the button that takes a step back says. */
async function lastStep(page: Page): Promise<string> {
  return (await page.getByRole('button', { name: /^Undo/u }).getAttribute('aria-label')) ?? ''
}

test.each(schemes)(
  'nothing wrong with the plan and its taxes, %s',
  { timeout: manyLooksMs },
  async (colorScheme) => {
    const page = await planned([own], nearlyLong, '0.3', {}, { colorScheme })
    for (const width of [390, 1440]) await looksFine(page, width)
    expect(open?.complaints).toEqual([])
  },
)
