/** Volatilities and correlations as a table, each with one standard error beside it. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { ClassErrors, ClassEstimate } from '../../../domain/historyStudy.ts'
import { className } from '../../look/classColour.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'
import { shown } from './figures.ts'
import { TableBox } from '../../parts/TableBox.tsx'

interface EstimateTableProps {
  readonly document: Portfolio
  readonly classes: readonly string[]
  readonly estimate: ClassEstimate
  readonly errors: ClassErrors | null
}

export function EstimateTable({ document, classes, estimate, errors }: EstimateTableProps): ReactElement {
  return (
    <div className="stack-tight">
      <TableBox name="Volatilities and correlations">
        <table className="table history-table">
          <caption className="unseen">Volatility a year and correlations, with one standard error</caption>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className="num">
                Volatility, %
              </th>
              {classes.slice(1).map((name) => (
                <th key={name} scope="col" className="num">
                  {className(document, name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((name, i) => (
              <tr key={name}>
                <th scope="row">
                  <ClassMark document={document} name={name} />
                </th>
                <Figure
                  value={(estimate.volatility[i] ?? 0) * 100}
                  error={errors === null ? null : (errors.volatility[i] ?? 0) * 100}
                  places={1}
                />
                {classes.slice(1).map((other, at) =>
                  at + 1 > i ? (
                    <Figure
                      key={other}
                      value={estimate.correlation[i]?.[at + 1] ?? 0}
                      error={errors?.correlation[i]?.[at + 1] ?? null}
                      places={2}
                    />
                  ) : (
                    <td key={other} className="num soft">
                      {at + 1 === i ? '1' : ''}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className="field-hint prose">{errorWords(estimate)}</p>
    </div>
  )
}

interface FigureProps {
  readonly value: number
  readonly error: number | null
  readonly places: number
}

function Figure({ value, error, places }: FigureProps): ReactElement {
  return (
    <td className="num">
      {shown(value, places)}
      {error !== null && <span className="soft history-error"> ±{shown(error, places)}</span>}
    </td>
  )
}

function errorWords({ errors }: ClassEstimate): string {
  const whose =
    errors === null ? 'of the plain sample; shrinking errs less by chance and a little by intent' : ''
  return `± is one standard error${whose === '' ? '' : `, ${whose}`}. Two of them either way hold the truth 19 times in 20, if the years to come are like these.`
}
