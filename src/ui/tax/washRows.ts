/** The wash-sale calendar as rows: on which day what becomes safe again, and because of what it is not yet. */
import type { Portfolio } from '../../domain/document.ts'
import { compareText } from '../../domain/order.ts'
import { safeDates, type SafeDates, type WashReason } from '../../domain/washCalendar.ts'

export interface WashRow {
  /** The first safe day. */
  readonly from: string
  readonly what: 'buy' | 'sell-at-loss'
  /** Instruments that count as the same. */
  readonly instruments: readonly string[]
  /** What decides the day: the latest sale at a loss, or the latest purchase. */
  readonly because: WashReason | null
}

/** By day, then buying before selling, then by instrument. */
export function washRows(document: Portfolio): WashRow[] {
  return safeDates(document)
    .flatMap(rowsOf)
    .sort(
      (a, b) =>
        compareText(a.from, b.from) ||
        compareText(a.what, b.what) ||
        compareText(a.instruments[0] ?? '', b.instruments[0] ?? ''),
    )
}

function rowsOf({ instruments, buyAgainFrom, sellAtLossFrom, because }: SafeDates): WashRow[] {
  const latest = (kind: WashReason['kind']): WashReason | null =>
    because.find((each) => each.kind === kind) ?? null
  return [
    ...(buyAgainFrom === null
      ? []
      : [{ from: buyAgainFrom, what: 'buy' as const, instruments, because: latest('sold-at-loss') }]),
    ...(sellAtLossFrom === null
      ? []
      : [{ from: sellAtLossFrom, what: 'sell-at-loss' as const, instruments, because: latest('bought') }]),
  ]
}
