/** Cost and tax against tracking error as data: a dot a policy with its errors, a line a destination, and what formulas say. */
import { estimateOf, type Estimate, type Sweep } from '../../domain/labResult.ts'
import type { Experiment } from '../../domain/experiment.ts'
import { ratesOf, switchCost } from '../../domain/thresholds.ts'
import type { LabQuestion } from './experimentOf.ts'
import { cellsIn, type LabRow, placeAt } from './labGrid.ts'
import { lookSteps } from './lookSteps.ts'

export interface CostDot {
  /** Its policy's place among all. */
  readonly at: number
  /** Tracking error, percent. */
  readonly x: Estimate
  /** Cost and tax, basis points a year; the error is the sum of both, which it cannot exceed. */
  readonly y: Estimate
  readonly isHere: boolean
  readonly isBest: boolean
}

export interface CostLine {
  readonly row: LabRow
  /** From the narrowest trigger to the widest. */
  readonly dots: readonly CostDot[]
}

export interface CostSeries {
  readonly lines: readonly CostLine[]
  /** One's own policy where it has no place on the grid. */
  readonly own: CostDot | null
  /** What closed forms say of the grid's policies with one's own destination; empty where they know no total. */
  readonly formula: readonly { readonly x: number; readonly y: number }[]
  readonly right: number
  readonly top: number
}

export function costSeriesOf(sweep: Sweep, question: LabQuestion, best: number): CostSeries {
  const { grid, present, never } = question
  const dotOf = (at: number): CostDot => ({
    at,
    x: scaled(estimateOf(sweep.tally, at, 'trackingError'), 100),
    y: sum(estimateOf(sweep.tally, at, 'costBpPerYear'), estimateOf(sweep.tally, at, 'taxBpPerYear')),
    isHere: at === present,
    isBest: at === best,
  })
  const lines = grid.rows.map((row, at) => ({
    row,
    dots: grid.triggers.map((_, column) => dotOf(column * grid.rows.length + at)),
  }))
  const own = present < cellsIn(grid) || present === never ? null : dotOf(present)
  const formula = formulaOf(question)
  const dots = [...lines.flatMap((line) => line.dots), ...(own === null ? [] : [own])]
  return {
    lines,
    own,
    formula,
    right: most(dots.map(({ x }) => x.mean + 2 * (x.error ?? 0))),
    top: most(dots.map(({ y }) => y.mean + 2 * (y.error ?? 0))),
  }
}

/** A little room beyond the outermost dot. */
const room = 1.06

function most(values: readonly number[]): number {
  return Math.max(1e-9, ...values.filter(Number.isFinite)) * room
}

function scaled({ mean, error }: Estimate, by: number): Estimate {
  return { mean: mean * by, error: error === null ? null : error * by }
}

function sum(a: Estimate, b: Estimate): Estimate {
  const error = a.error === null || b.error === null ? null : a.error + b.error
  return { mean: a.mean + b.mean, error }
}

const basisPoint = 10_000

/** Rows do not add up to a portfolio; only of two classes is one the whole. They know no tax, no flows and no fat tails. */
function formulaOf({ experiment, grid, present }: LabQuestion): CostSeries['formula'] {
  const { market, cost, tax, classes } = experiment
  if (market.kind !== 'gbm' || tax !== null || classes.length !== 2 || present >= cellsIn(grid)) return []
  if (grid.kind !== 'absolute' || experiment.bands !== undefined || Number(experiment.flowPerYear) !== 0)
    return []
  const [weight = 0, other = 0] = experiment.targets.map(Number)
  const relative = Math.sqrt(relativeVariance(market))
  const [own = 0, its = 0] = (cost?.oneWay ?? []).map(Number)
  const switched = switchCost(weight, weight * own, weight * own + other * its)
  const here = placeAt(grid, present)
  const kept = 1 - Number(here.destination)
  const look = lookSteps[here.look] / market.stepsPerYear
  return grid.triggers.flatMap((text) => {
    const trigger = Number(text)
    const trip = { trigger, destination: trigger * kept }
    const rates = ratesOf(trip, weight * other * relative, look)
    const paid = switched * rates.turnover + 2 * Number(cost?.ticket ?? 0) * rates.events
    const point = { x: 100 * relative * Math.sqrt(rates.meanSquare), y: basisPoint * paid }
    return Number.isFinite(point.x) && Number.isFinite(point.y) ? [point] : []
  })
}

/** Of the return of one class against that of the other, a year. */
function relativeVariance({
  volatility,
  correlation,
}: Extract<Experiment['market'], { kind: 'gbm' }>): number {
  const [a = 0, b = 0] = volatility.map(Number)
  return a * a + b * b - 2 * Number(correlation[0]?.[1] ?? 0) * a * b
}

/** A line a dot, the heads first: percent and basis points with their errors, and what the formulas say at that trigger. */
export function costLines({ lines, formula }: CostSeries, { triggers }: LabQuestion['grid']): string[][] {
  const heads = ['Trigger', 'Destination', 'Look', 'Tracking error, %', 'error', 'Cost and tax, bp', 'error']
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined || !Number.isFinite(value)
      ? ''
      : String(Number(value.toPrecision(8)))
  const isDrawn = formula.length === triggers.length
  return [
    [...heads, 'Formula: tracking error, %', 'Formula: cost, bp'],
    ...lines.flatMap(({ row, dots }) =>
      dots.map(({ x, y }, column) => [
        triggers[column] ?? '',
        row.destination,
        row.look,
        ...[x.mean, x.error, y.mean, y.error].map(text),
        // The formulas are of one's own line.
        ...(isDrawn && dots.some((dot) => dot.isHere)
          ? [text(formula[column]?.x), text(formula[column]?.y)]
          : ['', '']),
      ]),
    ),
  ]
}
