/** Reading documents: defaults, every problem of shape with its path, and hostile input. */
import { expect, test } from 'vitest'
import { documentOf } from '../../src/domain/decode.ts'
import { emptyRecall } from '../../src/domain/memo.ts'
import { kindsIn, portfolio, problemsIn, sample, spoiled, type Json } from './sample.ts'

test('a small document is sound', () => expect(kindsIn(sample())).toEqual([]))

test('absent keys have the defaults of the contract', () => {
  const read = portfolio(sample())
  expect(read.instruments[0]).toEqual({
    id: 'AAA',
    name: '',
    currency: 'USD',
    price: '100',
    priceAsOf: null,
    step: '1',
    minTrade: '0',
    exposure: { stock: '1' },
    exclude: false,
    preference: 1,
    cost: {
      fixed: '0',
      perUnit: '0',
      rate: '0',
      min: '0',
      maxRate: null,
      halfSpread: '0',
      impact: null,
      pool: null,
      gas: '0',
    },
    washGroup: null,
  })
  expect(read.accounts[0]).toEqual({
    id: 'one',
    name: '',
    kind: 'taxable',
    cash: { USD: '1000' },
    reserve: '0',
    flow: '0',
    allowed: null,
    rules: [],
  })
  expect(read.lots[0]).toEqual({
    account: 'one',
    instrument: 'AAA',
    quantity: '60',
    acquired: null,
    unitCost: null,
  })
  expect(read.policy).toEqual({
    trigger: { any: [{ kind: 'band' }] },
    band: { kind: 'absolute', width: '0.05' },
    destination: '0.5',
    resolution: '0.001',
    scope: 'all',
    sides: 'both',
    cooldown: null,
    lastTraded: null,
    turnoverCap: null,
    maxTrades: null,
    sellsFirst: true,
  })
  expect([read.realised, read.conversion, read.risk, read.tax, read.name]).toEqual([[], {}, null, null, ''])
})

const missing = [
  'evenkeel',
  'baseCurrency',
  'asOf',
  'instruments',
  'accounts',
  'lots',
  'targets',
  'policy',
  'instruments/0/id',
  'instruments/0/currency',
  'accounts/0/id',
  'lots/1/account',
  'lots/1/instrument',
  'lots/1/quantity',
  'targets/1/class',
  'targets/1/weight',
  'policy/trigger',
  'policy/band',
  'policy/band/width',
]
test.each(missing)('%s is needed', (path) => {
  expect(kindsIn(spoiled(path, undefined))).toEqual([`missing-key ${path}`])
})

test('a missing price is a problem of its own', () => {
  expect(kindsIn(spoiled('instruments/0/price', undefined))).toEqual(['price-missing instruments/0/price'])
})

