/** The line under an instrument's costs: what orders of three sizes cost with them. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { money, percent, roundMoney } from '../format.ts'
import { orderCost, shownOrders } from './orderCost.ts'

interface OrderCostsProps {
  readonly document: Portfolio
  readonly instrument: Instrument
}

export function OrderCosts({ document, instrument }: OrderCostsProps): ReactElement {
  const { currency } = instrument
  return (
    <table className="table order-costs" aria-live="polite">
      <caption className="unseen">What orders of three sizes cost</caption>
      <thead>
        <tr>
          <th scope="col">An order of</th>
          {shownOrders.map((value) => (
            <th key={value} scope="col" className="num">
              {roundMoney(value, currency).replace(/\.00$/, '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">costs</th>
          {shownOrders.map((value) => (
            <CostCell key={value} document={document} instrument={instrument} value={value} />
          ))}
        </tr>
      </tbody>
    </table>
  )
}

function CostCell({
  document,
  instrument,
  value,
}: OrderCostsProps & { readonly value: string }): ReactElement {
  const cost = orderCost(document, instrument, decimalOf(value))
  if (cost === null) return <td className="num soft">{whyUnknown(instrument)}</td>
  return (
    <td className="num">
      {money(cost.total, instrument.currency)}{' '}
      <span className="soft">{percent(cost.total.dividedBy(value), 2)}</span>
    </td>
  )
}

function whyUnknown({ price, cost }: Instrument): string {
  return price === null && cost.pool === null ? 'needs a price' : 'more than the pool holds'
}
