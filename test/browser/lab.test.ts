/** A journey through the lab in a real browser: from the plan to a sweep, a stop, a policy adopted by keyboard, and back to the plan. */
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { looksFine } from './looks.ts'
import { visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const journeyMs = 120_000

/** The sweep has ended and its picture stands. */
async function swept(page: Page, paths: string): Promise<void> {
  await page
    .locator('.lab-line', { hasText: new RegExp(`^${paths} paths\\.$`, 'u') })
    .waitFor({ timeout: 60_000 })
  await page.locator('.heatmap').waitFor()
}

const paths = (page: Page) => page.getByLabel('Paths', { exact: true })

test('from the plan to a policy tried, adopted by keyboard and planned', { timeout: journeyMs }, async () => {
  open = await visit('/#/plan', { viewport: { width: 1440, height: 900 } })
  const { page } = open
  await page.getByRole('table', { name: 'Trades' }).waitFor()
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Lab' }).click()
  await page.getByRole('button', { name: 'State the risk' }).click()
  await page.getByRole('button', { name: 'Use these figures' }).click()
  expect(new URL(page.url()).hash).toBe('#/lab')

  await paths(page).selectOption('16000')
  await page.getByRole('gridcell').first().waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText(/^Stopped/u).waitFor()
  await paths(page).selectOption('250')
  await swept(page, '250')
  for (const width of [390, 1440]) await looksFine(page, width)

  const here = page.locator('[role=gridcell][tabindex="0"]')
  expect(await here.getAttribute('aria-label')).toMatch(/: [\d.]+ ± [\d.]+ bp a year, your policy/u)
  await here.focus()
  for (const key of ['ArrowLeft', 'ArrowUp']) await page.keyboard.press(key)
  const name = (await here.getAttribute('aria-label')) ?? ''
  await page.keyboard.press('Enter')
  const [policy] = name.split(': ')
  await page.getByText(`Your policy is now ${policy}.`).waitFor()
  expect(await here.getAttribute('aria-label')).toContain('your policy')
  await swept(page, '250')
  await page.locator('.lab-reading').getByRole('link', { name: 'See the plan' }).click()
  await page.getByRole('button', { name: 'Undo: Adopt a policy from the lab' }).waitFor()
  await page.getByText('25 % of the way to its target').first().waitFor()
  expect(open.complaints).toEqual([])
  expect(open.foreign).toEqual([])
})

test(
  'how often one looks is adopted by a click, and today’s point stands in its region',
  { timeout: journeyMs },
  async () => {
    open = await visit('/#/lab', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
    const { page } = open
    await page.getByRole('button', { name: 'State the risk' }).click()
    await page.getByRole('button', { name: 'Use these figures' }).click()
    await page.getByLabel('Years', { exact: true }).fill('2')
    await paths(page).selectOption('250')
    await page.getByLabel('Triggers against').selectOption('look')
    await swept(page, '250')
    const cell = page.getByRole('gridcell', { name: /looked at monthly/u }).nth(2)
    const name = (await cell.getAttribute('aria-label')) ?? ''
    await cell.click()
    await page.getByText(`Your policy is now ${name.split(': ')[0]}.`).waitFor()
    expect(await page.getByLabel('You look').inputValue()).toBe('month')
    await swept(page, '250')

    const region = page.getByRole('region', { name: 'Where no band asks for a trade' })
    await region.scrollIntoViewIfNeeded()
    await region
      .getByText(/^Today’s point lies/u)
      .first()
      .waitFor()
    await region.getByLabel('Up').selectOption({ index: 3 })
    await region.getByRole('button', { name: 'Table' }).click()
    await region.getByRole('table', { name: 'Weights and bands of every class, percent' }).waitFor()
    await looksFine(page, 390)
    expect(open.complaints).toEqual([])
    expect(open.foreign).toEqual([])
  },
)
