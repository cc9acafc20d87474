/** The generator itself: its documents are sound, the same for the same seed, and reach every feature. */
import { expect, test } from 'vitest'
import { documentOf as read } from '../../src/domain/decode.ts'
import { problemsOf } from '../../src/domain/soundness.ts'
import { documentOf } from './generate.ts'
import type { RawDocument } from './raw.ts'

const seeds = Array.from({ length: 400 }, (_, at) => at)

test('documents are sound', () => {
  for (const seed of seeds) {
    const result = read(documentOf(seed))
    expect(result.ok ? problemsOf(result.value) : result.problems, `seed ${seed}`).toEqual([])
  }
})

test('one seed makes one document', () => {
  expect(JSON.stringify(documentOf(7))).toBe(JSON.stringify(documentOf(7)))
  expect(JSON.stringify(documentOf(7))).not.toBe(JSON.stringify(documentOf(8)))
})

const features: Readonly<Record<string, (document: RawDocument) => boolean>> = {
  'a tree': (d) => d.targets.some((each) => each.parent),
  'a cash target': (d) => d.targets.some((each) => each.class === 'cash'),
  'a target of zero': (d) => d.targets.some((each) => Number(each.weight) === 0),
  'look-through': (d) => d.instruments.some((each) => Object.keys(each.exposure ?? {}).length > 1),
  equivalents: (d) =>
    new Set(d.instruments.map((each) => JSON.stringify(each.exposure))).size < d.instruments.length,
  'excluded instruments': (d) => d.instruments.some((each) => each.exclude),
  'four accounts': (d) => d.accounts.length === 4,
  'three currencies': (d) => Object.keys(d.rates ?? {}).length === 2,
  'an overdrawn currency': (d) =>
    d.accounts.some((each) => Object.values(each.cash ?? {}).some((amount) => amount.startsWith('-'))),
  withdrawals: (d) => d.accounts.some((each) => each.flow?.startsWith('-')),
  'an empty allowed list': (d) => d.accounts.some((each) => each.allowed?.length === 0),
  gas: (d) => d.instruments.some((each) => each.cost?.gas),
  'a cap of no trades': (d) => d.policy.maxTrades === 0,
  'one phase': (d) => d.policy.sellsFirst === false,
}

test.each(Object.entries(features))('some document has %s', (_, has) => {
  expect(seeds.some((seed) => has(documentOf(seed)))).toBe(true)
})
