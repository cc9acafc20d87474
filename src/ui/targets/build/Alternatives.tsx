/** Held, targeted and built weights side by side, with what each class adds to the risk, and the change row by row. */
import type { ReactElement } from 'react'
import { Decimal } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { cashClass } from '../../../domain/target.ts'
import type { Alternative, BuildAnswer } from '../../../domain/targetBuild.ts'
import { fixed, signed, unknown } from '../../format.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'

interface AlternativesProps {
  readonly document: Portfolio
  readonly answer: BuildAnswer
  /** Null where nothing was built. */
  readonly built: Alternative | null
}

export function Alternatives({ document, answer, built }: AlternativesProps): ReactElement {
  const { present, targets } = answer
  const columns = [present, targets, built]
  return (
    <div className="table-box">
      <table className="table build-table">
        <caption className="unseen">Weights and shares of risk, held, targeted and built</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            {['Held', 'Target', 'Built'].map((head, place) => (
              <th key={head} scope="col" className={lookOf(place)}>
                {head}, %
              </th>
            ))}
            <th scope="col" className="num">
              Change, pts
            </th>
            {['held', 'target', 'built'].map((head) => (
              <th key={head} scope="col" className="num build-risk">
                Risk {head}, %
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(document, answer, built).map(({ name, at }) => (
            <tr key={name}>
              <th scope="row">
                <ClassMark document={document} name={name} />
              </th>
              {columns.map((column, place) => (
                <td key={heads[place]} className={lookOf(place)}>
                  {share(column?.weights[at])}
                </td>
              ))}
              <td className="num">
                {built === null
                  ? unknown
                  : signed(share((built.weights[at] ?? 0) - (targets.weights[at] ?? 0)))}
              </td>
              {columns.map((column, place) => (
                <td key={heads[place]} className="num build-risk soft">
                  {share(column?.contributions[at], 1)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {figures.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((column, place) => (
                <td key={heads[place]} className={lookOf(place)}>
                  {column === null ? unknown : of(column)}
                </td>
              ))}
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )
}

const heads = ['held', 'target', 'built']
const looks = ['num build-held', 'num', 'num build-new']

function lookOf(place: number): string | undefined {
  return looks[place]
}

interface FigureLine {
  readonly name: string
  readonly of: (column: Alternative) => string
}

const figures: readonly FigureLine[] = [
  { name: 'Volatility, %', of: ({ volatility }) => share(volatility) },
  { name: 'Diversification ratio', of: ({ diversification }) => fixed(new Decimal(diversification), 2) },
  {
    name: 'To trade, %',
    of: ({ turnover }) => (turnover === null ? unknown : share(turnover, 1)),
  },
]

/** In the tree's order; cash is left out where nobody has any. */
function rowsOf(
  document: Portfolio,
  { classes, present, targets }: BuildAnswer,
  built: Alternative | null,
): readonly { readonly name: string; readonly at: number }[] {
  const inTree = document.targets.map((target) => target.class).filter((name) => classes.includes(name))
  const names = inTree.includes(cashClass) ? inTree : [...inTree, cashClass]
  return names
    .map((name) => ({ name, at: classes.indexOf(name) }))
    .filter(
      ({ name, at }) =>
        inTree.includes(name) ||
        [present, targets, built].some((column) => (column?.weights[at] ?? 0) > least),
    )
}

/** Half of the last digit that is shown. */
const least = 0.00005

function share(fraction: number | undefined, places = 2): string {
  return fraction === undefined ? unknown : fixed(new Decimal(fraction).times(100), places)
}
