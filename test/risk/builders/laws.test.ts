/** What holds of every builder: order, scale, limits, refusals; and of kept groups, target volatilities and drawn rows. */
import { describe, expect, test } from 'vitest'
import { build } from '../../../src/risk/builders/build.ts'
import { type Built, figuresOf, type Rule } from '../../../src/risk/builders/built.ts'
import { canHold } from '../../../src/risk/builders/clash.ts'
import type { BaseRecipe, Recipe } from '../../../src/risk/builders/recipe.ts'
import {
  addDraw,
  differenceOf,
  newDraws,
  type Resampling,
  spreadOf,
  universeOfRows,
} from '../../../src/risk/builders/resample.ts'
import { openLimits, type Universe } from '../../../src/risk/builders/universe.ts'
import { drawnRows } from '../../../src/lab/drawnRows.ts'
import { covarianceOf as sampleCovariance } from '../../../src/risk/sample.ts'
import { diceOf } from '../../laws/dice.ts'
import { normals } from '../draws.ts'
import { covarianceOf, limitsOf, missedBy, tempers, universeOf } from './matrices.ts'

const seeds = Array.from({ length: 36 }, (_, seed) => 500 + seed)

function subject(seed: number): Universe {
  const size = 3 + (seed % 14)
  const limits = seed % 3 === 0 ? openLimits(size) : limitsOf(size, seed)
  return universeOf(size, tempers[seed % tempers.length] ?? 'plenty', seed, limits)
}

function basesOf(size: number): readonly BaseRecipe[] {
  return [
    { kind: 'equal' },
    { kind: 'inverse-volatility' },
    { kind: 'equal-risk' },
    { kind: 'risk-budgets', budgets: Float64Array.from({ length: size }, (_, i) => i % 4) },
    { kind: 'minimum-variance' },
    { kind: 'maximum-diversification' },
    { kind: 'hierarchical-risk-parity', distance: 'distance-of-distances' },
    { kind: 'tracking-error', benchmark: Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0)) },
    { kind: 'mean-variance', choice: { kind: 'aversion', aversion: 3 } },
    { kind: 'mean-variance', choice: { kind: 'return', least: 0.04 } },
    { kind: 'mean-variance', choice: { kind: 'volatility', most: 0.2 } },
    { kind: 'maximum-sharpe', riskFree: 0.005 },
  ]
}

function recipesOf(size: number): readonly Recipe[] {
  const bases = basesOf(size)
  return [
    ...bases,
    ...bases.slice(0, 5).map((base): Recipe => ({ kind: 'target-volatility', base, volatility: 0.06, remainder: size - 1, hysteresis: 0, exposure: null })), // prettier-ignore
  ]
}

function largestGap(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0)
}

const nameOf = (recipe: Recipe): string => (recipe.kind === 'target-volatility' ? `${recipe.kind} of ${recipe.base.kind}` : recipe.kind) // prettier-ignore

test('limits are kept to twelve digits, and figures are those of the weights', () => {
  for (const seed of seeds) {
    const universe = subject(seed)
    for (const recipe of recipesOf(universe.size)) {
      const outcome = build(recipe, universe)
      expect([`${seed} ${nameOf(recipe)}`, outcome.kind]).not.toEqual([
        `${seed} ${nameOf(recipe)}`,
        'stalled',
      ])
      if (outcome.kind !== 'built') continue
      expect(missedBy(universe, outcome.weights)).toBeLessThanOrEqual(1e-12)
      expect(outcome).toMatchObject(figuresOf(universe, outcome.weights))
    }
  }
})

function permuted(universe: Universe, order: readonly number[]): Universe {
  const { size, covariance, means, lower, upper, groups } = universe
  const of = (values: Float64Array): Float64Array => Float64Array.from(order, (from) => values[from] ?? NaN)
  return {
    size,
    covariance: Float64Array.from({ length: size * size }, (_, at) => covariance[(order[Math.floor(at / size)] ?? 0) * size + (order[at % size] ?? 0)] ?? NaN), // prettier-ignore
    means: means && of(means),
    lower: of(lower),
    upper: of(upper),
    groups: groups.map((group) => ({
      ...group,
      members: group.members.map((i) => order.indexOf(i)).toSorted(),
    })),
  }
}

/** Not of scarce samples, whose least risk many portfolios share. */
const sure = seeds.filter(
  (seed) => !['singular', 'factors', 'twins'].includes(tempers[seed % tempers.length] ?? ''),
)

