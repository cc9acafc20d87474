/** Faults and notes of impact and pools, each with its kind and path. */
import { expect, test } from 'vitest'
import { notesOf } from '../../src/domain/soundness.ts'
import { sentenceOfNote } from '../../src/domain/words.ts'
import { kindsIn, portfolio, spoiled, type Json } from './sample.ts'

const hop = { baseReserve: '10', quoteReserve: '10' }

/** The second instrument costs 50. */
const table: readonly (readonly [Json, readonly string[]])[] = [
  [{ impact: { dailyVolatility: '0.01', dailyVolume: '1' } }, []],
  [{ impact: { dailyVolatility: '-0.01', dailyVolume: '1' } }, ['negative impact/dailyVolatility']],
  [{ impact: { dailyVolatility: '0', dailyVolume: '0' } }, ['not-positive impact/dailyVolume']],
  [
    { impact: { coefficient: '-1', dailyVolatility: '0', dailyVolume: '-1' } },
    ['negative impact/coefficient', 'not-positive impact/dailyVolume'],
  ],
  [{ pool: { baseReserve: '10', quoteReserve: '500' } }, []],
  [{ pool: { baseReserve: '0', quoteReserve: '500' } }, ['not-positive pool/baseReserve']],
  [{ pool: { ...hop, feeRate: '1' } }, ['out-of-range pool/feeRate']],
  [{ pool: { ...hop, feeRate: '-0.1' } }, ['out-of-range pool/feeRate']],
  [
    { pool: { ...hop, hops: [hop, { ...hop, quoteReserve: '0' }] } },
    ['not-positive pool/hops/1/quoteReserve'],
  ],
]

test.each(table)('%j', (cost, faults) => {
  const under = faults.map((fault) => fault.replace(' ', ' instruments/1/cost/'))
  expect(kindsIn(spoiled('instruments/1/cost', cost))).toEqual(under)
})

test('a pool more than 1 % from the price is noted, in a sentence', () => {
  const notes = (quoteReserve: string) =>
    notesOf(portfolio(spoiled('instruments/1/cost', { pool: { baseReserve: '100', quoteReserve } })))
  expect(notes('5050')).toEqual([])
  expect(notes('4950')).toEqual([])
  const [note] = notes('5051')
  expect(note).toEqual({
    kind: 'pool-price',
    path: 'instruments/1',
    instrument: 'BBB',
    price: '50',
    poolPrice: '50.51',
  })
  expect(note && sentenceOfNote(note)).toContain('stands at 50.51')
})
