/** Built weights in the tree: families sum to one exactly, and what was changed by hand is noticed. */
import { expect, test } from 'vitest'
import { changedSince, recipeInForce, treeWeights, withBuiltTargets } from '../../src/domain/builtTargets.ts'
import { decimalOf, sumOf } from '../../src/domain/decimal.ts'
import type { Portfolio, Target } from '../../src/domain/document.ts'
import { blankDocument } from '../../src/state/blank.ts'

function target(name: string, parent: string | null, weight: string): Target {
  return { class: name, name: '', parent, weight, band: null, location: null }
}

const tree = [
  target('stocks', null, '0.6'),
  target('a', 'stocks', '0.7'),
  target('b', 'stocks', '0.3'),
  target('bonds', null, '0.4'),
]

const leaves = (weights: Record<string, number>): ReadonlyMap<string, number> =>
  new Map(Object.entries(weights))

test('absolute weights of leaves become shares of their parents', () => {
  const weights = treeWeights(tree, leaves({ a: 0.1, b: 0.3, bonds: 0.6 }))
  expect(Object.fromEntries(weights)).toEqual({ stocks: '0.4', a: '0.25', b: '0.75', bonds: '0.6' })
})

test('each family sums to one exactly, the largest remainders rounded up', () => {
  const flat = ['a', 'b', 'c'].map((name) => target(name, null, '0.3'))
  const weights = treeWeights(flat, leaves({ a: 1 / 3, b: 1 / 3, c: 1 / 3 }))
  expect([...weights.values()]).toEqual(['0.3334', '0.3333', '0.3333'])
  for (let n = 2; n < 60; n += 7) {
    const family = Array.from({ length: n }, (_, at) => target(`c${at}`, null, '0'))
    const odd = new Map(family.map((each, at) => [each.class, (at + 0.37) / 17]))
    const sum = sumOf([...treeWeights(family, odd).values()].map(decimalOf))
    expect(sum.toFixed()).toBe('1')
  }
})

test('a group that gets nothing keeps the shares within it', () => {
  const weights = treeWeights(tree, leaves({ a: 0, b: 0, bonds: 1 }))
  expect(Object.fromEntries(weights)).toEqual({ stocks: '0', a: '0.7', b: '0.3', bonds: '1' })
})

const built = (document: Portfolio): Portfolio =>
  withBuiltTargets(document, {
    settings: { builder: { kind: 'equal-risk' }, groups: 'free', bounds: [] },
    estimates: {
      source: 'risk',
      estimator: null,
      from: null,
      to: null,
      returns: null,
      hash: `sha256:${'0'.repeat(64)}`,
      classes: [],
      volatility: [],
      correlation: [],
    },
    classes: ['a', 'b', 'bonds', 'cash'],
    built: {
      weights: [0.1, 0.2, 0.6, 0.1],
      volatility: 0.08,
      contributions: [],
      diversification: 1.3,
      turnover: null,
    },
  })

test('cash gets a target where it is given weight, and the recipe holds until a weight is changed', () => {
  const document = built({ ...blankDocument('', '2026-11-20'), targets: tree })
  expect(document.targets.find((each) => each.class === 'cash')).toMatchObject({
    weight: '0.1',
    parent: null,
  })
  expect(recipeInForce(document)).toBe(document.recipe)
  const edited = {
    ...document,
    targets: document.targets.map((each) => (each.class === 'a' ? { ...each, weight: '0.5' } : each)),
  }
  expect(recipeInForce(edited)).toBeNull()
  expect(document.recipe && changedSince(edited, document.recipe)).toEqual(['a'])
  const without = { ...document, targets: document.targets.filter((each) => each.class !== 'bonds') }
  expect(document.recipe && changedSince(without, document.recipe)).toEqual(['bonds'])
})
