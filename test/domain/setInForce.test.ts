/** Which target set is in force: a table of readings against levels, with hysteresis, and what a plan says of it. */
import { expect, test } from 'vitest'
import { driftOf } from '../../src/domain/drift.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import { setInForce, targetsInForce, withReading } from '../../src/domain/setInForce.ts'
import { notesOf, problemsOf } from '../../src/domain/soundness.ts'
import type { TargetSets } from '../../src/domain/targetSets.ts'
import { sentenceOf, sentenceOfNote } from '../../src/domain/words.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { blankDocument } from '../../src/state/blank.ts'

const three: TargetSets = {
  sets: [
    { id: 'calm', name: 'Calm', weights: {} },
    { id: 'wary', name: 'Wary', weights: { stocks: '0.5', bonds: '0.5' } },
    { id: 'storm', name: 'Storm', weights: { stocks: '0.2', bonds: '0.8' } },
  ],
  inForce: 'calm',
  rule: {
    signal: { kind: 'volatility', class: 'stocks' },
    levels: [
      { over: '0.2', back: '0.15' },
      { over: '0.3', back: '0.25' },
    ],
    reading: null,
  },
}

const reading = (value: string): NonNullable<TargetSets['rule']>['reading'] => ({
  value,
  day: '2026-11-20',
  source: '',
})

function setsFrom(inForce: string, value: string | null): TargetSets {
  const rule = three.rule && { ...three.rule, reading: value === null ? null : reading(value) }
  return { ...three, inForce, rule }
}

test.each([
  ['calm', null, 'calm', 'no-reading'],
  ['calm', '0.2', 'calm', 'stays'],
  ['calm', '0.2001', 'wary', 'over'],
  ['calm', '0.31', 'storm', 'over'],
  ['wary', '0.3', 'wary', 'stays'],
  ['wary', '0.15', 'wary', 'stays'],
  ['wary', '0.1499', 'calm', 'back'],
  ['storm', '0.25', 'storm', 'stays'],
  ['storm', '0.2499', 'wary', 'back'],
  ['storm', '0.1', 'calm', 'back'],
])('from %s a reading of %s puts %s in force (%s)', (before, value, after, why) => {
  const found = setInForce({ targetSets: setsFrom(before, value) })
  expect(found?.set.id).toBe(after)
  expect(found?.because.kind).toBe(why)
})

test('a new reading begins where the one before led to', () => {
  const first = withReading(three, { value: '0.22', day: '2026-11-01', source: '' })
  const second = withReading(first, { value: '0.17', day: '2026-11-20', source: '' })
  expect(second.inForce).toBe('wary')
  expect(setInForce({ targetSets: second })?.set.id).toBe('wary')
})

test('without a rule the set that was chosen is in force', () => {
  const chosen = { ...three, rule: null, inForce: 'storm' }
  expect(setInForce({ targetSets: chosen })).toMatchObject({
    set: { id: 'storm' },
    because: { kind: 'chosen' },
  })
})

const household: Portfolio = {
  ...blankDocument('', '2026-11-20'),
  instruments: ['stocks', 'bonds'].map((id) => ({
    id,
    name: '',
    currency: 'USD',
    price: '10',
    priceAsOf: null,
    step: '1',
    minTrade: '0',
    exposure: null,
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
  })),
  accounts: [
    { id: 'A', name: '', kind: 'taxable', cash: {}, reserve: '0', flow: '0', allowed: null, rules: [] },
  ],
  lots: [
    { account: 'A', instrument: 'stocks', quantity: '60', acquired: null, unitCost: null },
    { account: 'A', instrument: 'bonds', quantity: '40', acquired: null, unitCost: null },
  ],
  targets: [
    { class: 'stocks', name: 'Stocks', parent: null, weight: '0.6', band: null, location: null },
    { class: 'bonds', name: 'Bonds', parent: null, weight: '0.4', band: null, location: null },
  ],
}

