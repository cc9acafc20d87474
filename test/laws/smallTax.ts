/** Small random documents with taxes: few whole shares in a few lots each, no wash sales and no harvest. */
import { diceOf, type Dice } from './dice.ts'
import type { RawDocument, RawLot, RawTax } from './raw.ts'
import { smallDocument } from './small.ts'

const days = [
  '2018-02-28',
  '2021-03-01',
  '2024-02-29',
  '2025-11-19',
  '2025-11-20',
  '2026-01-05',
  '2026-06-30',
  null,
]

export function smallTaxDocument(seed: number): RawDocument {
  const document = smallDocument(seed)
  const dice = diceOf(seed * 613 + 41)
  const accounts = document.accounts.map((account) => ({
    ...account,
    kind: dice.pick(['taxable', 'taxable', 'deferred', 'exempt'] as const),
  }))
  const prices = new Map(document.instruments.map((each) => [each.id, Number(each.price)]))
  const lots = document.lots.flatMap((lot) => splitOf(dice, lot, prices.get(lot.instrument) ?? 1))
  // Coarse, so that plans often differ by their taxes alone.
  const policy = { ...document.policy, resolution: dice.pick(['0.01', '0.05', '0.1', '0.3']) }
  return { ...document, accounts, lots, policy, tax: taxOf(dice) }
}

function splitOf(dice: Dice, lot: RawLot, price: number): RawLot[] {
  let left = Number(lot.quantity)
  const lots: RawLot[] = []
  while (left > 0) {
    const units = dice.int(1, left)
    left -= units
    lots.push({
      ...lot,
      quantity: String(units),
      acquired: dice.pick(days),
      unitCost: dice.chance(0.12) ? null : dice.decimal(price * 0.2, price * 1.2, 2),
      ...(dice.chance(0.5) ? { sellRank: dice.int(1, 3) } : {}),
    })
  }
  return lots
}

const methods = ['min-tax', 'min-tax', 'fifo', 'lifo', 'hifo', 'average', 'specific'] as const

function taxOf(dice: Dice): RawTax {
  return {
    shortRate: dice.pick(['0.35', '0.4']),
    longRate: dice.pick(['0.15', '0.2', '0']),
    lotMethod: dice.pick(methods),
    washSales: false,
    ...(dice.chance(0.4) ? { gainsBudget: dice.pick(['0', dice.decimal(0, 120, 2)]) } : {}),
    ...(dice.chance(0.4) ? { afterTax: true, deferredRate: dice.pick(['0.25', '0.4']) } : {}),
  }
}
