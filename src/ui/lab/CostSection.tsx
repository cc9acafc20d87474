/** What coming closer to the targets costs in the long run: every policy by its tracking error and its cost. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Sweep } from '../../domain/labResult.ts'
import { Figure } from '../plan/Figure.tsx'
import { CostPicture, costHeight } from './CostPicture.tsx'
import { costLines, costSeriesOf, type CostDot, type CostSeries } from './costSeries.ts'
import type { LabQuestion } from './experimentOf.ts'
import { Handouts } from './Handouts.tsx'
import { heatOf } from './heatSeries.ts'
import type { LabGrid } from './labGrid.ts'
import { figureText } from './labMetrics.ts'
import { axisNames, policyWords, rowText, triggerText, triggerHeads } from './labWords.ts'
import { TableBox } from '../parts/TableBox.tsx'

interface CostSectionProps {
  readonly document: Portfolio
  readonly question: LabQuestion
  readonly sweep: Sweep
}

export function CostSection({ document, question, sweep }: CostSectionProps): ReactElement | null {
  const best = heatOf(sweep, question, 'lossBpPerYear')?.best
  if (best === undefined) return null
  const series = costSeriesOf(sweep, question, best.at)
  return (
    <section className="lab-part" aria-labelledby="lab-cost-heading">
      <h2 id="lab-cost-heading">Cost against tracking error</h2>
      <Figure
        title={`A dot a policy, a line ${question.grid.axis === 'look' ? 'an interval between looks' : 'a destination'}`}
        summary={`The lowest loss, ${policyWords(document, question.grid, best)}, ${dotWords(series, (dot) => dot.isBest)}; your policy ${dotWords(series, (dot) => dot.isHere)}.`}
        height={costHeight}
        note={
          <Handouts
            name={`${document.name || 'portfolio'} cost against tracking error`}
            lines={() => costLines(series, question.grid)}
          />
        }
        renderPicture={(width) => <CostPicture series={series} axis={question.grid.axis} width={width} />}
        table={<CostTable series={series} grid={question.grid} />}
      />
      <p className="field-hint prose">
        Along a line triggers widen to the right. Bars are two standard errors, where they are wider than the
        dot.
        {series.formula.length > 1 &&
          ' Dashed: what closed forms say of your destination, without simulation.'}
      </p>
    </section>
  )
}

/** Three digits of a percent and of a basis point say what differs. */
const places = 3

function dotWords({ lines, own }: CostSeries, is: (dot: CostDot) => boolean): string {
  const dot = [...lines.flatMap((line) => line.dots), ...(own === null ? [] : [own])].find(is)
  if (dot === undefined) return 'never trades'
  return `costs ${figureText(dot.y.mean, places)} bp a year at ${figureText(dot.x.mean, places)} % tracking error`
}

function CostTable({ series, grid }: { readonly series: CostSeries; readonly grid: LabGrid }): ReactElement {
  return (
    <TableBox name="Cost and tracking error of every policy">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{triggerHeads[grid.kind]}</th>
            <th scope="col">{axisNames[grid.axis]}</th>
            <th scope="col" className="num">
              Tracking error, %
            </th>
            <th scope="col" className="num">
              Cost and tax, bp
            </th>
          </tr>
        </thead>
        <tbody>
          {series.lines.flatMap((line) =>
            line.dots.map((dot, column) => (
              <tr key={dot.at}>
                <th scope="row">{triggerText(grid.triggers[column] ?? '')}</th>
                <td>{rowText(grid.axis, line.row)}</td>
                <td className="num">{errorText(dot.x)}</td>
                <td className="num">{errorText(dot.y)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </TableBox>
  )
}

function errorText({ mean, error }: CostDot['x']): string {
  const figure = figureText(mean, places)
  return error === null ? figure : `${figure} ± ${figureText(error, places)}`
}
