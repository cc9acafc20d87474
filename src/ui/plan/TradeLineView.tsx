/** The lines of the trade table: one for each trade, one for each account with its subtotal, and the total. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { amount, count, money, plain, unknown } from '../format.ts'
import type { TradeRow, TradeSums } from './planRows.ts'
import type { TradeLine } from './tradeLines.ts'

interface LineProps {
  readonly line: TradeLine
  readonly at: number
  readonly document: Portfolio
  readonly grouped: boolean
  readonly limits: boolean
}

export function LineOfTrades({ line, at, document, grouped, limits }: LineProps): ReactElement {
  if (line.kind === 'account') return <AccountLine line={line} at={at} document={document} />
  return <TradeLineView row={line.row} at={at} document={document} grouped={grouped} limits={limits} />
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
  readonly limits: boolean
}

function TradeLineView({ row, at, document, grouped, limits }: TradeLineProps): ReactElement {
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
      {limits && (
        <div role="cell" className="num trade-limit">
          {row.limit === null || row.limit.isZero() ? unknown : plain(row.limit, 2)}
        </div>
      )}
      <div role="cell" className="num trade-value">
        {amount(row.baseValue, document.baseCurrency)}
        {foreign && <span className="trade-unit soft">{money(row.value, row.currency)}</span>}
      </div>
      <div role="cell" className="num trade-cost">
        {amount(row.baseCost, document.baseCurrency)}
      </div>
      <div role="cell" className="trade-reason soft">
        {row.reason}
        {row.without !== null && <span className="trade-without"> {row.without}</span>}
      </div>
    </div>
  )
}

export function Total({
  sums,
  document,
}: {
  readonly sums: TradeSums
  readonly document: Portfolio
}): ReactElement {
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
