/** Risk by the contract's formulas, from the document's text: tracking error, horizon, and what "optimal" minimises. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import { byCodePoint, cash, type Model } from './model.ts'

/** What the formulas need of where a portfolio stands. */
interface Place {
  readonly total: Decimal
  readonly rows: readonly {
    readonly class: string
    readonly leaf: boolean
    readonly weight: Decimal
    readonly target: Decimal
    readonly before: Decimal
  }[]
}

/** Base value by class. */
type Values = ReadonlyMap<string, Decimal>

/** Leaves other than cash that are in `risk`; null where one that has a target or is held is not. */
function coveredLeaves(model: Model, place: Place): string[] | null {
  const known = model.raw.risk?.classes ?? []
  const leaves = place.rows.filter((row) => row.leaf && row.class !== cash)
  const missing = leaves.filter(
    (row) => !known.includes(row.class) && (!row.weight.isZero() || row.before.greaterThan(0)),
  )
  return model.raw.risk && missing.length === 0
    ? leaves.map((row) => row.class).filter((name) => known.includes(name))
    : null
}

function covarianceOf(model: Model, a: string, b: string): Decimal {
  const { classes = [], volatility = [], correlation = [] } = model.raw.risk ?? {}
  const [i, j] = [classes.indexOf(a), classes.indexOf(b)]
  return new Decimal(volatility[i] ?? 0).times(volatility[j] ?? 0).times(correlation[i]?.[j] ?? 0)
}

function squareOf(model: Model, vector: ReadonlyMap<string, Decimal>): Decimal {
  const names = [...vector.keys()]
  const terms = names.flatMap((a) =>
    names.map((b) => (vector.get(a) ?? zero).times(vector.get(b) ?? zero).times(covarianceOf(model, a, b))),
  )
  return Decimal.max(0, sumOf(terms))
}

/** d' Sigma d at these values. */
export function varianceAt(model: Model, place: Place, values: Values): Decimal | null {
  const leaves = coveredLeaves(model, place)
  if (leaves === null) return null
  const total = sumOf(values.values())
  const drift = (name: string): Decimal =>
    (values.get(name) ?? zero)
      .dividedBy(total)
      .minus(place.rows.find((row) => row.leaf && row.class === name)?.target ?? zero)
  return squareOf(model, new Map(leaves.map((name) => [name, drift(name)])))
}

/** 1/2 lambda H d' Sigma d + expense / v at the end of a plan, v the total before costs. */
export function objectiveAt(model: Model, place: Place, values: Values, expense: Decimal): Decimal {
  const variance = varianceAt(model, place, values) ?? zero
  return variance.times(rateOf(model, place)).dividedBy(2).plus(expense.dividedBy(place.total))
}

/** lambda H Sigma by row and row: zero where a row is cash, no leaf, or not in `risk`. */
export function formOf(model: Model, place: Place): number[][] {
  const rate = rateOf(model, place)
  return place.rows.map((a) =>
    place.rows.map((b) =>
      a.leaf && b.leaf ? rate.times(covarianceOf(model, a.class, b.class)).toNumber() : 0,
    ),
  )
}

/** lambda H. */
export function rateOf(model: Model, place: Place): Decimal {
  const { aversion = '4', horizonYears = null } = model.raw.risk ?? {}
  return new Decimal(aversion).times(horizonYears ?? horizonOf(model, place, Number(aversion)))
}

/** H = 2/3 median (h/s)^2 over the leaves, h = (3 c w^2 (1-w)^2 / (2 lambda))^(1/3), s = w (1-w) sigma; 0.75 of nothing. */
function horizonOf(model: Model, place: Place, aversion: number): number {
  const leaves = place.rows.filter((row) => row.leaf && row.class !== cash)
  const squares = leaves
    .map((row) => {
      const w = row.target.toNumber()
      const others = leaves.filter((each) => each !== row)
      const c =
        costOf(model, row.class) +
        others.reduce((sum, each) => sum + (each.target.toNumber() * costOf(model, each.class)) / (1 - w), 0)
      const against = new Map([
        [row.class, new Decimal(1)],
        ...others.map((each) => [each.class, each.target.negated().dividedBy(1 - w)] as const),
      ])
      const s = w > 0 && w < 1 ? w * (1 - w) * squareOf(model, against).sqrt().toNumber() : 0
      const h = Math.cbrt((3 * c * w * w * (1 - w) * (1 - w)) / (2 * aversion))
      return s > 0 ? (h / s) ** 2 : null
    })
    .filter((each) => each !== null)
    .sort((a, b) => a - b)
  const middle = squares.length / 2
  const median = ((squares[Math.ceil(middle) - 1] ?? 0) + (squares[Math.floor(middle)] ?? 0)) / 2
  return median > 0 ? (2 / 3) * median : 0.75
}

/** Rate and half spread of the instrument with the largest share of the class, then lowest preference, then id. */
export function costOf(model: Model, name: string): number {
  const [first] = [...model.assets.values()]
    .filter((each) => !each.exclude && each.exposure.has(name))
    .sort(
      (a, b) =>
        (b.exposure.get(name) ?? zero).comparedTo(a.exposure.get(name) ?? zero) ||
        a.preference - b.preference ||
        byCodePoint(a.id, b.id),
    )
  return first ? Number(first.cost.rate) + Number(first.cost.halfSpread) : 0
}
