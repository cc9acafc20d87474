/** Every class within its band: numbers and picture in the same row, so that either can be read alone. */
import { memo, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { percentFigures, signed } from '../format.ts'
import { classColour } from '../look/classColour.ts'
import { DriftBar } from './DriftBar.tsx'
import { driftSummary, reachOf, type DriftMark } from './driftSeries.ts'
import './drift.css'

interface DriftTableProps {
  readonly document: Portfolio
  readonly marks: readonly DriftMark[]
  /** The weights after the plan answer an older document. */
  readonly stale: boolean
  /** Fewer columns, for the side of the page. */
  readonly brief?: boolean
}

export function DriftTable({ document, marks, stale, brief = false }: DriftTableProps): ReactElement {
  const reach = reachOf(marks)
  const looks = ['table drift-table', brief && 'drift-brief', stale && 'drift-stale']
  return (
    <table className={looks.filter(Boolean).join(' ')}>
      <caption className="unseen">{driftSummary(marks)}</caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          {!brief && (
            <th scope="col" className="num drift-wide">
              Target, %
            </th>
          )}
          {!brief && (
            <th scope="col" className="num drift-wide">
              Band, %
            </th>
          )}
          <th scope="col" className="num">
            Now, %
          </th>
          <th scope="col" className="num">
            Drift, pts
          </th>
          <th scope="col" className="drift-picture">
            <Scale reach={reach} />
          </th>
          <th scope="col" className="num">
            After, %
          </th>
        </tr>
      </thead>
      <tbody>
        {marks.map((mark) => (
          <Line
            key={mark.class}
            colour={classColour(document, mark.class)}
            mark={mark}
            reach={reach}
            brief={brief}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The axis says where the band ends; its unit is the band itself. */
function Scale({ reach }: { readonly reach: number }): ReactElement {
  const edge = 100 / (2 * reach)
  return (
    <span className="drift-scale">
      <span className="unseen">Within its band</span>
      <svg width="100%" height="14" aria-hidden="true">
        <text className="drift-edge" x={`${50 - edge}%`} y="10" textAnchor="middle">
          low
        </text>
        <text x="50%" y="10" textAnchor="middle">
          target
        </text>
        <text className="drift-edge" x={`${50 + edge}%`} y="10" textAnchor="middle">
          high
        </text>
      </svg>
    </span>
  )
}

interface LineProps {
  readonly colour: string
  readonly mark: DriftMark
  readonly reach: number
  readonly brief: boolean
}

/** A plan that becomes stale changes the look of the table, and none of its lines. */
const Line = memo(function Line({ colour, mark, reach, brief }: LineProps): ReactElement {
  const look = mark.standing === 'inside' ? '' : `strong ${mark.standing}`
  return (
    <tr>
      <th scope="row">
        <span className="class-mark">
          <span className="swatch" aria-hidden="true" style={{ background: colour }} />
          {mark.name}
        </span>
      </th>
      {!brief && <td className="num drift-wide">{percentFigures(mark.target)}</td>}
      {!brief && (
        <td className="num drift-wide soft">
          {percentFigures(mark.low)} – {percentFigures(mark.high)}
        </td>
      )}
      <td className="num">{percentFigures(mark.weight)}</td>
      <td className={`num ${look}`}>
        {signed(percentFigures(mark.drift))}
        {mark.standing !== 'inside' && <span className="unseen"> {mark.standing} its band</span>}
      </td>
      <td className="drift-picture">
        <DriftBar mark={mark} reach={reach} />
      </td>
      <td className="num drift-then">
        {mark.after === null ? '–' : percentFigures(mark.after)}
        {mark.standingAfter !== null && mark.standingAfter !== 'inside' && (
          <span className="unseen"> still {mark.standingAfter} its band</span>
        )}
      </td>
    </tr>
  )
})
