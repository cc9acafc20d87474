/** The table behind the heatmap: the same figures with their errors, a line a trigger. */
import type { ReactElement } from 'react'
import type { Heat } from './heatSeries.ts'
import { estimateText, type Metric } from './labMetrics.ts'
import type { Axis } from './labSettings.ts'
import { extremeWords, rowText, triggerText } from './labWords.ts'
import { TableBox } from '../parts/TableBox.tsx'

interface HeatTableProps {
  readonly heat: Heat
  readonly axis: Axis
  readonly metric: Metric
  readonly places: number
  readonly head: string
}

export function HeatTable({ heat, axis, metric, places, head }: HeatTableProps): ReactElement {
  const columns = Array.from({ length: heat.columns }, (_, at) =>
    heat.cells.filter((cell) => cell.column === at),
  )
  return (
    <TableBox name="Figures of every policy">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {(columns[0] ?? []).map((cell) => (
              <th key={cell.at} scope="col" className="num">
                {rowText(axis, cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((cells) => (
            <tr key={cells[0]?.trigger}>
              <th scope="row">{triggerText(cells[0]?.trigger ?? '')}</th>
              {cells.map((cell) => (
                <td key={cell.at} className={cell.isBest ? 'num heat-strong' : 'num'}>
                  {estimateText(cell.value, metric, places)}
                  <span className="soft">
                    {cell.isBest ? ` ${extremeWords(metric)}` : cell.isTie ? ' tie' : ''}
                    {cell.isHere ? ' yours' : ''}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
