/** The timeline of a history: thinned without losing a peak, its trades read one by one, everything in the table and the lines. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { comparisonOf } from '../../../../src/domain/comparison.ts'
import { driftOf } from '../../../../src/domain/drift.ts'
import { riskOfKinds } from '../../../../src/domain/riskPresets.ts'
import { sweep } from '../../../../src/lab/sweep.ts'
import { tracesOf } from '../../../../src/lab/trace.ts'
import { replaceDoor } from '../../../../src/state/histories.ts'
import { experimentOf, type LabQuestion } from '../../../../src/ui/lab/experimentOf.ts'
import { heatOf } from '../../../../src/ui/lab/heatSeries.ts'
import { nothingKept, usualSettings } from '../../../../src/ui/lab/labSettings.ts'
import { thinned, timelineLines, timelineOf } from '../../../../src/ui/lab/timeline/timelineSeries.ts'
import { TimelineSection } from '../../../../src/ui/lab/timeline/TimelineSection.tsx'
import { historian } from '../../../../src/worker/historian.ts'
import { openHistoryDoor } from '../../../../src/worker/historyDoor.ts'
import { portfolio } from '../../../fixtures/plans.ts'
import { channelDial } from '../../../worker/channel.ts'

const names = ['us-stock', 'intl-stock', 'bond', 'coin'] as const
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
const dates = Array.from(
  { length: 60 },
  (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-28`,
)
const classes = names.map((_, i) => dates.map((_day, at) => String(1 + ((at * (i + 3)) % 7) / 10)))

function asked(): LabQuestion {
  const question = experimentOf(document, driftOf(document), {
    settings: { ...usualSettings, market: 'history' },
    kept: nothingKept,
    look: 'month',
    prices: { classes: names, stepsPerYear: 12, prices: { dates, classes } },
  })
  if (question.kind !== 'ready') throw new Error(question.because)
  return question
}

const question = asked()
const comparison = comparisonOf(question.experiment)
const { policies, baseline } = comparison
const best = heatOf(
  { policies, baseline, tally: sweep(comparison), total: 1 },
  question,
  'lossBpPerYear',
)?.best

beforeEach(() => {
  // Nothing is ever in sight here.
  vi.stubGlobal('IntersectionObserver', undefined)
  replaceDoor(openHistoryDoor(channelDial(historian())))
})
afterEach(() => {
  vi.unstubAllGlobals()
  replaceDoor(null)
})

test('a peak survives the thinning', () => {
  const line = thinned(5000, (step) => (step === 2345 ? 9 : step === 2346 ? -9 : Math.sin(step)))
  expect(line.length).toBeLessThan(1500)
  expect(line.map(({ value }) => value)).toEqual(expect.arrayContaining([9, -9]))
  expect(line.map(({ step }) => step)).toEqual(line.map(({ step }) => step).toSorted((a, b) => a - b))
  expect([line[0]?.step, line.at(-1)?.step]).toEqual([0, 4999])
})

test('strips hold bands and weights, and a line stands for each day', () => {
  const [own, never] = tracesOf(comparison, [question.present, question.never])
  if (own === undefined || never === undefined) throw new Error('There is no trace.')
  const of = {
    classes: question.experiment.classes,
    targets: question.experiment.targets.map(Number),
    halfWidths: comparison.halfWidths[question.present] ?? null,
    dates,
  }
  const series = timelineOf(own, never, of)
  expect(series.strips).toHaveLength(of.classes.length)
  for (const { line, low, high, band } of series.strips) {
    expect(line.every(({ value }) => value >= low - 1e-12 && value <= high + 1e-12)).toBe(true)
    expect((band?.[0] ?? 1) < (band?.[1] ?? 0)).toBe(true)
  }
  expect(series.trades.length).toBeGreaterThan(3)
  const lines = timelineLines(own, never, of)
  expect(lines).toHaveLength(dates.length + 1)
  expect(lines.filter((line) => line.includes('event'))).toHaveLength(
    series.trades.filter(({ did }) => did === 'event').length,
  )
})

test('the section says that one path proves nothing, and reads the trades by keys and as a table', async () => {
  if (best === undefined) throw new Error('There is no picture.')
  render(<TimelineSection document={document} question={question} best={best} />)
  const said = await screen.findAllByText(/on one path that is no proof of anything\.$/u)
  expect(said.length).toBeGreaterThan(0)
  const plot = screen.getByRole('slider', { name: 'Read the trades one by one' })
  plot.focus()
  await userEvent.keyboard('{Home}')
  expect(plot.getAttribute('aria-valuetext')).toMatch(
    /^20\d\d-\d\d-28: [\d.]+\u202f% turned over at [\d.]+ bp of cost/u,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Table' }))
  const table = screen.getByRole('table', { name: /every trade/u })
  expect(within(table).getAllByRole('row').length).toBeGreaterThan(3)
})