test('classes in another order have the same weights', () => {
  for (const seed of sure) {
    const universe = subject(seed)
    const order = diceOf(seed).shuffled([...universe.lower.keys()])
    for (const recipe of basesOf(universe.size)) {
      if (recipe.kind === 'hierarchical-risk-parity') continue
      const moved = (values: Float64Array): Float64Array =>
        Float64Array.from(order, (from) => values[from] ?? NaN)
      const other: BaseRecipe =
        recipe.kind === 'risk-budgets'
          ? { ...recipe, budgets: moved(recipe.budgets) }
          : recipe.kind === 'tracking-error'
            ? { ...recipe, benchmark: moved(recipe.benchmark) }
            : recipe
      const [one, two] = [build(recipe, universe), build(other, permuted(universe, order))]
      expect(two.kind).toBe(one.kind)
      if (one.kind !== 'built' || two.kind !== 'built') continue
      expect([seed, recipe.kind, largestGap(moved(one.weights), two.weights) < 1e-6]).toEqual([
        seed,
        recipe.kind,
        true,
      ])
    }
  }
})

test('the scale of the covariance changes no weights that means or a volatility have no part in', () => {
  for (const seed of sure) {
    const universe = subject(seed)
    const scaled = { ...universe, covariance: universe.covariance.map((value) => value * 37) }
    for (const recipe of basesOf(universe.size)) {
      if (recipe.kind === 'mean-variance' && recipe.choice.kind !== 'return') continue
      const [one, two] = [build(recipe, universe), build(recipe, scaled)]
      expect(two.kind).toBe(one.kind)
      if (one.kind !== 'built' || two.kind !== 'built') continue
      expect([seed, recipe.kind, largestGap(one.weights, two.weights) < 1e-6]).toEqual([
        seed,
        recipe.kind,
        true,
      ])
    }
  }
})

test('the same question has the same answer, bit for bit', () => {
  for (const seed of seeds.slice(0, 6))
    for (const recipe of recipesOf(subject(seed).size))
      expect(build(recipe, subject(seed))).toEqual(build(recipe, subject(seed)))
})

describe('limits that cannot hold', () => {
  /** The limits with one of the clashing rules taken back. */
  function without({ lower, upper, groups }: Universe, rules: readonly Rule[], gone: Rule | null) {
    const isKept = (kind: Rule['kind'], at: number): boolean =>
      rules.some(
        (rule) => rule !== gone && rule.kind === kind && ('class' in rule ? rule.class : rule.group) === at,
      )
    return {
      lower: lower.map((least, i) => (isKept('lower', i) ? least : 0)),
      upper: upper.map((most, i) => (isKept('upper', i) ? most : 1)),
      groups: groups.map((group, g) => ({
        ...group,
        lower: isKept('group-lower', g) ? group.lower : 0,
        upper: isKept('group-upper', g) ? group.upper : 1,
      })),
    }
  }

  test('are refused with rules of which each is needed', () => {
    let clashes = 0
    for (const seed of seeds) {
      const universe = subject(seed)
      const dice = diceOf(seed)
      const tight = {
        ...universe,
        lower: universe.lower.map((least) =>
          dice.chance(0.5) ? Math.min(1, least + 2 / universe.size) : least,
        ),
        upper: universe.upper.map((most) => (dice.chance(0.3) ? most * 0.3 : most)),
      }
      const outcome = build({ kind: 'equal' }, tight)
      if (outcome.kind !== 'boxes-clash') continue
      clashes += 1
      expect(canHold(tight.size, without(tight, outcome.rules, null))).toBe(false)
      for (const rule of outcome.rules)
        expect(canHold(tight.size, without(tight, outcome.rules, rule))).toBe(true)
    }
    expect(clashes).toBeGreaterThan(10)
  })

  test('name the two that contradict each other, of many', () => {
    const universe = {
      ...universeOf(5, 'plenty', 1, openLimits(5)),
      lower: Float64Array.of(0.1, 0.3, 0.3, 0, 0),
    }
    const groups = [
      { members: Int32Array.of(0, 1, 2), lower: 0, upper: 0.65 },
      { members: Int32Array.of(3, 4), lower: 0, upper: 0.3 },
    ]
    expect(build({ kind: 'equal-risk' }, { ...universe, groups })).toEqual({
      kind: 'boxes-clash',
      rules: [
        { kind: 'group-upper', group: 0 },
        { kind: 'group-upper', group: 1 },
      ],
    })
  })
})

