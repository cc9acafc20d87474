/** The page says “indifferent” where the best changes with what nobody knows, and says when a question has to wait. */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { comparisonOf } from '../../../src/domain/comparison.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import type { Experiment } from '../../../src/domain/experiment.ts'
import { cellsOf, metricNames, type Sweep } from '../../../src/domain/labResult.ts'
import { riskOfKinds } from '../../../src/domain/riskPresets.ts'
import type { LabHearer } from '../../../src/state/lab.ts'
import { experimentOf, type LabQuestion } from '../../../src/ui/lab/experimentOf.ts'
import { cellsIn } from '../../../src/ui/lab/labGrid.ts'
import { heatOf } from '../../../src/ui/lab/heatSeries.ts'
import { metricOf } from '../../../src/ui/lab/labMetrics.ts'
import { nothingKept, usualSettings } from '../../../src/ui/lab/labSettings.ts'
import { Sensitivity } from '../../../src/ui/lab/Sensitivity.tsx'
import { portfolio } from '../../fixtures/plans.ts'

const risk = {
  aversion: '4',
  horizonYears: null,
  ...riskOfKinds([
    ['us-stock', 'us-stock'],
    ['intl-stock', 'intl-stock'],
    ['bond', 'bond'],
    ['coin', 'coin'],
  ]),
}
const document = { ...portfolio, risk }

function asked(): LabQuestion {
  const question = experimentOf(document, driftOf(document), {
    settings: usualSettings,
    kept: nothingKept,
    look: 'week',
  })
  if (question.kind !== 'ready') throw new Error(question.because)
  return question
}

const question = asked()

/** A sweep in which this cell loses least, without any doubt. */
function sweepWon(experiment: Experiment, best: number): Sweep {
  const { policies, baseline } = comparisonOf(experiment)
  const many = policies.length
  const of = metricNames.indexOf('lossBpPerYear')
  const means = new Float64Array(metricNames.length * many)
  for (let at = 0; at < many; at += 1) means[of * many + at] = 10 + Math.abs(at - best)
  const squares = new Float64Array(means.length)
  const references = policies.map((_, at) => at)
  const products = new Float64Array(metricNames.length * many * many)
  const tally = { count: 250, references, policies: many, means, squares, products }
  return { policies, baseline, tally, total: 250 }
}

const first = sweepWon(question.experiment, 3)
const heat = heatOf(first, question, 'lossBpPerYear')

/** The lab, when it is told to answer; `bestOf` says which cell is best in the next sweep. */
function labOf(bestOf: () => number) {
  const waiting: { readonly experiment: Experiment; readonly hear: LabHearer }[] = []
  return {
    ask: (experiment: Experiment, hear: LabHearer) => {
      waiting.push({ experiment, hear })
      hear.onWait?.()
      return () => undefined
    },
    answer: () => {
      const next = waiting.shift()
      if (next === undefined) return
      const sweep = sweepWon(next.experiment, bestOf())
      next.hear.onPart({ kind: 'cells', cells: cellsOf(sweep), sweep, done: 250, total: 250, leftMs: 0 })
      next.hear.onDone()
    },
  }
}

async function tried(bestOf: () => number): Promise<void> {
  if (heat === null) throw new Error('There is no picture.')
  const lab = labOf(bestOf)
  const metric = metricOf('lossBpPerYear')
  render(<Sensitivity {...{ document, question, heat, metric, places: 2, ready: true, ask: lab.ask }} />)
  await userEvent.click(screen.getByRole('button', { name: 'Try other suppositions' }))
  expect(screen.getByRole('status')).toHaveTextContent(
    'Waiting until the lab has done what was asked before.',
  )
  for (let at = 0; at < 3; at += 1)
    act(() => {
      lab.answer()
    })
}

test('where another policy is best under a shift, it says “indifferent” and by how much', async () => {
  let sweeps = 0
  await tried(() => (sweeps++ === 1 ? cellsIn(question.grid) - 1 : 3))
  expect(screen.getByRole('status')).toHaveTextContent(
    /^Indifferent\. What is best changes with what nobody knows \(1 of 3\)/u,
  )
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows).toHaveLength(4)
  expect(rows[2]).toHaveTextContent(/^All correlations 0\.9.+worse by [\d.]+/u)
})

test('where the best stays, it says so', async () => {
  await tried(() => 3)
  expect(screen.getByRole('status')).toHaveTextContent('The best stays the best')
})
