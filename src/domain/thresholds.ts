/**
 * Thresholds in closed form: how wide a band is that balances drift against cost, and what a band does in a year.
 *
 * A weight w wanders without trend by s a year, s its volatility. At a distance h from its target it is traded back to a
 * distance d, which is an event. A switch costs c of what is traded, for the class and for what it is traded against,
 * and a ticket K of the whole however small it is. All are fractions. γ is the aversion, g = w (1-w).
 * Numbers are float64, and the same on every machine.
 */

/** h, where a weight is traded, and d, where the trade leaves it: both distances from its target. */
export interface Trip {
  readonly trigger: number
  readonly destination: number
}

/** What a band does in a year. */
export interface Rates {
  readonly events: number
  /** One-way, as a fraction of the whole. */
  readonly turnover: number
  /** Of the drift. */
  readonly meanSquare: number
}

/** What trading costs, and what drift costs beside it. */
export interface Terms {
  /** c, one-way cost of the switch. */
  readonly cost: number
  /** K, as a fraction of the whole. */
  readonly ticket: number
  /** γ. */
  readonly aversion: number
}

/**
 * (3 c g^2 / (2 γ))^(1/3): where a cost balances what is lost by standing off by x, γ x^2 / 2, when one unit of what is
 * watched moves what is held by g. Of a weight g = w (1-w), of an option's hedge it is its gamma.
 */
export function noTradeHalfWidth(cost: number, sensitivity: number, aversion: number): number {
  return cubeRoot((3 * cost * sensitivity * sensitivity) / (2 * aversion))
}

/** h* = (3 c w^2 (1-w)^2 / (2 γ))^(1/3), to leading order the best trigger that trades back to itself; without volatility. */
export function balancedHalfWidth(cost: number, weight: number, aversion: number): number {
  return noTradeHalfWidth(cost, weight * (1 - weight), aversion)
}

/** How many h* wide the best band is when trades keep the share r of its half-width: (4 / ((1+r^2)(1+r)))^(1/3). */
export function widening(kept: number): number {
  return cubeRoot(4 / ((1 + kept * kept) * (1 + kept)))
}

/**
 * c = A/T + (all - A)/(1-T): leaves with the target weight T are bought with the others, or these with them. A is the sum
 * of t k over them and `all` that over every leaf, k what trading a leaf costs. Of one leaf A/T is its own k.
 */
export function switchCost(weight: number, own: number, all: number): number {
  if (weight <= 0) return 0
  return own / weight + (weight < 1 ? Math.max(0, all - own) / (1 - weight) : 0)
}

/**
 * First four moments of how far a weight steps over a distant edge, for a step of one deviation: those of a Gaussian walk
 * in deviations, 0.5826 = -ζ(1/2)/√(2π), 1/4 plus its square, and two of the walk's ladder heights.
 */
function overshootOf(step: number): readonly [number, number, number, number] {
  const square = step * step
  return [0.5825971579 * step, 0.5894194483931575 * square, 0.7999 * square * step, 1.3195 * square * square]
}

/**
 * Rates of a trip when the weight is looked at every so many years, 0 for always. Between looks it oversteps the edge, by
 * R s √Δ on average: events s^2 / (E X^2 - d^2) with X = h + R s √Δ, turnover as often E X - d, mean squared drift
 * (E X^4 - d^4) / (6 (E X^2 - d^2)). Looked at always these are s^2/(h^2-d^2), s^2/(h+d) and (h^2+d^2)/6. More than one
 * event a look there never is; bands that are narrower than a step are told only roughly.
 */
export function ratesOf({ trigger: h, destination: d }: Trip, volatility: number, lookYears: number): Rates {
  const variance = volatility * volatility
  if (variance === 0) return { events: 0, turnover: 0, meanSquare: 0 }
  const step = volatility * Math.sqrt(lookYears)
  if (step === 0)
    return {
      events: variance / (h * h - d * d),
      turnover: variance / (h + d),
      meanSquare: (h * h + d * d) / 6,
    }
  const [m1, m2, m3, m4] = overshootOf(step)
  const square = h * h + 2 * h * m1 + m2
  const quartic = h * h * (h * h + 4 * h * m1 + 6 * m2) + 4 * h * m3 + m4
  const events = Math.min(variance / (square - d * d), 1 / lookYears)
  return {
    events,
    turnover: events * (h + m1 - d),
    meanSquare: (quartic - d * d * d * d) / (6 * (square - d * d)),
  }
}

/** What a trip loses a year: a times the mean squared drift, a = γ σ^2 / 2 with σ = s / g, and what its events cost. */
export function lossOf(trip: Trip, terms: Terms, weight: number, volatility: number, lookYears = 0): number {
  const { events, turnover, meanSquare } = ratesOf(trip, volatility, lookYears)
  const relative = volatility / (weight * (1 - weight))
  const paid = terms.cost * turnover + (terms.ticket > 0 ? terms.ticket * events : 0)
  return (terms.aversion * relative * relative * meanSquare) / 2 + paid
}

/** What a band that keeps the share r turns over, beside trading to the target by the calendar at the same tracking error. */
export function turnoverBesideCalendar(kept: number): number {
  return (Math.sqrt(1 + kept * kept) / (1 + kept)) * Math.sqrt(Math.PI / 6)
}

/** Newton's steps double the correct digits; from anywhere between 1 and 8 so many reach the last. */
const newtonSteps = 7

/** The cube root of a number that is not negative; every machine computes the same digits. */
export function cubeRoot(value: number): number {
  if (value <= 0 || value === Infinity) return value
  let rest = value
  let scale = 1
  for (; rest >= 8; scale *= 2) rest /= 8
  for (; rest < 1; scale /= 2) rest *= 8
  let root = 1 + (rest - 1) / 7
  for (let step = 0; step < newtonSteps; step += 1) root = (2 * root + rest / (root * root)) / 3
  return root * scale
}
