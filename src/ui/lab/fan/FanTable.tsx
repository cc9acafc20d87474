/** The table behind the fan: at every point of time the difference below which so many paths are. */
import type { ReactElement } from 'react'
import { percentText } from './fanWords.ts'
import { fanShares, type FanSeries } from './fanSeries.ts'
import { TableBox } from '../../parts/TableBox.tsx'

export function FanTable({
  series,
  name,
}: {
  readonly series: FanSeries
  readonly name: string
}): ReactElement {
  return (
    <TableBox name="Wealth beside never rebalancing">
      <table className="table">
        <caption className="unseen">{name}: wealth beside never rebalancing, percent</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              Years
            </th>
            {fanShares.map((share) => (
              <th key={share} scope="col" className="num">
                {share === 0.5 ? 'Middle, %' : `${share * 100} % below, %`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.points.map(({ years, differences }) => (
            <tr key={years}>
              <th scope="row" className="num">
                {years.toFixed(2)}
              </th>
              {differences.map((each, at) => (
                <td key={fanShares[at]} className="num">
                  {percentText(each)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
