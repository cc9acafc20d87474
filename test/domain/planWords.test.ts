/** A sentence for every reason, every skipped order, everything that opens a plan, and its certificate. */
import { expect, test } from 'vitest'
import type { Fired, Reason, Skipped, SkipReason } from '../../src/domain/plan.ts'
import {
  percentText,
  sentenceOfCertificate,
  sentenceOfFired,
  sentenceOfReason,
  sentenceOfSkip,
  sentencesOfFired,
} from '../../src/domain/planWords.ts'

const names = { class: (id: string) => `Class ${id}`, account: (id: string) => `Account ${id}` }

const reasons: readonly (readonly [Reason, string])[] = [
  [
    { kind: 'overweight', class: 'us', from: '0.6724', to: '0.62' },
    'Brings Class us down from 67.2 % to 62.0 %.',
  ],
  [
    { kind: 'underweight', class: 'us', from: '0.1', to: '0.15' },
    'Brings Class us up from 10.0 % to 15.0 %.',
  ],
  [{ kind: 'raise-cash', account: 'a', amount: '500.00' }, 'Raises 500.00 of cash in Account a.'],
  [{ kind: 'invest-cash', account: 'a', amount: '500.00' }, 'Invests 500.00 of cash in Account a.'],
]

test.each(reasons)('reason %o', (reason, sentence) => {
  expect(sentenceOfReason(reason, names)).toBe(sentence)
})

const skips: readonly SkipReason[] = [
  { kind: 'below-minimum', minimum: '10' },
  { kind: 'below-step', step: '1' },
  { kind: 'rule', rule: 'no-sell' },
  { kind: 'not-allowed' },
  { kind: 'preferred-other', instrument: 'Y' },
  { kind: 'sides', sides: 'buy' },
  { kind: 'one-sided-flow' },
  { kind: 'max-trades', most: '1' },
  { kind: 'turnover-cap', cap: '0.05' },
  { kind: 'not-worth-cost' },
  { kind: 'no-cash' },
]

test.each(skips)('left out because of %o', (because) => {
  const skipped: Skipped = { account: 'a', instrument: 'VXUS', side: 'sell', value: '12.00', because }
  expect(sentenceOfSkip(skipped)).toMatch(/^Selling VXUS: .+[a-z0-9%]\.$/)
})

test('one trade is not many', () => {
  const skipped: Skipped = {
    account: 'a',
    instrument: 'X',
    side: 'buy',
    value: '1',
    because: { kind: 'max-trades', most: '1' },
  }
  expect(sentenceOfSkip(skipped)).toBe('Buying X: the plan may have at most 1 trade.')
})

const openings: readonly (readonly [Fired, string])[] = [
  [{ kind: 'band', class: 'us' }, 'Outside its band: Class us.'],
  [{ kind: 'calendar', since: null }, 'The calendar is due for the first time.'],
  [{ kind: 'calendar', since: '2026-01-02' }, 'The calendar is due; the last time was 2026-01-02.'],
  [{ kind: 'drift', drift: '0.0812' }, 'The total drift is 8.1 %, above its cap.'],
  [{ kind: 'always' }, 'The policy plans at every look.'],
]

test.each(openings)('opened by %o', (fired, sentence) => {
  expect(sentenceOfFired(fired, names)).toBe(sentence)
})

const certificate = (attained: string, bound: string): string =>
  sentenceOfCertificate({
    residual: '0',
    distance: { attained, bound },
    expense: { attained: '0', bound: '0' },
  })

test('the certificate says how near, and how near is possible', () => {
  expect(certificate('0.0012', '0.001')).toBe(
    'The plan lands 0.12 points from your aims. No plan under these rules can land closer than 0.10.',
  )
  expect(certificate('0.0012', '0.0012')).toBe(
    'The plan lands 0.12 points from your aims. No plan under these rules can land closer.',
  )
  expect(certificate('0', '0')).toBe('The plan lands inside every aim.')
  expect(certificate('0.000012', '0')).toContain('0.0012 points')
})

test('percent rounds for reading only', () => {
  expect(percentText('0.672')).toBe('67.2 %')
  expect(percentText('0.05')).toBe('5.0 %')
})

test('a class that other rules move the wrong way is said as it is', () => {
  const reason: Reason = { kind: 'overweight', class: 'us', from: '0.5', to: '0.51' }
  expect(sentenceOfReason(reason, names)).toBe(
    'Class us: 50.0 % becomes 51.0 %, the nearest that your rules permit.',
  )
})

test('several bands are one sentence', () => {
  const fired: readonly Fired[] = [
    { kind: 'band', class: 'a' },
    { kind: 'always' },
    { kind: 'band', class: 'b' },
  ]
  expect(sentencesOfFired(fired)).toBe('Outside their bands: a, b. The policy plans at every look.')
})
