/** From document to plan with taxes: three accounts, a hundred instruments, five lots of each; with wash sales, and without taxes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { diceOf } from '../laws/dice.ts'
import type { RawDocument, RawInstrument, RawLot } from '../laws/raw.ts'
import type * as steps from './engineSteps.ts'
import { portfolioOf } from './portfolio.ts'
import { median, ms, table } from './statistics.ts'

type Engine = typeof steps

const seeds = [1, 2, 3, 4, 5, 6, 7]
const instruments = 100
const classes = 10
const lotsEach = 5
/** Of so many runs the least counts: the others had to compile, to clear up, or to share the machine. */
const runs = 3
/** Processor time from the document to its trades. */
const limitMs = 150

/** Every instrument in every account, five lots of each, most of them with a gain; ten instruments are equivalents. */
function taxedPortfolio(seed: number): RawDocument {
  const dice = diceOf(seed * 97 + 11)
  // Of every six holdings of the seeded portfolios one is an instrument's second.
  const document = portfolioOf({ holdings: Math.ceil((instruments * 6) / 5), classes }, seed)
  const held = document.instruments.slice(0, instruments)
  return {
    ...document,
    name: `${document.accounts.length} x ${held.length} x ${lotsEach}, seed ${seed}`,
    instruments: held,
    lots: document.accounts.flatMap(({ id }) => held.flatMap((each) => lotsOf(dice, id, each))),
    tax: { shortRate: '0.35', longRate: '0.15', lotMethod: 'min-tax', washSales: true },
  }
}

function lotsOf(dice: ReturnType<typeof diceOf>, account: string, { id, price }: RawInstrument): RawLot[] {
  return Array.from({ length: lotsEach }, () => ({
    account,
    instrument: id,
    quantity: String(Math.max(1, Math.round(dice.int(200, 6_000) / Number(price)))),
    acquired: `20${dice.int(16, 26)}-0${dice.int(1, 9)}-1${dice.int(0, 9)}`,
    unitCost: dice.decimal(Number(price) / 2, Number(price) * 1.2, 2),
  }))
}

/** One lot in this many was bought within 30 days, and all cost so much more that many losses would be washed away. */
const recentEvery = 10
const dearer = 1.3

function washedPortfolio(seed: number): RawDocument {
  const dice = diceOf(seed * 131 + 7)
  const document = taxedPortfolio(seed)
  const lots = document.lots.map((lot): RawLot => {
    const acquired = dice.chance(1 / recentEvery) ? `2026-11-0${dice.int(1, 9)}` : (lot.acquired ?? null)
    return { ...lot, acquired, unitCost: (Number(lot.unitCost) * dearer).toFixed(2) }
  })
  return { ...document, lots }
}

/** As the worker gets it; run from sources, every import would cost a property access. */
async function engineIn(folder: string): Promise<Engine> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/bench/engineSteps.ts',
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'engine.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return createRequire(import.meta.url)(resolve(folder, 'engine.cjs')) as Engine
}

/** Milliseconds of processor time, which other work on the machine does not lengthen much. */
function processorMs(act: () => unknown): number {
  const start = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

function leastMs(act: () => unknown): number {
  return Math.min(...Array.from({ length: runs }, () => processorMs(act)))
}

interface Measured {
  readonly name: string
  readonly lots: number
  readonly taxed: number
  /** With losses that recent purchases take away. */
  readonly wary: number
  readonly untaxed: number
  readonly trades: number
  readonly washed: number
}

function measure(engine: Engine, seed: number): Measured {
  const document = taxedPortfolio(seed)
  const taxed = leastMs(() => engine.rebalance(document))
  const untaxed = leastMs(() => engine.rebalance({ ...document, tax: null }))
  const wary = washedPortfolio(seed)
  const waryMs = leastMs(() => engine.rebalance(wary))
  const { trades } = engine.rebalance(document)
  const { washSales } = engine.rebalance(wary)
  return {
    name: `seed ${seed}`,
    lots: document.lots.length,
    taxed,
    wary: waryMs,
    untaxed,
    trades: trades.length,
    washed: washSales.length,
  }
}

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const engine = await engineIn(folder)
    // As the worker rehearses.
    for (const seed of seeds) measure(engine, seed)
    const all = seeds.map((seed) => measure(engine, seed))
    const [taxed = 0, wary = 0, untaxed = 0] = [
      all.map((each) => each.taxed),
      all.map((each) => each.wary),
      all.map((each) => each.untaxed),
    ].map(median)
    return [
      ...table([
        ['', 'lots', 'with taxes, ms', 'and wash sales, ms', 'without, ms', 'ratio', 'trades', 'washed'],
        ...all.map((each) => [
          each.name,
          String(each.lots),
          ms(each.taxed),
          ms(each.wary),
          ms(each.untaxed),
          (each.taxed / each.untaxed).toFixed(1),
          String(each.trades),
          String(each.washed),
        ]),
      ]),
      `median ${ms(taxed)} ms of processor time with taxes, ${ms(wary)} ms with wash sales to avoid, ${ms(untaxed)} ms without; limit ${limitMs} ms`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
