/** The table behind the no-trade region: every class's weight today, its band, where trades end, and what costs suggest. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'
import { shown } from '../history/figures.ts'
import type { Interval, RegionClass } from './regionSeries.ts'
import { TableBox } from '../../parts/TableBox.tsx'

interface RegionTableProps {
  readonly document: Portfolio
  readonly classes: readonly RegionClass[]
}

export function RegionTable({ document, classes }: RegionTableProps): ReactElement {
  return (
    <TableBox name="Weights and bands">
      <table className="table history-table">
        <caption className="unseen">Weights and bands of every class, percent</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            {['Today, %', 'Target, %', 'No trade within, %', 'Trades end within, %', 'Costs suggest, %'].map(
              (head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {classes.map((each) => (
            <tr key={each.class}>
              <th scope="row">
                <ClassMark document={document} name={each.class} />
              </th>
              <td className="num">
                {shown(100 * each.today, 2)}
                {each.isOutside && <span className="soft"> outside</span>}
              </td>
              <td className="num">{shown(100 * each.target, 2)}</td>
              {[each.band, each.aim, each.byCost].map((interval, at) => (
                <td key={['band', 'aim', 'cost'][at]} className="num">
                  {intervalText(interval)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

function intervalText([low, high]: Interval): string {
  return `${shown(100 * low, 2)} to ${shown(100 * high, 2)}`
}
