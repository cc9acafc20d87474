/** The solver's time on the distance (step 5b) and the expense (step 5c) of a rebalance, beside HiGHS in WebAssembly. */

import { solve } from '../../src/solver/quadratic.ts'
import type { Program } from '../../src/solver/quadratic.ts'
import type { Highs } from 'highs'
import { attempt, loadHighs } from '../solver/highs.ts'
import { capOf, rebalancing } from '../solver/rebalancing.ts'
import type { Shape } from '../solver/rebalancing.ts'

interface Size {
  readonly shape: Omit<Shape, 'seed'>
  readonly repeats: number
  /** HiGHS is asked where it answers within seconds. */
  readonly peer: boolean
}

const sizes: readonly Size[] = [
  { shape: { holdings: 100, classes: 20, accounts: 3, band: 0.1 }, repeats: 20, peer: true },
  { shape: { holdings: 100, classes: 20, accounts: 3, band: 0 }, repeats: 20, peer: true },
  { shape: { holdings: 500, classes: 20, accounts: 3, band: 0.1 }, repeats: 10, peer: true },
  { shape: { holdings: 500, classes: 20, accounts: 3, band: 0 }, repeats: 10, peer: true },
  { shape: { holdings: 5000, classes: 200, accounts: 4, band: 0.1 }, repeats: 2, peer: false },
  { shape: { holdings: 5000, classes: 5000, accounts: 4, band: 0.1 }, repeats: 1, peer: false },
]

const seeds = [1, 2, 3, 4, 5]

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

/** Median milliseconds, after one run that only warms the code. */
function timeOf(repeats: number, work: () => void): number {
  work()
  return middle(
    Array.from({ length: repeats }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`

interface Measured {
  readonly time: number
  readonly objective: number
  readonly steps: number
  readonly residual: number
}

function ours(program: Program, repeats: number): Measured {
  const solution = solve(program)
  if (solution.kind !== 'optimal') return { time: NaN, objective: NaN, steps: NaN, residual: NaN }
  const { objective, steps, residual } = solution
  return { time: timeOf(repeats, () => solve(program)), objective, steps, residual }
}

// Its own default tolerance: a tighter one would slow it down, and often make it give up.
const peerTolerance = 1e-7

function theirs(highs: Highs, program: Program): { time: number; objective: number } | null {
  const answer = attempt(highs, program, peerTolerance)
  if (answer?.optimal !== true) return null
  return { time: timeOf(2, () => attempt(highs, program, peerTolerance)), objective: answer.objective }
}

function line(what: string, measured: readonly Measured[]): string {
  const solved = measured.filter(({ time }) => !Number.isNaN(time))
  const steps = Math.max(...solved.map((each) => each.steps))
  const residual = Math.max(...solved.map((each) => each.residual)).toExponential(0)
  const time = ms(middle(solved.map((each) => each.time)))
  return `  ${what}: ${time}, ${solved.length} of ${measured.length} solved, at most ${steps} steps, residual at most ${residual}`
}

function peerLine(highs: Highs, programs: readonly Program[], distances: readonly Measured[]): string {
  const pairs = programs.map((program, k) => ({ peer: theirs(highs, program), own: distances[k]! }))
  const both = pairs.flatMap(({ peer, own }) => (peer === null ? [] : [{ peer, own }]))
  if (both.length === 0) return '  HiGHS: gives up on all of them'
  const ratio = middle(both.map(({ peer, own }) => peer.time / own.time)).toFixed(1)
  const more = Math.max(...both.map(({ peer, own }) => own.objective - peer.objective)).toExponential(1)
  const time = ms(middle(both.map(({ peer }) => peer.time)))
  return `  HiGHS: ${time}, ${both.length} of ${pairs.length} solved, ${ratio} times ours; our objective less theirs at most ${more}`
}

/** Medians over five seeds; both sides in one run. */
export async function run(): Promise<string[]> {
  const highs = await loadHighs()
  const lines: string[] = []
  for (const { shape, repeats, peer } of sizes) {
    const programs = seeds.map((seed) => rebalancing({ ...shape, seed }))
    const distances = programs.map((program) => ours(program, repeats))
    lines.push(
      `${shape.holdings} holdings, ${shape.classes} rows, ${shape.accounts} accounts, band ${shape.band}`,
    )
    lines.push(line('distance', distances))
    if (peer) lines.push(peerLine(highs, programs, distances))
    const cheap = seeds.map((seed, k) => rebalancing({ ...shape, seed, cap: capOf(distances[k]!.objective) }))
    lines.push(line('expense', cheap.map((program) => ours(program, repeats)))) // prettier-ignore
  }
  return lines
}
