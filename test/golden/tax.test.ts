/** Golden cases of tax: which lots successive sales use up, and a wash sale that is wholly replaced. */
import { expect, test } from 'vitest'
import { Decimal, decimalOf, textOf } from '../../src/domain/decimal.ts'
import type { Lot } from '../../src/domain/document.ts'
import { firstUnits, lotsInOrder, type LotMethod } from '../../src/domain/lotOrder.ts'
import { washOf } from '../../src/domain/wash.ts'
import { absent, caseOf } from './cases.ts'

interface Relief {
  readonly lots: readonly { readonly units: number; readonly cost: number; readonly date: string }[]
  readonly sells: readonly number[]
}

type Parts = readonly (readonly [number, number])[]

/** Sells one after the other, each from what the ones before left; the parts sold, and what is left. */
function relieved({ lots, sells }: Relief, method: LotMethod): readonly [Parts, Parts] {
  const terms = {
    price: new Decimal(1),
    asOf: '2016-02-01',
    shortRate: new Decimal(0),
    longRate: new Decimal(0),
  }
  let left: readonly Lot[] = lots.map(({ units, cost, date }) => ({
    account: 'one',
    instrument: 'A',
    quantity: String(units),
    acquired: date,
    unitCost: String(cost),
  }))
  const partOf = (lot: Lot, quantity: Decimal): readonly [number, number] => [
    quantity.toNumber(),
    Number(lot.unitCost),
  ]
  const sold = sells.flatMap((units) => {
    const parts = firstUnits(lotsInOrder(left, method, terms), new Decimal(units))
    const taken = new Map(parts.map((part) => [part.lot.of, part.quantity]))
    left = left
      .map((lot) => ({ ...lot, quantity: textOf(decimalOf(lot.quantity).minus(taken.get(lot) ?? 0)) }))
      .filter((lot) => decimalOf(lot.quantity).greaterThan(0))
    return parts.map((part) => partOf(part.lot, part.quantity))
  })
  return [sold, left.map((lot) => partOf(lot, decimalOf(lot.quantity)))]
}

test.skipIf(absent)('tax-lots-fifo-hifo: several sales take the lots in order', () => {
  const [inputs, expected] = caseOf('tax-lots-fifo-hifo') as readonly [
    { readonly FIFO: Relief; readonly HIFO: Relief },
    { readonly FIFO: Parts; readonly FIFO_left: Parts; readonly HIFO: Parts; readonly HIFO_left: Parts },
  ]

  expect(relieved(inputs.FIFO, 'fifo')).toEqual([expected.FIFO, expected.FIFO_left])
  expect(relieved(inputs.HIFO, 'hifo')).toEqual([expected.HIFO, expected.HIFO_left])
})

interface WashInputs {
  readonly buy: readonly [number, number]
  readonly sell_proceeds: number
  readonly replacement_shares: number
  readonly replacement_cost: number
}

test.skipIf(absent)('tax-wash-basic: the loss moves into the basis of the replacement', () => {
  const [inputs, expected] = caseOf('tax-wash-basic') as readonly [
    WashInputs,
    { readonly recognised_loss: number; readonly disallowed: number; readonly new_basis: number },
  ]

  const [units, cost] = inputs.buy
  const loss = new Decimal(cost).minus(inputs.sell_proceeds)
  const common = { kind: 'taxable', group: 'A' } as const
  const sold = { id: 's', ...common, quantity: new Decimal(units), loss, sold: '2026-11-20' }
  const wash = washOf(
    [{ ...sold, acquired: '2024-01-02', from: [] }],
    [{ id: 'r', ...common, quantity: new Decimal(inputs.replacement_shares), day: '2026-12-20' }],
  )
  expect(wash.sales[0]?.loss.toNumber()).toBe(expected.disallowed)
  expect(loss.minus(wash.sales[0]?.loss ?? 0).toNumber()).toBe(expected.recognised_loss)
  const basis = new Decimal(inputs.replacement_cost).plus(wash.replacements[0]?.basis ?? 0)
  expect(basis.toNumber()).toBe(expected.new_basis)
})
