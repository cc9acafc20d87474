/** Tracking error: the figure itself, which classes it needs, and every fault that a stated risk can have. */
import { expect, test } from 'vitest'
import { riskModelOf } from '../../src/domain/covariance.ts'
import type { Decimal } from '../../src/domain/decimal.ts'
import { driftOf } from '../../src/domain/drift.ts'
import { classesWithoutRisk, trackingErrorOf } from '../../src/domain/trackingError.ts'
import { sentenceOf } from '../../src/domain/words.ts'
import { absent, caseOf } from '../golden/cases.ts'
import { kindsIn, portfolio, problemsIn, replaced, sample, spoiled, type Json } from './sample.ts'

const risk = (
  correlation: readonly (readonly string[])[],
  more: Readonly<Record<string, Json>> = {},
): Json => ({
  classes: ['stock', 'bond'],
  volatility: ['0.16', '0.06'],
  correlation: correlation.map((row) => [...row]),
  ...more,
})
const plain = risk([
  ['1', '0.2'],
  ['0.2', '1'],
])
const errorIn = (json: Json): Decimal | null => {
  const document = portfolio(json)
  return trackingErrorOf(document, driftOf(document).rows)
}

test('two classes: sqrt(d1^2 s1^2 + 2 d1 d2 s1 s2 rho + d2^2 s2^2)', () => {
  // 6,000 stock, 2,200 bond (at 1.1) and 1,000 cash of 9,200.
  const [stock, bond] = [6_000 / 9_200 - 0.6, 2_200 / 9_200 - 0.4]
  const square = (stock * 0.16) ** 2 + 2 * stock * bond * 0.16 * 0.06 * 0.2 + (bond * 0.06) ** 2
  expect(errorIn(spoiled('risk', plain))?.toNumber()).toBeCloseTo(Math.sqrt(square), 14)
})

interface Drifted {
  readonly w: readonly number[]
  readonly target: readonly number[]
  readonly vol: readonly number[]
  readonly corr: readonly (readonly number[])[]
}

test.skipIf(absent)('drift-01: the tracking error of four classes', () => {
  const [{ w, target, vol, corr }, expected] = caseOf('drift-01') as readonly [
    Drifted,
    { tracking_error: number },
  ]
  const names = w.map((_, at) => `c${at}`)
  const json: Json = {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: names.map((id) => ({ id, currency: 'USD', price: '1' })),
    accounts: [{ id: 'one' }],
    lots: names.map((instrument, at) => ({
      account: 'one',
      instrument,
      quantity: String((w[at] ?? 0) * 100),
    })),
    targets: names.map((name, at) => ({ class: name, weight: String(target[at]) })),
    policy: { trigger: { any: [{ kind: 'never' }] }, band: { kind: 'absolute', width: '0.05' } },
    risk: {
      classes: names,
      volatility: vol.map(String),
      correlation: corr.map((row) => row.map(String)),
    },
  }
  expect(Math.abs((errorIn(json)?.toNumber() ?? NaN) - expected.tracking_error)).toBeLessThan(1e-10)
})

test('the order in which risk lists its classes changes no digit', () => {
  const turned = {
    classes: ['bond', 'stock'],
    volatility: ['0.06', '0.16'],
    correlation: [
      ['1', '0.2'],
      ['0.2', '1'],
    ],
  }
  expect(errorIn(spoiled('risk', turned))?.toFixed()).toBe(errorIn(spoiled('risk', plain))?.toFixed())
})

test('opposite drifts of classes that move as one leave nothing', () => {
  const same = risk(
    [
      ['1', '1'],
      ['1', '1'],
    ],
    { volatility: ['0.1', '0.1'] },
  )
  const json = replaced(spoiled('risk', same), ['accounts', '0', 'cash', 'USD'], '0')
  expect(errorIn(json)?.toNumber()).toBeLessThan(1e-16)
  expect(riskModelOf(portfolio(json).risk ?? expect.unreachable()).rank).toBe(1)
})

test('factors give the covariance back', () => {
  const correlation = [
    ['1', '0.6', '0.2', '0'],
    ['0.6', '1', '0.3', '0.1'],
    ['0.2', '0.3', '1', '0.2'],
    ['0', '0.1', '0.2', '1'],
  ]
  const volatility = ['0.16', '0.18', '0.06', '0.15']
  const { factors, rank } = riskModelOf({
    aversion: '4',
    horizonYears: null,
    classes: ['a', 'b', 'c', 'd'],
    volatility,
    correlation,
  })
  expect(rank).toBe(4)
  for (let i = 0; i < 4; i += 1) {
    for (let j = 0; j < 4; j += 1) {
      let sum = 0
      for (let k = 0; k < rank; k += 1) sum += (factors[k * 4 + i] ?? 0) * (factors[k * 4 + j] ?? 0)
      expect(sum).toBeCloseTo(Number(correlation[i]?.[j]) * Number(volatility[i]) * Number(volatility[j]), 16)
    }
  }
})

test('without risk, or with a class that matters outside it, there is no figure', () => {
  expect(errorIn(sample())).toBeNull()
  const one = { classes: ['stock'], volatility: ['0.16'], correlation: [['1']] }
  expect(errorIn(spoiled('risk', one))).toBeNull()
  expect(classesWithoutRisk(portfolio(spoiled('risk', one)), 'held')).toEqual(['bond'])
})

