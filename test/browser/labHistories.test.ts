/** Price histories in a real browser: every layout through the page's own field, then years drawn from them, and one path with its warning. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { looksFine } from './looks.ts'
import { visit, type Visit } from './visit.ts'

const shared = fileURLToPath(new URL('../../../shared/data/prices', import.meta.url))
const isAbsent = !existsSync(shared)
if (isAbsent) console.warn('../shared/data/prices is absent: its layouts are not tried in the browser')
/** Files of different folders have the same name. */
const samples = (isAbsent ? [] : readdirSync(shared)).flatMap((folder) =>
  readdirSync(join(shared, folder)).map((name) => ({
    name: `${folder} ${name}`,
    mimeType: 'text/csv',
    buffer: readFileSync(join(shared, folder, name)),
  })),
)

const journeyMs = 120_000
const readMs = 60_000

let open: Visit
beforeEach(async () => {
  open = await visit('/#/lab', { viewport: { width: 1440, height: 900 } })
  await open.page.getByRole('button', { name: 'State the risk' }).click()
  await open.page.getByRole('button', { name: 'Use these figures' }).click()
  await open.page.getByLabel('Years', { exact: true }).fill('2')
  await open.page.getByLabel('Paths', { exact: true }).selectOption('250')
})
afterEach(async () => await open.close())

function expectNoComplaint(): void {
  expect([open.complaints, open.foreign]).toEqual([[], []])
}

type Files = Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]

/** What the page says of each file, once all are read. */
async function read(page: Page, files: Files, many: number): Promise<string[]> {
  await page.getByLabel('Price files').setInputFiles(files)
  await page
    .locator('section.file')
    .nth(many - 1)
    .waitFor({ timeout: readMs })
  return await page.locator('section.file .file-head > p').allTextContents()
}

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})

/** Three years of days; prices that wander, the same on every machine. */
const days = Array.from({ length: 780 }, (_, at) =>
  new Date(Date.UTC(2021, 0, 4 + Math.floor(at / 5) * 7 + (at % 5))).toISOString().slice(0, 10),
)
const priceOf = (symbol: number, at: number): string =>
  (100 + 45 * Math.sin(at / (7 + 3 * symbol)) + ((at * (symbol + 3)) % 11) / 4 + at / 60).toFixed(2)

/** The demonstration's symbols, in three layouts: many columns, a record each, one symbol a file in other signs. */
const wide = file('wide.csv', [
  'Date,VTI,VXUS,VBR,BND',
  ...days.map((day, at) => [day, ...[0, 1, 2, 3].map((of) => priceOf(of, at))].join(',')),
])
const long = file('long.csv', [
  'date,symbol,close',
  ...days.flatMap((day, at) => [`${day},SCHP,${priceOf(4, at)}`, `${day},BTC,${priceOf(5, at)}`]),
])
const single = file('ETH.csv', [
  'Datum;Kurs',
  ...days.map((day, at) => `${day.split('-').reverse().join('.')};${priceOf(6, at).replace('.', ',')}`),
])
const trades = file('trades.csv', ['date,symbol,side,quantity,price', '2021-01-04,VTI,buy,3,201.12'])

test(
  'three layouts become years to draw from, then one path with its warning',
  { timeout: journeyMs },
  async () => {
    const { page } = open
    const said = await read(page, [wide, long, single, trades], 4)
    expect(said).toHaveLength(4)
    expect(said.filter((each) => each === 'Not read')).toHaveLength(1)
    await page.getByText(/^[\d,]+ daily returns that all 7 classes share/u).waitFor({ timeout: readMs })

    const market = page.getByLabel('Market', { exact: true })
    await market.selectOption('bootstrap')
    await page.locator('.lab-line', { hasText: /^250 paths\.$/u }).waitFor({ timeout: readMs })
    const here = page.locator('[role=gridcell][tabindex="0"]')
    expect(await here.getAttribute('aria-label')).toMatch(/: [\d.]+ ± [\d.]+ bp a year/u)
    await page.getByRole('heading', { name: 'Wealth beside never rebalancing' }).scrollIntoViewIfNeeded()
    await page.getByRole('slider', { name: 'Read the fan year by year' }).waitFor({ timeout: readMs })

    await market.selectOption('history')
    await page.getByText('One history is one path.').waitFor()
    await page.getByText(/policies tried on it the best Sharpe ratio is/u).waitFor({ timeout: readMs })
    expect(await here.getAttribute('aria-label')).not.toContain('±')
    await page.getByRole('heading', { name: 'Along the history' }).scrollIntoViewIfNeeded()
    const way = page.getByRole('slider', { name: 'Read the trades one by one' })
    await way.focus()
    await page.keyboard.press('Home')
    expect(await way.getAttribute('aria-valuetext')).toMatch(/^202\d-\d\d-\d\d: .+ turned over at/u)
    await looksFine(page, 390)
    await page.getByRole('button', { name: 'Resample it' }).click()
    await page.getByText('One history is one path.').waitFor({ state: 'detached' })
    expect(await market.inputValue()).toBe('bootstrap')
    expectNoComplaint()
  },
)

test.skipIf(isAbsent)(
  'every layout of the samples is read, or refused with a reason',
  { timeout: journeyMs },
  async () => {
    const { page } = open
    const said = await read(page, samples, samples.length)
    expect(said).toHaveLength(samples.length)
    for (const each of said) expect(each).toMatch(/^(?:[\d,]+ symbols?, (?:prices|returns)|Not read)/u)
    const refused = said.filter((each) => each === 'Not read').length
    expect(refused).toBeLessThan(samples.length / 4)
    expect(await page.locator('section.file .notice-bad').count()).toBe(refused)
    expectNoComplaint()
  },
)
