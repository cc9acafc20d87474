/** The columns of the trade table: what they sort by and how they are headed. */
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from '@tanstack/react-table'
import { Decimal } from '../../domain/decimal.ts'
import { compareText } from '../../domain/order.ts'
import type { TradeRow } from './planRows.ts'

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

export type TradeFeatures = typeof features

const helper = createColumnHelper<TradeFeatures, TradeRow>()

type Compare = (a: Row<TradeFeatures, TradeRow>, b: Row<TradeFeatures, TradeRow>, column: string) => number

/** Exact numbers sort exactly, texts by code point; the same order on every machine. */
const exactly: Compare = (a, b, column) => {
  const [left, right] = [a.getValue(column), b.getValue(column)]
  if (left instanceof Decimal && right instanceof Decimal) return left.comparedTo(right)
  return compareText(String(left), String(right))
}

const sorted = { sortFn: exactly, sortDescFirst: false } as const
const largestFirst = { sortFn: exactly, sortDescFirst: true } as const

/** Orders without a limit price stand after all others. */
const unlimited = new Decimal(-1)

const limit = helper.accessor((row) => row.limit ?? unlimited, {
  id: 'limit',
  header: 'Limit',
  ...largestFirst,
})

export const columns = helper.columns([
  helper.accessor('side', { id: 'side', header: 'Order', ...sorted }),
  helper.accessor('instrument', { id: 'instrument', header: 'Instrument', ...sorted }),
  helper.accessor('accountName', { id: 'account', header: 'Account', ...sorted }),
  helper.accessor('quantity', { id: 'quantity', header: 'Quantity', ...largestFirst }),
  helper.accessor('price', { id: 'price', header: 'Price', ...largestFirst }),
  limit,
  helper.accessor('baseValue', { id: 'value', header: 'Value', ...largestFirst }),
  helper.accessor('baseCost', { id: 'cost', header: 'Cost', ...largestFirst }),
  helper.accessor('reason', { id: 'reason', header: 'Why', ...sorted }),
])

/** Columns of figures stand to the right. */
export const numeric: ReadonlySet<string> = new Set(['quantity', 'price', 'limit', 'value', 'cost'])
