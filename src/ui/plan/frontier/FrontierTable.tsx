/** The table behind the frontier: one line a plan, from doing nothing to the exact targets. */
import type { ReactElement } from 'react'
import type { Frontier } from '../../../domain/frontier.ts'
import { amount, percentFigures } from '../../format.ts'
import { TableBox } from '../../parts/TableBox.tsx'
import { distanceFigures } from './frontierWords.ts'

interface FrontierTableProps {
  readonly frontier: Frontier
  readonly currency: string
}

export function FrontierTable({ frontier, currency }: FrontierTableProps): ReactElement {
  const risk = frontier.points.some((point) => point.trackingError !== null)
  const heads = [
    'Distance, pts',
    `Expense, ${currency}`,
    'Trades',
    'Turnover, %',
    'Largest drift, pts',
    ...(risk ? ['Tracking error, %'] : []),
  ]
  return (
    <TableBox name="Plans at falling shares of today’s distance">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Allowed, % of today</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {frontier.points.map((point) => (
            <tr key={point.share}>
              <th scope="row">{percentFigures(point.share, 0)}</th>
              <td className="num">{distanceFigures(point.distance)}</td>
              <td className="num">{amount(point.expense, currency)}</td>
              <td className="num">{point.orders}</td>
              <td className="num">{percentFigures(point.turnover)}</td>
              <td className="num">{percentFigures(point.maxDrift)}</td>
              {risk && (
                <td className="num">
                  {point.trackingError === null ? '–' : percentFigures(point.trackingError, 2)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
