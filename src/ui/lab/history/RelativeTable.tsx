/** Whether what a class has earned over the rest comes back: half-life, variance ratios and the unit-root test. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { Relative } from '../../../domain/historyStudy.ts'
import { unknown } from '../../format.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'
import { chance, shown, spanWords, yearsWords } from './figures.ts'
import { TableBox } from '../../parts/TableBox.tsx'

interface RelativeTableProps {
  readonly document: Portfolio
  readonly classes: readonly string[]
  readonly relative: readonly (Relative | null)[]
  readonly stepsPerYear: number
}

export function RelativeTable(props: RelativeTableProps): ReactElement {
  const { classes, relative, stepsPerYear } = props
  return (
    <section className="stack-tight">
      <h3>Does a lead come back?</h3>
      <p className="prose">
        Of what each class has earned over the rest at your targets. Half-life: when half of a lead is lost
        again; short histories make it look shorter than it is. Variance ratio: below 1 leads come back, above
        1 they go on; in brackets how likely a ratio so far from 1 is by chance. Random walk: how likely so
        much coming back is where nothing does; only below 5 % does the test rule that out.
      </p>
      <TableBox name="Each class against the rest">
        <table className="table history-table">
          <caption className="unseen">Each class against the rest</caption>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className="num">
                Half-life
              </th>
              {spansOf(relative).map((span) => (
                <th key={span} scope="col" className="num">
                  Ratio, {spanWords(span, stepsPerYear)}
                </th>
              ))}
              <th scope="col" className="num">
                Random walk
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((name, at) => (
              <Line key={name} {...props} name={name} found={relative[at] ?? null} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}

/** All classes have the same rows, and so the same spans. */
function spansOf(relative: readonly (Relative | null)[]): readonly number[] {
  return relative.find((each) => each !== null)?.varianceRatios.map(({ span }) => span) ?? []
}

interface LineProps extends RelativeTableProps {
  readonly name: string
  readonly found: Relative | null
}

function Line({ document, relative, stepsPerYear, name, found }: LineProps): ReactElement {
  const steps = found?.halfLife?.steps ?? null
  return (
    <tr>
      <th scope="row">
        <ClassMark document={document} name={name} />
      </th>
      <td className="num">{steps === null ? 'none' : yearsWords(steps / stepsPerYear)}</td>
      {spansOf(relative).map((span) => {
        const ratio = found?.varianceRatios.find((each) => each.span === span)
        return (
          <td key={span} className="num">
            {ratio === undefined ? (
              unknown
            ) : (
              <>
                {shown(ratio.ratio, 2)} <span className="soft">({chance(ratio.probability)})</span>
              </>
            )}
          </td>
        )
      })}
      <td className="num">{found?.unitRoot ? chance(found.unitRoot.probability) : unknown}</td>
    </tr>
  )
}