describe('refusals', () => {
  const universe = universeOf(4, 'plenty', 3, openLimits(4))
  const cases: readonly (readonly [string, Recipe, Partial<Universe>])[] = [
    ['means-missing', { kind: 'maximum-sharpe', riskFree: 0 }, { means: null }],
    ['no-excess', { kind: 'maximum-sharpe', riskFree: 0.5 }, {}],
    ['return-unreachable', { kind: 'mean-variance', choice: { kind: 'return', least: 0.5 } }, {}],
    ['volatility-unreachable', { kind: 'mean-variance', choice: { kind: 'volatility', most: 1e-4 } }, {}],
    ['riskless', { kind: 'equal-risk' }, { covariance: new Float64Array(16) }],
    ['unusable', { kind: 'equal-risk' }, { covariance: new Float64Array(16).fill(NaN) }],
    ['unusable', { kind: 'risk-budgets', budgets: new Float64Array(4) }, {}],
    ['unusable', { kind: 'mean-variance', choice: { kind: 'aversion', aversion: 0 } }, {}],
    ['unusable', { kind: 'equal' }, { lower: Float64Array.of(-0.1, 0, 0, 0) }],
  ]
  test.each(cases)('%s', (kind, recipe, change) => {
    expect(build(recipe, { ...universe, ...change }).kind).toBe(kind)
  })
})

function builtOf(recipe: Recipe, universe: Universe): Built {
  const outcome = build(recipe, universe)
  if (outcome.kind !== 'built') throw new Error(JSON.stringify(outcome))
  return outcome
}

test('a riskless class and one without a budget get what their bounds ask and no more', () => {
  const covariance = covarianceOf(5, 'plenty', 9).map((value, at) =>
    Math.floor(at / 5) === 4 || at % 5 === 4 ? 0 : value,
  )
  const lower = Float64Array.of(0, 0, 0, 0, 0.07)
  const universe: Universe = { size: 5, covariance, means: null, ...openLimits(5), lower }
  for (const recipe of basesOf(5).slice(1, 7)) {
    if (recipe.kind === 'minimum-variance') continue
    expect(builtOf(recipe, universe).weights[4]).toBeCloseTo(0.07, 12)
  }
  const { weights, contributions } = builtOf(
    { kind: 'risk-budgets', budgets: Float64Array.of(0, 1, 2, 1, 5) },
    universe,
  )
  expect([weights[0], weights[4]]).toEqual([0, 0.07])
  expect(contributions[2]).toBeCloseTo(0.5, 9)
})

test('a formula within limits keeps the proportions of the classes that these leave free', () => {
  const lower = Float64Array.of(0.26, 0, 0, 0)
  const upper = Float64Array.of(1, 0.2, 0.2, 1)
  const { weights } = builtOf(
    { kind: 'equal' },
    { ...universeOf(4, 'plenty', 2, openLimits(4)), lower, upper },
  )
  expect(largestGap(weights, Float64Array.of(0.3, 0.2, 0.2, 0.3))).toBeLessThan(1e-12)
})

test('kept groups have equal risk of their own, and the others among themselves', () => {
  for (const seed of seeds.slice(0, 12)) {
    const groups = [
      { members: Int32Array.of(0, 1, 2), lower: 0.3, upper: 0.3 },
      { members: Int32Array.of(3, 4), lower: 0.25, upper: 0.25 },
    ]
    const universe = universeOf(8, 'plenty', seed, { ...openLimits(8), groups })
    const { contributions, weights } = builtOf({ kind: 'equal-risk' }, universe)
    expect(missedBy(universe, weights)).toBeLessThanOrEqual(1e-12)
    for (const [from, to] of [
      [0, 3],
      [3, 5],
      [5, 8],
    ] as const) {
      // prettier-ignore
      const cell = contributions.subarray(from, to)
      expect(Math.max(...cell) - Math.min(...cell)).toBeLessThan(1e-9)
    }
  }
})

