/** The rows of the grid follow from the document, and nothing that is held is missing. */
import { expect, test } from 'vitest'
import { worthOf } from '../../../src/domain/worth.ts'
import { holdingRows, valueOf } from '../../../src/ui/holdings/rows.ts'
import { instrument, sample } from './sample.ts'

test('accounts with their positions and cash, then what is held nowhere', () => {
  expect(holdingRows(sample()).map((row) => row.key)).toEqual([
    'account one',
    'position one AAA',
    'position one BBB',
    'cash one USD',
    'new one',
    'account two',
    'position two AAA',
    'cash two USD',
    'cash two EUR',
    'new two',
    'unheld',
    'position  CCC',
    'new',
  ])
})

test('a position is the sum of its lots', () => {
  const row = holdingRows(sample()).find((each) => each.key === 'position one AAA')
  expect(row).toMatchObject({ quantity: '15.5', lots: 2 })
})

test('values are in base currency, and unknown without a price', () => {
  const document = sample({
    lots: [{ account: 'two', instrument: 'CCC', quantity: '3', acquired: null, unitCost: null }],
  })
  const row = holdingRows(document).find((each) => each.key === 'position two CCC')
  expect(row?.kind === 'position' && valueOf(document, row)?.toFixed()).toBe('66')
  const cash = holdingRows(document).find((each) => each.key === 'cash two EUR')
  expect(cash?.kind === 'cash' && valueOf(document, cash)?.toFixed()).toBe('11')
  const unpriced = sample({ instruments: [instrument('AAA', { price: null })] })
  const [, first] = holdingRows(unpriced)
  expect(first?.kind === 'position' && valueOf(unpriced, first)).toBeNull()
})

test('the values of the accounts sum to the whole', () => {
  const { valuation, accounts } = worthOf(sample())
  expect(
    accounts
      .get('one')
      ?.plus(accounts.get('two') ?? 0)
      .toFixed(),
  ).toBe(valuation.total.toFixed())
})
