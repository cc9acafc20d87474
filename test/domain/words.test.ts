/** A sentence for every kind of problem and note: plain, complete, and with the figures it was given. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NoteKind, ProblemKind } from '../../src/domain/problem.ts'
import { sentenceOf, sentenceOfNote } from '../../src/domain/words.ts'
import { problemsIn, spoiled, type Json } from './sample.ts'

const source = readFileSync(new URL('../../src/domain/problem.ts', import.meta.url), 'utf8')
const kindsOf = (name: string): string[] => {
  const from = source.indexOf(`export type ${name} =`)
  const until = source.indexOf('\n\n', from)
  return [...source.slice(from, until === -1 ? undefined : until).matchAll(/'([a-z-]+)'/g)].map(
    (match) => match[1] ?? '',
  )
}

const details = {
  id: 'X',
  found: 'Y',
  instrument: 'FUND',
  account: 'ira',
  currency: 'EUR',
  class: 'gold',
  parent: 'all',
  sum: '1.0375',
  feature: 'Tax',
  needed: '500.00',
  reachable: '20.00',
  because: 'no-sell',
  expected: 'text',
  reason: 'a comma',
  priceAsOf: '2026-11-01',
  amount: '20.00',
}

test.each(kindsOf('ProblemKind'))('%s has a sentence', (kind) => {
  const sentence = sentenceOf({ ...details, kind: kind as ProblemKind, path: 'x' })
  expect(sentence).toMatch(/^[A-Z“].*\.$/s)
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|!|\{/)
  expect(sentenceOf({ kind: kind as ProblemKind, path: '' })).toMatch(/\.$/)
})

test.each(kindsOf('NoteKind'))('the note %s has a sentence', (kind) => {
  const sentence = sentenceOfNote({ ...details, kind: kind as NoteKind, path: 'x' })
  expect(sentence).toMatch(/^[A-Z“].*\.$/s)
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|!/)
})

const said: readonly (readonly [string, Json, RegExp])[] = [
  ['targets/1/weight', '0.5', /110 %/],
  ['targets/1/weight', '0.395', /99\.5 %/],
  ['targets/1/weight', '0.30005', /90\.005 %/],
  ['instruments/0/exposure', { stock: '0.05' }, /5 %/],
  ['lots/0/quantity', '-3', /“-3”/],
  ['instruments/0/price', null, /“AAA” has no price/],
  ['policy/sides', 'up', /“up”/],
]
test.each(said)('%s as %j is said with its figure', (path, value, words) => {
  expect(
    problemsIn(spoiled(path, value))
      .map((each) => sentenceOf(each))
      .join(' '),
  ).toMatch(words)
})
