/** Tracking against cost in factor and dense form, with and without impact: our solver beside HiGHS and Clarabel, one run. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { ConvexProblem, ConvexSolution } from '../../src/solver/convex.ts'
import { askClarabel, loadClarabel, questionOf } from '../solver/clarabel.ts'
import { modelOf } from '../solver/convexModel.ts'
import { convexProblem } from '../solver/convexProblems.ts'
import { loadHighs } from '../solver/highs.ts'
import { askHighs, highsModelOf } from '../solver/highsModel.ts'
import type * as steps from './convexSteps.ts'
import { median, table } from './statistics.ts'

type Ours = typeof steps

interface Shape {
  readonly columns: number
  readonly form: 'factor' | 'dense'
  readonly impact: number
}

/** `typing` is ours once more, begun at the answer to the problem before. */
type Side = 'ours' | 'typing' | 'HiGHS' | 'Clarabel'

const sides: readonly Side[] = ['ours', 'typing', 'HiGHS', 'Clarabel']
const sizes = [20, 100, 500, 2000]
const shapes: readonly Shape[] = (['factor', 'dense'] as const).flatMap((form) =>
  [0, 1].flatMap((impact) => sizes.map((columns) => ({ columns, form, impact }))),
)

const seeds = [1, 2, 3]
const edits = 5
// All are held to a gap of 1e-8; HiGHS knows no gap, and takes its own default.
const gap = 1e-8
const highsTolerance = 1e-7
const peerSeconds = 20

/** Twenty factors, a budget, four groups, bounds; and the same with every fifth target changed, as by a hand that types. */
function problemsOf(shape: Shape, seed: number): ConvexProblem[] {
  const problem = convexProblem({ ...shape, seed, factors: 20, groups: 4 })
  return Array.from({ length: edits }, (_, edit) => ({
    ...problem,
    target: problem.target.map((t, j) => (j % edits === edit ? 1.01 * t : t)),
  }))
}

/** One solve after the other, told whether each succeeded. */
type Solve = () => boolean

/** What peers take as input is prepared for them before; ours takes the problem as it is. */
async function solverOf(side: Side, problems: readonly ConvexProblem[], ours: Ours): Promise<Solve> {
  if (side === 'ours') return oursOf(problems, ours, false)
  if (side === 'typing') return oursOf(problems, ours, true)
  // In units of a typical cost, which is where their absolute tolerances mean something.
  const models = problems.map((problem) => modelOf(problem, 1000))
  if (side === 'HiGHS') {
    const highs = await loadHighs()
    const data = inTurn(models.map(highsModelOf))
    return () => askHighs(highs, data(), highsTolerance, peerSeconds) !== null
  }
  const clarabel = await loadClarabel()
  const question = inTurn(models.map(questionOf))
  return () => askClarabel(clarabel, question(), gap) !== null
}

function oursOf(problems: readonly ConvexProblem[], { newSolver }: Ours, isTyping: boolean): Solve {
  const problem = inTurn(problems)
  const solve = newSolver(gap)
  let before: ConvexSolution | null = null
  return () => {
    const solution = solve(problem(), isTyping && before?.kind === 'optimal' ? { start: before } : {})
    before = solution
    return solution.kind === 'optimal' && solution.gap <= gap * Math.max(solution.objective, 1e-8)
  }
}

function inTurn<Item>(items: readonly Item[]): () => Item {
  let at = 0
  return () => items[at++ % items.length]!
}

/** Milliseconds of this process's own processor time, which other processes do not lengthen; NaN if a solve failed. */
function timeOf(solve: Solve, repeats: number): number {
  const start = process.cpuUsage()
  let solved = true
  for (let k = 0; k < repeats; k++) solved = solve() && solved
  const { user, system } = process.cpuUsage(start)
  return solved ? (user + system) / 1000 / repeats : NaN
}

/** Peers are asked where they answer within seconds and take this kind of problem. */
function isAsked(side: Side, { columns, form, impact }: Shape): boolean {
  if (side === 'ours' || side === 'typing') return true
  if (side === 'HiGHS' && (impact > 0 || columns > 500)) return false
  return form === 'factor' || columns <= 500
}

type Times = Readonly<Record<Side, number>>

// So many times all sides take turns, so that what else the machine does falls on all of them alike.
const rounds = 5
const turnMs = 60
const warmMs = 500

/** The median of each side's rounds; a side's round is as many solves as fill its turn. */
async function race(shape: Shape, seed: number, ours: Ours): Promise<Times> {
  const problems = problemsOf(shape, seed)
  const times: Record<Side, number[]> = { ours: [], typing: [], HiGHS: [], Clarabel: [] }
  const runners: { side: Side; solve: Solve; repeats: number }[] = []
  for (const side of sides) {
    if (!isAsked(side, shape)) continue
    const solve = await solverOf(side, problems, ours)
    const first = timeOf(solve, 1)
    // What takes this long is neither warmed nor repeated.
    if (!(first < warmMs)) {
      times[side].push(first)
      continue
    }
    timeOf(solve, Math.ceil(warmMs / first))
    runners.push({ side, solve, repeats: Math.max(1, Math.round(turnMs / timeOf(solve, 3))) })
  }
  for (let round = 0; round < rounds; round++)
    for (const { side, solve, repeats } of runners) times[side].push(timeOf(solve, repeats))
  return timesOf((side) => middle(times[side]))
}

const timesOf = (time: (side: Side) => number): Times => ({
  ours: time('ours'),
  typing: time('typing'),
  HiGHS: time('HiGHS'),
  Clarabel: time('Clarabel'),
})

