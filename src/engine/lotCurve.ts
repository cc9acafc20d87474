/**
 * What selling a position realises: its lots in the order in which they go, each with its gain and tax for a step.
 *
 * Per lot the gain after costs is n (p - c) - K n/q, n steps of the q that are sold, p and c price and unit cost of a step, K the
 * order's costs; the tax is the rate of its term times a gain, and of a loss where it is harvested (ENGINE, "Tax").
 */
import type { Decimal } from '../domain/decimal.ts'
import { decimalOf } from '../domain/decimal.ts'
import type { Lot } from '../domain/document.ts'
import type { Term } from '../domain/term.ts'

/** Base currency throughout; a step is the instrument's smallest tradable quantity. */
export interface LotCurve {
  /** By lot: the steps sold once it is used up; what a step gains before costs; the rate of its term. */
  readonly ends: Float64Array
  readonly gain: Float64Array
  readonly rate: Float64Array
  /** By lot: 1 where the basis is known. The others choose as if all they bring were a short gain, and print nothing. */
  readonly known: Uint8Array
  /** Do losses count, as a benefit? */
  readonly harvest: boolean
  /** The highest of the rates. */
  readonly mostRate: number
  /** Convex from below, for the relaxation: its pieces from the first step sold to the last. */
  readonly search: readonly LotPiece[]
  readonly bound: readonly LotPiece[]
}

/** Steps of a sale for which tax and gain grow at one slope; both are fractions of the value sold. */
export interface LotPiece {
  readonly steps: number
  readonly tax: number
  readonly gain: number
}

/** What taxes depend on beside the lots. */
export interface Rates {
  readonly short: number
  readonly long: number
  readonly harvest: boolean
  /** Is there a gains budget, so that gains need pieces of their own? */
  readonly budget: boolean
}

interface Part {
  readonly lot: Lot
  readonly term: Term | null
}

/** The curve of a position; `slope` is the least cost of a sale per unit of its value, `stepValue` the base value of a step. */
export function lotCurveOf(
  parts: readonly Part[],
  step: Decimal,
  price: Decimal,
  stepValue: number,
  rates: Rates,
  slope: number,
): LotCurve {
  const ends = new Float64Array(parts.length)
  const gain = new Float64Array(parts.length)
  const rate = new Float64Array(parts.length)
  const known = new Uint8Array(parts.length)
  let end = 0
  parts.forEach(({ lot, term }, at) => {
    end += decimalOf(lot.quantity).dividedBy(step).toNumber()
    ends[at] = end
    known[at] = lot.unitCost === null ? 0 : 1
    const share = lot.unitCost === null ? 1 : 1 - decimalOf(lot.unitCost).dividedBy(price).toNumber()
    gain[at] = share * stepValue
    rate[at] = known[at] === 1 && term === 'long' ? rates.long : rates.short
  })
  const lots = { ends, gain, rate, known, harvest: rates.harvest }
  return {
    ...lots,
    mostRate: rate.reduce((most, each) => Math.max(most, each), 0),
    search: piecesOf(lots, rates, stepValue, slope, true),
    bound: piecesOf(lots, rates, stepValue, slope, false),
  }
}

/** What a sale realises; `tax` as it counts in the choice, `gain` of lots whose basis is known. */
export interface Realised {
  tax: number
  gain: number
}

/** Of the first `steps` with costs of `cost` in all; taxes are rounded up to `unit`, a minor unit, lot by lot. */
export function realise(curve: LotCurve, steps: number, cost: number, unit: number, into: Realised): void {
  const costOfStep = cost / steps
  into.tax = 0
  into.gain = 0
  let from = 0
  for (let at = 0; from < steps && at < curve.ends.length; at += 1) {
    const to = Math.min(steps, curve.ends[at] as number)
    const gain = (to - from) * ((curve.gain[at] as number) - costOfStep)
    from = to
    if (curve.known[at] === 1) into.gain += gain
    if (gain > 0 || curve.harvest)
      into.tax += Math.ceil((gain * (curve.rate[at] as number)) / unit - noise) * unit
  }
}

/** Ceilings forgive this share of a minor unit; settlement is exact decimal again. */
const noise = 1e-6

type Lots = Pick<LotCurve, 'ends' | 'gain' | 'rate' | 'known' | 'harvest'>

/**
 * Convex minorants of tax and gain over the steps sold. Costs lower gains and are counted at their least, which makes the sum
 * of cost and tax no more than it will be: that sum grows with the cost. A bound takes unknown lots as untaxed.
 */
function piecesOf(
  lots: Lots,
  { budget }: Rates,
  stepValue: number,
  slope: number,
  cautious: boolean,
): LotPiece[] {
  const widths = Float64Array.from(lots.ends, (end, at) => end - (at > 0 ? (lots.ends[at - 1] as number) : 0))
  const gains = Float64Array.from(lots.gain, (gain, at) =>
    lots.known[at] === 1 ? gain / stepValue - slope : 0,
  )
  const taxes = Float64Array.from(lots.gain, (gain, at) => {
    if (lots.known[at] === 0 && !cautious) return 0
    const net = gain / stepValue - slope
    return net > 0 || lots.harvest ? net * (lots.rate[at] as number) : 0
  })
  const taxed = convex(widths, taxes)
  if (!budget) return taxed.map(({ width, slope: tax }) => ({ steps: width, tax, gain: 0 }))
  return merged(taxed, convex(widths, gains))
}

interface Stretch {
  width: number
  slope: number
}

/** The greatest convex function below a piecewise linear one: neighbours whose slopes fall are pooled. */
function convex(widths: Float64Array, slopes: Float64Array): Stretch[] {
  const pooled: Stretch[] = []
  widths.forEach((width, at) => {
    let last: Stretch = { width, slope: slopes[at] as number }
    for (let before = pooled.at(-1); before && before.slope >= last.slope; before = pooled.at(-1)) {
      pooled.pop()
      const sum = before.width + last.width
      last = { width: sum, slope: (before.slope * before.width + last.slope * last.width) / sum }
    }
    pooled.push(last)
  })
  return pooled
}

/** Pieces narrower than this are float noise. */
const leastSteps = 1e-9

/** Pieces on which both functions are straight. */
function merged(taxes: readonly Stretch[], gains: readonly Stretch[]): LotPiece[] {
  const pieces: LotPiece[] = []
  let [t, g] = [0, 0]
  let [leftT, leftG] = [taxes[0]?.width ?? 0, gains[0]?.width ?? 0]
  while (t < taxes.length && g < gains.length) {
    const steps = Math.min(leftT, leftG)
    if (steps > leastSteps)
      pieces.push({ steps, tax: (taxes[t] as Stretch).slope, gain: (gains[g] as Stretch).slope })
    leftT -= steps
    leftG -= steps
    if (leftT <= leftG) leftT = taxes[++t]?.width ?? 0
    else leftG = gains[++g]?.width ?? 0
  }
  return pieces
}
