/** The proof of a plan beyond its certificate: what its rules cost, what each order is worth, what moving prices would change. */
import type { Side } from './plan.ts'

/** A rule of the document that can hold a plan back, by what it is about. */
export type BindingRule =
  | {
      readonly kind: 'account-rule'
      readonly account: string
      readonly instrument: string
      readonly do: 'hold' | 'no-buy' | 'no-sell'
    }
  | { readonly kind: 'allowed'; readonly account: string }
  | { readonly kind: 'reserve'; readonly account: string }
  | { readonly kind: 'min-trade'; readonly instrument: string }
  | { readonly kind: 'sides'; readonly sides: 'buy' | 'sell' }
  | { readonly kind: 'turnover-cap' }
  | { readonly kind: 'max-trades' }
  | { readonly kind: 'gains-budget' }

/** What can be given up so that a plan is possible: a rule, or the flow itself. */
export type LiftableRule = BindingRule | { readonly kind: 'flow'; readonly account: string }

/** What it would gain to give up one rule. */
export interface RulePrice {
  /** Where the rule stands, e.g. `accounts/0/rules/1`, `accounts/2/allowed`, `policy/maxTrades`, `policy/sides`. */
  readonly path: string
  readonly rule: BindingRule
  /**
   * What the plan would gain without it: distance (sqrt D), largest drift, expense in base currency; a plan that comes
   * closer may cost more, so each may be negative. Both plans are measured by the aims of the document without the rule.
   */
  readonly distance: string
  readonly maxDrift: string
  readonly expense: string
  /** The same of the tracking error, a fraction; null without risk. */
  readonly trackingError: string | null
  /**
   * Where the destination is “optimal”: what the objective, risk and expense together, would fall by, as a fraction of the
   * total before costs. Null where plans are compared by distance.
   */
  readonly objective: string | null
}

/** The plan with one order left out and nothing put in its place. */
export interface Counterfactual {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  /** The class that the order is for, as its reason names it; null where it is for cash. */
  readonly class: string | null
  /** That class's drift without this order, with its sign; null without a class. */
  readonly drift: string | null
  /** Largest drift and distance (sqrt D) of the plan without this order. */
  readonly maxDrift: string
  readonly distance: string
  /** The tracking error of the plan without this order; null without risk. */
  readonly trackingError: string | null
  /** Account whose cash would then end below its reserve, or null: such an order pays for others. */
  readonly short: string | null
}

/** An order that another price would turn around, take away (`to` null) or bring (`from` null). */
export interface Flip {
  readonly account: string
  readonly instrument: string
  readonly from: Side | null
  readonly to: Side | null
  /** The first move that does it: the instrument that moved alone, or null where every price moved together. */
  readonly moved: string | null
  readonly up: boolean
}

/** Prices moving before the orders are executed. */
export interface Sensitivity {
  /** The size of the move, a fraction: "0.01". Every traded instrument alone, and all prices together, up and down. */
  readonly move: string
  /** Orders whose side changes, or that appear or vanish, when the plan is made again at the moved prices. */
  readonly flips: readonly Flip[]
  /**
   * For every account: base currency by which its cash would be below its reserve, were the same quantities executed
   * at the worst of these moves, all buys dearer and all sells cheaper; "0" when the cash suffices.
   */
  readonly short: readonly AccountAmount[]
}

export interface AccountAmount {
  readonly account: string
  /** Base currency. */
  readonly amount: string
}

/**
 * A price up to which (buys) or down to which (sells) the order still pays for itself within the cash there is, were
 * it the only one that moves, but no farther from today's price than `farthestLimit`.
 */
export interface LimitPrice {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  readonly limit: string
  /** Would the cash suffice farther away? Then only the distance ends the limit. */
  readonly capped: boolean
}

/** As a fraction of the price. Whoever sets a limit wants to be asked again long before the cash runs out. */
export const farthestLimit = '0.05'

/** The orders one by one, the largest first. */
export interface OrderProof {
  readonly counterfactuals: readonly Counterfactual[]
  /** Orders that were not looked at, the smallest; 0 when all were. */
  readonly counterfactualsUnseen: number
}

export interface MoveProof {
  readonly sensitivity: readonly Sensitivity[]
  /** Cash to keep aside so that the plan survives the largest of the moves, per account, base currency. */
  readonly buffers: readonly AccountAmount[]
  /** Of the largest orders, the largest first. */
  readonly limits: readonly LimitPrice[]
  /** Traded instruments that were not moved alone, those of the smallest orders; 0 when all were. */
  readonly movesUnseen: number
}

export interface RuleProof {
  /** The rules that bind, dearest first. */
  readonly rules: readonly RulePrice[]
  /** Rules that may bind and were not looked at, those that promised least; 0 when all were. */
  readonly rulesUnseen: number
}

export interface Proof extends OrderProof, MoveProof, RuleProof {}

/** The proof as it comes from the engine's thread, one part after the other, what is quickest first. */
export type ProofPart =
  | ({ readonly kind: 'counterfactuals' } & OrderProof)
  | ({ readonly kind: 'sensitivity' } & MoveProof)
  | ({ readonly kind: 'rules' } & RuleProof)
