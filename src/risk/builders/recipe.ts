/** The recipes by which a target can be built, each with what it alone needs. */

export type Recipe = BaseRecipe | TargetVolatility

export type BaseRecipe =
  | { readonly kind: 'equal' }
  | { readonly kind: 'inverse-volatility' }
  /** The same share of the variance for each class. */
  | { readonly kind: 'equal-risk' }
  /** Shares of the variance, one for each class, not negative; they are brought to a sum of one. */
  | { readonly kind: 'risk-budgets'; readonly budgets: Float64Array }
  | { readonly kind: 'minimum-variance' }
  | { readonly kind: 'maximum-diversification' }
  | { readonly kind: 'hierarchical-risk-parity'; readonly distance: Distance }
  /** Least tracking error to weights that the limits may forbid; they are brought to a sum of one. */
  | { readonly kind: 'tracking-error'; readonly benchmark: Float64Array }
  | { readonly kind: 'mean-variance'; readonly choice: MeanVariance }
  /** The means' excess over a riskless rate a year, for the volatility. */
  | { readonly kind: 'maximum-sharpe'; readonly riskFree: number }

/** How far classes are apart: sqrt((1 - r) / 2), or how far their columns of those distances are apart (Lopez de Prado). */
export type Distance = 'correlation' | 'distance-of-distances'

/** Needs means: weigh variance by aversion / 2, or the least variance for a return, or the most return for a volatility. */
export type MeanVariance =
  | { readonly kind: 'aversion'; readonly aversion: number }
  | { readonly kind: 'return'; readonly least: number }
  | { readonly kind: 'volatility'; readonly most: number }

/** A share of the base recipe's portfolio, and the remainder in one class of cash or bonds that the base leaves out. */
export interface TargetVolatility {
  readonly kind: 'target-volatility'
  readonly base: BaseRecipe
  /** Annual. */
  readonly volatility: number
  /** The class that takes the remainder. */
  readonly remainder: number
  /** As a share of the target: so far the volatility at the present exposure may be off before the exposure changes. */
  readonly hysteresis: number
  /** The share outside the remainder class now; null where there is none yet. */
  readonly exposure: number | null
}
