/** The table behind the timeline: every trade with its day, what it turned over and cost, and the weights it moved. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { className } from '../../look/classColour.ts'
import { percentOf, shown } from '../history/figures.ts'
import type { TimelineAsked, TimelineSeries } from './timelineSeries.ts'
import { TableBox } from '../../parts/TableBox.tsx'

interface TimelineTableProps {
  readonly document: Portfolio
  readonly asked: TimelineAsked
  readonly series: TimelineSeries
  readonly name: string
}

/** More would be no table for reading; the file has them all. */
const mostRows = 200
const basisPoint = 10_000

export function TimelineTable({ document, asked, series, name }: TimelineTableProps): ReactElement {
  const { trades } = series
  const rest = trades.length - mostRows
  return (
    <TableBox name="Every trade">
      <table className="table history-table">
        <caption className="unseen">{name}: every trade, with weights before and after</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" className="num">
              Turnover, %
            </th>
            <th scope="col" className="num">
              Cost, bp
            </th>
            <th scope="col" className="num">
              Tax, bp
            </th>
            {asked.classes.map((each) => (
              <th key={each} scope="col" className="num">
                {className(document, each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trades.slice(0, mostRows).map(({ step, turnover, cost, tax, before, after }) => (
            <tr key={step}>
              <th scope="row">{asked.dates[step]}</th>
              <td className="num">{shown(100 * turnover, 2)}</td>
              <td className="num">{shown(basisPoint * cost, 2)}</td>
              <td className="num">{shown(basisPoint * tax, 1)}</td>
              {asked.classes.map((each, at) => (
                <td key={each} className="num">
                  {percentOf(before[at] ?? 0)} → {percentOf(after[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {trades.length === 0 && <p className="soft">It never traded.</p>}
      {rest > 0 && <p className="soft">And {rest.toLocaleString('en-US')} more, all of them in the CSV.</p>}
    </TableBox>
  )
}
