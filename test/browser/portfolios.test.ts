/** Several portfolios in one browser: made, named, switched, deleted and brought back, carried out and in as files. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function begin(): Promise<Page> {
  open = await visit('/#/holdings')
  await open.page.getByRole('grid', { name: 'Positions' }).waitFor()
  return open.page
}

const switcher = (page: Page): Locator => page.getByRole('button', { name: /^Portfolio:/ })

async function choose(page: Page, item: string | RegExp): Promise<void> {
  await switcher(page).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function create(page: Page, name: string): Promise<void> {
  await choose(page, 'New portfolio…')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Portfolio: ${name}` }).waitFor()
}

test('a second portfolio starts empty, both are kept, and a reload opens the last', async () => {
  const page = await begin()
  await create(page, 'Second')
  await page.getByRole('heading', { name: 'What do you hold?' }).waitFor()
  await page.getByRole('button', { name: 'Add an account' }).click()
  await choose(page, /^Demo household/)
  await page.getByRole('grid', { name: 'Positions' }).getByText('VTI').first().waitFor()
  await choose(page, /^Second/)
  await page.getByRole('grid', { name: 'Positions' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Portfolio: Second' }).waitFor()
  expect(await page.getByRole('grid', { name: 'Positions' }).getByText('VTI').count()).toBe(0)
})

test('renaming is a step; deleting can be taken back', async () => {
  const page = await begin()
  await create(page, 'Second')
  await choose(page, 'Rename…')
  await page.getByRole('textbox', { name: 'Name' }).fill('Third')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Portfolio: Third' }).waitFor()
  await page.getByRole('button', { name: 'Undo: Rename portfolio' }).click()
  await page.getByRole('button', { name: 'Portfolio: Second' }).waitFor()
  await choose(page, 'Delete')
  await page.getByRole('button', { name: 'Portfolio: Demo household' }).waitFor()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await page.getByRole('button', { name: 'Portfolio: Second' }).waitFor()
  await switcher(page).click()
  expect(await page.getByRole('menuitem', { name: /^(Second|Third|Demo)/ }).count()).toBe(2)
})

test('a portfolio saved as a file opens again as another one, equal to the first', async () => {
  const page = await begin()
  const [download] = await Promise.all([page.waitForEvent('download'), choose(page, 'Save as a file')])
  const path = join(mkdtempSync(join(tmpdir(), 'evenkeel-')), download.suggestedFilename())
  await download.saveAs(path)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ evenkeel: 1, name: 'Demo household' })
  await choose(page, 'Duplicate')
  await page.getByRole('button', { name: 'Portfolio: Demo household (copy)' }).waitFor()
  await page.getByLabel('Open a portfolio file').setInputFiles(path)
  await page.getByRole('button', { name: 'Portfolio: Demo household', exact: true }).waitFor()
  await switcher(page).click()
  expect(await page.getByRole('menuitem', { name: /^Demo household/ }).count()).toBe(3)
})

test('a file that is no portfolio is refused in sentences, and nothing changes', async () => {
  const page = await begin()
  const buffer = Buffer.from(JSON.stringify({ evenkeel: 1, baseCurrency: 'USD', asOf: 'today', surprise: 1 }))
  await page
    .getByLabel('Open a portfolio file')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer })
  const dialog = page.getByRole('dialog', { name: 'The file was not opened' })
  await dialog.getByText('surprise').waitFor()
  expect(await dialog.textContent()).toContain('A day that exists is needed here')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Portfolio: Demo household' }).waitFor()
})

test('the menu and the theme work by keyboard, and the theme is remembered', async () => {
  const page = await begin()
  await page.getByRole('button', { name: 'Light or dark' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Dark' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await page.reload()
  await page.locator('html[data-theme=dark]').waitFor()
  expect(open?.complaints).toEqual([])
})
