/** The form of built targets: a recipe comes back as the settings it was made with, and edits of the tree carry sets along. */
import { expect, test } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import type { Builder, RecipeSettings } from '../../../src/domain/recipe.ts'
import { targetSetProblems } from '../../../src/domain/targetSetsSoundness.ts'
import { blankDocument } from '../../../src/state/blank.ts'
import { formOf, settingsOf, withBound } from '../../../src/ui/targets/build/buildForm.ts'
import { removeClass, rename } from '../../../src/ui/targets/edits.ts'
import {
  withAnotherSet,
  withFirstRule,
  withFirstSets,
  withoutSet,
  withSets,
} from '../../../src/ui/targets/sets/setEdits.ts'

function target(name: string, weight: string): Portfolio['targets'][number] {
  return { class: name, name: '', parent: null, weight, band: null, location: null }
}

const document: Portfolio = {
  ...blankDocument('', '2026-11-20'),
  targets: [target('class-1', '0.5'), target('bonds', '0.4'), target('cash', '0.1')],
}

const builders: readonly Builder[] = [
  { kind: 'equal' },
  { kind: 'hierarchical-risk-parity', distance: 'distance-of-distances' },
  { kind: 'risk-budgets', budgets: { 'class-1': '0.7', bonds: '0.3' } },
  {
    kind: 'target-volatility',
    of: 'minimum-variance',
    volatility: '0.08',
    hysteresis: '0.2',
    remainder: 'bonds',
  },
  { kind: 'tracking-error', benchmark: { 'class-1': '0.6', bonds: '0.4' } },
  { kind: 'mean-variance', aversion: '3', means: { 'class-1': '0.07', bonds: '0.03' } },
  { kind: 'maximum-sharpe', riskFree: '0.02', means: { 'class-1': '0.07', bonds: '0.03' } },
]

test.each(builders)('a recipe of $kind opens with the settings that made it', (builder) => {
  const settings: RecipeSettings = {
    builder,
    groups: 'keep',
    bounds: [{ class: 'bonds', least: '0.1', most: '0.6' }],
  }
  const estimates = {
    source: 'risk' as const,
    estimator: null,
    from: null,
    to: null,
    returns: null,
    hash: `sha256:${'0'.repeat(64)}`,
    classes: [],
    volatility: [],
    correlation: [],
  }
  const built = { day: '2026-11-20', volatility: '0.1', diversification: '1', turnover: '0', weights: {} }
  const before = { ...document, recipe: { ...settings, estimates, built } }
  expect(settingsOf(before, formOf(before))).toEqual(settings)
})

test('a limit with both sides open is none, and one of a class that is gone is not asked for', () => {
  const limited = withBound(withBound(formOf(document), 'bonds', 'most', '0.3'), 'gone', 'least', '0.2')
  expect(settingsOf(document, limited).bounds).toEqual([{ class: 'bonds', least: '0', most: '0.3' }])
  expect(settingsOf(document, withBound(limited, 'bonds', 'most', null)).bounds).toEqual([])
})

test('sets begin sound, grow and shrink with their levels, and follow classes that are renamed or removed', () => {
  const begun = withSets(withFirstSets(document), withFirstRule(document))
  expect(targetSetProblems(begun)).toEqual([])
  const three = withSets(begun, withAnotherSet)
  expect(targetSetProblems(three)).toEqual([])
  expect(three.targetSets?.rule?.levels).toHaveLength(2)
  expect(withSets(three, withoutSet(0)).targetSets).toMatchObject({ inForce: 'off', rule: { levels: [{}] } })
  const renamed = rename(begun, 'class-1', 'Stocks')
  expect(renamed.targets[0]?.class).not.toBe('class-1')
  expect(targetSetProblems(renamed)).toEqual([])
  const removed = removeClass(begun, 'class-1')
  expect(removed.targetSets).toMatchObject({ rule: null })
  expect(Object.keys(removed.targetSets?.sets[1]?.weights ?? {})).toEqual(['bonds', 'cash'])
})
