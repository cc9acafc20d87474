/** Moves to what is held after them: balances, and the lots that are left when sales go first in, first out. */
import { Decimal, sumOf, textOf, zero } from '../../domain/decimal.ts'
import type { ImportedLot, ImportedPosition, ImportFile, ImportSource } from '../../domain/import.ts'
import { divided } from '../decimals.ts'
import { addPosition } from '../holdings.ts'
import { finished, outcomeOf, type Sheet } from '../outcome.ts'
import type { Ledger, Move } from './ledger.ts'
import { trustStated } from './stated.ts'

/** The file of a ledger, with the balances that its records add up to; refused where no record moved anything. */
export function balanced(sheet: Sheet, source: ImportSource, ledger: Ledger): ImportFile {
  const { tally, days } = ledger
  trustStated(ledger)
  for (const moves of groupsOf(ledger.moves)) addBalance(ledger, moves)
  for (const cash of cashOf(ledger)) tally.cash.push(cash)
  if (tally.ignored.every(({ because }) => because !== 'counted'))
    return finished(sheet, source, 'ledger', null, tally)
  const [first, last] = [...days].toSorted().filter((_, at, all) => at === 0 || at === all.length - 1)
  tally.notes.push({
    line: null,
    kind: 'balances-derived',
    stated: first ?? null,
    found: last ?? first ?? null,
  })
  return outcomeOf(sheet, source, 'ledger', null, tally)
}

function groupsOf(moves: readonly Move[]): readonly (readonly Move[])[] {
  const groups = new Map<string, Move[]>()
  for (const move of moves) {
    const key = JSON.stringify([move.account, move.symbol ?? move.name])
    const group = groups.get(key)
    if (group) group.push(move)
    else groups.set(key, [move])
  }
  return [...groups.values()].map((group) => group.toSorted(earlierFirst))
}

/** What came at the same moment comes before what went: nobody sells what they do not have yet. */
function earlierFirst(a: Move, b: Move): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return Number(a.quantity.startsWith('-')) - Number(b.quantity.startsWith('-'))
}

function addBalance({ tally }: Ledger, moves: readonly Move[]): void {
  const [first] = moves
  const balance = sumOf(moves.map(({ quantity }) => new Decimal(quantity)))
  if (first === undefined || balance.isZero()) return
  const { account, symbol } = first
  const currency = only(moves.map((move) => move.currency))
  const position = {
    account,
    symbol,
    name: moves.find((move) => move.name !== null)?.name ?? null,
    quantity: textOf(balance),
    price: null,
    value: null,
    costBasis: null,
    currency,
    plannable: true,
  } satisfies ImportedPosition
  const type = moves.find((move) => move.type !== undefined)?.type ?? ''
  if (balance.isNegative()) {
    tally.positions.push({ ...position, plannable: false, because: 'partial-history' })
    const subject = symbol ?? position.name ?? ''
    tally.notes.push({ line: null, kind: 'partial-history', stated: subject, found: position.quantity })
    return
  }
  addPosition(tally, position, type)
  const lots = lotsOf(moves, currency)
  if (symbol !== null && lots !== null) for (const lot of lots) tally.lots.push({ account, symbol, ...lot })
}

/** The one value that all of these share, or null. */
function only(values: readonly (string | null)[]): string | null {
  const stated = [...new Set(values.filter((value) => value !== null))]
  return stated.length === 1 ? (stated[0] ?? null) : null
}

type Held = Pick<ImportedLot, 'acquired' | 'unitCost'> & { quantity: Decimal }

/** The lots that are left, oldest first; null where more went than had come, or nothing is known of any of them. */
function lotsOf(
  moves: readonly Move[],
  currency: string | null,
): readonly Pick<ImportedLot, 'acquired' | 'quantity' | 'unitCost'>[] | null {
  let held: Held[] = []
  for (const move of moves) {
    const quantity = new Decimal(move.quantity)
    if (move.means === 'split') held = split(held, quantity)
    else if (quantity.isPositive()) held.push({ ...basisOf(move, currency), quantity })
    else {
      const left = taken(held, quantity.negated())
      if (left === null) return null
      held = left
    }
  }
  const isKnown = held.some(({ acquired, unitCost }) => acquired !== null || unitCost !== null)
  return isKnown ? held.map((lot) => ({ ...lot, quantity: textOf(lot.quantity) })) : null
}

function basisOf(move: Move, currency: string | null): Pick<ImportedLot, 'acquired' | 'unitCost'> {
  return { acquired: move.day, unitCost: move.currency === currency ? move.unitCost : null }
}

function taken(held: readonly Held[], wanted: Decimal): Held[] | null {
  let left = wanted
  const kept: Held[] = []
  for (const lot of held) {
    const part = left.lessThan(lot.quantity) ? left : lot.quantity
    left = left.minus(part)
    if (part.lessThan(lot.quantity)) kept.push({ ...lot, quantity: lot.quantity.minus(part) })
  }
  return left.isZero() ? kept : null
}

/** Decimals of a lot's quantity after a split; what rounding leaves over goes to the last lot. */
const splitDecimals = 10

/** Each lot grows with the whole; its cost stays, so that a unit costs less. */
function split(held: readonly Held[], added: Decimal): Held[] {
  const before = sumOf(held.map(({ quantity }) => quantity))
  const after = before.plus(added)
  if (before.isZero() || !after.isPositive() || after.isZero()) return []
  let left = after
  return held.map((lot, at) => {
    const share = lot.quantity
      .times(after)
      .dividedBy(before)
      .toDecimalPlaces(splitDecimals, Decimal.ROUND_DOWN)
    const quantity = at === held.length - 1 ? left : share
    left = left.minus(quantity)
    const cost = lot.unitCost === null ? null : textOf(new Decimal(lot.unitCost).times(lot.quantity))
    return { ...lot, quantity, unitCost: cost === null ? null : divided(cost, textOf(quantity)) }
  })
}

function cashOf({ cash }: Ledger): readonly { account: string | null; currency: string; amount: string }[] {
  const sums = new Map<string, { account: string | null; currency: string; sum: Decimal }>()
  for (const { account, currency, amount } of cash) {
    const key = JSON.stringify([account, currency])
    const known = sums.get(key)?.sum ?? zero
    sums.set(key, { account, currency, sum: known.plus(amount) })
  }
  return [...sums.values()].map(({ account, currency, sum }) => ({ account, currency, amount: textOf(sum) }))
}
