/** Tracking against cost in factor and dense form, with and without impact: our solver beside HiGHS and Clarabel, one run. */

import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConvexProblem } from '../../src/solver/convex.ts'
import { solveConvex } from '../../src/solver/convex.ts'
import { newTools } from '../../src/solver/dual/tools.ts'
import { askClarabel, loadClarabel, questionOf } from '../solver/clarabel.ts'
import { modelOf } from '../solver/convexModel.ts'
import { convexProblem } from '../solver/convexProblems.ts'
import { loadHighs } from '../solver/highs.ts'
import { askHighs, highsModelOf } from '../solver/highsModel.ts'
import { median, table } from './statistics.ts'

export interface Shape {
  readonly columns: number
  readonly form: 'factor' | 'dense'
  readonly impact: number
}

export type Side = 'ours' | 'HiGHS' | 'Clarabel'

const sizes = [20, 100, 500, 2000]
const shapes: readonly Shape[] = (['factor', 'dense'] as const).flatMap((form) =>
  [0, 1].flatMap((impact) => sizes.map((columns) => ({ columns, form, impact }))),
)

const seeds = [1, 2, 3]
// Their own default tolerances: tighter ones would slow them down, and often make them give up.
const highsTolerance = 1e-7
const clarabelTolerance = 1e-8
const peerSeconds = 20

/** Twenty factors, a budget, four groups, bounds. */
export function problemOf(shape: Shape, seed: number): ConvexProblem {
  return convexProblem({ ...shape, seed, factors: 20, groups: 4 })
}

/** One solve, told whether it succeeded; what can be prepared once is prepared before. */
export async function solverOf(side: Side, problem: ConvexProblem): Promise<() => boolean> {
  if (side === 'ours') {
    const tools = newTools()
    return () => {
      const solution = solveConvex(problem, { tools })
      return solution.kind === 'optimal' && solution.gap <= 1e-8 * Math.max(solution.objective, 1e-8)
    }
  }
  // In units of a typical cost, which is where their absolute tolerances mean something.
  const model = modelOf(problem, 1000)
  if (side === 'HiGHS') {
    const highs = await loadHighs()
    const data = highsModelOf(model)
    return () => askHighs(highs, data, highsTolerance, peerSeconds) !== null
  }
  const clarabel = await loadClarabel()
  const question = questionOf(model)
  return () => askClarabel(clarabel, question, clarabelTolerance) !== null
}

interface Measured {
  readonly time: number // milliseconds of a solve
  readonly solved: boolean
}

/** The mean over half a second of solves, after as many that only warm the code. */
async function measured(side: Side, problem: ConvexProblem): Promise<Measured> {
  const solve = await solverOf(side, problem)
  const first = timeOf(solve, 1)
  if (!first.solved || first.time > slowMs) return first
  const repeats = Math.max(1, Math.min(200, Math.round(slowMs / first.time)))
  timeOf(solve, repeats)
  return timeOf(solve, repeats)
}

const slowMs = 500

/** Milliseconds of this process's own processor time, which other processes do not lengthen. */
export function timeOf(solve: () => boolean, repeats: number): Measured {
  const start = process.cpuUsage()
  let solved = true
  for (let k = 0; k < repeats; k++) solved = solve() && solved
  const { user, system } = process.cpuUsage(start)
  return { time: solved ? (user + system) / 1000 / repeats : NaN, solved }
}

/** Peers are asked where they answer within seconds and take this kind of problem. */
function isAsked(side: Side, { columns, form, impact }: Shape): boolean {
  if (side === 'ours') return true
  if (side === 'HiGHS' && (impact > 0 || columns > 500)) return false
  return form === 'factor' || columns <= 500
}

const sides: readonly Side[] = ['ours', 'HiGHS', 'Clarabel']

const figure = (ms: number): string => (Number.isNaN(ms) ? '–' : ms < 10 ? ms.toFixed(2) : ms.toFixed(0))

/** The first solve of a process of its own: nothing is compiled, and set-up counts. */
function firstOf(side: Side, shape: Shape): number {
  const folder = dirname(fileURLToPath(import.meta.url))
  const call = `
    const { runnerImport } = await import('vite')
    const { module } = await runnerImport(${JSON.stringify(join(folder, 'convex.bench.ts'))}, { configFile: false, logLevel: 'error' })
    const solve = await module.solverOf(${JSON.stringify(side)}, module.problemOf(${JSON.stringify(shape)}, 1))
    process.stdout.write(String(module.timeOf(solve, 1).time))`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', call], { encoding: 'utf8' }))
}

async function hotRows(shape: Shape): Promise<string[]> {
  const found = new Map<Side, number>()
  for (const side of sides) {
    if (!isAsked(side, shape)) continue
    const all: Measured[] = []
    for (const seed of shape.columns > 500 ? seeds.slice(0, 1) : seeds) all.push(await measured(side, problemOf(shape, seed))) // prettier-ignore
    const solved = all.filter((each) => each.solved).map((each) => each.time)
    found.set(side, solved.length === 0 ? NaN : median(solved))
  }
  const ours = found.get('ours') ?? NaN
  const times = sides.map((side) => figure(found.get(side) ?? NaN))
  const ratios = sides.slice(1).map((side) => figure((found.get(side) ?? NaN) / ours))
  return [`${shape.columns} ${shape.form}${shape.impact > 0 ? ', impact' : ''}`, ...times, ...ratios]
}

function firstRows(shape: Shape): string[] {
  const times = sides.map((side) => (isAsked(side, shape) ? firstOf(side, shape) : NaN))
  const ratios = times.slice(1).map((time) => figure(time / times[0]!))
  return [
    `${shape.columns} ${shape.form}${shape.impact > 0 ? ', impact' : ''}`,
    ...times.map(figure),
    ...ratios,
  ]
}

export async function run(): Promise<string[]> {
  const head = ['holdings', 'ours', 'HiGHS', 'Clarabel', 'HiGHS/ours', 'Clarabel/ours']
  const hot: string[][] = [head]
  for (const shape of shapes) hot.push(await hotRows(shape))
  const firsts = shapes.filter(({ form, columns }) => form === 'factor' && columns <= 500)
  return [
    'hot, milliseconds of processor time, medians over three seeds (one at 2,000); ours certified at a gap of 1e-8',
    ...table(hot),
    'the first solve of a fresh process, milliseconds of processor time, set-up and compilation included',
    ...table([head, ...firsts.map(firstRows)]),
  ]
}
