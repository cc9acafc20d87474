/** Held, targeted and built weights side by side, with what each class adds to the risk, and the change row by row. */
import type { ReactElement } from 'react'
import { Decimal } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { cashClass } from '../../../domain/target.ts'
import type { Alternative, BuildAnswer } from '../../../domain/targetBuild.ts'
import type { Range, SpreadAnswer } from '../../../domain/targetSpread.ts'
import { fixed, signed, unknown } from '../../format.ts'
import { ClassMark } from '../../parts/ClassMark.tsx'

interface AlternativesProps {
  readonly document: Portfolio
  readonly answer: BuildAnswer
  /** Null where nothing was built. */
  readonly built: Alternative | null
  /** Intervals of what was built; null while none were asked for. */
  readonly spread: SpreadAnswer | null
}

export function Alternatives({ document, answer, built, spread }: AlternativesProps): ReactElement {
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
                  {place === 2 && <Between range={spread?.built.weights[at]} places={1} />}
                </td>
              ))}
              <td className="num">
                {built === null
                  ? unknown
                  : signed(share((built.weights[at] ?? 0) - (targets.weights[at] ?? 0)))}
                {isNoise(spread, at) && <span className="build-between">within noise</span>}
              </td>
              {columns.map((column, place) => (
                <td key={heads[place]} className="num build-risk soft">
                  {share(column?.contributions[at], 1)}
                  {place === 2 && <Between range={spread?.built.contributions[at]} places={0} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {figures.map(({ name, of, between }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((column, place) => (
                <td key={heads[place]} className={lookOf(place)}>
                  {column === null ? unknown : of(column)}
                  {place === 2 && spread !== null && between(spread)}
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
  readonly between: (spread: SpreadAnswer) => ReactElement | null
}

const figures: readonly FigureLine[] = [
  {
    name: 'Volatility, %',
    of: ({ volatility }) => share(volatility),
    between: ({ built }) => <Between range={built.attained} places={2} />,
  },
  {
    name: 'Diversification ratio',
    of: ({ diversification }) => fixed(new Decimal(diversification), 2),
    between: ({ built }) => <Between range={built.diversification} places={2} times={1} />,
  },
  {
    name: 'To trade, %',
    of: ({ turnover }) => (turnover === null ? unknown : share(turnover, 1)),
    between: () => null,
  },
]

interface BetweenProps {
  readonly range: Range | null | undefined
  readonly places: number
  readonly times?: number
}

/** Where nine draws in ten lie, quietly under the figure. */
function Between({ range, places, times = 100 }: BetweenProps): ReactElement | null {
  if (range === null || range === undefined) return null
  const [low, high] = [range.low, range.high].map((end) => fixed(new Decimal(end * times), places))
  if (low === high) return null
  return (
    <span className="build-between">
      {low}–{high}
    </span>
  )
}

/** What its limits pin is no matter of chance. */
function isNoise(spread: SpreadAnswer | null, at: number): boolean {
  const range = spread?.built.weights[at] ?? null
  return spread?.fromTargets.ties[at] === true && range !== null && range.high - range.low > least
}

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
