/** Histories as markets of the lab: every class needs prices, cash stands still, and one path never goes without its warning. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparisonOf } from '../../../../src/domain/comparison.ts'
import { driftOf } from '../../../../src/domain/drift.ts'
import type { Experiment } from '../../../../src/domain/experiment.ts'
import { riskOfKinds } from '../../../../src/domain/riskPresets.ts'
import { replaceDoor } from '../../../../src/state/histories.ts'
import { experimentOf, type LabQuestion } from '../../../../src/ui/lab/experimentOf.ts'
import { pricesFor, type ClassPrices } from '../../../../src/ui/lab/history/classPrices.ts'
import { OnePath } from '../../../../src/ui/lab/history/OnePath.tsx'
import { labStore, nothingKept, usualSettings, type MarketKind } from '../../../../src/ui/lab/labSettings.ts'
import { historian } from '../../../../src/worker/historian.ts'
import { openHistoryDoor } from '../../../../src/worker/historyDoor.ts'
import { sweeper } from '../../../../src/worker/sweeper.ts'
import type { Tally } from '../../../../src/domain/labResult.ts'
import { portfolio } from '../../../fixtures/plans.ts'
import { channelDial } from '../../../worker/channel.ts'

const names = ['us-stock', 'intl-stock', 'bond', 'coin'] as const
const document = {
  ...portfolio,
  risk: {
    aversion: '4',
    horizonYears: null,
    ...riskOfKinds([
      ['us-stock', 'us-stock'],
      ['intl-stock', 'intl-stock'],
      ['bond', 'bond'],
      ['coin', 'coin'],
    ]),
  },
}
const dates = Array.from(
  { length: 40 },
  (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-28`,
)
const given: ClassPrices = {
  classes: names,
  stepsPerYear: 12,
  prices: {
    dates,
    classes: names.map((_, i) => dates.map((_day, at) => String(1 + ((at * (i + 3)) % 7) / 10))),
  },
}

function asked(market: MarketKind, prices: ClassPrices | null): LabQuestion {
  const settings = { ...usualSettings, market }
  const question = experimentOf(document, driftOf(document), {
    settings,
    kept: nothingKept,
    prices,
    look: 'month',
  })
  if (question.kind !== 'ready') throw new Error(question.because)
  return question
}

/** What a thread of the lab finds on the one path. */
function tallyOf(experiment: Experiment): Tally {
  const answer = sweeper()({
    kind: 'run',
    comparison: comparisonOf(experiment),
    block: 0,
    done: 0,
    isShown: true,
  } as never)
  if (answer.kind !== 'ran' || answer.tally === null) throw new Error('nothing was found')
  return answer.tally
}

beforeEach(() => replaceDoor(openHistoryDoor(channelDial(historian()))))
afterEach(() => replaceDoor(null))

test('cash stands still, and a class without prices leaves no market', () => {
  const found = pricesFor(['cash', 'coin'], given)
  expect(found?.classes[0]).toEqual(dates.map(() => '1'))
  expect(found?.classes[1]).toEqual(given.prices.classes[3])
  expect(pricesFor(['us-stock', 'gold'], given)).toBeNull()
})

test.each(['history', 'bootstrap'] as const)(
  'a %s is made of the prices, with looks as often as before',
  (kind) => {
    const { experiment, hasPrices } = asked(kind, given)
    expect(hasPrices).toBe(true)
    expect(experiment.market).toMatchObject({ kind, stepsPerYear: 12, prices: { dates } })
    // A month is one row of these.
    expect(experiment.lookEverySteps).toBe(1)
    if (experiment.market.kind === 'bootstrap') expect(experiment.market.meanBlock).toBe('3')
  },
)

test('where a class has no prices the random walk is supposed, and says so', () => {
  const { experiment, hasPrices } = asked('history', { ...given, classes: ['gold', ...names.slice(1)] })
  expect([experiment.market.kind, hasPrices]).toEqual(['gbm', false])
})

test('one path has its warning, the figure that luck gives, and the way to many', async () => {
  labStore.setState({ settings: { ...usualSettings, market: 'history' } })
  const { experiment } = asked('history', given)
  const { policies, baseline } = comparisonOf(experiment)
  const sweep = { policies, baseline, tally: tallyOf(experiment), total: 1 }
  const part = { kind: 'cells', cells: [], sweep, done: 1, total: 1, leftMs: 0 } as const
  render(<OnePath experiment={experiment} sweep={{ heard: { experiment, part }, isFresh: true }} />)
  expect(screen.getByText('One history is one path.')).toBeInTheDocument()
  expect(await screen.findByText(/Of \d+ policies tried on it the best Sharpe ratio is/u)).toHaveTextContent(
    /by luck/u,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Resample it' }))
  expect(labStore.getState().settings.market).toBe('bootstrap')
})
