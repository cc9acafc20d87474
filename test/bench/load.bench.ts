/** What a first visit loads before the charts, when it first paints, and when the demo's plan stands in the page. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { launchOptions, needChromium } from '../browser/chromium.ts'
import { serve } from '../browser/setup.ts'
import { median, ms, table } from './statistics.ts'

const limitKiB = 200
const bytesPerKiB = 1024
const visits = 7
const places = ['holdings', 'plan'] as const

/** The library of the charts; what is loaded before it is asked for counts. */
const chartMark = 'recharts'

interface First {
  readonly paintMs: number
  readonly planMs: number
  /** Script files of the page's own thread in the order of their requests, and those of the workers. */
  readonly scripts: readonly string[]
}

export async function run(): Promise<string[]> {
  const server = await serve()
  const browser = await chromium.launch(launchOptions(needChromium()))
  try {
    const rows: string[][] = []
    for (const place of places) rows.push(await lineOf(browser, server.url, place))
    return table([
      [
        'first visit to',
        'script before the charts, KiB gz',
        'limit',
        'with workers and charts',
        'first paint, ms',
        'first plan, ms',
      ],
      ...rows,
    ])
  } finally {
    await browser.close()
    await server.close()
  }
}

async function lineOf(browser: Browser, url: string, place: (typeof places)[number]): Promise<string[]> {
  const firsts: First[] = []
  for (let at = 0; at < visits; at += 1) firsts.push(await firstVisit(browser, `${url}/#/${place}`))
  const scripts = firsts[0]?.scripts ?? []
  const page = scripts.filter((name) => !isThread(name))
  const charts = page.findIndex((name) => contentOf(name).includes(chartMark))
  const before = charts < 0 ? page : page.slice(0, charts)
  return [
    place,
    kib(before),
    String(limitKiB),
    kib(scripts),
    ms(median(firsts.map((each) => each.paintMs))),
    ms(median(firsts.map((each) => each.planMs))),
  ]
}

const isThread = (name: string): boolean => name.includes('Thread')
const contentOf = (name: string): string => readFileSync(join('dist', 'assets', name), 'utf8')

function kib(names: readonly string[]): string {
  const bytes = names.map((name) => gzipSync(contentOf(name)).length).reduce((sum, size) => sum + size, 0)
  return (bytes / bytesPerKiB).toFixed(1)
}

/** In a profile of its own, so that nothing is cached and the demo is what opens. */
async function firstVisit(browser: Browser, address: string): Promise<First> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const scripts: string[] = []
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.push(basename(request.url()))
  })
  await page.addInitScript(notePlan)
  await page.goto(address)
  await page.waitForFunction(() => document.documentElement.dataset['planAt'] !== undefined)
  await page.waitForTimeout(1_000)
  const times = await page.evaluate(() => ({
    paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    planMs: Number(document.documentElement.dataset['planAt']),
  }))
  await context.close()
  return { ...times, scripts: [...new Set(scripts)] }
}

/** Runs in the page: notes when it first says how many trades there are. */
function notePlan(): void {
  const noted = new MutationObserver(() => {
    if (!/\d+ trades?/u.test(document.querySelector('.status-words')?.textContent ?? '')) return
    document.documentElement.dataset['planAt'] = String(performance.now())
    noted.disconnect()
  })
  noted.observe(document, { subtree: true, childList: true, characterData: true })
}
