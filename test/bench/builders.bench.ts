/** Every builder at 10, 50 and 200 classes, with boxes and without: ours beside HiGHS and Clarabel where they can do it, one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundled } from 'vite'
import { pullOf } from '../../src/risk/builders/built.ts'
import type { Recipe } from '../../src/risk/builders/recipe.ts'
import { openLimits, type Universe } from '../../src/risk/builders/universe.ts'
import { limitsOf, universeOf } from '../risk/builders/matrices.ts'
import { budgetQuestion, loadPeers, type Peers, quadraticModel, ratioModel } from '../risk/builders/peers.ts'
import { askClarabel, questionOf } from '../solver/clarabel.ts'
import type { Model } from '../solver/convexModel.ts'
import { askHighs, highsModelOf } from '../solver/highsModel.ts'
import type * as steps from './builderSteps.ts'
import { median, table } from './statistics.ts'

const sizes = [10, 50, 200]
const tolerance = 1e-9
const peerSeconds = 1
const rounds = 3

interface Subject {
  readonly name: string
  readonly recipe: (universe: Universe) => Recipe
  readonly model?: (universe: Universe) => Model
}

const volatilities = ({ covariance, size }: Universe): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * (size + 1)] ?? NaN))
const benchmarkOf = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => (i === 0 ? 0.5 : 0.5 / (size - 1)))
const excess = (universe: Universe): Float64Array =>
  (universe.means ?? new Float64Array(0)).map((mean) => mean - 0.01)

const subjects: readonly Subject[] = [
  { name: 'equal', recipe: () => ({ kind: 'equal' }) },
  { name: 'inverse volatility', recipe: () => ({ kind: 'inverse-volatility' }) },
  { name: 'equal risk', recipe: () => ({ kind: 'equal-risk' }) },
  {
    name: 'risk budgets',
    recipe: ({ size }) => ({
      kind: 'risk-budgets',
      budgets: Float64Array.from({ length: size }, (_, i) => 1 + (i % 3)),
    }),
  },
  {
    name: 'hierarchical',
    recipe: () => ({ kind: 'hierarchical-risk-parity', distance: 'distance-of-distances' }),
  },
  {
    name: 'minimum variance',
    recipe: () => ({ kind: 'minimum-variance' }),
    model: (universe) => quadraticModel(universe, new Float64Array(universe.size)),
  },
  {
    name: 'maximum diversification',
    recipe: () => ({ kind: 'maximum-diversification' }),
    model: (universe) => ratioModel(universe, volatilities(universe)),
  },
  {
    name: 'tracking error',
    recipe: ({ size }) => ({ kind: 'tracking-error', benchmark: benchmarkOf(size) }),
    model: (universe) =>
      quadraticModel(
        universe,
        pullOf(universe.covariance, benchmarkOf(universe.size)).map((value) => -value),
      ),
  },
  {
    name: 'mean-variance',
    recipe: () => ({ kind: 'mean-variance', choice: { kind: 'aversion', aversion: 4 } }),
    model: (universe) =>
      quadraticModel(
        universe,
        (universe.means ?? new Float64Array(0)).map((mean) => -mean / 4),
      ),
  },
  {
    name: 'most mean for a volatility',
    recipe: () => ({ kind: 'mean-variance', choice: { kind: 'volatility', most: 0.15 } }),
  },
  {
    name: 'maximum Sharpe',
    recipe: () => ({ kind: 'maximum-sharpe', riskFree: 0.01 }),
    model: (universe) => ratioModel(universe, excess(universe)),
  },
  {
    name: 'target volatility of equal risk',
    recipe: ({ size }) => ({ kind: 'target-volatility', base: { kind: 'equal-risk' }, volatility: 0.1, remainder: size - 1, hysteresis: 0, exposure: null }), // prettier-ignore
  },
]

/** True where it answered. */
type Run = () => boolean

function runsOf(
  subject: Subject,
  universe: Universe,
  ours: typeof steps,
  peers: Peers,
): readonly (Run | null)[] {
  const recipe = subject.recipe(universe)
  const model = subject.model?.(universe)
  const data = model && highsModelOf(model)
  const isRisk =
    recipe.kind === 'equal-risk' && universe.groups.length === 0 && universe.upper.every((most) => most === 1)
  const question = model ? questionOf(model) : isRisk ? budgetQuestion(universe) : null
  return [
    () => ours.isBuilt(recipe, universe),
    // Its active sets take very long at 200 classes.
    data && universe.size <= 50 ? () => askHighs(peers.highs, data, tolerance, peerSeconds) !== null : null,
    question && (() => askClarabel(peers.clarabel, question, tolerance) !== null),
  ]
}

/** Milliseconds of this process's own processor time; NaN where there was no answer. */
function timeOf(run: Run, repeats: number): number {
  const start = process.cpuUsage()
  let answered = true
  for (let k = 0; k < repeats; k += 1) answered = run() && answered
  const { user, system } = process.cpuUsage(start)
  return answered ? (user + system) / 1000 / repeats : NaN
}

const turnMs = 30
/** What takes longer is run once. */
const longMs = 150

/** Medians of rounds in which all sides take turns. */
function race(runs: readonly (Run | null)[]): number[] {
  const firsts = runs.map((run) => (run ? timeOf(run, 1) : NaN))
  const repeats = firsts.map((first) => Math.max(1, Math.min(50, Math.round(turnMs / first))))
  const isLong = firsts.map((first) => !(first < longMs))
  runs.forEach((run, side) => run && !isLong[side] && timeOf(run, repeats[side] ?? 1))
  const times = Array.from({ length: rounds }, () =>
    runs.map((run, side) => (run && !isLong[side] ? timeOf(run, repeats[side] ?? 1) : (firsts[side] ?? NaN))),
  )
  return runs.map((_, side) => median(times.map((round) => round[side] ?? NaN)))
}

const figure = (value: number): string =>
  Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(2) : value.toFixed(0)

async function bundleIn(folder: string): Promise<string> {
  await bundled({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(dirname(fileURLToPath(import.meta.url)), 'builderSteps.ts'),
      target: 'node20',
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'builders.cjs', format: 'cjs', codeSplitting: false } },
    },
  })
  return resolve(folder, 'builders.cjs')
}

/** Milliseconds of processor time, by size ours, HiGHS, Clarabel. */
/** Both sides have solved others before they are timed, as in a page that has been open for a while. */
function warmUp(ours: typeof steps, peers: Peers): void {
  for (const size of [10, 50])
    for (const limits of [openLimits(size), limitsOf(size, size)])
      for (const subject of subjects)
        race(runsOf(subject, universeOf(size, 'plenty', 7, limits), ours, peers))
}

export async function run(): Promise<string[]> {
  const peers = await loadPeers()
  const folder = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.builders-'))
  try {
    const ours = createRequire(import.meta.url)(await bundleIn(folder)) as typeof steps
    warmUp(ours, peers)
    const lines: string[] = []
    for (const temper of ['plenty', 'scarce'] as const)
      for (const boxes of [false, true]) {
        const head = sizes.flatMap((size) => [`${size}: ours`, 'HiGHS', 'Clarabel'])
        const rows = subjects.map((subject) => [
          subject.name,
          ...sizes.flatMap((size) => {
            const universe = universeOf(size, temper, size, boxes ? limitsOf(size, size) : openLimits(size))
            return race(runsOf(subject, universe, ours, peers)).map(figure)
          }),
        ])
        lines.push(
          `${temper} observations, ${boxes ? 'boxes and groups' : 'long only'}`,
          ...table([['', ...head], ...rows]),
        )
      }
    return lines
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
