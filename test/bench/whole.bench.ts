/** Whole shares from an existing portfolio with fees: our dual, swaps and tree beside HiGHS' mixed-integer solver. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Highs } from 'highs'
import { build } from 'vite'
import type * as whole from '../../src/solver/whole.ts'
import type { WholeProgram } from '../../src/solver/wholeTerms.ts'
import { loadHighs } from '../solver/highs.ts'
import { solveMixed } from '../solver/wholeHighs.ts'
import { valueOf, wholeProgram } from '../solver/wholePrograms.ts'
import { median, table } from './statistics.ts'

type Solver = typeof whole

/** The bundle as the worker gets it; run from sources, every import would cost a property access. */
async function bundleInto(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: 'src/solver/whole.ts',
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'whole.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return resolve(folder, 'whole.cjs')
}

const sizes = [20, 100, 500] as const
const seeds = [0, 1, 2] as const
const warmups = 20
const repeats = 15
/** It has found its plan long before; what it then lacks is the proof. */
const peerSeconds = 10

/** Processor time, as other work on the machine would count against whoever is asked second. */
function cpuMs(act: () => unknown): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

interface Compared {
  readonly own: number
  readonly peer: number
  /** Our objective above theirs, and above our bound, as shares. */
  readonly worse: number
  readonly gap: number
}

function compare({ solveWhole }: Solver, highs: Highs, program: WholeProgram): Compared {
  const plan = solveWhole(program)
  if (plan === null) throw new Error('no plan')
  for (let run = 0; run < warmups; run += 1) solveWhole(program)
  const own = median(Array.from({ length: repeats }, () => cpuMs(() => solveWhole(program))))
  let orders: Float64Array | null = null
  const peer = cpuMs(() => {
    orders = solveMixed(highs, program, peerSeconds)
  })
  const theirs = orders === null ? Infinity : valueOf(program, orders)
  return { own, peer, worse: plan.objective / theirs - 1, gap: plan.gap }
}

const share = (value: number): string => (value === 0 ? '0' : value.toExponential(1))

export async function run(): Promise<readonly string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const solver = createRequire(import.meta.url)(await bundleInto(folder)) as Solver
    return measured(solver, await loadHighs())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Medians over the seeds of processor milliseconds, hot; the worst of the shares. */
function measured(solver: Solver, highs: Highs): string[] {
  const rows = sizes.map((count) => {
    const all = seeds.map((seed) =>
      compare(solver, highs, wholeProgram({ count, squared: false, fee: 5, most: 1e5, size: 10_000 }, seed)),
    )
    return [
      String(count),
      median(all.map((each) => each.own)).toFixed(2),
      median(all.map((each) => each.peer)).toFixed(0),
      median(all.map((each) => each.peer / each.own)).toFixed(0),
      Math.min(...all.map((each) => each.peer / each.own)).toFixed(0),
      share(Math.max(...all.map((each) => each.worse))),
      share(Math.max(...all.map((each) => each.gap))),
    ]
  })
  return table([
    ['holdings', 'ours, ms', 'HiGHS, ms', 'times', 'at least', 'worse by at most', 'gap at most'],
    ...rows,
  ])
}
