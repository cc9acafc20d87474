/** Recipes in a document's words: classes, limits and groups reach the builders, and their refusals come back by name. */
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import type { RecipeSettings } from '../../src/domain/recipe.ts'
import type { BuildAnswer, RiskFigures } from '../../src/domain/targetBuild.ts'
import { sentenceOfRefusedBuild } from '../../src/domain/targetBuildWords.ts'
import { targetsBuilt } from '../../src/engine/builtTargets.ts'
import { blankDocument } from '../../src/state/blank.ts'

function target(name: string, parent: string | null, weight: string): Portfolio['targets'][number] {
  return { class: name, name: '', parent, weight, band: null, location: null }
}

const document: Portfolio = {
  ...blankDocument('', '2026-11-20'),
  targets: [
    target('stocks', null, '0.55'),
    target('us', 'stocks', '0.6'),
    target('world', 'stocks', '0.4'),
    target('bonds', null, '0.4'),
    target('cash', null, '0.05'),
  ],
}

const estimates: RiskFigures = {
  classes: ['us', 'world', 'bonds'],
  volatility: ['0.16', '0.2', '0.05'],
  correlation: [
    ['1', '0.8', '0.1'],
    ['0.8', '1', '0.1'],
    ['0.1', '0.1', '1'],
  ],
}

const plain: RecipeSettings = { builder: { kind: 'inverse-volatility' }, groups: 'free', bounds: [] }

function built(settings: Partial<RecipeSettings>, figures: RiskFigures = estimates): BuildAnswer {
  return targetsBuilt({ document, settings: { ...plain, ...settings }, estimates: figures })
}

function weightsOf(answer: BuildAnswer): Readonly<Record<string, number>> {
  if (answer.outcome.kind !== 'built') throw new Error(answer.outcome.kind)
  const { weights } = answer.outcome.built
  return Object.fromEntries(answer.classes.map((name, at) => [name, weights[at] ?? 0]))
}

test('cash keeps its target, the others share the rest by 1 / volatility', () => {
  const weights = weightsOf(built({}))
  const sum = 1 / 0.16 + 1 / 0.2 + 1 / 0.05
  expect(weights['cash']).toBeCloseTo(0.05, 12)
  expect(weights['us']).toBeCloseTo((0.95 * (1 / 0.16)) / sum, 9)
  expect(weights['bonds']).toBeCloseTo((0.95 * (1 / 0.05)) / sum, 9)
})

test('the targets stand beside them with their own risk; nothing is held, so nothing is to trade', () => {
  const answer = built({})
  expect(answer.present).toBeNull()
  expect(answer.classes).toEqual(['bonds', 'cash', 'us', 'world'])
  expect(answer.targets.weights).toEqual([0.4, 0.05, 0.33, 0.22])
  expect(answer.targets.contributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
  expect(answer.targets.turnover).toBeNull()
})

test('groups that keep their weights do, and equal risk holds within them', () => {
  const weights = weightsOf(built({ builder: { kind: 'equal-risk' }, groups: 'keep' }))
  expect((weights['us'] ?? 0) + (weights['world'] ?? 0)).toBeCloseTo(0.55, 9)
  expect(weights['bonds']).toBeCloseTo(0.4, 9)
})

test('bounds of classes and groups hold', () => {
  const bounds = [
    { class: 'stocks', least: '0.5', most: '1' },
    { class: 'world', least: '0', most: '0.1' },
  ]
  const weights = weightsOf(built({ builder: { kind: 'minimum-variance' }, bounds }))
  expect((weights['us'] ?? 0) + (weights['world'] ?? 0)).toBeGreaterThan(0.5 - 1e-9)
  expect(weights['world']).toBeLessThan(0.1 + 1e-9)
})

test('limits that cannot hold together are named, and no other', () => {
  const bounds = [
    { class: 'stocks', least: '0.7', most: '1' },
    { class: 'bonds', least: '0.4', most: '1' },
    { class: 'world', least: '0', most: '0.3' },
  ]
  const { outcome } = built({ bounds })
  if (outcome.kind !== 'boxes-clash') throw new Error(outcome.kind)
  expect(sentenceOfRefusedBuild(outcome, (name) => name)).toMatch(
    /“(?:stocks|bonds)” at least \d+ %.* cannot hold together/u,
  )
  expect(outcome.rules.map((rule) => rule.class)).not.toContain('world')
})

test('correlations that contradict themselves are repaired, and that is said', () => {
  const contradicting = {
    ...estimates,
    correlation: [
      ['1', '0.9', '-0.9'],
      ['0.9', '1', '0.9'],
      ['-0.9', '0.9', '1'],
    ],
  }
  expect(built({}).isRepaired).toBe(false)
  expect(built({ builder: { kind: 'minimum-variance' } }, contradicting)).toMatchObject({
    isRepaired: true,
    outcome: { kind: 'built' },
  })
})

test('expected returns are needed for every class but cash', () => {
  const some = { kind: 'mean-variance', aversion: '4', means: { us: '0.07', bonds: '0.03' } } as const
  expect(built({ builder: some }).outcome).toEqual({ kind: 'means-missing' })
  const all = { ...some, means: { ...some.means, world: '0.08' } }
  expect(built({ builder: all }).outcome.kind).toBe('built')
})
