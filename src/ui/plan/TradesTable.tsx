/** The trades: sorted by any column, by account with subtotals where wanted, each with its reason and its cost. */
import { useTable, type ReactTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { amount, count, money, plain } from '../format.ts'
import { Icon } from '../parts/Icon.tsx'
import { Segments } from '../parts/Choice.tsx'
import { sumsOf, type TradeRow, type TradeSums } from './planRows.ts'
import { columns, features, numeric, type TradeFeatures } from './tradeColumns.ts'
import { tradeLinesOf, type TradeLine } from './tradeLines.ts'

interface TradesTableProps {
  readonly document: Portfolio
  readonly rows: readonly TradeRow[]
}

const groupings = [
  { value: 'account', label: 'By account' },
  { value: 'none', label: 'One list' },
] as const

/** More rows than this are drawn only where they are seen. */
const mostDrawn = 100

export function TradesTable({ document, rows }: TradesTableProps): ReactElement {
  const [grouping, setGrouping] = useState<'account' | 'none'>('account')
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({ features, columns, data, getRowId: (row) => row.id })
  const sorted = table.getRowModel().rows.map((row) => row.original)
  const grouped = grouping === 'account'
  const lines = tradeLinesOf(sorted, grouped)
  const sums = sumsOf(rows)
  const Body = lines.length > mostDrawn ? VirtualLines : AllLines
  return (
    <>
      <div className="trades-tools">
        <h2>Trades</h2>
        <Segments
          label="Group trades"
          hideLabel
          value={grouping}
          options={groupings}
          onChoose={setGrouping}
        />
      </div>
      <div
        role="table"
        aria-label="Trades"
        aria-rowcount={lines.length + 2}
        className={grouped ? 'trades trades-grouped' : 'trades'}
      >
        <TradesHead table={table} document={document} grouped={grouped} />
        <Body lines={lines} document={document} grouped={grouped} />
        <Total sums={sums} document={document} />
      </div>
    </>
  )
}

interface HeadProps {
  readonly table: ReactTable<TradeFeatures, TradeRow>
  readonly document: Portfolio
  readonly grouped: boolean
}

function TradesHead({ table, document, grouped }: HeadProps): ReactElement {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  return (
    <div role="rowgroup" className="trades-head">
      <div role="row" className="trade">
        {headers
          .filter((header) => !(grouped && header.id === 'account'))
          .map((header) => {
            const direction = header.column.getIsSorted()
            const unit = header.id === 'value' || header.id === 'cost' ? `, ${document.baseCurrency}` : ''
            return (
              <div
                key={header.id}
                role="columnheader"
                className={numeric.has(header.id) ? `num trade-${header.id}` : `trade-${header.id}`}
                aria-sort={direction === false ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
              >
                <button type="button" className="sort" onClick={() => header.column.toggleSorting()}>
                  {String(header.column.columnDef.header)}
                  {unit}
                  <span className="sort-mark">
                    {direction !== false && <Icon name={direction === 'asc' ? 'up' : 'down'} />}
                  </span>
                </button>
              </div>
            )
          })}
      </div>
    </div>
  )
}

interface LinesProps {
  readonly lines: readonly TradeLine[]
  readonly document: Portfolio
  readonly grouped: boolean
}

function AllLines({ lines, document, grouped }: LinesProps): ReactElement {
  return (
    <div role="rowgroup">
      {lines.map((line, at) => (
        <Line key={keyOf(line)} line={line} at={at} document={document} grouped={grouped} />
      ))}
    </div>
  )
}

const usualLineHeight = 48

function VirtualLines({ lines, document, grouped }: LinesProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => usualLineHeight,
    getItemKey: (at) => keyOf(lines[at]),
    overscan: 8,
  })
  return (
    <div
      ref={place}
      role="rowgroup"
      className="trades-scroll"
      tabIndex={0}
      aria-label="All trades, scrollable"
    >
      <div role="presentation" className="trades-space" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          return (
            line && (
              <div
                key={item.key}
                role="presentation"
                ref={virtual.measureElement}
                data-index={item.index}
                className="trades-item"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Line line={line} at={item.index} document={document} grouped={grouped} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

function keyOf(line: TradeLine | undefined): string {
  if (line === undefined) return ''
  return line.kind === 'trade' ? line.row.id : `account ${line.account}`
}

interface LineProps {
  readonly line: TradeLine
  readonly at: number
  readonly document: Portfolio
  readonly grouped: boolean
}

function Line({ line, at, document, grouped }: LineProps): ReactElement {
  if (line.kind === 'account') return <AccountLine line={line} at={at} document={document} />
  return <TradeLineView row={line.row} at={at} document={document} grouped={grouped} />
}

interface AccountLineProps {
  readonly line: Extract<TradeLine, { kind: 'account' }>
  readonly at: number
  readonly document: Portfolio
}

function AccountLine({ line, at, document }: AccountLineProps): ReactElement {
  return (
    <div role="row" className="trade trade-group" aria-rowindex={at + 2}>
      <div role="rowheader" className="trade-account-name">
        {line.name}
      </div>
      <div role="cell" className="trade-account-sums soft">
        {sumWords(line.sums, document.baseCurrency)}
      </div>
      <div role="cell" className="num trade-cost">
        {amount(line.sums.cost, document.baseCurrency)}
      </div>
    </div>
  )
}

function sumWords(sums: TradeSums, currency: string): string {
  const bought = sums.bought.isZero() ? [] : [`buys ${money(sums.bought, currency)}`]
  const sold = sums.sold.isZero() ? [] : [`sells ${money(sums.sold, currency)}`]
  return [count(sums.count, 'trade'), ...sold, ...bought].join(' · ')
}

interface TradeLineProps {
  readonly row: TradeRow
  readonly at: number
  readonly document: Portfolio
  readonly grouped: boolean
}

function TradeLineView({ row, at, document, grouped }: TradeLineProps): ReactElement {
  const foreign = row.currency !== document.baseCurrency
  return (
    <div role="row" className="trade" aria-rowindex={at + 2}>
      <div role="cell" className="trade-side">
        <span className={`side side-${row.side}`}>{row.side === 'buy' ? 'Buy' : 'Sell'}</span>
      </div>
      <div role="cell" className="trade-instrument">
        <span className="strong">{row.instrument}</span>
        <span className="trade-full soft">{row.instrumentName}</span>
      </div>
      {!grouped && (
        <div role="cell" className="trade-account">
          {row.accountName}
        </div>
      )}
      <div role="cell" className="num trade-quantity">
        {plain(row.quantity)}
      </div>
      <div role="cell" className="num trade-price">
        {plain(row.price, 2)}
        {foreign && <span className="trade-unit soft"> {row.currency}</span>}
      </div>
      <div role="cell" className="num trade-value">
        {amount(row.baseValue, document.baseCurrency)}
        {foreign && <span className="trade-unit soft">{money(row.value, row.currency)}</span>}
      </div>
      <div role="cell" className="num trade-cost">
        {amount(row.baseCost, document.baseCurrency)}
      </div>
      <div role="cell" className="trade-reason soft">
        {row.reason}
      </div>
    </div>
  )
}

function Total({ sums, document }: { readonly sums: TradeSums; readonly document: Portfolio }): ReactElement {
  return (
    <div role="rowgroup" className="trades-foot">
      <div role="row" className="trade trade-group">
        <div role="rowheader" className="trade-account-name">
          Total
        </div>
        <div role="cell" className="trade-account-sums">
          {sumWords(sums, document.baseCurrency)}
        </div>
        <div role="cell" className="num trade-cost">
          {amount(sums.cost, document.baseCurrency)}
        </div>
      </div>
    </div>
  )
}
