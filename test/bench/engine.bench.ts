/** From document to plan in Node: how long by size and by step, and how near the plans come to their bounds. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { RawDocument } from '../laws/raw.ts'
import type * as steps from './engineSteps.ts'
import { portfolioOf, sizes } from './portfolio.ts'
import { median, ms, table } from './statistics.ts'

type Engine = typeof steps

const coldRuns = 5
const warmups = 6
const warmRuns = 9

/** The bundle as the worker gets it; run from sources, every import would cost a property access. */
async function bundleInto(folder: string): Promise<string> {
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
  return resolve(folder, 'engine.cjs')
}

/** Reads the bundle and the document, then times the first plan of its process. */
const coldScript = `
const [, address, path] = process.argv
const { readFileSync } = require('node:fs')
const json = JSON.parse(readFileSync(path, 'utf8'))
const { rebalance } = require(address)
const start = performance.now()
rebalance(json)
process.stdout.write(String(performance.now() - start))
`

function coldMs(address: string, path: string): number {
  const flags = ['-e', coldScript, '--', address, path]
  const times = Array.from({ length: coldRuns }, () => {
    const ran = spawnSync(process.execPath, flags, { encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(ran.stderr)
    return Number(ran.stdout)
  })
  return median(times)
}

/** Every run plans another document, as typing does: one quantity differs. */
function edited(document: RawDocument, run: number): RawDocument {
  const lots = document.lots.map((lot, at) =>
    at === run % document.lots.length ? { ...lot, quantity: String(1 + run * 37) } : lot,
  )
  return { ...document, lots }
}

const stepNames = ['hash', 'check', 'weigh', 'decide', 'solve', 'settle', 'certify', 'explain'] as const

interface Measured {
  readonly name: string
  readonly cold: number
  readonly warm: number
  readonly steps: Readonly<Record<string, number>>
  readonly quality: readonly string[]
}

function measure(
  engine: Engine,
  address: string,
  folder: string,
  name: string,
  document: RawDocument,
): Measured {
  const path = join(folder, 'document.json')
  writeFileSync(path, JSON.stringify(document))
  const cold = coldMs(address, path)
  const all = Array.from({ length: warmups + warmRuns }, (_, run) => {
    const json = edited(document, run)
    return { whole: engine.timed(() => engine.rebalance(json)), steps: engine.timedPlan(json) }
  })
  const runs = all.slice(warmups)
  const steps = Object.fromEntries(
    stepNames.map((step) => [step, median(runs.map((each) => each.steps[step]))] as const),
  )
  const plan = engine.rebalance(document)
  return { name, cold, warm: median(runs.map((each) => each.whole)), steps, quality: qualityOf(plan) }
}

function qualityOf({ status, trades, certificate }: ReturnType<Engine['rebalance']>): string[] {
  if (certificate === null || !('distance' in certificate)) return [status, '–', '–', '–']
  const { distance, expense } = certificate
  return [
    String(trades.length),
    `${distance.attained} / ${distance.bound}`,
    `${Number(expense.attained).toFixed(2)} / ${Number(expense.bound).toFixed(2)}`,
    Number(expense.bound) > 0 ? (Number(expense.attained) / Number(expense.bound)).toFixed(3) : '–',
  ]
}

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const address = await bundleInto(folder)
    const engine = createRequire(import.meta.url)(address) as Engine
    const demo = JSON.parse(readFileSync(join('public', 'demo.json'), 'utf8')) as RawDocument
    const documents = [
      ['demo', demo] as const,
      ...sizes.map((size) => [String(size.holdings), portfolioOf(size)] as const),
    ]
    const all = documents.map(([name, document]) => measure(engine, address, folder, name, document))
    return [
      ...table([
        ['holdings', 'cold, ms', 'warm, ms', ...stepNames],
        ...all.map((each) => [
          each.name,
          ms(each.cold),
          ms(each.warm),
          ...stepNames.map((step) => ms(each.steps[step] ?? 0)),
        ]),
      ]),
      '',
      ...table([
        ['holdings', 'trades', 'distance / bound', 'expense / bound', 'ratio'],
        ...all.map((each) => [each.name, ...each.quality]),
      ]),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
