/** From the input event of an edit to the new rows of the plan in the page, in a real Chromium against the built page. */
import type { Browser, Locator, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { launchOptions, needChromium } from '../browser/chromium.ts'
import { serve } from '../browser/setup.ts'
import { portfolioOf, sizes, type PortfolioSize } from './portfolio.ts'
import { median, ms, p95, table } from './statistics.ts'
import { readWatch, watchEdits, type Watched } from './watch.ts'

/** Limits at the median, by holdings, and for the longest task of the page's thread while typing. */
const limitsMs: Readonly<Record<number, number>> = { 50: 30, 500: 100, 5000: 800 }

const warmups = 4
const edits = 15

/** So many cells are edited in turn; all of them are in sight. */
const cellsUsed = 8

/** As a quick typist types. */
const keyDelayMs = 70

/** Wide enough for the plan beside the grid. */
const viewport = { width: 1440, height: 900 }

export async function run(): Promise<string[]> {
  const server = await serve()
  const browser = await chromium.launch(launchOptions(needChromium()))
  try {
    const measured: Measured[] = []
    for (const size of sizes) measured.push(await measure(browser, server.url, size))
    return table([
      ['holdings', 'edit to plan, ms', 'p95', 'limit', 'engine', 'tasks over 50 ms', 'longest'],
      ...measured.map(lineOf),
    ])
  } finally {
    await browser.close()
    await server.close()
  }
}

interface Measured {
  readonly size: PortfolioSize
  /** One for each edit. */
  readonly answers: readonly number[]
  /** What the worker itself took for them. */
  readonly engine: readonly number[]
  /** Tasks of the page's thread over 50 ms from the first key to the last answer. */
  readonly longTasks: readonly number[]
}

function lineOf({ size, answers, engine, longTasks }: Measured): string[] {
  return [
    String(size.holdings),
    ms(median(answers)),
    ms(p95(answers)),
    String(limitsMs[size.holdings] ?? ''),
    ms(median(engine)),
    String(longTasks.length),
    longTasks.length === 0 ? 'under 50' : ms(Math.max(...longTasks)),
  ]
}

async function measure(browser: Browser, url: string, size: PortfolioSize): Promise<Measured> {
  const page = await openWith(browser, url, size)
  const cellAt = await quantityCells(page)
  for (let at = 0; at < warmups; at += 1) await editOne(page, cellAt, at)
  await page.evaluate(() => window.bench?.forget())
  const engine: number[] = []
  for (let at = 0; at < edits; at += 1) engine.push(await editOne(page, cellAt, warmups + at))
  const watched: Watched = await page.evaluate(readWatch)
  await page.context().close()
  return { size, engine, ...watched }
}

/** Opens the page and in it, as a person would, the file of a document. */
async function openWith(browser: Browser, url: string, size: PortfolioSize): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport })
  const page = await context.newPage()
  await page.addInitScript(watchEdits)
  await page.goto(`${url}/#/holdings`)
  await page.getByRole('grid', { name: 'Positions' }).waitFor()
  const document = portfolioOf(size)
  const buffer = Buffer.from(JSON.stringify(document))
  const file = { name: 'portfolio.json', mimeType: 'application/json', buffer }
  await page.getByLabel('Open a portfolio file').setInputFiles(file)
  await page.getByRole('button', { name: `Portfolio: ${document.name}`, exact: true }).waitFor()
  await page.locator('.beside .brief li').first().waitFor()
  await settled(page)
  return page
}

/** The quantities of positions near the top; those of several lots open a dialog and are passed over. */
async function quantityCells(page: Page): Promise<(at: number) => Locator> {
  const grid = page.getByRole('grid', { name: 'Positions' })
  const titles = await grid.getByRole('columnheader').allTextContents()
  const column = titles.findIndex((title) => title.startsWith('Quantity'))
  const rows = grid.getByRole('row').filter({ hasText: /^S\d/, hasNotText: 'lots' })
  return (at) =>
    rows
      .nth(at % cellsUsed)
      .getByRole('gridcell')
      .nth(column)
}

/**
 * Types a quantity into the cell, and of its digits clocks the last, when nothing else is under way: what came before
 * it is only watched for long tasks. Returns what the worker took.
 */
async function editOne(page: Page, cellAt: (at: number) => Locator, at: number): Promise<number> {
  await cellAt(at).click()
  await page.keyboard.type(String(10 + ((at * 35) % 80)), { delay: keyDelayMs })
  await settled(page)
  await page.evaluate(() => window.bench?.arm())
  await page.keyboard.type(String(at % 10))
  await page.waitForFunction(() => window.bench?.answered === true)
  await page.keyboard.press('Enter')
  await settled(page)
  const took = await page.locator('.beside .freshness').textContent()
  return milliseconds(took ?? '')
}

/** In a large grid a draft is written, and its plan asked for, only when typing pauses. */
const writtenAfterMs = 300
/** Long enough for the save and what else follows an answer. */
const quietMs = 900

/** What was typed is written, planned and saved. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(writtenAfterMs)
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  await page.waitForTimeout(quietMs)
}

/** "Worked out in 1.2 s" as milliseconds. */
function milliseconds(words: string): number {
  const found = /(?<figure>[\d.,]+) (?<unit>ms|s)\b/u.exec(words)?.groups
  return Number(found?.['figure'] ?? 0) * (found?.['unit'] === 's' ? 1000 : 1)
}
