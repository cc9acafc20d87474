/** Experiments: what is filled in, what is refused and where, and the policies that a grid means. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import { policiesOf } from '../../src/domain/experiment.ts'
import { experimentOf } from '../../src/domain/experimentDecode.ts'
import { sentenceOf } from '../../src/domain/words.ts'
import { sound, twoClasses } from '../lab/experiments.ts'

test('what is absent has its default', () => {
  const { cost: _cost, lookEverySteps: _look, seed: _seed, ...bare } = twoClasses
  expect(sound(bare)).toMatchObject({
    seed: 0,
    lookEverySteps: 1,
    cost: null,
    tax: null,
    flowPerYear: '0',
    aversion: '4',
    baseline: 0,
  })
})

test('a grid is every trigger with every destination and look interval', () => {
  const grid = { band: 'lesser', trigger: ['0.05', '0.1'], destination: ['0', '1'], lookEverySteps: [1, 5] }
  const policies = policiesOf(sound({ ...twoClasses, policies: { grid, also: [{ name: 'never' }] } }))
  expect(policies.map((policy) => policy.name)).toEqual([
    'lesser 0.05 to 0 every 1',
    'lesser 0.05 to 0 every 5',
    'lesser 0.05 to 1 every 1',
    'lesser 0.05 to 1 every 5',
    'lesser 0.1 to 0 every 1',
    'lesser 0.1 to 0 every 5',
    'lesser 0.1 to 1 every 1',
    'lesser 0.1 to 1 every 5',
    'never',
  ])
  expect(policies[0]?.band).toEqual({ kind: 'lesser', absolute: '0.05', relative: '0.25' })
})

test('a baseline may be named; bands are laid out by class', () => {
  const policies = [{ name: 'five', band: { kind: 'relative', width: '0.25' } }, { name: 'never' }]
  const { baseline, halfWidths } = comparisonOf(sound({ ...twoClasses, policies, baseline: 'never' }))
  expect(baseline).toBe(1)
  expect(halfWidths).toEqual([[0.15, 0.1], null])
})

test('a class’s own band wins over that of any policy that has one', () => {
  const policies = [
    { name: 'five', band: { kind: 'absolute', width: '0.05' } },
    { name: 'costs', band: { kind: 'cost-aware' } },
    { name: 'never' },
  ]
  const bands = [null, { kind: 'relative', width: '0.5' }]
  const { halfWidths } = comparisonOf(sound({ ...twoClasses, policies, bands }))
  expect(halfWidths[0]).toEqual([0.05, 0.2])
  expect(halfWidths[1]?.[0]).toBeLessThan(0.05)
  expect(halfWidths.slice(1).map((each) => each?.[1] ?? null)).toEqual([0.2, null])
})

const market = twoClasses.market
const dates = ['2025-01-01', '2025-02-01', '2025-03-01']

test.each([
  ['no object', [], 'not-an-experiment '],
  ['a document', { evenkeel: 1 }, 'not-an-experiment '],
  ['a later version', { evenkeelExperiment: 2 }, 'newer-version evenkeelExperiment'],
  ['an unknown key', { colour: 'red' }, 'unknown-key colour'],
  ['a number for a decimal', { aversion: 4 }, 'wrong-type aversion'],
  ['an exponent', { aversion: '4e0' }, 'not-decimal aversion'],
  ['targets that miss', { targets: ['0.6', '0.3'] }, 'targets-below-one targets'],
  ['too few targets', { targets: ['1'] }, 'list-length targets'],
  ['too few bands', { bands: [null] }, 'list-length bands'],
  ['a negative band', { bands: [null, { kind: 'absolute', width: '-0.1' }] }, 'negative bands/1/width'],
  ['a class twice', { classes: ['stocks', 'stocks'] }, 'duplicate-id classes/1'],
  ['an unknown market', { market: { ...market, kind: 'tide' } }, 'unknown-kind market/kind'],
  ['half a year of years', { market: { ...market, years: '0.005' } }, 'too-small market/years'],
  ['a thousand years', { market: { ...market, years: '1000' } }, 'too-large market/years'],
  ['a fraction of a path', { market: { ...market, paths: 1.5 } }, 'wrong-type market/paths'],
  ['no path', { market: { ...market, paths: 0 } }, 'not-positive market/paths'],
  ['a mean too many', { market: { ...market, mean: ['0', '0', '0'] } }, 'list-length market/mean'],
  [
    'a negative volatility',
    { market: { ...market, volatility: ['-1', '0'] } },
    'negative market/volatility/0',
  ],
  [
    'a lopsided correlation',
    {
      market: {
        ...market,
        correlation: [
          ['1', '0.1'],
          ['0.2', '1'],
        ],
      },
    },
    'correlation-asymmetric market/correlation/1/0',
  ],
  ['wild tails', { market: { ...market, kind: 'student-t', degrees: '2' } }, 'too-small market/degrees'],
  [
    'no regime',
    { market: { kind: 'regimes', years: '1', stepsPerYear: 12, paths: 1, states: [], switchPerYear: '1' } },
    'list-empty market/states',
  ],
  [
    'days out of order',
    {
      market: {
        kind: 'history',
        prices: {
          dates: [...dates].reverse(),
          classes: [
            ['1', '1', '1'],
            ['1', '1', '1'],
          ],
        },
      },
    },
    'dates-unordered market/prices/dates/1',
  ],
  [
    'a price of nothing',
    {
      market: {
        kind: 'history',
        prices: {
          dates,
          classes: [
            ['1', '0', '1'],
            ['1', '1', '1'],
          ],
        },
      },
    },
    'not-positive market/prices/classes/0/1',
  ],
  [
    'blocks of less than a row',
    {
      market: {
        kind: 'bootstrap',
        prices: {
          dates,
          classes: [
            ['1', '1', '1'],
            ['1', '1', '1'],
          ],
        },
        meanBlock: '0.5',
        years: '1',
        paths: 1,
      },
    },
    'too-small market/meanBlock',
  ],
  ['a cost of everything', { cost: { oneWay: ['1', '0'] } }, 'out-of-range cost/oneWay/0'],
  ['no policy', { policies: [] }, 'list-empty policies'],
  ['a policy twice', { policies: [{ name: 'a' }, { name: 'a' }] }, 'duplicate-id policies/1/name'],
  [
    'a destination beyond the target',
    { policies: [{ name: 'a', destination: '1.5' }] },
    'out-of-range policies/0/destination',
  ],
  ['an unknown baseline', { baseline: 'nobody' }, 'unknown-baseline baseline'],
  ['a baseline beyond the last', { baseline: 6 }, 'unknown-baseline baseline'],
])('%s is refused where it stands', (_case, changes, expected) => {
  const whole = Array.isArray(changes) || 'evenkeel' in changes || 'evenkeelExperiment' in changes
  const read = experimentOf(whole ? changes : { ...twoClasses, ...changes })
  expect(read.ok ? [] : read.problems.map(({ kind, path }) => `${kind} ${path}`)).toContain(expected)
  for (const problem of read.ok ? [] : read.problems) expect(sentenceOf(problem)).toMatch(/^[A-Z“0-9].*[.]$/u)
})
