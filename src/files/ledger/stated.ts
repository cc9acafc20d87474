/** Balances that a ledger states itself: where its records do not add up to them, what is missing came before. */
import { Decimal, sumOf, textOf, zero } from '../../domain/decimal.ts'
import type { Ledger, Stated } from './ledger.ts'

/** Adds what a file that begins in the middle leaves out, as if it had been there from the start, and says so. */
export function trustStated(ledger: Ledger): void {
  for (const [symbol, stated] of bySymbol(newest(ledger.stated))) {
    const balance = sumOf(stated.map((each) => new Decimal(each.balance)))
    const isMoney = stated.some((each) => each.isMoney)
    const missing = balance.minus(isMoney ? cashIn(ledger, symbol) : unitsIn(ledger, symbol))
    if (missing.isZero()) continue
    const quantity = textOf(missing)
    if (isMoney) ledger.cash.push({ account: null, currency: symbol, amount: quantity })
    else ledger.moves.push({ ...opening, symbol, quantity })
    ledger.tally.notes.push({ line: null, kind: 'balance-used', stated: symbol, found: textOf(balance) })
  }
}

const opening = {
  account: null,
  name: null,
  currency: null,
  at: '',
  day: null,
  means: 'trade',
  unitCost: null,
} as const

/** The last statement of each asset; of one moment the one that the file's own order puts last. */
function newest(stated: readonly Stated[]): readonly Stated[] {
  const isNewestFirst = (stated[0]?.at ?? '') > (stated.at(-1)?.at ?? '')
  const last = new Map<string, Stated>()
  for (const each of isNewestFirst ? stated.toReversed() : stated) {
    const known = last.get(each.asset)
    if (known === undefined || each.at >= known.at) last.set(each.asset, each)
  }
  return [...last.values()]
}

function bySymbol(stated: readonly Stated[]): ReadonlyMap<string, readonly Stated[]> {
  const groups = new Map<string, Stated[]>()
  for (const each of stated) groups.set(each.symbol, [...(groups.get(each.symbol) ?? []), each])
  return groups
}

function cashIn({ cash }: Ledger, currency: string): Decimal {
  return cash.reduce((sum, each) => (each.currency === currency ? sum.plus(each.amount) : sum), zero)
}

function unitsIn({ moves }: Ledger, symbol: string): Decimal {
  return moves.reduce((sum, each) => (each.symbol === symbol ? sum.plus(each.quantity) : sum), zero)
}
