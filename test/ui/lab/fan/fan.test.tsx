/** The fan on the page: asked after the sweep, told in one sentence and at each point, as a table and as lines. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { comparisonOf } from '../../../../src/domain/comparison.ts'
import { driftOf } from '../../../../src/domain/drift.ts'
import type { Experiment } from '../../../../src/domain/experiment.ts'
import { cellsOf } from '../../../../src/domain/labResult.ts'
import { riskOfKinds } from '../../../../src/domain/riskPresets.ts'
import { sweep as swept } from '../../../../src/lab/sweep.ts'
import { benchOf } from '../../../../src/lab/sweep.ts'
import type { LabHearer } from '../../../../src/state/lab.ts'
import { experimentOf, type LabQuestion } from '../../../../src/ui/lab/experimentOf.ts'
import { FanSection } from '../../../../src/ui/lab/fan/FanSection.tsx'
import { fanLines, fanSeriesOf } from '../../../../src/ui/lab/fan/fanSeries.ts'
import { heatOf, type HeatCell } from '../../../../src/ui/lab/heatSeries.ts'
import { nothingKept, usualSettings } from '../../../../src/ui/lab/labSettings.ts'
import { nextMark } from '../../../../src/ui/lab/ReadingPlot.tsx'
import { narrowed } from '../../../../src/ui/lab/shownPolicy.ts'
import { portfolio } from '../../../fixtures/plans.ts'

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
const settings = { ...usualSettings, years: '3', paths: 30 }

function asked(): LabQuestion {
  const question = experimentOf(document, driftOf(document), { settings, kept: nothingKept, look: 'week' })
  if (question.kind !== 'ready') throw new Error(question.because)
  return question
}

function bestOf(question: LabQuestion): HeatCell {
  const comparison = comparisonOf(question.experiment)
  const { policies, baseline } = comparison
  const found = heatOf({ policies, baseline, tally: swept(comparison), total: 30 }, question, 'lossBpPerYear')
  if (found === null) throw new Error('There is no picture.')
  return found.best
}

const question = asked()
const best = bestOf(question)
const few = narrowed(question, best.at)

/** The lab, at once. */
function answer(experiment: Experiment, hear: LabHearer): () => void {
  const comparison = comparisonOf(experiment, true)
  const { policies, baseline } = comparison
  const sweep = { policies, baseline, tally: benchOf(comparison).run(0, 30), total: 30 }
  hear.onPart({ kind: 'cells', cells: cellsOf(sweep), sweep, done: 30, total: 30, leftMs: 0 })
  hear.onDone()
  return () => undefined
}

// Nothing is ever in sight here.
beforeEach(() => void vi.stubGlobal('IntersectionObserver', undefined))
afterEach(() => void vi.unstubAllGlobals())

test('a few policies are asked about, never among them as the baseline', () => {
  const { policies, baseline } = comparisonOf(few.experiment)
  expect(policies).toHaveLength(few.places.own === few.places.best ? 2 : 3)
  expect(policies[baseline]?.name).toBe('never')
  const itself = narrowed({ ...question, present: question.never }, best.at)
  expect(itself.places.own).toBe(1)
})

test('nothing is asked while the sweep needs all threads; then the fan comes with its sentence, table and keys', async () => {
  const ask = (experiment: Experiment, hear: LabHearer): (() => void) => answer(experiment, hear)
  const props = { document, question, best, ask }
  const { rerender } = render(<FanSection {...props} ready={false} />)
  expect(screen.getByText('Drawn when the sweep above has ended.')).toBeInTheDocument()
  rerender(<FanSection {...props} ready />)
  expect(screen.getByText('30 paths, the same as above.')).toBeInTheDocument()
  const said =
    /^Your policy ends after 3 years between [\d.]+\s% (?:above|below) and .+ in nine of ten paths;/u
  expect(screen.getAllByText(said).length).toBeGreaterThan(0)
  const plot = screen.getByRole('slider', { name: 'Read the fan year by year' })
  plot.focus()
  await userEvent.keyboard('{End}')
  expect(plot.getAttribute('aria-valuetext')).toMatch(/^After 3 years: nine of ten paths from/u)
  await userEvent.click(screen.getByRole('button', { name: 'Table' }))
  const table = screen.getByRole('table', { name: /wealth beside never rebalancing/u })
  expect(within(table).getAllByRole('row').length).toBeGreaterThan(10)
})

test('percentiles rise, and a line stands for each point', () => {
  const comparison = comparisonOf(few.experiment, true)
  const { policies, baseline } = comparison
  const sweep = { policies, baseline, tally: benchOf(comparison).run(0, 30), total: 30 }
  const series = fanSeriesOf(sweep, few.places.own, 252)
  for (const { differences } of series?.points ?? [])
    expect([...differences]).toEqual([...differences].sort((a, b) => a - b))
  expect(series?.points[0]?.years).toBe(0)
  expect(series?.points.at(-1)?.years).toBeCloseTo(3, 9)
  expect(series === null ? [] : fanLines(series)).toHaveLength((series?.points.length ?? 0) + 1)
  expect(fanSeriesOf({ ...sweep, tally: benchOf(comparisonOf(few.experiment)).run(0, 2) }, 0, 252)).toBeNull()
})

test('keys go from mark to mark and stop at both ends', () => {
  expect(nextMark('ArrowRight', null, 5)).toBe(0)
  expect(nextMark('ArrowLeft', null, 5)).toBe(4)
  expect(nextMark('ArrowRight', 4, 5)).toBe(4)
  expect(nextMark('Home', 3, 5)).toBe(0)
  expect(nextMark('End', 3, 0)).toBeNull()
  expect(nextMark('x', 3, 5)).toBeNull()
})
