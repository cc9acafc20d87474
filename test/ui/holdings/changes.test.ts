/** Each change does its one thing, keeps lots, and leaves a document that is still sound. */
import { expect, test } from 'vitest'
import { problemsOf } from '../../../src/domain/soundness.ts'
import { suggestionFor } from '../../../src/state/tables.ts'
import * as accounts from '../../../src/ui/holdings/changes/accounts.ts'
import * as instruments from '../../../src/ui/holdings/changes/instruments.ts'
import * as positions from '../../../src/ui/holdings/changes/positions.ts'
import * as waiting from '../../../src/ui/holdings/changes/waiting.ts'
import { costPresets, idsIn, presetOf, withCosts } from '../../../src/ui/holdings/costPresets.ts'
import { instrument, sample } from './sample.ts'

test('one lot takes the quantity, several are left alone', () => {
  const document = sample()
  expect(positions.withQuantity(document, 'one', 'BBB', '9').lots[2]?.quantity).toBe('9')
  expect(positions.withQuantity(document, 'one', 'AAA', '9')).toBe(document)
  expect(positions.withQuantity(document, 'one', 'BBB', '8')).toBe(document)
  expect(positions.withQuantity(document, 'two', 'BBB', '3').lots.at(-1)).toMatchObject({
    account: 'two',
    quantity: '3',
  })
})

test('a symbol is found whatever its case, and a new one is written in capitals', () => {
  const document = sample()
  expect(positions.knownId(document, 'aaa')).toBe('AAA')
  expect(positions.knownId(document, 'vti')).toBe('VTI')
  expect(positions.knownId(document, 'My own fund')).toBe('My own fund')
})

test('a new position brings what the catalogue knows of it', () => {
  const document = positions.withPosition(sample(), 'one', 'bnd', suggestionFor)
  expect(document.instruments.at(-1)).toMatchObject({ id: 'BND', exposure: { bond: '1' }, step: '1' })
  expect(document.lots.at(-1)).toMatchObject({ account: 'one', instrument: 'BND', quantity: '0' })
  expect(positions.withPosition(document, 'one', 'BND', suggestionFor)).toBe(document)
})

test('removing a position keeps the instrument and the other accounts', () => {
  const document = positions.withoutPosition(sample(), 'one', 'AAA')
  expect(document.lots.map((lot) => `${lot.account} ${lot.instrument}`)).toEqual(['one BBB', 'two AAA'])
  expect(document.instruments).toHaveLength(3)
})

test('lots are replaced where they stood', () => {
  const lots = [{ account: 'one', instrument: 'AAA', quantity: '1', acquired: null, unitCost: null }]
  const document = positions.withLots(sample(), 'one', 'AAA', lots)
  expect(document.lots.map((lot) => `${lot.account} ${lot.instrument} ${lot.quantity}`)).toEqual([
    'one AAA 1',
    'one BBB 8',
    'two AAA 1',
  ])
})

test('renaming reaches lots, rules and lists', () => {
  const [first, second] = sample().accounts
  const document = sample({
    accounts: [{ ...first!, allowed: ['AAA'], rules: [{ instrument: 'AAA', do: 'hold' }] }, second!],
  })
  const renamed = instruments.renamed(document, 'AAA', 'ZZZ')
  expect(JSON.stringify(renamed)).not.toContain('"AAA"')
  expect(problemsOf(renamed)).toEqual([])
  expect(instruments.renamed(document, 'AAA', 'BBB')).toBe(document)
})

test('a typed price is of the plan’s day', () => {
  const document = { ...sample(), asOf: '2026-12-01' }
  expect(instruments.priced(document, 'AAA', '7').instruments[0]).toMatchObject({
    price: '7',
    priceAsOf: '2026-12-01',
  })
  expect(instruments.priced(document, 'AAA', null).instruments[0]).toMatchObject({
    price: null,
    priceAsOf: null,
  })
})

test('deleting an instrument leaves no trace that would be a problem', () => {
  expect(problemsOf(instruments.withoutInstrument(sample(), 'AAA'))).toEqual([])
})

test('accounts get ids of their own', () => {
  const document = accounts.withNewAccount(accounts.withNewAccount(sample(), 'Roth IRA'), 'Roth IRA')
  expect(document.accounts.slice(2).map((each) => each.id)).toEqual(['roth-ira', 'roth-ira-2'])
  expect(accounts.freeId(sample(), '✶')).toBe('account')
  expect(problemsOf(accounts.withoutAccount(document, 'one'))).toEqual([])
})

test('no cash of a foreign currency is no line', () => {
  expect(accounts.withCash(sample(), 'two', 'EUR', '0').accounts[1]?.cash).toEqual({})
  expect(accounts.withCash(sample(), 'two', 'USD', '0').accounts[1]?.cash).toEqual({ EUR: '10', USD: '0' })
})

test('what waits can be classified, held or set aside, and then nothing waits', () => {
  const waits = positions.withPosition(sample(), 'one', 'Odd thing', () => null)
  const priced = instruments.priced(waits, 'Odd thing', '1')
  expect(problemsOf(priced).map((problem) => problem.kind)).toEqual(['unclassified'])
  expect(problemsOf(instruments.classified(priced, 'Odd thing', 'bond'))).toEqual([])
  expect(problemsOf(instruments.excluded(priced, 'Odd thing'))).toEqual([])
  const held = waiting.held(priced, 'Odd thing')
  expect(problemsOf(held)).toEqual([])
  expect(held.accounts.map((each) => each.rules)).toEqual([
    [{ instrument: 'Odd thing', do: 'hold' }],
    [{ instrument: 'Odd thing', do: 'hold' }],
  ])
})

test('the first class of all is the whole, another begins with nothing', () => {
  const empty = waiting.withClass({ ...sample(), targets: [] }, 'stock', 'Stocks')
  expect(waiting.withClass(empty, 'bond', 'Bonds').targets.map((target) => target.weight)).toEqual(['1', '0'])
})

test('usual costs are recognised, changed ones are one’s own', () => {
  expect(presetOf(costPresets.ibkr.cost)).toBe('ibkr')
  expect(presetOf({ ...costPresets.ibkr.cost, min: '2' })).toBeNull()
})

test('costs are given to many as one change, without what is of one instrument alone', () => {
  const impact = { coefficient: '1', dailyVolatility: '0.01', dailyVolume: '1000000' }
  const costs = { ...costPresets.fund.cost, impact }
  const document = sample({
    instruments: [
      instrument('AAA', { cost: costPresets.ibkr.cost }),
      instrument('BBB', { exposure: { bond: '1' } }),
      instrument('CCC', { exposure: { stock: '0.6', bond: '0.4' } }),
      instrument('DDD', { exclude: true }),
    ],
  })
  expect(idsIn(document, { kind: 'free' })).toEqual(['BBB', 'CCC'])
  expect(idsIn(document, { kind: 'class', class: 'stock' })).toEqual(['AAA', 'CCC'])
  const changed = withCosts(document, idsIn(document, { kind: 'free' }), costs)
  expect(changed.instruments.map((each) => presetOf(each.cost))).toEqual(['ibkr', 'fund', 'fund', 'mutual'])
})
