/** What differs between two states, counted and said. */
import { expect, test } from 'vitest'
import { differencesOf } from '../../src/domain/differences.ts'
import { sentenceOfDifferences } from '../../src/domain/differenceWords.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import { portfolio, sample } from './sample.ts'

const words = (state: Portfolio, from: Portfolio): string => sentenceOfDifferences(differencesOf(state, from))
const document = portfolio(sample())
const [lot] = document.lots
const now: Portfolio = { ...document }

test.each<[string, Portfolio, string]>([
  ['nothing', { ...document }, 'the same'],
  ['a lot taken away', { ...document, lots: document.lots.slice(1) }, '1 lot fewer'],
  [
    'a quantity',
    { ...document, lots: document.lots.map((each, at) => (at === 0 ? { ...each, quantity: '9' } : each)) },
    '1 lot different',
  ],
  ['a lot twice', { ...document, lots: [...document.lots, ...(lot ? [lot] : [])] }, '1 lot more'],
  [
    'a rule',
    { ...document, policy: { ...document.policy, destination: '0.123' } },
    '1 rule or setting different',
  ],
  ['a name', { ...document, name: 'Another' }, '1 rule or setting different'],
  ['no accounts', { ...document, accounts: [] }, '1 account fewer'],
  ['no targets', { ...document, targets: [] }, '2 targets fewer'],
])('%s is said', (_what, state, expected) => {
  expect(words(state, now)).toBe(expected)
})
