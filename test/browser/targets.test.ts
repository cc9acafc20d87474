/** Journeys through the targets in a real browser: by keyboard alone, and readable at every width, light and dark. */
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs, schemes, widths } from './looks.ts'
import type { Visit } from './visit.ts'
import { visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function ready(page: Page): Promise<void> {
  await page.getByRole('treegrid', { name: 'Targets' }).waitFor()
}

const weightOf = async (page: Page, id: string): Promise<string> =>
  (await page.locator(`[data-cell="weight ${id}"]`).textContent()) ?? ''

test('targets are edited by keyboard alone, from the address bar to a saved plan', async () => {
  open = await visit('/#/targets')
  const { page } = open
  await ready(page)
  await page.getByRole('button', { name: 'Add class' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const before = await weightOf(page, 'us-stock')
  await page.keyboard.type('50')
  await page.keyboard.press('Enter')
  expect(before).toBe('55')
  expect(await weightOf(page, 'us-stock')).toBe('50')
  const sums = page.getByRole('list', { name: 'Sums of weights' })
  expect(await sums.textContent()).toMatch(/5\s%\sleft to 100 %/u)
  await page.keyboard.press('F2')
  await page.keyboard.type('40')
  await page.keyboard.press('Tab')
  expect(await sums.textContent()).not.toMatch(/left|over/u)
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type('Value')
  await page.keyboard.press('Enter')
  expect(await page.locator('[data-cell="name value"]').textContent()).toContain('Value')
  await page.locator('[data-cell="name value"]').focus()
  await page.keyboard.press('Delete')
  expect(await page.locator('[data-cell="name value"]').count()).toBe(0)
  expect(open.complaints).toEqual([])
})

test('normalise finds the nearest weights and keeps the locked ones', async () => {
  open = await visit('/#/targets')
  const { page } = open
  await ready(page)
  await page.locator('[data-cell="weight bond"]').focus()
  await page.keyboard.type('90')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  const sums = page.getByRole('list', { name: 'Sums of weights' })
  await sums.getByRole('button', { name: 'Normalise Bonds' }).click()
  expect(await weightOf(page, 'bond')).toContain('90')
  expect(await weightOf(page, 'tips')).toBe('10')
  await page.getByRole('button', { name: /^Undo/u }).click()
  expect(await weightOf(page, 'tips')).toBe('30')
})

test('an edit of a target moves the plan beside it', async () => {
  open = await visit('/#/targets', { viewport: { width: 1280, height: 900 } })
  const { page } = open
  await ready(page)
  const brief = page.getByRole('complementary', { name: 'The plan in brief' })
  await brief.getByRole('listitem').first().waitFor()
  const before = await brief.textContent()
  await page.locator('[data-cell="weight us-stock"]').focus()
  await page.keyboard.type('65')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.locator('[data-cell="weight intl-stock"]').focus()
  await page.keyboard.type('25')
  await page.keyboard.press('Enter')
  await page.waitForFunction((text) => document.querySelector('.plan-panel')?.textContent !== text, before)
  await page.waitForFunction(() => document.querySelector('.plan-panel .plan-stale') === null)
  expect(await brief.textContent()).not.toBe(before)
})

test.each(schemes)(
  'targets have no violations and nothing overflows at any width, %s',
  { timeout: manyLooksMs },
  async (colorScheme) => {
    open = await visit('/#/targets', { colorScheme })
    const { page } = open
    await ready(page)
    for (const width of widths) await looksFine(page, width)
    expect(open.complaints).toEqual([])
  },
)
