/** The risk model as it is edited: symmetric, in step with the targets, and gone where its class is gone. */
import { expect, test } from 'vitest'
import type { Portfolio } from '../../../src/domain/document.ts'
import { problemsOf } from '../../../src/domain/soundness.ts'
import type { RiskKind } from '../../../src/domain/riskPresets.ts'
import * as form from '../../../src/ui/risk/riskForm.ts'
import * as edits from '../../../src/ui/targets/edits.ts'
import { portfolio } from '../../fixtures/plans.ts'

const kinds = new Map<string, RiskKind>([
  ['us-stock', 'us-stock'],
  ['intl-stock', 'world-stock'],
  ['bond', 'bond'],
  ['coin', 'coin'],
])
const modelled = form.withRiskOf(portfolio, kinds)
const riskProblems = (document: Portfolio): readonly string[] =>
  problemsOf(document).flatMap((each) => (each.path.startsWith('risk') ? [each.kind] : []))

test('a model is about the leaves but cash, with usual terms', () => {
  expect(form.classesAtRisk(portfolio)).toEqual(['us-stock', 'intl-stock', 'bond', 'coin'])
  expect([...form.guessedKinds(portfolio).keys()]).toEqual(form.classesAtRisk(portfolio))
  expect(modelled.risk).toMatchObject({
    aversion: '4',
    horizonYears: '0.75',
    volatility: ['0.16', '0.16', '0.06', '0.75'],
  })
  expect(riskProblems(modelled)).toEqual([])
})

test('who holds mostly coins bears more', () => {
  const coins = portfolio.targets.map((each) => ({
    ...each,
    weight: each.class === 'coin' ? '0.6' : each.weight,
  }))
  expect(form.withRiskOf({ ...portfolio, targets: coins }, kinds).risk?.aversion).toBe('2')
})

test('a correlation is written in both halves', () => {
  const changed = form.withCorrelation(modelled, 2, 0, '-0.3').risk
  expect([changed?.correlation[2]?.[0], changed?.correlation[0]?.[2]]).toEqual(['-0.3', '-0.3'])
  expect(
    riskProblems(form.withCorrelation(form.withCorrelation(modelled, 0, 3, '-0.9'), 1, 3, '0.9')),
  ).toEqual(['correlation-indefinite'])
})

test('the model follows the targets: renamed, removed, divided, and matched where it cannot', () => {
  const renamed = edits.rename(edits.addClass(modelled, null), 'class-7', 'Gold')
  expect(form.mismatchOf(renamed)).toEqual({ missing: ['gold'], gone: [] })
  const whole = form.matched(renamed)
  expect(whole.risk?.volatility).toEqual(['0.16', '0.16', '0.06', '0.75', '0.16'])
  expect(riskProblems(whole)).toEqual([])
  const fewer = edits.removeClass(whole, 'bond')
  expect(fewer.risk?.classes).toEqual(['us-stock', 'intl-stock', 'coin', 'gold'])
  expect(fewer.risk?.correlation.map((row) => row.length)).toEqual([4, 4, 4, 4])
  expect(riskProblems(fewer)).toEqual([])
  const divided = edits.addClass(modelled, 'bond')
  expect(divided.risk?.classes).toEqual(['us-stock', 'intl-stock', 'class-7', 'coin'])
})
