/** The destination "optimal" on three accounts of a hundred instruments: how long a plan takes and how near its bound it is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { diceOf } from '../laws/dice.ts'
import type { RawDocument, RawRisk } from '../laws/raw.ts'
import type * as steps from './engineSteps.ts'
import { portfolioOf } from './portfolio.ts'
import { median, table } from './statistics.ts'

type Engine = typeof steps

const warmups = 6
const runs = 15
const classes = 12

/** As many holdings as make a hundred instruments, of which a fifth is held in two accounts. */
const holdings = 120

/** The bundle as the worker gets it. */
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

/** Every account holds every instrument, so that each of the three hundred could be sold. */
function household(seed: number, destination: string): RawDocument {
  const document = portfolioOf({ holdings, classes }, seed)
  const dice = diceOf(seed + 1)
  const lots = document.accounts.flatMap((account) =>
    document.instruments.map((instrument) => ({
      account: account.id,
      instrument: instrument.id,
      quantity: String(Math.max(1, Math.round(dice.int(500, 12_000) / Number(instrument.price)))),
    })),
  )
  const policy = { ...document.policy, trigger: { any: [{ kind: 'always' as const }] }, destination }
  return { ...document, lots, policy, risk: riskOf(document) }
}

/** One market and something of each class's own, 6 to 24 % a year. */
function riskOf(document: RawDocument): RawRisk {
  const names = document.targets.map((target) => target.class)
  const loads = names.map((_, at) => 0.2 + (0.7 * ((at * 5) % names.length)) / names.length)
  return {
    classes: names,
    volatility: names.map((_, at) => (0.06 + (0.18 * at) / names.length).toFixed(4)),
    correlation: loads.map((a, i) => loads.map((b, j) => (i === j ? '1' : (a * b).toFixed(4)))),
  }
}

/** Milliseconds of the processor, which others on the machine do not lengthen. */
function cpuMs(act: () => unknown): number {
  const before = process.cpuUsage()
  act()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1_000
}

function measured(engine: Engine, destination: string): string[] {
  const times = Array.from({ length: warmups + runs }, (_, run) => {
    const json = household(run + 1, destination)
    return cpuMs(() => engine.rebalance(json))
  }).slice(warmups)
  const gaps = Array.from({ length: runs }, (_, run) => gapOf(engine, household(run + 1, destination)))
  return [
    destination,
    median(times).toFixed(1),
    Math.max(...times).toFixed(1),
    gaps.some(Number.isNaN) ? '–' : `${(100 * median(gaps)).toFixed(3)} %`,
    gaps.some(Number.isNaN) ? '–' : `${(100 * Math.max(...gaps)).toFixed(3)} %`,
  ]
}

/** How much more an objective weighs than its bound. */
function gapOf(engine: Engine, document: RawDocument): number {
  const { certificate } = engine.rebalance(document)
  if (certificate === null || !('objective' in certificate)) return NaN
  const { attained, bound } = certificate.objective
  return Number(attained) / Number(bound) - 1
}

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const engine = await engineIn(folder)
    return table([
      ['destination', 'median, CPU ms', 'most', 'median gap', 'largest'],
      ...['optimal', '0.5'].map((destination) => measured(engine, destination)),
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
