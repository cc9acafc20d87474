/** Holdings in a real browser: by keyboard alone, from a spreadsheet, after a reload, at every width, for every reader. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { looksFine, manyLooksMs, schemes, widths } from './looks.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function begin(options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  open = await visit('/#/holdings', options)
  await open.page.getByRole('grid', { name: 'Positions' }).waitFor()
  return open.page
}

const positions = (page: Page): Locator => page.getByRole('grid', { name: 'Positions' })
const rowOf = (page: Page, text: string): Locator =>
  positions(page).getByRole('row').filter({ hasText: text }).first()
const cellOf = (page: Page, text: string, column: number): Locator =>
  rowOf(page, text).getByRole('gridcell').nth(column)

/** The column in which a new portfolio's quantities stand on a wide screen. */
const quantity = 3

test('a quantity is changed by keyboard alone, taken back and done again', async () => {
  const page = await begin()
  const before = await cellOf(page, 'BND', quantity).textContent()
  // A grid that nobody has used lets Tab pass, so this ends at the positions however many things come before.
  for (
    let at = 0;
    at < 40 && !(await positions(page).evaluate((grid) => grid === document.activeElement));
    at += 1
  )
    await page.keyboard.press('Tab')
  const rows = await positions(page).getByRole('row').allTextContents()
  const down = rows.findIndex((text) => text.startsWith('BND')) - 1
  for (let at = 0; at < down; at += 1) await page.keyboard.press('ArrowDown')
  for (let at = 0; at < quantity; at += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('777')
  await page.keyboard.press('Enter')
  expect(await cellOf(page, 'BND', quantity).textContent()).toBe('777')
  await page.keyboard.press('Control+z')
  expect(await cellOf(page, 'BND', quantity).textContent()).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  expect(await cellOf(page, 'BND', quantity).textContent()).toBe('777')
})

test('an edit changes the sentence on top', async () => {
  const page = await begin()
  const status = page.locator('.status-words')
  await status.filter({ hasText: /outside/ }).waitFor()
  const before = await status.textContent()
  await cellOf(page, 'BND', quantity).click()
  await page.keyboard.type('2000')
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    (old) => document.querySelector('.status-words:not(.stale)')?.textContent !== old,
    before,
  )
  expect(await status.textContent()).not.toBe(before)
})

test('a half-typed draft stays, says what is wrong, and Escape gives it up', async () => {
  const page = await begin()
  const before = await cellOf(page, 'BND', quantity).textContent()
  await cellOf(page, 'BND', quantity).click()
  await page.keyboard.type('12x')
  await page.keyboard.press('Enter')
  const field = positions(page).getByRole('textbox', { name: 'Quantity' })
  expect(await field.inputValue()).toBe('12x')
  await positions(page).getByText('This is not a number.').waitFor()
  await page.keyboard.press('Escape')
  expect(await cellOf(page, 'BND', quantity).textContent()).toBe(before)
})

test('cells copied elsewhere are pasted, and what was pasted is copied back out', async () => {
  const page = await begin()
  await page.getByRole('button', { name: 'Import files' }).click()
  await page.getByText('Paste a table instead').click()
  const text = page.getByRole('textbox', { name: /Copied cells/ })
  await text.fill('Symbol\tQuantity\tPrice\nSCHD\t1,200\t27.50\nBND\t111\t73.25')
  await text.press('Control+a')
  await text.press('Control+c')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await positions(page).getByText('Add a position').first().click()
  await page.keyboard.press('Control+v')
  await page.getByText('2 rows pasted.').waitFor()
  expect(await cellOf(page, 'SCHD', quantity).textContent()).toBe('1,200')
  await cellOf(page, 'SCHD', 0).click()
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('Control+c')
  await page.getByRole('button', { name: 'Prices' }).click()
  await page.getByRole('textbox', { name: /Symbol and price/ }).press('Control+v')
  expect(await page.getByRole('textbox', { name: /Symbol and price/ }).inputValue()).toMatch(
    /^SCHD\t.*\t1200\t27\.5\t/,
  )
})

test('a reload finds everything as it was', async () => {
  const page = await begin()
  await cellOf(page, 'BND', quantity).click()
  await page.keyboard.type('4321')
  await page.keyboard.press('Enter')
  // No waiting for the save: closing the tab must not lose the last change either.
  await page.reload()
  await positions(page).waitFor()
  expect(await cellOf(page, 'BND', quantity).textContent()).toBe('4,321')
})

test('places have addresses, and the back button goes back', async () => {
  const page = await begin()
  await page.getByRole('link', { name: 'Targets' }).click()
  expect(page.url()).toMatch(/#\/targets$/)
  await page.goBack()
  await positions(page).waitFor()
  expect(await page.getByRole('link', { name: 'Holdings' }).getAttribute('aria-current')).toBe('page')
})

test.each(schemes)(
  'no violations and nothing wider than the window, %s',
  { timeout: manyLooksMs },
  async (colorScheme) => {
    const page = await begin({ colorScheme })
    for (const width of widths) await looksFine(page, width)
    expect(open?.complaints).toEqual([])
  },
)

test.each(schemes)('the dialogs have no violations, %s', { timeout: manyLooksMs }, async (colorScheme) => {
  const page = await begin({ colorScheme, viewport: { width: 1280, height: 900 } })
  const dialogs: readonly (readonly [string, () => Promise<void>])[] = [
    ['Import files', async () => await page.getByRole('button', { name: 'Import files' }).click()],
    ['Prices', async () => await page.getByRole('button', { name: 'Prices' }).click()],
    ['Currencies', async () => await page.getByRole('button', { name: 'Currencies' }).click()],
    ['Help', async () => await page.getByRole('button', { name: 'Help' }).click()],
    ['VT', async () => await rowOf(page, 'World stocks').getByRole('gridcell').last().click()],
    ['Lots of VTI', async () => await positions(page).getByText('2 lots').first().click()],
    ['Brokerage', async () => await page.getByRole('grid', { name: 'Accounts' }).getByText('1 rule').click()],
  ]
  for (const [name, show] of dialogs) {
    await show()
    await page.getByRole('dialog', { name, exact: true }).waitFor()
    expect({ name, violations: await violationsOf(page) }).toEqual({ name, violations: [] })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(open?.complaints).toEqual([])
})

test('screen readers meet a grid with its rows and cells counted', async () => {
  const page = await begin()
  const client = await page.context().newCDPSession(page)
  const { nodes } = await client.send('Accessibility.getFullAXTree')
  const roles = nodes.map((node) => String(node.role?.value))
  expect(roles.filter((role) => role === 'grid')).toHaveLength(2)
  expect(roles.filter((role) => role === 'gridcell').length).toBeGreaterThan(50)
  expect(roles.filter((role) => role === 'columnheader').length).toBeGreaterThan(15)
})
