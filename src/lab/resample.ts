/** Markets made of prices that were: a history as it happened, and the stationary bootstrap of its rows. */
import type { Market, Prices } from '../domain/experiment.ts'
import type { Paths } from './market.ts'
import { keyOf, unitsAt } from './shocks.ts'

type History = Extract<Market, { readonly kind: 'history' }>
type Bootstrap = Extract<Market, { readonly kind: 'bootstrap' }>

/** What each step multiplied prices by, row by row, and what is known of all rows. */
interface Rows {
  readonly classes: number
  readonly rows: number
  /** rows x classes. */
  readonly ratios: Float64Array
  readonly stepsPerYear: number
  /** The sample's, annual. */
  readonly covariance: Float64Array
}

/** One path: the prices as they were. */
export function historyOf({ prices, stepsPerYear }: History): Paths {
  const rows = rowsOf(prices, stepsPerYear)
  let row = 0
  const walk = walkOf(rows, () => row++)
  const begin = (): void => {
    row = 0
    walk.begin()
  }
  const { classes, covariance } = rows
  return { classes, steps: rows.rows, stepsPerYear: rows.stepsPerYear, paths: 1, covariance, ...walk, begin }
}

/**
 * Whole rows drawn in blocks of random length, so that what classes did together stays together: each step goes on to
 * the next row, or with probability 1 / meanBlock anywhere (Politis and Romano 1994). The last row is followed by the first.
 */
export function bootstrapOf(market: Bootstrap, seed: number): Paths {
  const rows = rowsOf(market.prices, market.stepsPerYear)
  const leaves = 1 / Number(market.meanBlock)
  const key = keyOf(seed, 'row')
  const units = new Float64Array(2)
  let path = 0
  let step = 0
  let row = 0
  const walk = walkOf(rows, () => {
    unitsAt(key, path, step, units)
    const isNew = step === 0 || (units[0] as number) < leaves
    row = isNew ? Math.floor((units[1] as number) * rows.rows) : (row + 1) % rows.rows
    step += 1
    return row
  })
  const begin = (next: number): void => {
    path = next
    step = 0
    walk.begin()
  }
  const { classes, covariance, stepsPerYear } = rows
  const steps = Math.max(2, Math.round(Number(market.years) * stepsPerYear))
  return { classes, steps, stepsPerYear, paths: market.paths, covariance, ...walk, begin }
}

function walkOf({ classes, ratios }: Rows, nextRow: () => number) {
  const last = new Float64Array(classes)
  const begin = (): void => void last.fill(1)
  const next = (prices: Float64Array, stride: number, count: number): void => {
    for (let t = 0; t < count; t += 1) {
      const from = nextRow() * classes
      for (let i = 0; i < classes; i += 1) {
        const price = (last[i] as number) * (ratios[from + i] as number)
        last[i] = price
        prices[i * stride + t] = price
      }
    }
  }
  return { begin, next }
}

function rowsOf(prices: Prices, typed: number | null): Rows {
  const classes = prices.classes.length
  const rows = prices.dates.length - 1
  const ratios = new Float64Array(rows * classes)
  prices.classes.forEach((own, i) => {
    const values = own.map(Number)
    for (let row = 0; row < rows; row += 1)
      ratios[row * classes + i] = (values[row + 1] as number) / (values[row] as number)
  })
  const stepsPerYear = typed ?? rows / yearsBetween(prices.dates[0] ?? '', prices.dates[rows] ?? '')
  return {
    classes,
    rows,
    ratios,
    stepsPerYear,
    covariance: covarianceOf(ratios, rows, classes, stepsPerYear),
  }
}

const daysPerYear = 365.25
const msPerDay = 86_400_000

function yearsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / msPerDay / daysPerYear
}

/** Of simple returns around their means, with rows - 1 below the line; times steps a year. */
function covarianceOf(
  ratios: Float64Array,
  rows: number,
  classes: number,
  stepsPerYear: number,
): Float64Array {
  const means = Array.from({ length: classes }, (_, i) => {
    let sum = 0
    for (let row = 0; row < rows; row += 1) sum += (ratios[row * classes + i] as number) - 1
    return sum / rows
  })
  return Float64Array.from({ length: classes * classes }, (_, at) => {
    const [i, j] = [Math.floor(at / classes), at % classes]
    let sum = 0
    for (let row = 0; row < rows; row += 1)
      sum +=
        ((ratios[row * classes + i] as number) - 1 - (means[i] as number)) *
        ((ratios[row * classes + j] as number) - 1 - (means[j] as number))
    return (sum / (rows - 1)) * stepsPerYear
  })
}
