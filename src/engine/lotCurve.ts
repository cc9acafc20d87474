/**
 * What selling a position realises: its lots in the order in which they go, each with its gain and tax for a step.
 *
 * Per lot the gain after costs is n (p - c) - K n/q, n steps of the q that are sold, p and c price and unit cost of a step, K the
 * order's costs; the tax is the rate of its term times a gain, and of a loss where it is harvested (ENGINE, "Tax").
 */
import type { Term } from '../domain/term.ts'

/** Base currency throughout; a step is the instrument's smallest tradable quantity. */
export interface LotCurve {
  /** By lot: how many steps it has; what a step gains before costs; the rate of its term. */
  readonly steps: Float64Array
  readonly gain: Float64Array
  readonly rate: Float64Array
  /**
   * Lots are sold in their order, but for two queues: those before `second` and those from there to `unknown`. Of the two
   * lots at their heads the one that is taxed less goes first, which depends on what the order costs.
   */
  readonly second: number
  /** From here on the basis is unknown: the choice counts all that these bring as a short gain, and nothing is printed. */
  readonly unknown: number
  /** Do losses count, as a benefit? */
  readonly harvest: boolean
  /** Do losses make no room in the gains budget? */
  readonly gainsOnly: boolean
  /** The losses of so many steps are taken away: they count as what they would have been worth, and make no room in a budget. */
  readonly lost: number
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
  /** Does each sale take what is taxed least (`min-tax`)? */
  readonly least: boolean
  /** Is there a gains budget, so that gains need pieces of their own? */
  readonly budget: boolean
  /** Do losses make no room in it? */
  readonly gainsOnly: boolean
  /** Steps of the position whose losses are taken away. */
  readonly lost: number
}

/** A lot in selling order; `unitShare` is its unit cost as a share of the price, null where it is unknown. */
export interface SoldLot {
  readonly steps: number
  readonly unitShare: number | null
  readonly term: Term | null
}

interface Line {
  readonly steps: number
  readonly gain: number
  readonly rate: number
  readonly known: boolean
  /** Are these losses taken away? */
  readonly lost: boolean
}

/** The curve of a position; `slope` is the least cost of a sale per unit of its value, `stepValue` the base value of a step. */
export function lotCurveOf(
  lots: readonly SoldLot[],
  rates: Rates,
  stepValue: number,
  slope: number,
): LotCurve {
  const lines = lots.map(({ steps, unitShare, term }): Line => ({
    steps,
    gain: (1 - (unitShare ?? 0)) * stepValue,
    rate: unitShare !== null && term === 'long' ? rates.long : rates.short,
    known: unitShare !== null,
    lost: false,
  }))
  const known = lines.filter((line) => line.known)
  const isSecond = (line: Line): boolean => rates.least && line.rate !== known[0]?.rate
  const first = known.filter((line) => !isSecond(line))
  const queued = [...first, ...known.filter(isSecond), ...lines.filter((line) => !line.known)]
  return {
    steps: Float64Array.from(queued, (line) => line.steps),
    gain: Float64Array.from(queued, (line) => line.gain),
    rate: Float64Array.from(queued, (line) => line.rate),
    second: first.length,
    unknown: known.length,
    harvest: rates.harvest,
    gainsOnly: rates.gainsOnly,
    lost: rates.lost,
    mostRate: lines.reduce((most, { rate }) => Math.max(most, rate), 0),
    search: piecesOf(withLost(lines, rates.lost, stepValue * slope), rates, stepValue, slope, true),
    bound: piecesOf(lines, rates, stepValue, slope, false),
  }
}

/** The lines with those apart whose losses are taken away: the first so many steps at a loss after the least cost of a step. */
function withLost(lines: readonly Line[], most: number, least: number): Line[] {
  let left = most
  return lines.flatMap((line) => {
    if (left <= 0 || !line.known || line.gain >= least) return [line]
    const lost = Math.min(left, line.steps)
    left -= lost
    const rest = line.steps - lost
    return [{ ...line, steps: lost, lost: true }, ...(rest > 0 ? [{ ...line, steps: rest }] : [])]
  })
}

