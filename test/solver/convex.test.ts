/** The dual method on seeded problems: every answer proven, and every proof recomputed from the definition. */

import { expect, test } from 'vitest'
import { newTools } from '../../src/solver/dual/tools.ts'
import type { ConvexProblem } from '../../src/solver/convex.ts'
import { solveConvex } from '../../src/solver/convex.ts'
import { faultOf, rayMargin } from './convexOptimality.ts'
import { convexProblem } from './convexProblems.ts'
import type { Recipe } from './convexProblems.ts'

type Kind = Omit<Recipe, 'seed' | 'columns'>

const kinds: readonly Kind[] = [
  {},
  { impact: 1 },
  { form: 'diagonal' },
  { form: 'diagonal', impact: 1, lots: 3 },
  { form: 'dense' },
  { form: 'dense', impact: 1, lots: 2 },
  { quadratic: 1, lots: 2 },
  { lots: 4, impact: 1 },
  { pools: true },
  { pools: true, impact: 1, lots: 2 },
  { classes: 4 },
  { classes: 4, impact: 1 },
  { classes: 4, form: 'dense', lots: 3 },
  { classes: 6, form: 'diagonal' },
  { classes: 5, factors: 2, pools: true, lots: 2, impact: 1 },
  { form: 'diagonal', aversion: 0 },
]

const recipes = (kind: Kind, count: number): Recipe[] =>
  Array.from({ length: count }, (_, k) => ({ ...kind, seed: k + 1, columns: 5 + ((k * 7) % 50) }))

test.each(kinds.map((kind) => [JSON.stringify(kind), kind] as const))('solved: %s', (_, kind) => {
  const faults = recipes(kind, 12).flatMap((recipe) => {
    const problem = convexProblem(recipe)
    const fault = faultOf(problem, solveConvex(problem))
    return fault === null ? [] : [`${JSON.stringify(recipe)}: ${fault}`]
  })
  expect(faults).toEqual([])
})

test('most of many columns stay where they began, and are proven to', () => {
  for (const kind of [{}, { impact: 1 }, { idiosyncratic: 0.05 }, { groupWidth: 0.05, impact: 1 }] as const)
    for (const seed of [1, 2]) {
      const problem = convexProblem({ ...kind, seed, columns: 300, factors: 20, groups: 4 })
      const solution = solveConvex(problem)
      expect(faultOf(problem, solution)).toBeNull()
      if (solution.kind !== 'optimal') throw new Error('not solved')
      const still = solution.x.filter((x, j) => x === problem.cost.origin[j])
      expect(still.length).toBeGreaterThan(150)
    }
})

test('the same problem has the same answer, to the bit, also in memory that was used before', () => {
  const tools = newTools()
  for (const kind of kinds) {
    const problem = convexProblem({ ...kind, seed: 3, columns: 30 })
    const first = solveConvex(problem)
    solveConvex(convexProblem({ ...kind, seed: 4, columns: 30 }), { tools })
    expect(solveConvex(problem, { tools })).toEqual(first)
  }
})

test('the order of the columns changes nothing but rounding', () => {
  for (const kind of [{}, { impact: 1 }, { form: 'dense' }, { classes: 4 }] as const) {
    const problem = convexProblem({ ...kind, seed: 5, columns: 24 })
    const forth = solveConvex(problem)
    const back = solveConvex(reversed(problem))
    if (forth.kind !== 'optimal' || back.kind !== 'optimal') throw new Error('not solved')
    expect(Math.abs(back.objective - forth.objective)).toBeLessThan(1e-10 * forth.objective)
  }
})

/** The same problem with its columns in the opposite order. */
function reversed(problem: ConvexProblem): ConvexProblem {
  const { columns: n, rows, cost, exposure, curvature, target } = problem
  const turned = (x: Float64Array): Float64Array => x.slice().reverse()
  const turnedColumns = <C extends ConvexProblem['rows'] | NonNullable<ConvexProblem['exposure']>>(
    from: C,
  ): C => {
    const order = Array.from({ length: n }, (_, j) => n - 1 - j)
    const entries = order.map((j) => [from.start[j]!, from.start[j + 1]!] as const)
    const start = new Int32Array(n + 1)
    entries.forEach(([begin, end], j) => (start[j + 1] = start[j]! + end - begin))
    const picked = entries.flatMap(([begin, end]) => Array.from({ length: end - begin }, (_, p) => begin + p))
    return { ...from, start, index: Int32Array.from(picked, (p) => from.index[p]!), value: Float64Array.from(picked, (p) => from.value[p]!) } // prettier-ignore
  }
  const own = exposure === undefined
  return {
    ...problem,
    rows: turnedColumns(rows),
    ...(own ? {} : { exposure: turnedColumns(exposure) }),
    cost: {
      origin: turned(cost.origin),
      ...(cost.buy ? { buy: turned(cost.buy) } : {}),
      ...(cost.sell ? { sell: turned(cost.sell) } : {}),
      ...(cost.power ? { power: turned(cost.power) } : {}),
    },
    target: own ? turned(target) : target,
    curvature: own ? turnedCurvature(curvature, n) : curvature,
    lower: turned(problem.lower),
    upper: turned(problem.upper),
  }
}

