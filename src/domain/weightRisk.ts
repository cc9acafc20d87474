/** How weights wander by themselves: the covariance of weights that prices move, from the covariance of classes. */
import type { RiskModel } from './covariance.ts'

/**
 * S = (D - w w') Sigma (D - w w') as a sum of squares: factor k of weight i is w_i (f_ki - sum over j of w_j f_kj). The
 * weights sum to one; cash has no risk, but its weight moves with the others.
 */
export interface WeightRisk {
  readonly leaves: readonly string[]
  readonly rank: number
  /** Of the weights, rank x leaves. */
  readonly factors: Float64Array
  /** Of the classes, rank x leaves, zero where a leaf has no risk. */
  readonly classes: Float64Array
}

/** How the leaves' weights move while they are at these targets. */
export function weightRiskOf(model: RiskModel, targets: ReadonlyMap<string, number>): WeightRisk {
  const leaves = [...targets.keys()]
  const weights = [...targets.values()]
  const places = leaves.map((name) => model.classes.indexOf(name))
  const classes = new Float64Array(model.rank * leaves.length)
  const factors = new Float64Array(model.rank * leaves.length)
  for (let factor = 0; factor < model.rank; factor += 1) {
    const own = places.map((place) =>
      place < 0 ? 0 : (model.factors[factor * model.classes.length + place] as number),
    )
    const mean = own.reduce((sum, each, at) => sum + (weights[at] as number) * each, 0)
    own.forEach((each, at) => {
      classes[factor * leaves.length + at] = each
      factors[factor * leaves.length + at] = (weights[at] as number) * (each - mean)
    })
  }
  return { leaves, rank: model.rank, factors, classes }
}

/** A year moves a weight by more than this, or what is seen is what rounding left of nothing. */
const leastVolatility = 1e-12

/**
 * s, the volatility of the summed weight of some leaves in a year. Of one leaf with the weight w it is w (1-w) sigma, sigma
 * the volatility of its return against that of all others in proportion to their targets.
 */
export function weightVolatility({ leaves, rank, factors }: WeightRisk, own: readonly string[]): number {
  const places = own.map((name) => leaves.indexOf(name)).filter((place) => place >= 0)
  let square = 0
  for (let factor = 0; factor < rank; factor += 1) {
    const pull = places.reduce((sum, place) => sum + (factors[factor * leaves.length + place] as number), 0)
    square += pull * pull
  }
  const volatility = Math.sqrt(square)
  return volatility < leastVolatility ? 0 : volatility
}

/** tr(Sigma S): the squared tracking error that weights which nobody trades gain in a year, to leading order. */
export function untouchedVariance({ leaves, rank, factors, classes }: WeightRisk): number {
  const many = leaves.length
  let trace = 0
  for (let a = 0; a < rank; a += 1) {
    for (let b = 0; b < rank; b += 1) {
      let pull = 0
      for (let at = 0; at < many; at += 1)
        pull += (classes[a * many + at] as number) * (factors[b * many + at] as number)
      trace += pull * pull
    }
  }
  return trace
}
