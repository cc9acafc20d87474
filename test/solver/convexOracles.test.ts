/** Our objective beside those of independent solvers: never worse by more than one part in ten million. */

import { expect, test } from 'vitest'
import type { ConvexProblem, ConvexSolution } from '../../src/solver/convex.ts'
import { solveConvex } from '../../src/solver/convex.ts'
import { askClarabel, loadClarabel, questionOf } from './clarabel.ts'
import { modelOf, placesOf } from './convexModel.ts'
import { faultOf, missedWorth, objectiveAt } from './convexOptimality.ts'
import { convexProblem } from './convexProblems.ts'
import type { Recipe } from './convexProblems.ts'
import { loadHighs } from './highs.ts'
import { askHighs, highsModelOf } from './highsModel.ts'

const highs = await loadHighs()
const clarabel = await loadClarabel()

type Kind = Omit<Recipe, 'seed' | 'columns'>
type Ask = (problem: ConvexProblem, scale: number) => Float64Array | null

const byHighs: Ask = (problem, scale) => askHighs(highs, highsModelOf(modelOf(problem, scale)), 1e-9, 2)
const byClarabel: Ask = (problem, scale) => askClarabel(clarabel, questionOf(modelOf(problem, scale)), 1e-9)

type Comparison = 'no worse' | 'not compared' | `worse: ${string}`

function compare(recipe: Recipe, ask: Ask): Comparison {
  const problem = convexProblem(recipe)
  const ours: ConvexSolution = solveConvex(problem)
  const fault = faultOf(problem, ours)
  if (fault !== null || ours.kind !== 'optimal') return `worse: ${JSON.stringify(recipe)} ${fault}`
  // In units of the objective, so that their absolute tolerances mean the same in every problem.
  const theirs = ask(problem, 1 / Math.max(ours.objective, 1e-8))
  if (theirs === null) return 'not compared'
  const x = placesOf(problem, theirs)
  const objective = objectiveAt(problem, x)
  const worse = ours.objective - objective - missedWorth(problem, ours, x)
  if (worse <= 1e-7 * Math.max(objective, 1e-8)) return 'no worse'
  return `worse: ${JSON.stringify(recipe)} by ${worse / objective}`
}

const cases: readonly (readonly [string, Ask, Kind, number])[] = [
  ['HiGHS', byHighs, {}, 40],
  ['HiGHS', byHighs, { form: 'dense' }, 40],
  ['HiGHS', byHighs, { form: 'diagonal', lots: 2 }, 40],
  ['HiGHS', byHighs, { classes: 4 }, 40],
  ['HiGHS', byHighs, { classes: 5, form: 'dense', lots: 2 }, 40],
  ['HiGHS', byHighs, { quadratic: 1 }, 40],
  ['HiGHS', byHighs, { form: 'diagonal', aversion: 0 }, 40],
  ['HiGHS', byHighs, { form: 'diagonal', aversion: 0, lots: 3 }, 40],
  ['Clarabel', byClarabel, { impact: 1 }, 40],
  ['Clarabel', byClarabel, { form: 'dense', impact: 1 }, 40],
  ['Clarabel', byClarabel, { form: 'diagonal', impact: 1, lots: 2 }, 40],
  ['Clarabel', byClarabel, { classes: 4, impact: 1 }, 40],
  ['Clarabel', byClarabel, { classes: 5, form: 'dense', impact: 1, lots: 2 }, 40],
  ['Clarabel', byClarabel, { cost: 0, impact: 0.1, aversion: 40 }, 40],
  ['Clarabel', byClarabel, {}, 40],
]

test.each(cases.map(([name, ask, kind, count]) => [name, JSON.stringify(kind), ask, kind, count] as const))(
  'no worse than %s on %s',
  (_, __, ask, kind, count) => {
    const results = Array.from({ length: count }, (_, k) =>
      compare({ ...kind, seed: 100 + k, columns: 5 + (k % 12) * 2 }, ask),
    )
    expect(results.filter((each) => each.startsWith('worse'))).toEqual([])
    expect(results.filter((each) => each === 'no worse').length).toBeGreaterThan(0.9 * count)
  },
)
