/** The solver's time on the distance (step 5b) and the expense (step 5c) of a rebalance, beside HiGHS in WebAssembly. */

import { solve } from '../../src/solver/quadratic.ts'
import type { Program } from '../../src/solver/quadratic.ts'
import type { Highs } from 'highs'
import { attempt, loadHighs } from '../solver/highs.ts'
import { capOf, rebalancing } from '../solver/rebalancing.ts'
import type { Shape } from '../solver/rebalancing.ts'

interface Size {
  readonly shape: Shape
  readonly repeats: number
  /** HiGHS is asked where it answers within seconds. */
  readonly peer: boolean
}

const sizes: readonly Size[] = [
  { shape: { holdings: 100, classes: 20, accounts: 3, seed: 7, band: 0.1 }, repeats: 60, peer: true },
  { shape: { holdings: 100, classes: 20, accounts: 3, seed: 7, band: 0 }, repeats: 60, peer: true },
  { shape: { holdings: 500, classes: 20, accounts: 3, seed: 7, band: 0.1 }, repeats: 30, peer: true },
  { shape: { holdings: 500, classes: 20, accounts: 3, seed: 7, band: 0 }, repeats: 30, peer: true },
  { shape: { holdings: 5000, classes: 200, accounts: 4, seed: 7, band: 0.1 }, repeats: 7, peer: false },
  { shape: { holdings: 5000, classes: 5000, accounts: 4, seed: 7, band: 0.1 }, repeats: 5, peer: false },
]

function median(repeats: number, work: () => void): number {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? NaN
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`

function ours(program: Program, repeats: number): { text: string; time: number; objective: number } {
  const solution = solve(program)
  if (solution.kind !== 'optimal') return { text: solution.kind, time: NaN, objective: NaN }
  const time = median(repeats, () => solve(program))
  const gap = (solution.objective - solution.bound).toExponential(0)
  const text = `${ms(time)} (${solution.steps} steps, gap ${gap}, residual ${solution.residual.toExponential(0)})`
  return { text, time, objective: solution.objective }
}

// Its own default tolerance: a tighter one would slow it down, and often make it give up.
const peerTolerance = 1e-7

function beside(highs: Highs, program: Program, ours: { time: number; objective: number }): string {
  const answer = attempt(highs, program, peerTolerance)
  if (answer?.optimal !== true) return 'gives up'
  const time = median(5, () => attempt(highs, program, peerTolerance))
  const more = (ours.objective - answer.objective).toExponential(1)
  return `${ms(time)}, ${(time / ours.time).toFixed(1)} times ours; our objective less theirs ${more}`
}

/** Median milliseconds of both sides in one run, our objective less theirs beside it. */
export async function run(): Promise<string[]> {
  const highs = await loadHighs()
  const lines: string[] = []
  for (const { shape, repeats, peer } of sizes) {
    const { holdings, classes, accounts, band } = shape
    const program = rebalancing(shape)
    const distance = ours(program, repeats)
    lines.push(`${holdings} holdings, ${classes} rows, ${accounts} accounts, band ${band} of target`)
    lines.push(`  distance: ${distance.text}`)
    if (peer) lines.push(`  HiGHS: ${beside(highs, program, distance)}`)
    const cheap = rebalancing({ ...shape, cap: capOf(distance.objective) })
    lines.push(`  expense within the next step of distance: ${ours(cheap, repeats).text}`)
  }
  return lines
}
