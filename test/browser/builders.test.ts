/** Targets built from risk in a real browser: from prices of ten funds to a plan, limits that clash, a volatility target that stays put, sets by a rule. */
import { existsSync, readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs } from './looks.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const funds = ['BIL', 'BND', 'BTC-USD', 'GLD', 'IEF', 'SPY', 'TLT', 'VNQ', 'VTI', 'VXUS']
const shared = '../shared/data/prices/etf_daily_culolom'

interface PriceFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Real prices where they are at hand, else a walk of our own for each fund, calm ones first. */
function pricesOf(fund: string, at: number): PriceFile {
  const path = `${shared}/${fund}.csv`
  const text = existsSync(path) ? readFileSync(path, 'utf8') : walkOf(at)
  return { name: `${fund}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) }
}

const walkDays = 700
const dayMs = 86_400_000

function walkOf(at: number): string {
  let state = at + 1
  let price = 100
  const lines = Array.from({ length: walkDays }, (_, step) => {
    state = (state * 48_271) % 2_147_483_647
    price *= 1 + (at + 1) * 0.002 * (state / 2_147_483_647 - 0.5)
    const day = new Date(Date.UTC(2024, 0, 1) + step * dayMs).toISOString().slice(0, 10)
    return `${day},${price.toFixed(6)}`
  })
  return ['Date,Close', ...lines].join('\n')
}

const household = {
  evenkeel: 1,
  name: 'Ten funds',
  baseCurrency: 'USD',
  asOf: '2026-11-20',
  instruments: funds.map((id) => ({ id, currency: 'USD', price: '100', exposure: { [id]: '1' } })),
  accounts: [{ id: 'a', name: 'Brokerage', cash: { USD: '500' } }],
  lots: funds.map((id) => ({ account: 'a', instrument: id, quantity: '100' })),
  targets: funds.map((id) => ({ class: id, weight: '0.1' })),
  policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
}

const mixed = {
  ...household,
  name: 'Two classes',
  instruments: household.instruments.slice(0, 2).map((each, at) => ({
    ...each,
    exposure: { [at === 0 ? 'stocks' : 'bonds']: '1' },
  })),
  lots: household.lots.slice(0, 2),
  targets: [
    { class: 'stocks', name: 'Stocks', weight: '0.5' },
    { class: 'bonds', name: 'Bonds', weight: '0.4' },
    { class: 'cash', name: 'Cash', weight: '0.1' },
  ],
  risk: {
    classes: ['stocks', 'bonds'],
    volatility: ['0.2', '0.1'],
    correlation: [
      ['1', '0'],
      ['0', '1'],
    ],
  },
}

async function shown(file: { readonly name: string }): Promise<Page> {
  open = await visit('/#/targets', { viewport: { width: 1280, height: 900 } })
  const { page } = open
  const tree = page.getByRole('treegrid', { name: 'Targets' })
  await tree.waitFor()
  await page.getByLabel('Open a portfolio file').setInputFiles({
    name: 'own.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  await page.getByRole('button', { name: `Portfolio: ${file.name}` }).waitFor()
  await tree.waitFor()
  return page
}

const opening = (page: Page): Locator => page.getByRole('button', { name: 'Build from risk…' })
const using = (page: Page): Locator => page.getByRole('button', { name: 'Use these targets' })
const ready = async (page: Page): Promise<void> => {
  await using(page).and(page.locator(':enabled')).waitFor()
  await page.locator('[aria-labelledby=build-result][aria-busy=false]').waitFor()
}

test(
  'prices of ten funds become targets of equal risk, and a plan to them',
  async () => {
    const page = await shown(household)
    await opening(page).click()
    await page.getByText('Price histories', { exact: true }).click()
    await page.getByLabel('Price files').setInputFiles(funds.map(pricesOf))
    await ready(page)
    await page.getByText(/returns? that all 10 classes share/u).waitFor()
    const table = page.getByRole('table', { name: 'Weights and shares of risk, held, targeted and built' })
    const risks = await table.locator('tbody tr td:last-child').allTextContents()
    expect(risks.slice(0, funds.length)).toEqual(funds.map(() => '10.0'))
    await page.getByRole('button', { name: 'How sure is this?' }).click()
    await page.getByText(/^\d+ of 300 draws$/u).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText(/^Stopped after \d+ draws\.$/u).waitFor()
    await looksFine(page, 390)
    await page.emulateMedia({ colorScheme: 'dark' })
    await looksFine(page, 1280)
    await using(page).click()
    await page.getByText(/^Built by equal risk contribution on 2026-11-20, from prices to /u).waitFor()
    await page.goto(`${page.url().split('#')[0] ?? ''}#/plan`)
    await page.getByRole('table', { name: 'Trades' }).getByText('Brings BIL up').first().waitFor()
    expect(open?.complaints).toEqual([])
    expect(open?.foreign).toEqual([])
  },
  manyLooksMs,
)