const wrong: readonly (readonly [string, Json, string])[] = [
  ['instruments', {}, 'wrong-type'],
  ['instruments/0', 'AAA', 'wrong-type'],
  ['instruments/0/id', 7, 'wrong-type'],
  ['instruments/0/id', '', 'not-an-id'],
  ['instruments/0/id', 'a\u0000b', 'not-an-id'],
  ['instruments/0/id', 'x'.repeat(201), 'not-an-id'],
  ['instruments/0/price', 100, 'wrong-type'],
  ['instruments/0/price', '1e2', 'not-decimal'],
  ['instruments/0/price', '1,000', 'not-decimal'],
  ['instruments/0/price', ' 1', 'not-decimal'],
  ['instruments/0/price', '', 'not-decimal'],
  ['instruments/0/price', '9'.repeat(41), 'not-decimal'],
  ['instruments/0/price', 'NaN', 'not-decimal'],
  ['instruments/0/priceAsOf', '2026-02-29', 'not-a-day'],
  ['instruments/0/exclude', 'true', 'wrong-type'],
  ['instruments/0/preference', 1.5, 'wrong-type'],
  ['instruments/0/exposure', [], 'wrong-type'],
  ['instruments/0/exposure/stock', '50%', 'not-decimal'],
  ['instruments/0/cost', [], 'wrong-type'],
  ['instruments/0/cost/fixed', '-', 'not-decimal'],
  ['instruments/0/cost/maxRate', true, 'wrong-type'],
  ['asOf', '20.11.2026', 'not-a-day'],
  ['asOf', null, 'wrong-type'],
  ['baseCurrency', 'usd', 'not-a-currency'],
  ['baseCurrency', '', 'not-a-currency'],
  ['rates/EUR', '1.1.1', 'not-decimal'],
  ['accounts/0/kind', 'pension', 'unknown-kind'],
  ['accounts/0/allowed', 'AAA', 'wrong-type'],
  ['accounts/0/rules', [{ instrument: 'AAA', do: 'never-sell' }], 'unknown-kind'],
  ['lots/0/acquired', '2021-3-1', 'not-a-day'],
  ['targets/0/band', { kind: 'wide', width: '0.1' }, 'unknown-kind'],
  ['targets/0/location', ['bank'], 'unknown-kind'],
  ['policy/band', { kind: 'narrow' }, 'unknown-kind'],
  ['policy/trigger', {}, 'unknown-kind'],
  ['policy/trigger', { any: [{ kind: 'moon' }] }, 'unknown-kind'],
  ['policy/trigger', { any: [{ kind: 'calendar', every: '3M' }] }, 'not-a-duration'],
  ['policy/scope', 'some', 'unknown-kind'],
  ['policy/sides', 'none', 'unknown-kind'],
  ['policy/destination', 'best', 'not-decimal'],
  ['policy/cooldown', 'P', 'not-a-duration'],
  ['policy/lastTraded', 'today', 'not-a-day'],
  ['policy/maxTrades', '3', 'wrong-type'],
  ['policy/maxTrades', 2.5, 'wrong-type'],
  ['policy/maxTrades', -1, 'negative'],
  ['policy/sellsFirst', 1, 'wrong-type'],
  ['evenkeel', '1', 'wrong-type'],
]
test.each(wrong)('%s as %j is %s', (path, value, kind) => {
  const [first, ...others] = problemsIn(spoiled(path, value))
  expect(others).toEqual([])
  expect(first?.kind).toBe(kind)
  expect(first?.path.startsWith(path)).toBe(true)
})

test('a faulty rule is named down to its key', () => {
  expect(kindsIn(spoiled('accounts/0/rules', [{ instrument: 'AAA', do: 'x' }]))).toEqual([
    'unknown-kind accounts/0/rules/0/do',
  ])
  expect(kindsIn(spoiled('policy/trigger', { any: [{ kind: 'drift', cap: 1 }] }))).toEqual([
    'wrong-type policy/trigger/any/0/cap',
  ])
})

test('every unknown key is listed, however deep, beside the other faults', () => {
  let json = spoiled('extra', '1')
  const add = (path: string, value: Json): void => {
    json = ((): Json => {
      const keys = path.split('/')
      const set = (node: Json, at: number): Json => {
        const key = keys[at] ?? ''
        if (Array.isArray(node))
          return node.map((item, index) => (String(index) === key ? set(item, at + 1) : item))
        const object = node as { [key: string]: Json }
        return { ...object, [key]: at === keys.length - 1 ? value : set(object[key] ?? {}, at + 1) }
      }
      return set(json, 0)
    })()
  }
  add('another', {})
  add('instruments/1/isin', 'X')
  add('instruments/0/cost/tax', '0')
  add('accounts/0/colour', 'red')
  add('policy/band/depth', '0.1')
  add('policy/trigger/any/0/often', true)
  add('asOf', 'tomorrow')
  const expected = [
    'extra',
    'another',
    'instruments/1/isin',
    'instruments/0/cost/tax',
    'accounts/0/colour',
    'policy/band/depth',
    'policy/trigger/any/0/often',
  ].map((path) => `unknown-key ${path}`)
  expect(kindsIn(json).sort()).toEqual([...expected, 'not-a-day asOf'].sort())
})