test('off by default: a document without sets is the document it was', () => {
  expect(targetsInForce(household)).toBe(household.targets)
  expect(notesOf(household).filter(({ kind }) => kind === 'set-in-force')).toEqual([])
  const plain = rebalance(household)
  expect(rebalance({ ...household, targetSets: null })).toEqual({
    ...plain,
    documentHash: expect.not.stringMatching(plain.documentHash) as string,
  })
  expect(plain.status).toBe('hold')
})

test('the set in force sets the targets of drift and plan, and the plan says why', () => {
  const document = { ...household, targetSets: setsFrom('calm', '0.34') }
  expect(problemsOf(document)).toEqual([])
  expect(driftOf(document).rows.map((row) => [row.class, row.target.toFixed()])).toEqual([
    ['bonds', '0.8'],
    ['cash', '0'],
    ['stocks', '0.2'],
  ])
  const plan = rebalance(document)
  expect(plan.status).toBe('trade')
  expect(plan.rows.find((row) => row.class === 'stocks')?.target).toBe('0.2000000000')
  const [note] = plan.notes
  expect(note && sentenceOfNote(note)).toBe(
    '“Storm” is in force: the volatility of “Stocks”, 34 % on 2026-11-20, is above 30 %; before, it was “Calm”.',
  )
})

test('inside the hysteresis it says that it stays, and without a reading that there is none', () => {
  const says = (targetSets: TargetSets): string =>
    notesOf({ ...household, targetSets }).map(sentenceOfNote)[0] ?? ''
  expect(says(setsFrom('wary', '0.22'))).toBe(
    '“Wary” is in force: the volatility of “Stocks”, 22 % on 2026-11-20, is neither below 15 % nor above 30 %, so that it stays.',
  )
  expect(says(setsFrom('calm', null))).toBe(
    '“Calm” is in force: the volatility of “Stocks” has not been read yet.',
  )
  expect(says({ ...three, rule: null })).toBe('“Calm” is in force: it was chosen by hand.')
})

test.each([
  [{ ...three, sets: three.sets.slice(0, 1), rule: null }, 'targetSets/sets', 'list-length'],
  [{ ...three, inForce: 'none' }, 'targetSets/inForce', 'unknown-set'],
  [
    { ...three, sets: [...three.sets.slice(0, 2), { id: 'storm', name: '', weights: { gold: '1' } }] },
    'targetSets/sets/2/weights/gold',
    'unknown-target',
  ],
  [
    { ...three, sets: [...three.sets.slice(0, 2), { id: 'storm', name: '', weights: { stocks: '0.2' } }] },
    'targetSets/sets/2/weights',
    'targets-below-one',
  ],
  [
    { ...three, sets: three.sets.map((each) => ({ ...each, id: 'calm' })) },
    'targetSets/sets/1/id',
    'duplicate-id',
  ],
  [
    { ...three, rule: three.rule && { ...three.rule, levels: three.rule.levels.slice(0, 1) } },
    'targetSets/rule/levels',
    'list-length',
  ],
  [
    {
      ...three,
      rule: three.rule && {
        ...three.rule,
        levels: [
          { over: '0.2', back: '0.21' },
          { over: '0.3', back: '0.25' },
        ],
      },
    },
    'targetSets/rule/levels/0',
    'levels-crossed',
  ],
  [
    { ...three, rule: three.rule && { ...three.rule, signal: { kind: 'drawdown' as const, class: 'gold' } } },
    'targetSets/rule/signal/class',
    'unknown-target',
  ],
  [
    {
      ...three,
      rule: three.rule && { ...three.rule, reading: { value: '0.1', day: '2026-11-21', source: '' } },
    },
    'targetSets/rule/reading/day',
    'later-than-plan',
  ],
])('what makes no sense is a problem with its path (%#)', (targetSets, path, kind) => {
  const [first] = problemsOf({ ...household, targetSets })
  expect(first).toMatchObject({ path, kind })
  expect(first && sentenceOf(first)).toMatch(/\.$/)
})
