/** The proof of a plan beyond its certificate: what its rules cost, what each order is worth, what moving prices would change. */
import type { Side } from './plan.ts'

/** A rule of the document that holds the plan back, by where it stands. */
export interface RulePrice {
  /** Where the rule stands, e.g. `accounts/0/rules/1`, `accounts/2/allowed`, `policy/maxTrades`, `policy/sides`. */
  readonly path: string
  readonly rule:
    | { readonly kind: 'account-rule'; readonly account: string; readonly instrument: string; readonly do: 'hold' | 'no-buy' | 'no-sell' }
    | { readonly kind: 'allowed'; readonly account: string }
    | { readonly kind: 'reserve'; readonly account: string }
    | { readonly kind: 'min-trade'; readonly instrument: string }
    | { readonly kind: 'sides'; readonly sides: 'buy' | 'sell' }
    | { readonly kind: 'turnover-cap' }
    | { readonly kind: 'max-trades' }
  /** What the plan would gain without it: distance (sqrt D), largest drift, expense in base currency; a plan that comes
   * closer may cost more, so each may be negative. */
  readonly distance: string
  readonly maxDrift: string
  readonly expense: string
}

/** The plan with one order left out and nothing put in its place. */
export interface Counterfactual {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  /** Largest drift and distance (sqrt D) of the plan without this order. */
  readonly maxDrift: string
  readonly distance: string
  /** Account whose cash would then end below its reserve, or null: such an order pays for others. */
  readonly short: string | null
}

/** Prices moving before the orders are executed. */
export interface Sensitivity {
  /** The size of the move, a fraction: "0.01". Every instrument alone, and all together, up and down. */
  readonly move: string
  /** Orders whose side changes, or that appear or vanish, when the plan is made again at the moved prices. */
  readonly flips: readonly { readonly account: string; readonly instrument: string; readonly from: Side | null; readonly to: Side | null }[]
  /** For every account: base currency by which its cash would be below its reserve, were the same quantities executed
   * at the worst of these moves; "0" when the cash suffices. */
  readonly short: readonly { readonly account: string; readonly amount: string }[]
}

/** A price up to which (buys) or down to which (sells) the order still pays for itself within the cash there is. */
export interface LimitPrice {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  readonly limit: string
}

export interface Proof {
  /** The rules that bind, dearest first. */
  readonly rules: readonly RulePrice[]
  readonly counterfactuals: readonly Counterfactual[]
  readonly sensitivity: readonly Sensitivity[]
  /** Cash to keep aside so that the plan survives the largest of the moves, per account, base currency. */
  readonly buffers: readonly { readonly account: string; readonly amount: string }[]
  readonly limits: readonly LimitPrice[]
}
