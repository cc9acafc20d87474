/** Faults of meaning: ids, references, sums, signs and ranges, each with its kind and path. */
import { expect, test } from 'vitest'
import { notesOf, unclassifiedInstruments } from '../../src/domain/soundness.ts'
import { kindsIn, portfolio, problemsIn, replaced, sample, spoiled, type Json } from './sample.ts'

const table: readonly (readonly [string, Json, readonly string[]])[] = [
  ['instruments/1/id', 'AAA', ['duplicate-id instruments/1/id', 'unknown-instrument lots/1/instrument']],
  ['instruments/1/currency', 'GBP', ['unknown-currency instruments/1/currency']],
  ['instruments/0/price', null, ['price-missing instruments/0/price']],
  ['instruments/0/price', '0', ['not-positive instruments/0/price']],
  ['instruments/0/price', '-5', ['not-positive instruments/0/price']],
  ['instruments/0/step', '0', ['not-positive instruments/0/step']],
  ['instruments/0/step', '-1', ['not-positive instruments/0/step']],
  ['instruments/0/minTrade', '-1', ['negative instruments/0/minTrade']],
  ['instruments/0/cost', { fixed: '-1' }, ['negative instruments/0/cost/fixed']],
  ['instruments/0/cost', { perUnit: '-1' }, ['negative instruments/0/cost/perUnit']],
  ['instruments/0/cost', { min: '-1' }, ['negative instruments/0/cost/min']],
  ['instruments/0/cost', { gas: '-1' }, ['negative instruments/0/cost/gas']],
  ['instruments/0/cost', { rate: '1.01' }, ['out-of-range instruments/0/cost/rate']],
  ['instruments/0/cost', { halfSpread: '-0.01' }, ['out-of-range instruments/0/cost/halfSpread']],
  ['instruments/0/cost', { maxRate: '2' }, ['out-of-range instruments/0/cost/maxRate']],
  ['instruments/0/exposure', { stock: '0.5' }, ['exposure-sum instruments/0/exposure']],
  ['instruments/0/exposure', {}, ['exposure-sum instruments/0/exposure']],
  ['instruments/0/exposure', { gold: '1' }, ['unclassified instruments/0/exposure/gold']],
  ['instruments/0/exposure', null, ['unclassified instruments/0']],
  [
    'instruments/0/exposure',
    { stock: '1.5', bond: '-0.5' },
    ['out-of-range instruments/0/exposure/stock', 'out-of-range instruments/0/exposure/bond'],
  ],
  ['accounts/1', { id: 'one' }, ['duplicate-id accounts/1/id']],
  ['accounts/0/reserve', '-1', ['negative accounts/0/reserve']],
  ['accounts/0/cash/GBP', '1', ['unknown-currency accounts/0/cash/GBP']],
  ['accounts/0/allowed', ['AAA', 'ZZZ'], ['unknown-instrument accounts/0/allowed/1']],
  [
    'accounts/0/rules',
    [{ instrument: 'ZZZ', do: 'hold' }],
    ['unknown-instrument accounts/0/rules/0/instrument'],
  ],
  ['lots/0/account', 'two', ['unknown-account lots/0/account']],
  ['lots/0/instrument', 'ZZZ', ['unknown-instrument lots/0/instrument']],
  ['lots/0/quantity', '-60', ['negative-quantity lots/0/quantity']],
  ['lots/0/unitCost', '-1', ['negative lots/0/unitCost']],
  ['rates/EUR', '0', ['not-positive rates/EUR']],
  ['rates/USD', '2', ['rate-of-base rates/USD']],
  ['conversion', { GBP: '0.1' }, ['unknown-currency conversion/GBP']],
  ['conversion', { EUR: '1.5' }, ['out-of-range conversion/EUR']],
  [
    'targets',
    [],
    [
      'unclassified instruments/0/exposure/stock',
      'unclassified instruments/1/exposure/bond',
      'targets-missing targets',
    ],
  ],
  ['targets/1/weight', '0.5', ['targets-exceed-one targets']],
  ['targets/1/weight', '0.3', ['targets-below-one targets']],
  ['targets/1/weight', '1.4', ['out-of-range targets/1/weight', 'targets-exceed-one targets']],
  ['targets/1/weight', '0.40011', ['targets-exceed-one targets']],
  ['targets/1/weight', '0.4001', []],
  ['targets/1/weight', '0.3999', []],
  ['targets/1/band', { kind: 'absolute', width: '-0.1' }, ['negative targets/1/band/width']],
  ['targets/1/parent', 'gone', ['unknown-parent targets/1/parent']],
  ['policy/trigger', { any: [] }, ['trigger-empty policy/trigger/any']],
  ['policy/trigger', { all: [] }, ['trigger-empty policy/trigger/all']],
  ['policy/trigger', { any: [{ kind: 'drift', cap: '-1' }] }, ['negative policy/trigger/any/0/cap']],
  ['policy/band', { kind: 'lesser', absolute: '0.1', relative: '-1' }, ['negative policy/band/relative']],
  ['policy/destination', '1.1', ['out-of-range policy/destination']],
  ['policy/resolution', '0', ['not-positive policy/resolution']],
  ['policy/turnoverCap', '-1', ['negative policy/turnoverCap']],
]
test.each(table)('%s as %j', (path, value, expected) => {
  const kinds = kindsIn(spoiled(path, value))
  expect(kinds.filter((each) => expected.includes(each)).sort()).toEqual([...expected].sort())
  if (expected.length === 0) expect(kinds).toEqual([])
})