/** What a sale realises; `tax` as it counts in the choice, `gain` of lots whose basis is known. */
export interface Realised {
  tax: number
  gain: number
}

/** Of the first `steps` with costs of `cost` in all; taxes are rounded up to `unit`, a minor unit, lot by lot. */
export function realise(curve: LotCurve, steps: number, cost: number, unit: number, into: Realised): void {
  const costOfStep = cost / steps
  const { second, unknown } = curve
  let [a, b, c] = [0, second, unknown]
  let left = steps
  let { lost } = curve
  into.tax = 0
  into.gain = 0
  while (left > 0) {
    const isSecond = b < unknown && (a >= second || taxed(curve, b, costOfStep) < taxed(curve, a, costOfStep))
    const at = isSecond ? b++ : a < second ? a++ : c++
    if (at >= curve.steps.length) return
    const sold = Math.min(left, curve.steps[at] as number)
    const gain = sold * ((curve.gain[at] as number) - costOfStep)
    left -= sold
    let counted = gain
    if (lost > 0 && gain < 0 && at < unknown) {
      counted = gain * (1 - Math.min(lost, sold) / sold)
      if (!curve.harvest) into.tax -= (gain - counted) * (curve.rate[at] as number)
      lost -= sold
    }
    if (at < unknown && (gain > 0 || !curve.gainsOnly)) into.gain += counted
    if (gain > 0 || curve.harvest)
      into.tax += Math.ceil((counted * (curve.rate[at] as number)) / unit - noise) * unit
  }
}

/** Signed tax of one more step of a lot. */
function taxed({ gain, rate }: LotCurve, at: number, costOfStep: number): number {
  return ((gain[at] as number) - costOfStep) * (rate[at] as number)
}

/** Tax per unit of value of one more step when so many are sold already, costs aside: of all lots as if in one queue. */
export function marginalTax({ search }: LotCurve, steps: number): number {
  let end = 0
  for (const piece of search) {
    end += piece.steps
    if (steps < end) return piece.tax
  }
  return search.at(-1)?.tax ?? 0
}

/** The most that harvested losses can be worth: all of them, and costs of so much, which deepen them. */
export function mostBenefit(curve: LotCurve | null, cost: number): number {
  if (curve === null || !curve.harvest) return 0
  return curve.steps.reduce(
    (sum, steps, at) => sum + Math.max(0, -(curve.gain[at] as number)) * steps * (curve.rate[at] as number),
    cost * curve.mostRate,
  )
}

/** Ceilings forgive this share of a minor unit; settlement is exact decimal again. */
const noise = 1e-6

/**
 * Convex minorants of tax and gain over the steps sold. Costs lower gains and are counted at their least, which makes the sum
 * of cost and tax no more than it will be: that sum grows with the cost. A bound takes unknown lots as untaxed.
 */
function piecesOf(
  lines: readonly Line[],
  { budget, gainsOnly, harvest }: Rates,
  stepValue: number,
  slope: number,
  cautious: boolean,
): LotPiece[] {
  const net = (line: Line): number => line.gain / stepValue - slope
  const taxes = lines.map((line) => {
    if (!line.known && !cautious) return 0
    if (line.lost) return harvest ? 0 : -net(line) * line.rate
    return net(line) > 0 || harvest ? net(line) * line.rate : 0
  })
  const widths = lines.map((line) => line.steps)
  const stretches = convex(widths, taxes)
  if (!budget) return stretches.map(({ width, slope: tax }) => ({ steps: width, tax, gain: 0 }))
  return merged(
    stretches,
    convex(
      widths,
      lines.map((line) => (line.known && !line.lost && (net(line) > 0 || !gainsOnly) ? net(line) : 0)),
    ),
  )
}

interface Stretch {
  width: number
  slope: number
}

/** The greatest convex function below a piecewise linear one: neighbours whose slopes fall are pooled. */
function convex(widths: readonly number[], slopes: readonly number[]): Stretch[] {
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