function turnedCurvature(curvature: ConvexProblem['curvature'], n: number): ConvexProblem['curvature'] {
  if (curvature.kind === 'diagonal') return { ...curvature, diagonal: curvature.diagonal.slice().reverse() }
  if (curvature.kind === 'dense') return { ...curvature, matrix: curvature.matrix.slice().reverse() }
  const { factors: k, loadings, diagonal } = curvature
  const turned = loadings.map((_, p) => loadings[(n - 1 - Math.floor(p / k)) * k + (p % k)]!)
  return { ...curvature, loadings: turned, diagonal: diagonal.slice().reverse() }
}

test('a warm start reaches the same answer in fewer steps', () => {
  for (const kind of [{}, { impact: 1 }, { classes: 4 }, { form: 'dense' }] as const) {
    const cold = solveConvex(convexProblem({ ...kind, seed: 2, columns: 40 }))
    if (cold.kind !== 'optimal') throw new Error('not solved')
    const problem = convexProblem({ ...kind, seed: 2, columns: 40, aversion: 4.4 })
    const warm = solveConvex(problem, { start: cold })
    const anew = solveConvex(problem)
    expect(faultOf(problem, warm)).toBeNull()
    if (warm.kind !== 'optimal' || anew.kind !== 'optimal') throw new Error('not solved')
    expect(warm.steps).toBeLessThan(anew.steps)
    expect(Math.abs(warm.objective - anew.objective)).toBeLessThan(2e-10 * anew.objective)
  }
})

/** Four ways in which three groups, a budget and bounds cannot all hold. */
const clashes: readonly ((problem: ConvexProblem, low: Float64Array, high: Float64Array) => void)[] = [
  (_, low, high) => [low[1], high[1], low[2], high[2]] = [0.5, 0.6, 0.55, 0.6], // prettier-ignore
  (_, low, high) => [low[1], high[1]] = [2, 2], // prettier-ignore
  (problem, low, high) => {
    low.fill(-Infinity, 1)
    high.fill(0.05, 1)
    problem.upper.forEach((_, j) => (problem.upper[j] = j % 4 === 3 ? 0.0001 : problem.upper[j]!))
  },
  (problem, low, high) => {
    // The groups leave a hair less than what the columns outside of them cannot hold.
    const rest = problem.upper.reduce((sum, u, j) => sum + (j % 4 === 3 ? u : 0), 0)
    const each = (1 - rest) / 3 - 1e-5
    low.fill(-Infinity, 1)
    high.fill(each, 1)
  },
]

test.each(clashes.map((clash, at) => [at, clash] as const))(
  'impossible rows are proven so: clash %d',
  (_, clash) => {
    for (const kind of [{}, { impact: 1 }, { classes: 4 }, { form: 'dense' }, { idiosyncratic: 0 }] as const)
      for (const recipe of recipes(kind, 10)) {
        const plain = convexProblem(recipe)
        const low = plain.rows.low.slice()
        const high = plain.rows.high.slice()
        clash(plain, low, high)
        const problem = { ...plain, rows: { ...plain.rows, low, high } }
        const solution = solveConvex(problem)
        expect(solution.kind).toBe('infeasible')
        if (solution.kind === 'infeasible') expect(rayMargin(problem, solution.ray)).toBeGreaterThan(0)
      }
  },
)

test('bounds that cross name their column, and an open way down is found', () => {
  const problem = convexProblem({ seed: 1, columns: 8, form: 'diagonal', aversion: 0, groups: 0 })
  const lower = problem.lower.map((low, j) => (j === 5 ? 1 : low))
  expect(solveConvex({ ...problem, lower })).toMatchObject({ kind: 'infeasible', column: 5 })
  const open = {
    ...problem,
    lower: problem.lower.map(() => -Infinity),
    upper: problem.upper.map(() => Infinity),
    cost: { origin: problem.cost.origin, linear: problem.cost.origin },
  }
  expect(solveConvex(open).kind).toBe('unbounded')
})