test('limits that cannot hold together are named, by the keyboard alone', async () => {
  const page = await shown(mixed)
  await opening(page).focus()
  await page.keyboard.press('Enter')
  await ready(page)
  await page.locator('summary', { hasText: 'Limits' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Stocks at least' }).focus()
  await page.keyboard.type('70')
  await page.getByRole('textbox', { name: 'Bonds at least' }).focus()
  await page.keyboard.type('40')
  const words = page.getByText(/cannot hold together/u)
  await words.waitFor()
  expect(await words.textContent()).toMatch(/“Stocks” at least 70 %/u)
  expect(await words.textContent()).toMatch(/“Bonds” at least 40 %/u)
  expect(await using(page).isDisabled()).toBe(true)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('10')
  await ready(page)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Build from risk…')
  expect(open?.complaints).toEqual([])
})

test('a volatility target stays put inside its hysteresis, moves outside, and a hand edit ends the recipe', async () => {
  const page = await shown(mixed)
  await opening(page).click()
  await page.getByRole('combobox', { name: 'Weights by' }).selectOption('target-volatility')
  await page.getByRole('textbox', { name: 'Volatility', exact: true }).fill('8')
  await page.getByText(/^Volatility 8\.0\s% a year, with \d+\.\d\s% outside the remainder/u).waitFor()
  await using(page).click()
  await page.getByRole('button', { name: 'Rebuild…' }).click()
  const volatility = page.getByRole('textbox', { name: 'Volatility', exact: true })
  await volatility.fill('8.5')
  await page.getByText(/^Stays put: .+ within 10\s% of its target/u).waitFor()
  await volatility.fill('6')
  await page.getByText(/^Volatility 6\.0\s% a year/u).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByText(/^Built by target volatility/u).waitFor()
  const weight = page.locator('[data-cell^="weight"]').first()
  await weight.focus()
  await page.keyboard.type('33')
  await page.keyboard.press('Enter')
  await page
    .getByText(/^No longer as built by target volatility .+ 1 weight changed by hand since\.$/u)
    .waitFor()
  expect(open?.complaints).toEqual([])
})

test(
  'sets of targets change by a rule with two levels, and the plan says which is in force and why',
  async () => {
    const page = await shown(mixed)
    await opening(page).click()
    await page.getByRole('button', { name: 'Risk on, risk off…' }).click()
    await page.getByRole('button', { name: 'Begin with two sets' }).click()
    await page.getByRole('textbox', { name: 'Stocks in Risk off' }).fill('20')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/The targets at the top of the set “Risk off” sum to 70 %/u).waitFor()
    await page.getByRole('textbox', { name: 'Bonds in Risk off' }).fill('70')
    await page.getByText('By a rule').click()
    const read = async (value: string): Promise<void> => {
      await page.getByRole('textbox', { name: 'New reading' }).fill(value)
      await page.getByRole('button', { name: 'Take this reading' }).click()
    }
    await read('24')
    await dialog.getByText('“Risk off” is in force: the volatility of “Stocks”, 24 %').waitFor()
    await read('17')
    await dialog.getByText(/“Risk off” is in force: .+ so that it stays\./u).waitFor()
    await looksFine(page, 390)
    await page.emulateMedia({ colorScheme: 'dark' })
    await looksFine(page, 1280)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.goto(`${page.url().split('#')[0] ?? ''}#/plan`)
    await page
      .getByText(/“Risk off” is in force: .+ so that it stays\./u)
      .first()
      .waitFor()
    expect(open?.complaints).toEqual([])
  },
  manyLooksMs,
)
