/** What rebalancing once between two neighbouring periods gave over holding on, with its interval. */
import type { ReactElement } from 'react'
import type { PeriodGain } from '../../../domain/historyStudy.ts'
import { signed } from '../../format.ts'
import { percentOf, shown, spanWords } from './figures.ts'
import { TableBox } from '../../parts/TableBox.tsx'

interface GainTableProps {
  readonly gains: readonly PeriodGain[]
  readonly stepsPerYear: number
}

export function GainTable({ gains, stepsPerYear }: GainTableProps): ReactElement {
  return (
    <section className="stack-tight">
      <h3>Rebalancing between two periods</h3>
      <p className="prose">
        Before costs and taxes, rebalancing once between two periods gains exactly where what did better in
        the first does worse in the second, and loses where it does better again. {sureWords(gains)}
      </p>
      {gains.length > 0 && (
        <TableBox name="Gain of rebalancing once between two periods">
          <table className="table history-table">
            <caption className="unseen">Gain of rebalancing once between two periods</caption>
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col" className="num">
                  Pairs
                </th>
                <th scope="col" className="num">
                  Mean gain, bp
                </th>
                <th scope="col" className="num">
                  95 % interval, bp
                </th>
                <th scope="col" className="num">
                  Gained in
                </th>
              </tr>
            </thead>
            <tbody>
              {gains.map((gain) => (
                <tr key={gain.span}>
                  <th scope="row">{spanWords(gain.span, stepsPerYear)}</th>
                  <td className="num">{gain.pairs}</td>
                  <td className="num">{points(gain.meanGain)}</td>
                  <td className="num">
                    {points(gain.interval[0])} to {points(gain.interval[1])}
                  </td>
                  <td className="num">{percentOf(gain.gained, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  )
}

function points(gain: number): string {
  return signed(shown(gain * 10_000, 1))
}

function sureWords(gains: readonly PeriodGain[]): string {
  if (gains.length === 0) return 'It takes at least twenty pairs of periods; there are fewer.'
  const sure = gains.filter(({ interval: [low, high] }) => low > 0 || high < 0)
  if (sure.length === 0)
    return 'Every interval holds zero: on these returns it cannot be told from no difference.'
  return sure.length === gains.length
    ? 'No interval holds zero; that is one history, and the next may differ.'
    : 'Where an interval holds zero, it cannot be told from no difference.'
}
