/** The lines of the trade table: trades, and for each account a head with its subtotal. */
import { byAccount, sumsOf, type TradeRow, type TradeSums } from './planRows.ts'

export type TradeLine =
  | { readonly kind: 'trade'; readonly row: TradeRow }
  | { readonly kind: 'account'; readonly account: string; readonly name: string; readonly sums: TradeSums }

/** Lines in the order of the sorted trades; grouped, each account's follow its head. */
export function tradeLinesOf(sorted: readonly TradeRow[], grouped: boolean): readonly TradeLine[] {
  if (!grouped) return sorted.map((row) => ({ kind: 'trade', row }))
  return [...byAccount(sorted)].flatMap(([account, rows]): TradeLine[] => [
    { kind: 'account', account, name: rows[0]?.accountName ?? account, sums: sumsOf(rows) },
    ...rows.map((row): TradeLine => ({ kind: 'trade', row })),
  ])
}