describe('a target volatility', () => {
  /** Cash is the last class. */
  const covariance = covarianceOf(6, 'plenty', 21).map((value, at) =>
    Math.floor(at / 6) === 5 || at % 6 === 5 ? 0 : value,
  )
  const universe: Universe = { size: 6, covariance, means: null, ...openLimits(6) }
  const base: BaseRecipe = { kind: 'equal-risk' }
  const whole = builtOf(base, { ...universe, upper: Float64Array.of(1, 1, 1, 1, 1, 0) }).volatility
  const recipe = (share: number, more: object = {}): Recipe => ({ kind: 'target-volatility', base, volatility: share * whole, remainder: 5, hysteresis: 0.1, exposure: null, ...more }) // prettier-ignore

  test('with cash is met by the share that the volatilities ask for', () => {
    const { volatility, exposure, weights } = builtOf(recipe(0.6), universe)
    expect(volatility).toBeCloseTo(0.6 * whole, 10)
    expect(exposure?.share).toBeCloseTo(0.6, 10)
    expect(weights[5]).toBeCloseTo(0.4, 10)
  })

  test('stays put inside its hysteresis, and moves all the way outside it', () => {
    const at = (exposure: number) => builtOf(recipe(0.6, { exposure }), universe).exposure
    expect(at(0.6 * 1.099)).toMatchObject({ share: 0.6 * 1.099, isHeld: true })
    expect(at(0.6 * 0.901)).toMatchObject({ isHeld: true })
    expect(at(0.6 * 1.101)?.share).toBeCloseTo(0.6, 9)
    expect(at(0.6 * 0.899)).toMatchObject({ isHeld: false, isLimited: false })
  })

  test('borrows nothing, and says that it is out of reach', () => {
    expect(builtOf(recipe(1.5), universe).exposure).toEqual({ share: 1, isHeld: false, isLimited: true })
    const upper = Float64Array.of(1, 1, 1, 1, 1, 0.2)
    const { exposure, weights } = builtOf(recipe(0.5), { ...universe, upper })
    expect(exposure).toMatchObject({ isLimited: true })
    expect(weights[5]).toBeCloseTo(0.2, 10)
  })

  test('is met within boxes that bind, and with bonds as the remainder', () => {
    const upper = Float64Array.of(0.15, 0.15, 0.15, 0.15, 0.3, 1)
    expect(builtOf(recipe(0.5), { ...universe, upper }).volatility).toBeCloseTo(0.5 * whole, 9)
    const calm = covarianceOf(6, 'plenty', 21).map((value, at) => value * (Math.floor(at / 6) === 5 ? 0.1 : 1) * (at % 6 === 5 ? 0.1 : 1)) // prettier-ignore
    const bonds = builtOf(recipe(0.7), { ...universe, covariance: calm })
    expect(bonds.volatility).toBeCloseTo(0.7 * whole, 10)
  })
})

describe('rows drawn again', () => {
  const [rows, columns] = [250, 4]
  const normal = normals(77)
  const values = Float64Array.from(
    { length: rows * columns },
    (_, at) => 0.01 * (1 + (at % columns)) * normal(),
  )
  const study: Resampling = {
    sample: { rows, columns, values },
    stepsPerYear: 52,
    covarianceOf: sampleCovariance,
    means: null,
    limits: openLimits(columns),
    columns: [
      { kind: 'equal-risk' },
      { kind: 'minimum-variance' },
      { kind: 'fixed', weights: new Float64Array(columns).fill(1 / columns) },
    ],
  }
  const whole = universeOfRows(study, null)
  const drawn = (count: number, seed: number) => {
    const draws = newDraws(study)
    for (let draw = 0; draw < count; draw += 1) addDraw(study, whole, draws, drawnRows(seed, draw, rows, 5))
    return draws
  }

  test('are the same for a seed, another for another, and in blocks of the mean length', () => {
    expect(drawnRows(1, 3, rows, 5)).toEqual(drawnRows(1, 3, rows, 5))
    expect(drawnRows(1, 3, rows, 5)).not.toEqual(drawnRows(2, 3, rows, 5))
    const long = drawnRows(1, 0, 20000, 8)
    const breaks = long.filter((row, at) => at > 0 && row !== ((long[at - 1] ?? NaN) + 1) % 20000).length
    expect(20000 / breaks).toBeCloseTo(8, 0)
  })

  test('give intervals around what the whole sample says, narrower where less is estimated', () => {
    const draws = drawn(200, 5)
    const [risk, variance, fixed] = [0, 1, 2].map((column) => spreadOf(draws, column))
    const { weights, volatility } = builtOf({ kind: 'equal-risk' }, whole)
    weights.forEach((weight, i) => {
      expect(risk?.weights[i]?.low).toBeLessThan(weight)
      expect(risk?.weights[i]?.high).toBeGreaterThan(weight)
    })
    expect(risk?.volatility.low).toBeLessThan(volatility)
    const width = (spread: typeof risk): number =>
      (spread?.weights[0]?.high ?? NaN) - (spread?.weights[0]?.low ?? NaN)
    expect(width(variance)).toBeGreaterThan(width(risk))
    expect(width(fixed)).toBe(0)
    // A tenth of the volatilities apart is no noise; the least variance is not told from itself.
    expect(differenceOf(draws, 1, 2)).toMatchObject({ isTie: false })
    expect(differenceOf(draws, 1, 1)).toMatchObject({ isTie: true, ties: [true, true, true, true] })
  })

  test('count what could not be built', () => {
    const none = { ...study, columns: [{ kind: 'maximum-sharpe', riskFree: 0 }] as const }
    const draws = newDraws(none)
    addDraw(none, whole, draws, drawnRows(1, 0, rows, 5))
    expect(spreadOf(draws, 0)).toMatchObject({ refused: 1, volatility: { low: NaN, high: NaN } })
  })
})