test('a class without a target that nobody holds is needed only where a trade could lead to it', () => {
  const withGold = replaced(
    replaced(spoiled('risk', plain), ['targets', '2'], { class: 'gold', weight: '0' }),
    ['instruments', '2'],
    { id: 'GGG', currency: 'USD', price: '10', exposure: { gold: '1' } },
  )
  expect(errorIn(withGold)).not.toBeNull()
  expect(classesWithoutRisk(portfolio(withGold), 'held')).toEqual([])
  expect(classesWithoutRisk(portfolio(withGold), 'tradable')).toEqual(['gold'])
  const held = replaced(withGold, ['lots', '2'], { account: 'one', instrument: 'GGG', quantity: '1' })
  expect(classesWithoutRisk(portfolio(held), 'held')).toEqual(['gold'])
  expect(errorIn(held)).toBeNull()
})

const faults: readonly (readonly [string, Json, readonly string[]])[] = [
  ['a sound one', plain, []],
  [
    'aversion of nothing',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { aversion: '0' },
    ),
    ['not-positive risk/aversion'],
  ],
  [
    'a horizon of nothing',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { horizonYears: '0' },
    ),
    ['not-positive risk/horizonYears'],
  ],
  [
    'a negative volatility',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { volatility: ['0.1', '-0.1'] },
    ),
    ['negative risk/volatility/1'],
  ],
  [
    'no volatility at all',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { volatility: ['0', '0'] },
    ),
    [],
  ],
  [
    'cash',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { classes: ['stock', 'cash'] },
    ),
    ['risk-of-cash risk/classes/1'],
  ],
  [
    'a stranger',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { classes: ['stock', 'gold'] },
    ),
    ['unknown-class risk/classes/1'],
  ],
  [
    'a class twice',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { classes: ['stock', 'stock'] },
    ),
    ['duplicate-id risk/classes/1'],
  ],
  [
    'too few volatilities',
    risk(
      [
        ['1', '0'],
        ['0', '1'],
      ],
      { volatility: ['0.1'] },
    ),
    ['risk-length risk/volatility'],
  ],
  ['too few rows', risk([['1', '0']]), ['risk-length risk/correlation']],
  ['a short row', risk([['1', '0'], ['0']]), ['risk-length risk/correlation/1']],
  [
    'a diagonal that is not one',
    risk([
      ['1', '0'],
      ['0', '0.9'],
    ]),
    ['correlation-diagonal risk/correlation/1/1'],
  ],
  [
    'a correlation beyond one',
    risk([
      ['1', '1.1'],
      ['1.1', '1'],
    ]),
    ['correlation-range risk/correlation/0/1', 'correlation-range risk/correlation/1/0'],
  ],
  [
    'two opinions',
    risk([
      ['1', '0.2'],
      ['0.3', '1'],
    ]),
    ['correlation-asymmetric risk/correlation/1/0'],
  ],
  [
    'the same in other digits',
    risk([
      ['1', '0.2'],
      ['0.20', '1.0'],
    ]),
    [],
  ],
  [
    'moving as one',
    risk([
      ['1', '1'],
      ['1', '1'],
    ]),
    [],
  ],
  [
    'moving against each other',
    risk([
      ['1', '-1'],
      ['-1', '1'],
    ]),
    [],
  ],
]
test.each(faults)('%s', (_, value, expected) => {
  expect(kindsIn(spoiled('risk', value))).toEqual(expected)
  for (const problem of problemsIn(spoiled('risk', value)))
    expect(sentenceOf(problem)).toMatch(/^[A-Z“].*\.$/)
})

/** Three classes that all move against each other at more than one half cannot exist. */
const three = (each: string): Json =>
  replaced(
    replaced(spoiled('targets/1/weight', '0.3'), ['targets', '2'], { class: 'gold', weight: '0.1' }),
    ['risk'],
    {
      classes: ['stock', 'bond', 'gold'],
      volatility: ['0.1', '0.1', '0.1'],
      correlation: [
        ['1', each, each],
        [each, '1', each],
        [each, each, '1'],
      ],
    },
  )

test.each([
  ['-0.5', []],
  ['-0.500000001', ['correlation-indefinite risk/correlation']],
  ['-0.9', ['correlation-indefinite risk/correlation']],
  ['1', []],
])('three classes at %s to each other', (each, expected) => {
  expect(kindsIn(three(each))).toEqual(expected)
})

test('the trigger names the classes that it misses', () => {
  const trigger = { any: [{ kind: 'band' }, { kind: 'tracking-error', cap: '0.01' }] }
  const [missing, ...none] = problemsIn(spoiled('policy/trigger', trigger))
  expect(missing).toMatchObject({
    kind: 'risk-missing',
    path: 'policy/trigger/any/1',
    classes: ['bond', 'stock'],
  })
  expect(none).toEqual([])
  expect(missing && sentenceOf(missing)).toContain('missing: bond, stock')
  expect(kindsIn(replaced(spoiled('policy/trigger', trigger), ['risk'], plain))).toEqual([])
})
