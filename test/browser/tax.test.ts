/** Tax in a real browser: rates set, lots pasted and their terms read, a sale recorded, the calendar that follows from it. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** What is slower than this does not come. */
const patienceMs = 10_000

async function begin(options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  open = await visit('/#/holdings', options)
  const { page } = open
  page.setDefaultTimeout(patienceMs)
  await page.getByRole('grid', { name: 'Positions' }).waitFor()
  return page
}

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

async function done(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function setTax(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up tax' }).click()
  await dialog(page, 'Tax').waitFor()
  await page.getByRole('combobox', { name: 'How gains are taxed' }).selectOption('middle')
}

async function openLots(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Positions' }).getByText('2 lots').first().click()
  await dialog(page, 'Lots of VTI').waitFor()
}

const sales = 'Symbol\tQuantity\tDate acquired\tDate sold\tGain\nVXUS\t5\t2025-01-10\t2026-11-02\t-40.00'

async function pasteSales(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sales of this year/u }).click()
  await page.getByText(/^Paste sales/u).click()
  await page.getByRole('textbox', { name: /^With a header/u }).fill(sales)
  await page.getByRole('button', { name: 'Add 1 sale' }).click()
  await page.getByRole('grid', { name: 'Sales' }).waitFor()
}

test('rates, lots with their terms, a sale, and the days it makes unsafe', async () => {
  const page = await begin()
  await setTax(page)
  await page.getByLabel('Net gain of one plan, at most').fill('1,000')
  await done(page)
  await openLots(page)
  const lots = dialog(page, 'Lots of VTI')
  await lots.getByText('Paste lots from a spreadsheet').click()
  await lots
    .getByRole('textbox', { name: /^Day, quantity/u })
    .fill('03/01/2021\t80\t$210.11\n12/01/2025\t6\t$298.75')
  await lots.getByText('2 lots, together 86: as much as the position.').waitFor()
  await lots.getByRole('button', { name: 'Replace the lots' }).click()
  await lots.getByText('long from 2026-12-02').waitFor()
  expect(await lots.getByRole('row').nth(1).textContent()).toContain('long')
  await done(page)
  await pasteSales(page)
  await page.getByText('Losses left to net with: $40.00 long-term.').waitFor()
  await done(page)
  await page.getByRole('button', { name: 'Wash sales' }).click()
  await dialog(page, 'Wash sales').getByText('buy VXUS again').waitFor()
  await done(page)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await page.getByText('Gains are taxed at 24').waitFor()
  await page.getByRole('button', { name: 'Sales of this year (1)' }).waitFor()
  expect(open?.complaints).toEqual([])
})

test('a file of lots that does not add up shows both figures and lets a person choose', async () => {
  const page = await begin()
  await page.getByRole('button', { name: 'Import files' }).first().click()
  const positions =
    'Account,Symbol,Quantity,Price,Cost Basis\nIndividual ...321,VTI,10,291.53,1600\nIndividual ...321,CASH,5,,\n'
  const lots =
    '"VTI Lot Details for XXXX-4321 as of 10:15 AM ET, 2026/11/20"\n\n"Open Date","Quantity","Cost/Share",\n"01/05/2021","9","$180.00",\n'
  await page.getByLabel('Files to import').setInputFiles(
    Object.entries({ 'positions.csv': positions, 'VTI.csv': lots }).map(([name, text]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })),
  )
  const choice = page.getByRole('combobox', { name: 'What counts for VTI' })
  await choice.waitFor()
  expect(await choice.locator('option').allTextContents()).toEqual([
    'The position, 10; 1 of unknown basis',
    'The lots, 9',
  ])
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('grid', { name: 'Positions' }).getByText('2 lots').first().waitFor()
  expect(open?.complaints).toEqual([])
})

const looks = [
  ['dark', 1440],
  ['light', 360],
] as const

test.each(looks)('no violations and nothing wider than the window, %s at %i', async (colorScheme, width) => {
  const page = await begin({ colorScheme, viewport: { width, height: 900 } })
  const check = async (name: string): Promise<void> => {
    expect({ name, violations: await violationsOf(page) }).toEqual({ name, violations: [] })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect({ name, isWider: overflow > 0 }).toEqual({ name, isWider: false })
  }
  await setTax(page)
  await page.getByRole('checkbox', { name: 'Count these accounts after tax' }).check()
  await check('Tax')
  await done(page)
  await page.getByText('Together').waitFor()
  await check('both views')
  await openLots(page)
  await page.getByText('Paste lots from a spreadsheet').click()
  await check('lots')
  await done(page)
  await pasteSales(page)
  await check('sales')
  await done(page)
  await page.getByRole('button', { name: 'Wash sales' }).click()
  await dialog(page, 'Wash sales').waitFor()
  await check('wash sales')
})
