/** The trades: sorted by any column, by account with subtotals where wanted, each with its reason and its cost. */
import { useTable, type ReactTable } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { limitsHint } from '../../domain/proofWords.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Segments } from '../parts/Choice.tsx'
import { sumsOf, type TradeRow } from './planRows.ts'
import { columns, features, numeric, type TradeFeatures } from './tradeColumns.ts'
import { LineOfTrades, Total } from './TradeLineView.tsx'
import { tradeLinesOf, type TradeLine } from './tradeLines.ts'

interface TradesTableProps {
  readonly document: Portfolio
  readonly rows: readonly TradeRow[]
  /** Limit prices have a column of their own where they are wanted. */
  readonly limits: boolean
  readonly onLimits: (shown: boolean) => void
}

const groupings = [
  { value: 'account', label: 'By account' },
  { value: 'none', label: 'One list' },
] as const

/** More rows than this are drawn only where they are seen. */
const mostDrawn = 100

export function TradesTable({ document, rows, limits, onLimits }: TradesTableProps): ReactElement {
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
        <Button small look="quiet" aria-pressed={limits} onClick={() => onLimits(!limits)}>
          {limits ? 'Without limit prices' : 'Limit prices'}
        </Button>
        <Segments
          label="Group trades"
          hideLabel
          value={grouping}
          options={groupings}
          onChoose={setGrouping}
        />
      </div>
      {limits && <p className="field-hint">{limitsHint}</p>}
      <div
        role="table"
        aria-label="Trades"
        aria-rowcount={lines.length + 2}
        className={['trades', grouped && 'trades-grouped', limits && 'trades-limits']
          .filter(Boolean)
          .join(' ')}
      >
        <TradesHead table={table} document={document} grouped={grouped} limits={limits} />
        <Body lines={lines} document={document} grouped={grouped} limits={limits} />
        <Total sums={sums} document={document} />
      </div>
    </>
  )
}

interface HeadProps {
  readonly table: ReactTable<TradeFeatures, TradeRow>
  readonly document: Portfolio
  readonly grouped: boolean
  readonly limits: boolean
}

function TradesHead({ table, document, grouped, limits }: HeadProps): ReactElement {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  return (
    <div role="rowgroup" className="trades-head">
      <div role="row" className="trade">
        {headers
          .filter(({ id }) => !(grouped && id === 'account') && (limits || id !== 'limit'))
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
  readonly limits: boolean
}

function AllLines({ lines, document, grouped, limits }: LinesProps): ReactElement {
  return (
    <div role="rowgroup">
      {lines.map((line, at) => (
        <LineOfTrades
          key={keyOf(line)}
          line={line}
          at={at}
          document={document}
          grouped={grouped}
          limits={limits}
        />
      ))}
    </div>
  )
}

const usualLineHeight = 48

/** Only the lines in sight, in the page's own scroll, so that no second one is in the way. */
function VirtualLines({ lines, document, grouped, limits }: LinesProps): ReactElement {
  const [place, offset] = useOffset()
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => usualLineHeight,
    getItemKey: (at) => keyOf(lines[at]),
    scrollMargin: offset,
    overscan: 8,
  })
  return (
    <div ref={place} role="rowgroup" className="trades-space" style={{ height: virtual.getTotalSize() }}>
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
              style={{ transform: `translateY(${item.start - offset}px)` }}
            >
              <LineOfTrades
                line={line}
                at={item.index}
                document={document}
                grouped={grouped}
                limits={limits}
              />
            </div>
          )
        )
      })}
    </div>
  )
}

/** How far below the page's top the lines begin; whatever grows above them makes the page grow, and is noticed by that. */
function useOffset(): [RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const measure = (): void =>
      setOffset(Math.round((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return [place, offset]
}

function keyOf(line: TradeLine | undefined): string {
  if (line === undefined) return ''
  return line.kind === 'trade' ? line.row.id : `account ${line.account}`
}
