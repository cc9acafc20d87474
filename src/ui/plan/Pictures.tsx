/** The plan in pictures: where the weights go, what is bought and sold, and what it costs. */
import { lazy, type ReactElement, type ReactNode } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Decimal } from '../../domain/decimal.ts'
import { classSeriesOf, classSummary, type ClassBar } from './charts/classSeries.ts'
import { costSeriesOf, costSummary, type CostBar } from './charts/costSeries.ts'
import { orderSeriesOf, orderSummary, type OrderBar } from './charts/orderSeries.ts'
import type { DriftMark } from './driftSeries.ts'
import { Figure } from './Figure.tsx'
import type { TradeRow } from './planRows.ts'

const ClassChart = lazy(async () => ({ default: (await import('./charts/ClassChart.tsx')).ClassChart }))
const OrderChart = lazy(async () => ({ default: (await import('./charts/OrderChart.tsx')).OrderChart }))
const CostChart = lazy(async () => ({ default: (await import('./charts/CostChart.tsx')).CostChart }))

interface PicturesProps {
  readonly document: Portfolio
  readonly marks: readonly DriftMark[]
  readonly rows: readonly TradeRow[]
  readonly converting: Decimal
}

/** No picture shows more bars than can be told apart; the tables show all. */
const mostBars = 24

export function Pictures({ document, marks, rows, converting }: PicturesProps): ReactElement {
  const classes = classSeriesOf(marks, document)
  const orders = orderSeriesOf(rows, document.baseCurrency)
  const costs = costSeriesOf(rows, converting, document.baseCurrency)
  return (
    <div className="pictures">
      <Figure
        title="Weights by class"
        summary={classSummary(classes)}
        height={Math.min(mostBars, classes.length) * 40 + 8}
        note={<WeightKey />}
        renderPicture={(width) => <ClassChart bars={classes.slice(0, mostBars)} width={width} />}
        table={<ClassTable bars={classes} />}
      />
      <div className="pictures-pair">
        <Figure
          title="Sells and buys"
          summary={orderSummary(orders)}
          height={Math.min(mostBars, orders.length) * 30 + 8}
          note={<OrderKey />}
          renderPicture={(width) => <OrderChart bars={orders.slice(0, mostBars)} width={width} />}
          table={<OrderTable bars={orders} />}
        />
        <Figure
          title="Costs by kind"
          summary={costSummary(costs)}
          height={costs.length * 30 + 8}
          renderPicture={(width) => <CostChart bars={costs} width={width} />}
          table={<CostTable bars={costs} />}
        />
      </div>
    </div>
  )
}

/** What light, full and tick mean, in the order in which they are drawn. */
function WeightKey(): ReactElement {
  return (
    <span className="key" aria-hidden="true">
      <span className="key-mark key-before" /> before
      <span className="key-mark key-after" /> after
      <span className="key-tick" /> target
    </span>
  )
}

function OrderKey(): ReactElement {
  return (
    <span className="key" aria-hidden="true">
      sold to the left, bought to the right
    </span>
  )
}

function ClassTable({ bars }: { readonly bars: readonly ClassBar[] }): ReactElement {
  return (
    <SmallTable heads={['Class', 'Before, %', 'After, %', 'Target, %']}>
      {bars.map((bar) => (
        <tr key={bar.name}>
          <th scope="row">{bar.name}</th>
          <td className="num">{bar.before.toFixed(2)}</td>
          <td className="num">{bar.after.toFixed(2)}</td>
          <td className="num">{bar.target.toFixed(2)}</td>
        </tr>
      ))}
    </SmallTable>
  )
}

function OrderTable({ bars }: { readonly bars: readonly OrderBar[] }): ReactElement {
  return (
    <SmallTable heads={['Instrument', 'Sold', 'Bought']}>
      {bars.map((bar) => (
        <tr key={bar.name}>
          <th scope="row">{bar.name}</th>
          <td className="num">{bar.soldText || '–'}</td>
          <td className="num">{bar.boughtText || '–'}</td>
        </tr>
      ))}
    </SmallTable>
  )
}

function CostTable({ bars }: { readonly bars: readonly CostBar[] }): ReactElement {
  return (
    <SmallTable heads={['Kind', 'Cost']}>
      {bars.map((bar) => (
        <tr key={bar.name}>
          <th scope="row">{bar.name}</th>
          <td className="num">{bar.text}</td>
        </tr>
      ))}
    </SmallTable>
  )
}

interface SmallTableProps {
  readonly heads: readonly string[]
  readonly children: ReactNode
}

function SmallTable({ heads, children }: SmallTableProps): ReactElement {
  return (
    <table className="table">
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} scope="col" className={at > 0 ? 'num' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
