/** The lab in a real Chromium on all cores: the whole demo experiment, its first picture, the page meanwhile, and memory by paths. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import type { Experiment } from '../../src/domain/experiment.ts'
import { type LabBrowser, openLabPage } from '../worker/labBrowser.ts'
import type { LabPage, Watched } from '../worker/labPage.ts'
import { demo } from './labSteps.ts'
import { median, ms, table } from './statistics.ts'

const rounds = 3
const limitSeconds = 4
const firstLimitMs = 300
const bytesPerMiB = 1024 * 1024
const kiBPerMiB = 1024

/** A person reads the page for as long before asking: the threads have started. */
const warmMs = 1_500

export async function run(): Promise<string[]> {
  const lab = await openLabPage()
  try {
    const cores = await lab.page.evaluate(() => navigator.hardwareConcurrency)
    await lab.page.evaluate(() => (globalThis as unknown as { labPage: LabPage }).labPage.prepare())
    await lab.page.waitForTimeout(warmMs)
    const columns = [await columnOf(lab, 1), await columnOf(lab, 5)]
    const heads = [
      `10 classes, 20 years of days, 1,000 paths, 40 policies, ${cores} cores; a look every`,
      `the whole sweep, s (limit ${limitSeconds})`,
      'of all processors, s',
      'one thread of the browser would take, s',
      `first picture, ms (limit ${firstLimitMs})`,
      'the very first, ms',
      'pictures',
      'the page was away at most, ms',
      'half way: said to be left, s',
      'half way: was left, s',
    ]
    const rows = heads.map((head, at) => [head, ...columns.map((column) => column[at] ?? '')])
    return [...table(rows), '', ...(await memoryTable())]
  } finally {
    await lab.close()
  }
}

/** The first sweep finds threads that have never computed; the rest is the median of some. */
async function columnOf({ page, browser }: LabBrowser, lookEvery: number): Promise<string[]> {
  const { experiment } = demo(lookEvery)
  const all: Measured[] = []
  const alone: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    all.push(await measure(page, browser, experiment))
    alone.push(await aloneMs(page, experiment))
  }
  const middle = (of: (each: Measured) => number): number => median(all.map(of))
  const seconds = (millis: number): string => (millis / 1000).toFixed(2)
  return [
    lookEvery === 1 ? 'day' : `${lookEvery} days`,
    seconds(middle((each) => each.totalMs)),
    middle((each) => each.cpuSeconds).toFixed(2),
    seconds(median(alone)),
    ms(middle((each) => each.firstMs)),
    ms(all[0]?.firstMs ?? NaN),
    String(middle((each) => each.pictures)),
    ms(middle((each) => each.longestMs)),
    seconds(middle((each) => each.left.saidMs)),
    seconds(middle((each) => each.left.wasMs)),
  ]
}

/** Of as few paths as tell the pace. */
const alonePaths = 128

async function aloneMs(page: Page, experiment: Experiment): Promise<number> {
  const few = withMarket(experiment, { paths: alonePaths })
  const took = await page.evaluate(
    async (of) => await (globalThis as unknown as { labPage: LabPage }).labPage.alone(of),
    few,
  )
  return (took * pathsOf(experiment)) / alonePaths
}

const pathsOf = ({ market }: Experiment): number => (market.kind === 'history' ? 1 : market.paths)

const withMarket = (experiment: Experiment, changes: Readonly<Record<string, unknown>>): Experiment => ({
  ...experiment,
  market: { ...experiment.market, ...changes },
})

interface Measured extends Watched {
  readonly cpuSeconds: number
}

async function measure(page: Page, browser: Browser, experiment: Experiment): Promise<Measured> {
  const before = (await renderer(browser)).cpuSeconds
  const watched = await page.evaluate(
    async (of) => await (globalThis as unknown as { labPage: LabPage }).labPage.sweep(of),
    experiment,
  )
  return { ...watched, cpuSeconds: (await renderer(browser)).cpuSeconds - before }
}

/** The process of the page and its threads: the busiest of its kind. */
async function renderer(browser: Browser): Promise<{ readonly id: number; readonly cpuSeconds: number }> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const busiest = processInfo
    .filter(({ type }) => type === 'renderer')
    .toSorted((a, b) => b.cpuTime - a.cpuTime)
    .at(0)
  return { id: busiest?.id ?? 0, cpuSeconds: busiest?.cpuTime ?? NaN }
}

/** Short paths, so that there are many of them soon. */
const memoryYears = '0.25'
const memoryPaths = [1_000, 10_000, 30_000]

/** In a fresh browser each: the highest memory with all that nobody has swept away yet, and what the page then holds. */
async function memoryTable(): Promise<string[]> {
  const rows: string[][] = []
  for (const paths of memoryPaths) {
    const lab = await openLabPage()
    try {
      const experiment = withMarket(demo(5).experiment, { paths, years: memoryYears })
      const watched = await measure(lab.page, lab.browser, experiment)
      const { id } = await renderer(lab.browser)
      rows.push([
        paths.toLocaleString('en-US'),
        (watched.totalMs / 1000).toFixed(2),
        peakOf(id),
        (await heldBy(lab.page)).toFixed(1),
      ])
    } finally {
      await lab.close()
    }
  }
  return table([
    ['paths of three months', 's', 'peak of page and threads, MiB', 'held by the page, MiB'],
    ...rows,
  ])
}

/** Only Linux tells. */
function peakOf(process: number): string {
  try {
    const [, kiB] = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? []
    return kiB === undefined ? 'unknown' : (Number(kiB) / kiBPerMiB).toFixed(0)
  } catch {
    return 'unknown'
  }
}

/** With the arrays outside the heap. */
async function heldBy(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const usage: { readonly usedSize: number; readonly backingStorageSize?: number } =
    await session.send('Runtime.getHeapUsage')
  await session.detach()
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / bytesPerMiB
}