const twoLevels = replaced(
  sample(),
  ['targets'],
  [
    { class: 'all', weight: '1' },
    { class: 'stock', parent: 'all', weight: '0.6' },
    { class: 'bond', parent: 'all', weight: '0.4' },
  ],
)

test('a family below the top is summed by itself and named by its parent', () => {
  expect(kindsIn(twoLevels)).toEqual([])
  const [problem] = problemsIn(replaced(twoLevels, ['targets', '2', 'weight'], '0.5'))
  expect(problem).toEqual({ kind: 'targets-exceed-one', path: 'targets/0', parent: 'all', sum: '1.1' })
})

test('an inner node holds no exposures', () => {
  expect(kindsIn(replaced(twoLevels, ['instruments', '0', 'exposure'], { all: '1' }))).toContain(
    'unclassified instruments/0/exposure/all',
  )
})

test('classes that stand under themselves are found, at any length of the circle', () => {
  const circle = replaced(
    sample(),
    ['targets'],
    [
      { class: 'stock', parent: 'bond', weight: '1' },
      { class: 'bond', parent: 'stock', weight: '1' },
      { class: 'self', parent: 'self', weight: '1' },
    ],
  )
  const kinds = kindsIn(circle)
  for (const at of [0, 1, 2]) expect(kinds).toContain(`target-cycle targets/${at}/parent`)
})

test('cash cannot be divided, yet may stand in a group', () => {
  const under = replaced(sample(), ['targets', '2'], { class: 'cash', weight: '0' })
  expect(kindsIn(under)).toEqual([])
  expect(kindsIn(replaced(under, ['targets', '1', 'parent'], 'cash'))).toContain(
    'cash-has-children targets/1/parent',
  )
})

test('an instrument held away needs neither price nor class', () => {
  const away = replaced(sample(), ['instruments', '0'], { id: 'AAA', currency: 'USD', exclude: true })
  expect(kindsIn(away)).toEqual([])
  expect(notesOf(portfolio(away))).toEqual([{ kind: 'set-aside', path: 'instruments/0', instrument: 'AAA' }])
})

test('old prices are noted, those of the day or later are not', () => {
  const dated = (day: string): unknown => notesOf(portfolio(spoiled('instruments/1/priceAsOf', day)))
  expect(dated('2026-11-19')).toEqual([
    { kind: 'price-stale', path: 'instruments/1', instrument: 'BBB', priceAsOf: '2026-11-19' },
  ])
  expect(dated('2026-11-20')).toEqual([])
  expect(dated('2026-11-21')).toEqual([])
})

test('instruments wait to be classified until every class of theirs is a leaf', () => {
  const waiting = (json: Json): string[] => unclassifiedInstruments(portfolio(json)).map((each) => each.id)
  expect(waiting(sample())).toEqual([])
  expect(waiting(spoiled('instruments/0/exposure', { stock: '0.5', gold: '0.5' }))).toEqual(['AAA'])
  expect(waiting(spoiled('instruments/0/exposure', { cash: '1' }))).toEqual([])
})