/** The median of those that succeeded. */
function middle(times: readonly number[]): number {
  const solved = times.filter((time) => !Number.isNaN(time))
  return solved.length === 0 ? NaN : median(solved)
}

const figure = (ms: number): string =>
  Number.isNaN(ms) ? '–' : ms < 1 ? ms.toFixed(3) : ms < 10 ? ms.toFixed(2) : ms.toFixed(0)

const nameOf = ({ columns, form, impact }: Shape): string =>
  `${columns} ${form}${impact > 0 ? ', impact' : ''}`

async function hotRow(shape: Shape, ours: Ours): Promise<string[]> {
  const all: Times[] = []
  const isLarge = shape.columns > (shape.form === 'dense' ? 100 : 500)
  for (const seed of isLarge ? seeds.slice(0, 1) : seeds) all.push(await race(shape, seed, ours))
  const ratio = (side: Side, to: Side): string => figure(middle(all.map((times) => times[side] / times[to])))
  return [
    nameOf(shape),
    ...sides.map((side) => figure(middle(all.map((times) => times[side])))),
    ratio('HiGHS', 'ours'),
    ratio('Clarabel', 'ours'),
    ratio('HiGHS', 'typing'),
    ratio('Clarabel', 'typing'),
  ]
}

interface Firsts {
  readonly fresh: number // the first solve of the process
  readonly warmed: number // the first of its problem, once others have warmed the code
}

const warmers: readonly Shape[] = [0, 1].map((impact) => ({ columns: 60, form: 'factor', impact }))
// A rehearsal of the worker plans a hundred times, and each plan solves up to three times; half of them with impact.
const warmSolves = 150
// A compiler at work in the background falls on single solves: this many, and their median.
const firstSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** First solves in this process, which must have solved nothing yet. */
export async function firstsOf(side: Side, shape: Shape, bundle: string): Promise<Firsts> {
  // Loading the code, ours or theirs, is not counted.
  const ours = createRequire(import.meta.url)(bundle) as Ours
  const solvers: Solve[] = []
  for (const seed of [0, ...firstSeeds])
    solvers.push(await solverOf(side, problemsOf(shape, seed).slice(0, 1), ours))
  const warmUps: Solve[] = []
  for (const warmer of warmers)
    if (isAsked(side, warmer)) warmUps.push(await solverOf(side, problemsOf(warmer, 9), ours))
  const [first, ...others] = solvers.map((solve) => () => timeOf(solve, 1))
  const fresh = first!()
  for (const solve of warmUps) timeOf(solve, side === 'ours' ? warmSolves : edits)
  return { fresh, warmed: middle(others.map((time) => time())) }
}

/** The same, in a process of its own. */
function firstsApart(side: Side, shape: Shape, bundle: string): Firsts {
  const file = fileURLToPath(import.meta.url)
  const call = `
    const { runnerImport } = await import('vite')
    const { module } = await runnerImport(${JSON.stringify(file)}, { configFile: false, logLevel: 'error' })
    const firsts = await module.firstsOf(${JSON.stringify(side)}, ${JSON.stringify(shape)}, ${JSON.stringify(bundle)})
    process.stdout.write(JSON.stringify(firsts))`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', call], { encoding: 'utf8' })
  return JSON.parse(output, (_, value: unknown) => value ?? NaN) as Firsts
}

function firstRows(bundle: string): Record<keyof Firsts, string[][]> {
  const rows: Record<keyof Firsts, string[][]> = { fresh: [], warmed: [] }
  for (const shape of shapes.filter(({ form, columns }) => form === 'factor' && columns <= 500)) {
    const none: Firsts = { fresh: NaN, warmed: NaN }
    const all = (['ours', 'HiGHS', 'Clarabel'] as const).map((side) =>
      isAsked(side, shape) ? firstsApart(side, shape, bundle) : none,
    )
    for (const kind of ['fresh', 'warmed'] as const) {
      const times = all.map((firsts) => firsts[kind])
      rows[kind].push([
        nameOf(shape),
        ...times.map(figure),
        ...times.slice(1).map((time) => figure(time / times[0]!)),
      ])
    }
  }
  return rows
}

async function bundleIn(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(dirname(fileURLToPath(import.meta.url)), 'convexSteps.ts'),
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'convex.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return resolve(folder, 'convex.cjs')
}

const head = ['ours', 'HiGHS', 'Clarabel', 'HiGHS/ours', 'Clarabel/ours']

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join('node_modules', '.cache', 'bench-'))
  try {
    const bundle = await bundleIn(folder)
    const ours = createRequire(import.meta.url)(bundle) as Ours
    const hot: string[][] = []
    for (const shape of shapes) hot.push(await hotRow(shape, ours))
    const { fresh, warmed } = firstRows(bundle)
    return [
      'hot: code compiled, memory at hand, the same structure with targets changed from solve to solve; ours begins anew each',
      'time, typing at the answer before, which the peers have no use for; certified at a gap of 1e-8; milliseconds of processor',
      'time, sides in turn, medians over three seeds (one at 2,000, and dense at 500)',
      ...table([['holdings', 'ours', 'typing', ...head.slice(1), 'HiGHS/typing', 'Clarabel/typing'], ...hot]),
      'the first solve of a problem, set-up and memory included, in a process that has solved others: as a worker that was',
      'warmed up; theirs with WebAssembly compiled and their input prepared',
      ...table([['holdings', ...head], ...warmed]),
      'the first solve of a fresh process: nothing of ours is compiled yet',
      ...table([['holdings', ...head], ...fresh]),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
