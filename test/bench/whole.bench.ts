/** Whole shares from an existing portfolio with fees: our dual, swaps and tree beside HiGHS' mixed-integer solver. */
import type { Highs } from 'highs'
import { solveWhole } from '../../src/solver/whole.ts'
import type { WholeProgram } from '../../src/solver/wholeTerms.ts'
import { loadHighs } from '../solver/highs.ts'
import { solveMixed } from '../solver/wholeHighs.ts'
import { valueOf, wholeProgram } from '../solver/wholePrograms.ts'
import { median, table } from './statistics.ts'

const sizes = [20, 100, 500] as const
const seeds = [0, 1, 2] as const
const repeats = 9
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

function compare(highs: Highs, program: WholeProgram): Compared {
  const plan = solveWhole(program)
  if (plan === null) throw new Error('no plan')
  const own = median(Array.from({ length: repeats }, () => cpuMs(() => solveWhole(program))))
  let orders: Float64Array | null = null
  const peer = cpuMs(() => {
    orders = solveMixed(highs, program, peerSeconds)
  })
  const theirs = orders === null ? Infinity : valueOf(program, orders)
  return { own, peer, worse: plan.objective / theirs - 1, gap: plan.gap }
}

const share = (value: number): string => (value === 0 ? '0' : value.toExponential(1))

/** Medians over the seeds of processor milliseconds; the worst of the shares. */
export async function run(): Promise<readonly string[]> {
  const highs = await loadHighs()
  const rows = sizes.map((count) => {
    const all = seeds.map((seed) =>
      compare(highs, wholeProgram({ count, squared: false, fee: 5, most: 1e5, size: 10_000 }, seed)),
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
