/** Cost against tracking error: a line a destination, and on two driftless classes the closed forms say nearly what the lab finds. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../../src/domain/comparison.ts'
import type { Portfolio } from '../../../src/domain/document.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import { riskOfKinds } from '../../../src/domain/riskPresets.ts'
import { sweep } from '../../../src/lab/sweep.ts'
import { costSeriesOf } from '../../../src/ui/lab/costSeries.ts'
import { experimentOf, type LabQuestion } from '../../../src/ui/lab/experimentOf.ts'
import { nothingKept, usualSettings } from '../../../src/ui/lab/labSettings.ts'
import { portfolio } from '../../fixtures/plans.ts'

const risk = {
  aversion: '4',
  horizonYears: null,
  ...riskOfKinds([
    ['us-stock', 'us-stock'],
    ['bond', 'bond'],
  ]),
}
const target = { name: '', parent: null, band: null, location: null }
const two: Portfolio = {
  ...portfolio,
  accounts: portfolio.accounts.map((account) => ({ ...account, reserve: '0' })),
  targets: [
    { ...target, class: 'us-stock', weight: '0.6' },
    { ...target, class: 'bond', weight: '0.4' },
  ],
  policy: {
    ...portfolio.policy,
    trigger: { any: [{ kind: 'band' }] },
    band: { kind: 'absolute', width: '0.02' },
    destination: '0.5',
  },
  risk,
  tax: null,
}

function asked(document: Portfolio, market: 'gbm' | 'jump' = 'gbm'): LabQuestion {
  const settings = { ...usualSettings, market, paths: 40, mean: '0' }
  const question = experimentOf(document, driftOf(document), {
    settings,
    look: 'week',
    kept: nothingKept,
  })
  if (question.kind !== 'ready') throw new Error(`It lacks ${question.because}.`)
  return question
}

test('formulas and simulation agree to a tenth on two classes', () => {
  const question = asked(two)
  const comparison = comparisonOf(question.experiment)
  const { policies, baseline } = comparison
  const series = costSeriesOf(
    { policies, baseline, tally: sweep(comparison), total: 40 },
    question,
    question.present,
  )
  const line = series.lines.find(({ row }) => row.destination === '0.5')
  expect(series.lines).toHaveLength(5)
  expect(line?.dots.find((dot) => dot.isHere)?.isBest).toBe(true)
  const at = question.grid.triggers.indexOf('0.02')
  const [formula, dot] = [series.formula[at], line?.dots[at]]
  expect(Math.abs((formula?.x ?? 0) / (dot?.x.mean ?? 1) - 1)).toBeLessThan(0.1)
  expect(Math.abs((formula?.y ?? 0) / (dot?.y.mean ?? 1) - 1)).toBeLessThan(0.1)
})

test('formulas know no total of more classes, no jumps and no tax', () => {
  const lines = (question: LabQuestion): number => {
    const comparison = comparisonOf({
      ...question.experiment,
      market: { ...question.experiment.market, paths: 2, years: '1' } as LabQuestion['experiment']['market'],
    })
    const { policies, baseline } = comparison
    return costSeriesOf({ policies, baseline, tally: sweep(comparison), total: 2 }, question, 0).formula
      .length
  }
  expect(lines(asked(two))).toBeGreaterThan(5)
  expect(lines(asked(two, 'jump'))).toBe(0)
})
