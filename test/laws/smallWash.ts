/** Small random documents in which losses may be washed away: latest purchases, sales of before, the same in two accounts. */
import { diceOf } from './dice.ts'
import type { RawDocument } from './raw.ts'
import { smallTaxDocument } from './smallTax.ts'

const days = [
  '2018-02-28',
  '2024-02-29',
  '2026-01-05',
  '2026-10-20',
  '2026-10-22',
  '2026-11-05',
  '2026-11-20',
]

export function smallWashDocument(seed: number): RawDocument {
  const { gainsBudget: _, ...tax } = smallTaxDocument(seed).tax ?? {}
  const document = smallTaxDocument(seed)
  const dice = diceOf(seed * 307 + 5)
  const prices = new Map(document.instruments.map((each) => [each.id, Number(each.price)]))
  const together = dice.chance(0.4)
  const realised = dice.chance(0.3)
    ? document.instruments.slice(0, 1).map((each) => ({
        account: document.accounts[0]?.id ?? '',
        instrument: each.id,
        quantity: '2',
        acquired: '2025-01-10',
        sold: '2026-11-02',
        gain: '-25.00',
      }))
    : []
  return {
    ...document,
    instruments: together
      ? document.instruments.map((each) => ({ ...each, washGroup: 'same' }))
      : document.instruments,
    lots: document.lots.map((lot) => ({
      ...lot,
      acquired: dice.pick(days),
      unitCost: dice.decimal(
        (prices.get(lot.instrument) ?? 1) * 0.7,
        (prices.get(lot.instrument) ?? 1) * 1.6,
        2,
      ),
    })),
    realised,
    tax: { ...tax, washSales: true },
  }
}
