/** From document to plan with taxes: three accounts, a hundred instruments, five lots of each; beside the same without. */
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
const warmups = 2
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

interface Measured {
  readonly name: string
  readonly lots: number
  readonly taxed: number
  readonly untaxed: number
  readonly trades: number
  readonly washed: number
}

function measure(engine: Engine, seed: number): Measured {
  const document = taxedPortfolio(seed)
  const taxed = processorMs(() => engine.rebalance(document))
  const untaxed = processorMs(() => engine.rebalance({ ...document, tax: null }))
  const { trades, washSales } = engine.rebalance(document)
  return {
    name: `seed ${seed}`,
    lots: document.lots.length,
    taxed,
    untaxed,
    trades: trades.length,
    washed: washSales.length,
  }
}

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const engine = await engineIn(folder)
    for (let at = 0; at < warmups; at += 1) measure(engine, seeds[0] ?? 1)
    const all = seeds.map((seed) => measure(engine, seed))
    const [taxed, untaxed] = [all.map((each) => each.taxed), all.map((each) => each.untaxed)].map(median)
    return [
      ...table([
        ['', 'lots', 'with taxes, ms', 'without, ms', 'ratio', 'trades', 'wash sales'],
        ...all.map((each) => [
          each.name,
          String(each.lots),
          ms(each.taxed),
          ms(each.untaxed),
          (each.taxed / each.untaxed).toFixed(1),
          String(each.trades),
          String(each.washed),
        ]),
      ]),
      `median ${ms(taxed ?? 0)} ms of processor time with taxes, ${ms(untaxed ?? 0)} ms without; limit ${limitMs} ms`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
