/** The experiment asks about one's own portfolio: its targets, risk, costs and tax, with one's own policy among the others. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../../src/domain/comparison.ts'
import type { Band, Portfolio, Trigger } from '../../../src/domain/document.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import { policiesOf } from '../../../src/domain/experiment.ts'
import { experimentProblems } from '../../../src/domain/experimentSoundness.ts'
import { riskOfKinds } from '../../../src/domain/riskPresets.ts'
import { experimentOf, type Asked, type LabQuestion, type Lacking } from '../../../src/ui/lab/experimentOf.ts'
import { cellsIn, placeAt } from '../../../src/ui/lab/labGrid.ts'
import { shiftedMarket, shifts } from '../../../src/ui/lab/labMarket.ts'
import { nothingKept, usualSettings, type MarketKind } from '../../../src/ui/lab/labSettings.ts'
import { asksTheSame } from '../../../src/ui/lab/useQuestion.ts'
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
const risky: Portfolio = { ...portfolio, risk }
const usual: Asked = { settings: usualSettings, look: 'week', kept: nothingKept }

const ask = (document: Portfolio, asked: Partial<Asked> = {}): LabQuestion | Lacking =>
  experimentOf(document, driftOf(document), { ...usual, ...asked })

function ready(document: Portfolio, asked: Partial<Asked> = {}): LabQuestion {
  const question = ask(document, asked)
  if (question.kind !== 'ready') throw new Error(`It lacks ${question.because}.`)
  return question
}

const withPolicy = (change: Partial<Portfolio['policy']>): Portfolio => ({
  ...risky,
  policy: { ...risky.policy, ...change },
})
const byBand: Trigger = { any: [{ kind: 'band' }] }

test('targets, costs and aversion are the portfolio’s, and every class is expected to return the same', () => {
  const { experiment } = ready(risky)
  const at = (name: string): number => experiment.classes.indexOf(name)
  expect(new Set(experiment.classes)).toEqual(
    new Set(['us-stock', 'intl-stock', 'bond', 'coin', 'cash'].filter((name) => at(name) >= 0)),
  )
  expect(experiment.targets.reduce((sum, each) => sum + Number(each), 0)).toBeCloseTo(1, 12)
  expect(experiment.cost?.oneWay?.[at('coin')]).toBe('0.002')
  expect(experiment.cost?.oneWay?.[at('us-stock')]).toBe('0.0002')
  expect(Number(experiment.cost?.ticket)).toBeGreaterThan(0)
  expect(experiment.aversion).toBe('4')
  expect(new Set('mean' in experiment.market ? experiment.market.mean : [])).toEqual(new Set(['0.05']))
})

test.each(['gbm', 'student-t', 'jump', 'mean-reverting', 'regimes'] satisfies MarketKind[])(
  'the market %s is sound, also with everything shifted',
  (market) => {
    const { experiment } = ready(risky, { settings: { ...usualSettings, market } })
    expect(experiment.market.kind).toBe(market)
    expect(experimentProblems(experiment)).toEqual([])
    for (const shift of shifts) {
      const shifted = shiftedMarket(experiment.market, shift, 200)
      expect(shifted).not.toEqual(experiment.market)
      expect(experimentProblems({ ...experiment, market: shifted ?? experiment.market })).toEqual([])
    }
  },
)

test.each<[string, Band, string]>([
  ['usual points', { kind: 'absolute', width: '0.05' }, '0.05'],
  ['points of one’s own', { kind: 'absolute', width: '0.033' }, '0.033'],
  ['a share', { kind: 'relative', width: '0.22' }, '0.22'],
  ['both, with a ratio of one’s own', { kind: 'lesser', absolute: '0.06', relative: '0.2' }, '0.06'],
])('a band of %s has its place on the grid', (_, band, trigger) => {
  const question = ready(withPolicy({ trigger: byBand, band, destination: '0.6' }))
  const policy = policiesOf(question.experiment)[question.present]
  expect(policy?.band).toEqual(band)
  expect(policy?.destination).toBe('0.6')
  expect(question.present).toBeLessThan(cellsIn(question.grid))
  expect(question.grid.triggers).toContain(trigger)
})

test('a band by costs, and a policy without bands, stand beside the grid; the baseline never trades', () => {
  for (const policy of [
    { trigger: byBand, band: { kind: 'cost-aware' } as const },
    { trigger: { any: [{ kind: 'calendar', every: 'P3M', last: null }] } as const },
  ]) {
    const question = ready(withPolicy(policy))
    const policies = policiesOf(question.experiment)
    const cells = cellsIn(question.grid)
    expect(question.present).toBe(cells)
    expect(policies).toHaveLength(cells + 2)
    expect(policies[question.never]).toMatchObject({ band: null, calendarSteps: null })
    expect(question.experiment.baseline).toBe(question.never)
  }
})

test('a calendar beside a band counts in steps; where both must hold it is how often one looks', () => {
  const kinds = [{ kind: 'band' }, { kind: 'calendar', every: 'P3M', last: null }] as const
  const band = { kind: 'absolute', width: '0.05' } as const
  const any = ready(withPolicy({ trigger: { any: kinds }, band }))
  const all = ready(withPolicy({ trigger: { all: kinds }, band }))
  expect(policiesOf(any.experiment)[any.present]).toMatchObject({ calendarSteps: 63, lookEverySteps: null })
  expect(policiesOf(all.experiment)[all.present]).toMatchObject({ calendarSteps: null, lookEverySteps: 63 })
})

test('what was adopted before stays on the grid', () => {
  const { grid } = ready(risky, { kept: { triggers: ['0.044'], destinations: ['0.35'] } })
  expect(grid.triggers).toContain('0.044')
  expect(grid.rows.map(({ destination }) => destination)).toContain('0.35')
})

test('what is missing is named, and nothing is asked', () => {
  expect(ask(portfolio)).toMatchObject({ kind: 'lacking', because: 'risk' })
  expect(ask({ ...risky, targets: [] })).toMatchObject({ because: 'targets' })
  const partial = { ...risk, ...riskOfKinds([['us-stock', 'us-stock']]) }
  const lacking = ask({ ...portfolio, risk: partial })
  expect(lacking).toMatchObject({ because: 'classes' })
  expect(lacking.kind === 'lacking' ? lacking.classes : []).toContain('bond')
})

test('what the lab leaves out of a policy is said', () => {
  expect(ready(withPolicy({ destination: 'optimal', cooldown: 'P1M' })).apart).toEqual(
    expect.arrayContaining(['destination', 'limits']),
  )
})

test('on monthly prices a quarter is three steps, for looks and for the calendar', () => {
  const names = ready(risky).experiment.classes.filter((name) => name !== 'cash')
  const dates = Array.from(
    { length: 25 },
    (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`,
  )
  const level = dates.map((_, at) => String(100 + (at % 3)))
  const prices = { classes: names, prices: { dates, classes: names.map(() => level) }, stepsPerYear: 12 }
  const trigger = { any: [{ kind: 'band' }, { kind: 'calendar', every: 'P3M', last: null }] } as const
  const question = ready(withPolicy({ trigger, band: { kind: 'absolute', width: '0.05' } }), {
    settings: { ...usualSettings, market: 'history' },
    look: 'quarter',
    prices,
  })
  expect(question.experiment.market.kind).toBe('history')
  expect(question.experiment.lookEverySteps).toBe(3)
  expect(policiesOf(question.experiment)[question.present]?.calendarSteps).toBe(3)
})

test('down the picture may be how often one looks, at one’s own destination', () => {
  const settings = { ...usualSettings, axis: 'look' } as const
  const document = withPolicy({
    trigger: byBand,
    band: { kind: 'absolute', width: '0.05' },
    destination: '0.4',
  })
  const question = ready(document, { settings, look: 'month' })
  const { grid, present, experiment } = question
  expect(grid.rows.map(({ look }) => look)).toEqual(['day', 'week', 'month', 'quarter'])
  expect(placeAt(grid, present)).toEqual({ trigger: '0.05', destination: '0.4', look: 'month' })
  const policies = policiesOf(experiment)
  expect(policies[present]).toMatchObject({ lookEverySteps: 21, destination: '0.4' })
  expect(policies.slice(0, 4).map((policy) => policy.lookEverySteps)).toEqual([1, 5, 21, 63])
  expect(new Set(policies.map((policy) => policy.name)).size).toBe(policies.length)
})

test('on monthly prices looks that fall together are one row', () => {
  const names = ready(risky).experiment.classes.filter((name) => name !== 'cash')
  const dates = Array.from(
    { length: 25 },
    (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`,
  )
  const prices = { classes: names, prices: { dates, classes: names.map(() => dates.map(() => '1')) } }
  const settings = { ...usualSettings, axis: 'look', market: 'history' } as const
  const { grid } = ready(risky, { settings, look: 'week', prices: { ...prices, stepsPerYear: 12 } })
  expect(grid.rows.map(({ look }) => look)).toEqual(['week', 'quarter'])
})

test('own bands of classes and money that comes in go into the experiment; bands of families are left out, and said', () => {
  const band = { kind: 'relative', width: '0.5' } as const
  const targets = risky.targets.map((target) => (target.class === 'coin' ? { ...target, band } : target))
  const document = { ...risky, targets }
  const total = driftOf(document).total
  const settings = { ...usualSettings, flow: '-1200' }
  const { experiment, apart } = ready(document, { settings })
  const at = experiment.classes.indexOf('coin')
  expect(experiment.bands?.[at]).toEqual(band)
  expect(experiment.bands?.filter((each) => each !== null)).toHaveLength(1)
  expect(comparisonOf(experiment).halfWidths[0]?.[at]).toBeCloseTo(0.5 * Number(experiment.targets[at]), 12)
  expect(Number(experiment.flowPerYear)).toBeCloseTo(-1200 / total.toNumber(), 12)
  expect(apart).not.toContain('family-bands')
  const parents = new Set(targets.map(({ parent }) => parent))
  const families = targets.map((target) => (parents.has(target.class) ? { ...target, band } : target))
  if (parents.size > 1) expect(ready({ ...risky, targets: families }).apart).toContain('family-bands')
})

test('a calendar goes where band and destination say, and no band opens it; “always” is a calendar of every look', () => {
  const calendar = ready(withPolicy({ trigger: { any: [{ kind: 'calendar', every: 'P3M', last: null }] } }))
  expect(policiesOf(calendar.experiment)[calendar.present]).toMatchObject({
    byBand: false,
    calendarSteps: 63,
    band: risky.policy.band,
  })
  const always = ready(withPolicy({ trigger: { any: [{ kind: 'always' }] } }))
  expect(policiesOf(always.experiment)[always.present]).toMatchObject({ byBand: false, calendarSteps: 1 })
})

test('the same question is known without reading prices', () => {
  const one = ready(risky).experiment
  expect(asksTheSame(one, ready(risky).experiment)).toBe(true)
  expect(asksTheSame(one, { ...one, seed: 8 })).toBe(false)
  const dates = ['2020-01-01', '2020-02-01', '2020-03-01']
  const market = (level: string) =>
    ({ kind: 'history', stepsPerYear: 12, prices: { dates, classes: [[level, level, level]] } }) as const
  const first = market('1')
  expect(asksTheSame({ ...one, market: first }, { ...one, market: { ...first } })).toBe(true)
  expect(asksTheSame({ ...one, market: first }, { ...one, market: market('1') })).toBe(false)
})