test('many unknown keys in one object are all listed', () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`key${at}`, at]))
  const kinds = kindsIn({ ...(sample() as object), ...many })
  expect(kinds.length).toBe(60)
  expect(kinds.every((each) => each.startsWith('unknown-key key'))).toBe(true)
})

test.each([null, 1, 'text', true, [], [{}], undefined])('%j is not a document', (json) => {
  expect(kindsIn(json)).toEqual(['not-a-document '])
})

test('a newer version is named, an impossible one is refused', () => {
  expect(kindsIn(spoiled('evenkeel', 2))).toEqual(['newer-version evenkeel'])
  expect(kindsIn(spoiled('evenkeel', 0))).toEqual(['wrong-type evenkeel'])
  expect(kindsIn(spoiled('evenkeel', 1.5))).toEqual(['wrong-type evenkeel'])
})

test('keys of the language itself are refused wherever they stand, and change nothing', () => {
  for (const at of ['', 'policy', 'rates', 'instruments/0/exposure', 'accounts/0/cash']) {
    const text = JSON.stringify(spoiled(at === '' ? 'x' : `${at}/x`, '1')).replace('"x":', '"__proto__":')
    const kinds = kindsIn(JSON.parse(text))
    expect(kinds).toEqual([`unknown-key ${at === '' ? '' : `${at}/`}__proto__`])
  }
  expect(Object.prototype).not.toHaveProperty('kind')
  expect(kindsIn(JSON.parse('{"constructor":{}}'))).toEqual(['unknown-key constructor'])
})

test('half of a character is no text, neither as a value nor as a key', () => {
  expect(kindsIn(spoiled('name', 'x\ud800'))).toEqual(['wrong-type name'])
  expect(kindsIn(spoiled('rates/\udc00', '1'))).toEqual(['wrong-type rates/\ufffd'])
})

test('a recall reads only what is new, tells trouble by its place in the whole, and gives the same document', () => {
  const recall = emptyRecall()
  const before = sample() as { [key: string]: Json[] }
  const whole = documentOf(before, recall)
  expect(whole).toEqual(documentOf(before))
  const lots = [...(before['lots'] ?? []), { account: 'one', instrument: 'AAA', quantity: '7' }]
  const after = documentOf({ ...before, lots }, recall)
  expect(after).toEqual(documentOf({ ...before, lots }))
  if (!whole.ok || !after.ok) throw new Error('the sample is sound')
  expect(after.value.lots[0]).toBe(whole.value.lots[0])
  const broken = documentOf({ ...before, lots: [...lots, { account: 'one', quantity: '7' }] }, recall)
  expect(broken.ok ? [] : broken.problems.map((each) => each.path)).toEqual(['lots/3/instrument'])
})

test('nesting without end is refused without recursion trouble', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as Json
  expect(problemsIn(spoiled('name', deep)).length).toBeGreaterThan(0)
  expect(documentOf(spoiled('targets/0/band', deep)).ok).toBe(false)
})

test('a text of a million characters is refused and quoted only in part', () => {
  const [first] = problemsIn(spoiled('instruments/0/price', '1'.repeat(1_000_000)))
  expect(first?.kind).toBe('not-decimal')
  expect(JSON.stringify(first).length).toBeLessThan(200)
})

test('what a document can hold but not say is kept: names, currencies and classes called like object members', () => {
  const json = spoiled('instruments/0/exposure', { toString: '1' })
  expect(kindsIn(json)).toEqual(['unclassified instruments/0/exposure/toString'])
  const cash = kindsIn(spoiled('accounts/0/cash', { HASOWN: '1' }))
  expect(cash).toEqual(['unknown-currency accounts/0/cash/HASOWN'])
})
