/** Brokers' files become positions: recognised, shown before they are applied, undone in one step, imported again. */
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const fixtures = join('test', 'fixtures', 'imports')

async function begin(options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  open = await visit('/#/holdings', options)
  await open.page.getByRole('grid', { name: 'Positions' }).waitFor()
  return open.page
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Import files' })
const positions = (page: Page): Locator => page.getByRole('grid', { name: 'Positions' })

type Files = Parameters<Locator['setInputFiles']>[0]

async function choose(page: Page, files: Files): Promise<Locator> {
  await page.getByRole('button', { name: 'Import files' }).click()
  const dialog = dialogOf(page)
  await dialog.getByLabel('Files to import').setInputFiles(files)
  await dialog.getByText(/\d files? read\./).waitFor()
  return dialog
}

async function apply(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
}

const csv = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

test.each([
  ['fidelity.csv', 'Fidelity', '40.125'],
  ['schwab.csv', 'Schwab', '10.5'],
  ['vanguard.csv', 'Vanguard', '20.5'],
  ['ibkrActivity.csv', 'Interactive Brokers', 'VWCE'],
  ['ibkrFlex.csv', 'Interactive Brokers', '10'],
])('%s is recognised, previewed, applied as one step and undone', async (file, broker, held) => {
  const page = await begin()
  const dialog = await choose(page, join(fixtures, file))
  await dialog.getByText(new RegExp(`^${broker}[:,]`)).waitFor()
  await dialog.getByRole('heading', { name: /What will change/ }).waitFor()
  await apply(page)
  await positions(page).focus()
  // The new accounts stand last, and only what is in sight is in the page.
  await page.keyboard.press('Control+End')
  await positions(page).getByText(held, { exact: true }).first().waitFor()
  await page.getByRole('button', { name: `Undo: Import ${file}` }).click()
  expect(await positions(page).getByText(held, { exact: true }).count()).toBe(0)
})

test('importing an account again replaces that account and nothing else', async () => {
  const page = await begin()
  await choose(page, join(fixtures, 'fidelity.csv'))
  await apply(page)
  const accounts = await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').count()
  const dialog = await choose(page, join(fixtures, 'fidelity.csv'))
  await dialog.getByRole('heading', { name: 'Nothing changes' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').count()).toBe(accounts)
})

test('several files at once; what is no list of positions is refused with what to export instead', async () => {
  const page = await begin()
  const history = csv(
    'Transactions.csv',
    'Date,Action,Symbol,Quantity,Price,Amount\n2026-01-05,Buy,VTI,1,250,-250\n2026-01-06,Dividend,VTI,,,3.10\n',
  )
  const dialog = await choose(page, [history, csv('Mine.csv', 'Symbol,Quantity,Price\nVTI,7,250\n')])
  await dialog.getByRole('region', { name: 'Transactions.csv' }).getByText('Not imported').waitFor()
  await dialog
    .getByRole('region', { name: 'Transactions.csv' })
    .getByText(/instead/)
    .waitFor()
  await apply(page)
  const accounts = await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').allTextContents()
  expect(accounts.filter((text) => text.startsWith('Mine'))).toHaveLength(1)
})

test('columns that were misunderstood are corrected, and remembered for the next file', async () => {
  const page = await begin()
  const text = 'Thing,Code,How many,Each\nA fund,VTI,12,250\nAnother,BND,30,73\n'
  const dialog = await choose(page, csv('Odd.csv', text))
  expect(await dialog.getByRole('combobox', { name: /column 3, “How many”/ }).inputValue()).toBe('quantity')
  await dialog.getByRole('combobox', { name: /column 1, “Thing”/ }).selectOption('Name')
  await dialog.getByText('A table: 2 positions').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForTimeout(300)
  await page.reload()
  await positions(page).waitFor()
  const again = await choose(page, csv('Odd again.csv', text))
  await again.getByText('A table: 2 positions').waitFor()
  expect(await again.getByRole('combobox', { name: /column 1/ }).inputValue()).toBe('name')
  await apply(page)
})

test('a new account gets its name and kind, or the rows go into one that is there', async () => {
  const page = await begin()
  const dialog = await choose(page, csv('Extra.csv', 'Symbol,Quantity,Price\nVTI,7,250\n'))
  await dialog.getByRole('textbox', { name: 'Name of the new account' }).fill('Old plan')
  await dialog.getByRole('combobox', { name: 'Its kind' }).selectOption('Tax-exempt')
  await apply(page)
  const accounts = page.getByRole('grid', { name: 'Accounts' })
  await accounts.getByRole('row').filter({ hasText: 'Old plan' }).getByText('Tax-exempt').waitFor()
  const second = await choose(page, csv('Other.csv', 'Symbol,Quantity,Price\nVTI,9,250\n'))
  await second.getByRole('combobox', { name: /goes into/ }).selectOption('Old plan')
  await second.getByText('Old plan', { exact: true }).last().waitFor()
  await apply(page)
  expect(await accounts.getByRole('row').filter({ hasText: 'Old plan' }).count()).toBe(1)
})

test('what the catalogue does not know waits on top, and one click each settles it', async () => {
  const page = await begin()
  await choose(page, csv('Odd.csv', 'Symbol,Quantity,Price\nQQXY1,3,10\nQQXY2,4,10\nQQXY3,5,10\n'))
  await apply(page)
  const waiting = page.getByRole('region', { name: '3 instruments wait to be classified' })
  await waiting.getByRole('combobox', { name: 'Class of QQXY1' }).selectOption('US stocks')
  await page.getByRole('button', { name: /^Hold QQXY2/ }).click()
  await page.getByRole('button', { name: /^Set QQXY3 aside/ }).click()
  await page.getByRole('region', { name: /to be classified/ }).waitFor({ state: 'detached' })
  await page
    .locator('.status-words:not(.stale)')
    .filter({ hasText: /trade|Nothing to do/ })
    .waitFor()
  expect(await page.getByText('Waits for a class').count()).toBe(0)
})

test('the whole import has no violations at a phone’s width', async () => {
  const page = await begin({ viewport: { width: 360, height: 780 } })
  await choose(page, [join(fixtures, 'fidelity.csv'), join(fixtures, 'decimalComma.csv')])
  expect(await violationsOf(page)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
