/** What is told from the worth before an edit is what counting anew says, whatever was edited. */
import { expect, test } from 'vitest'
import type { Decimal } from '../../src/domain/decimal.ts'
import type { Portfolio } from '../../src/domain/document.ts'
import { classValuesOf, valuationOf } from '../../src/domain/weights.ts'
import { worthOf, type Worth } from '../../src/domain/worth.ts'
import { diceOf, type Dice } from '../laws/dice.ts'
import { documentOf } from '../laws/generate.ts'
import { portfolio } from './sample.ts'

/** A list with one item changed, doubled, left out, or moved to the end. */
function edited<T extends object>(items: readonly T[], dice: Dice, change: (item: T) => T): readonly T[] {
  if (items.length === 0) return items
  const at = dice.int(0, items.length - 1)
  const item = items[at] as T
  const rest = items.toSpliced(at, 1)
  return dice.pick([items.with(at, change(item)), items.toSpliced(at, 0, { ...item }), rest, [...rest, item]])
}

function editOf(document: Portfolio, dice: Dice): Portfolio {
  const amount = dice.decimal(0, 900, 3)
  const lots = (): Portfolio['lots'] => edited(document.lots, dice, (lot) => ({ ...lot, quantity: amount }))
  const priced = (): Portfolio['instruments'] =>
    document.instruments.map((each) => (dice.chance(0.3) ? { ...each, price: amount } : each))
  const accounts = (): Portfolio['accounts'] =>
    document.accounts.map((each) => (dice.chance(0.5) ? { ...each, flow: amount } : each))
  return dice.pick([
    () => ({ ...document, lots: lots() }),
    () => ({ ...document, instruments: priced() }),
    () => ({ ...document, lots: lots(), instruments: priced() }),
    () => ({ ...document, accounts: accounts() }),
    () => ({ ...document, tax: document.tax === null ? null : { ...document.tax, afterTax: true } }),
    () => ({ ...document, name: amount }),
  ])()
}

const lineOf = ({ account, value }: { readonly account: string; readonly value: Decimal }): string =>
  `${account} ${value.toFixed()}`

/** A class that is not held any more may say zero. */
const textsOf = (values: ReadonlyMap<string, Decimal>): [string, string][] =>
  [...values]
    .filter(([, value]) => !value.isZero())
    .map(([name, value]): [string, string] => [name, value.toFixed()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

test('forty documents, each after five edits, are worth what counting anew says', () => {
  let shared = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const dice = diceOf(seed)
    let document = portfolio(documentOf(seed))
    let worth: Worth = worthOf(document)
    for (let turn = 0; turn < 5; turn += 1) {
      document = editOf(document, dice)
      const before = worth.valuation.holdings
      worth = worthOf(document, worth)
      const valuation = valuationOf(document)
      shared += worth.valuation.holdings.some((each) => before.includes(each)) ? 1 : 0
      expect(worth.valuation.total.toFixed(), `seed ${seed}`).toBe(valuation.total.toFixed())
      expect(worth.valuation.holdings.map(lineOf)).toEqual(valuation.holdings.map(lineOf))
      expect(worth.valuation.cash.map(lineOf)).toEqual(valuation.cash.map(lineOf))
      expect(textsOf(worth.classes)).toEqual(textsOf(classValuesOf(valuation)))
      expect(textsOf(worth.accounts)).toEqual(textsOf(worthOf(document).accounts))
    }
  }
  // Or else nothing was told from before, and the test would say nothing.
  expect(shared).toBeGreaterThan(60)
})

test('what was not touched is the same holding', () => {
  const document = portfolio(documentOf(3))
  const before = worthOf(document)
  const [first, ...others] = document.lots
  if (first === undefined) throw new Error('a document without lots says nothing here')
  const after = worthOf({ ...document, lots: [{ ...first, quantity: '7' }, ...others] }, before)
  const fresh = after.valuation.holdings.filter((each) => !before.valuation.holdings.includes(each))
  expect(new Set(fresh.map((each) => each.instrument.id))).toEqual(new Set([first.instrument]))
})
