/** A whole frontier beside one full plan of the same document, hot, in processor time: the limit is ten of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { cpuUsage } from 'node:process'
import { build } from 'vite'
import type { RawDocument } from '../laws/raw.ts'
import type * as steps from './frontierSteps.ts'
import { portfolioOf, type PortfolioSize } from './portfolio.ts'
import { median, ms, table } from './statistics.ts'

type Engine = typeof steps

const sizes: readonly PortfolioSize[] = [
  { holdings: 20, classes: 6 },
  { holdings: 100, classes: 10 },
  { holdings: 300, classes: 15 },
  { holdings: 500, classes: 20 },
]

const seeds = [1, 2, 3]
const warmups = 2
const runs = 5
/** Small plans are made several times in one reading: the clock of the processor ticks in milliseconds. */
const plansPerRun = 4

/** The bundle as the worker gets it; run from sources, every import would cost a property access. */
async function bundleInto(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'test/bench/frontierSteps.ts',
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'engine.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return resolve(folder, 'engine.cjs')
}

function cpuMs(act: () => unknown): number {
  const start = cpuUsage()
  act()
  const { user, system } = cpuUsage(start)
  return (user + system) / 1_000
}

/** Every run plans another document, as typing does: one quantity differs. */
function edited(document: RawDocument, run: number): RawDocument {
  const lots = document.lots.map((lot, at) =>
    at === run % document.lots.length ? { ...lot, quantity: String(1 + run * 37) } : lot,
  )
  return { ...document, lots }
}

interface Measured {
  readonly plan: number
  readonly frontier: number
}

function measure(engine: Engine, document: RawDocument): Measured {
  const all = Array.from({ length: warmups + runs }, (_, run) => {
    const plans = Array.from({ length: plansPerRun }, (_, at) => edited(document, run * plansPerRun + at))
    return {
      plan: cpuMs(() => plans.map((each) => engine.rebalance(each))) / plansPerRun,
      frontier: cpuMs(() => engine.frontier(plans[0])),
    }
  }).slice(warmups)
  return { plan: median(all.map((each) => each.plan)), frontier: median(all.map((each) => each.frontier)) }
}

function lineOf(engine: Engine, size: PortfolioSize, seed: number): string[] {
  const document = portfolioOf(size, seed)
  const { plan, frontier } = measure(engine, document)
  const points = engine.frontier(document)?.points ?? []
  const [first, last] = [points[0], points.at(-1)]
  return [
    String(size.holdings),
    String(seed),
    ms(plan),
    ms(frontier),
    (frontier / plan).toFixed(1),
    `${first?.distance ?? '–'} … ${last?.distance ?? '–'}`,
    `${first?.expense ?? '–'} … ${last?.expense ?? '–'}`,
  ]
}

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const engine = createRequire(import.meta.url)(await bundleInto(folder)) as Engine
    return table([
      ['holdings', 'seed', 'plan, ms', 'frontier, ms', 'plans', 'distance', 'expense'],
      ...sizes.flatMap((size) => seeds.map((seed) => lineOf(engine, size, seed))),
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
