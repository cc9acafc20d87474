/** Journeys through the plan in a real browser: drag the threshold, export and read back, refusals and their remedies. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import Papa from 'papaparse'
import { afterEach, expect, test } from 'vitest'
import { looksFine, manyLooksMs, schemes, widths } from './looks.ts'
import type { Visit } from './visit.ts'
import { visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function openPlan(width = 1280): Promise<Page> {
  open = await visit('/#/plan', { viewport: { width, height: 900 }, acceptDownloads: true })
  await ready(open.page)
  return open.page
}

/** A plan stands, and it answers what is on the page. */
async function ready(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Trades' }).waitFor()
  await page.waitForFunction(() => document.querySelector('.plan-stale') === null)
}

/** The browser may be another process: its download is saved beside the test and read there. */
async function textOf(download: Download): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-'))
  const path = join(folder, 'download')
  await download.saveAs(path)
  const text = readFileSync(path, 'utf8')
  rmSync(folder, { recursive: true })
  return text
}

const total = async (page: Page): Promise<string> => (await page.locator('.trades-foot').textContent()) ?? ''

test('the threshold is dragged on its picture, and the bands and trades follow', async () => {
  const page = await openPlan()
  const slider = page.getByRole('slider', { name: 'Threshold' })
  await page.waitForFunction(() => /\d trades/u.test(document.querySelector('.explore')?.textContent ?? ''))
  const box = await slider.boundingBox()
  if (box === null) throw new Error('The slider has no box.')
  const before = await page.getByRole('table', { name: /outside their bands/u }).textContent()
  await page.mouse.move(box.x + box.width / 2, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20, { steps: 8 })
  await page.mouse.move(box.x + box.width * 0.2, box.y + 20, { steps: 8 })
  await page.mouse.up()
  const value = Number(await slider.inputValue())
  expect(value).toBeGreaterThan(0.01)
  expect(value).toBeLessThan(0.03)
  await ready(page)
  const after = await page.locator('.drift-table').textContent()
  expect(after).not.toBe(before)
  await page.getByRole('button', { name: 'Undo: Threshold' }).click()
  expect(Number(await slider.inputValue())).toBe(0.05)
})

test('the threshold moves by arrow keys, and says what it means', async () => {
  const page = await openPlan()
  const slider = page.getByRole('slider', { name: 'Threshold' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  expect(await slider.inputValue()).toBe('0.0525')
  expect(await slider.getAttribute('aria-valuetext')).toContain('lesser of 5.25 points')
})

test('the trades are exported and read back as they stand', async () => {
  const page = await openPlan()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Trades CSV' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/ trades\.csv$/u)
  const text = await textOf(download)
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/u, ''), {
    header: true,
    skipEmptyLines: true,
  })
  const shown = await page.locator('.trades .trade-instrument .strong').allTextContents()
  const symbols = data
    .map((row) => Object.values(row))
    .flatMap((values) => shown.find((each) => values.includes(each)) ?? [])
  expect(symbols.toSorted()).toEqual(shown.toSorted())
  const drift = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Drift CSV' }).click()
  expect((await drift).suggestedFilename()).toMatch(/ drift\.csv$/u)
})

test('money to invest is planned account by account', async () => {
  const page = await openPlan()
  const before = await total(page)
  await page.getByRole('textbox', { name: 'Roth IRA' }).fill('5,000')
  await page.getByText('invest $5,000.00').waitFor()
  await page.waitForFunction((text) => document.querySelector('.trades-foot')?.textContent !== text, before)
  await ready(page)
  expect(await total(page)).not.toBe(before)
})

test('a rule that stands in the way is removed by one click and comes back by undo', async () => {
  const page = await openPlan()
  const remove = page.getByRole('button', { name: /^Remove the rule no-sell on/u }).first()
  const name = await remove.textContent()
  const before = await total(page)
  await remove.click()
  await page
    .locator('.obstacle-fixes')
    .getByRole('button', { name: name ?? '', exact: true })
    .waitFor({ state: 'detached' })
  await ready(page)
  await page.getByRole('button', { name: /^Undo: Remove the rule/u }).click()
  await page.getByRole('button', { name: name ?? '', exact: true }).waitFor()
  await ready(page)
  expect(await total(page)).toBe(before)
})

test('a refusal says why, leads to the place, and its remedy brings the plan back', async () => {
  open = await visit('/#/targets')
  const { page } = open
  await page.locator('[data-cell="weight us-stock"]').focus()
  await page.keyboard.type('90')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Plan', exact: true }).first().click()
  const obstacles = page.getByRole('region', { name: 'What stands in the way' })
  await obstacles.waitFor()
  expect(await obstacles.textContent()).toContain('more than 100 %')
  await obstacles.getByRole('button', { name: 'Normalise Stocks' }).click()
  await ready(page)
  await obstacles.waitFor({ state: 'detached' })
})

test('a remedy that only a person can choose leads to its control', async () => {
  const page = await openPlan()
  const go = page.getByRole('button', { name: 'Change the resolution' })
  if ((await go.count()) === 0) return
  await go.first().click()
  await page.waitForFunction(
    () => document.activeElement?.closest('[data-path="policy/resolution"]') !== null,
  )
  expect(page.url()).toContain('#/targets')
})

test('sorting and grouping change the order and nothing else', async () => {
  const page = await openPlan()
  const sums = await total(page)
  await page.getByRole('radio', { name: 'One list' }).check({ force: true })
  await page.getByRole('button', { name: /^Value/u }).click()
  const shown = await page.locator('[role=cell].trade-value').allTextContents()
  const values = shown.map((text) => Number(text.replaceAll(',', '')))
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  expect(await total(page)).toBe(sums)
})

test('charts come when they are wanted, and keys read their bars', async () => {
  const page = await openPlan()
  await page.locator('.figure').first().scrollIntoViewIfNeeded()
  const chart = page.locator('.figure .recharts-surface').first()
  await chart.waitFor()
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('.figure .tooltip').first().waitFor()
  expect(await page.locator('.figure .tooltip').first().textContent()).toMatch(/before .+after .+target/u)
  expect(open?.complaints).toEqual([])
  expect(open?.foreign).toEqual([])
})

test.each(schemes)(
  'the plan has no violations and nothing overflows at any width, %s',
  { timeout: manyLooksMs },
  async (colorScheme) => {
    open = await visit('/#/plan', { colorScheme })
    const { page } = open
    for (const width of widths)
      await looksFine(page, width, async () => {
        await ready(page)
        await page.locator('.figure').first().scrollIntoViewIfNeeded()
        await page.locator('.figure .recharts-surface').first().waitFor()
      })
    expect(open.complaints).toEqual([])
  },
)
