/** The plan: what the engine answers, in the shape that other programs read (decimals as text, fractions 0..1). */
import type { Note, Problem } from './problem.ts'

export interface Plan {
  readonly evenkeelPlan: 1
  readonly engine: string
  readonly documentHash: string
  readonly status: 'trade' | 'hold' | 'refused'
  readonly problems: readonly Problem[]
  readonly fired: readonly Fired[]
  readonly rows: readonly PlanRow[]
  readonly trades: readonly Trade[]
  readonly skipped: readonly Skipped[]
  readonly conversions: readonly Conversion[]
  readonly cash: readonly CashResult[]
  /** Sales whose losses the household's purchases disallow. */
  readonly washSales: readonly WashSale[]
  readonly totals: Totals | null
  readonly notes: readonly Note[]
  readonly certificate: Certificate | null
}

/** Which triggers fired. A flow or a shortage opens a plan without any of them. */
export type Fired =
  | { readonly kind: 'band'; readonly class: string }
  | { readonly kind: 'calendar'; readonly since: string | null }
  | { readonly kind: 'drift'; readonly drift: string }
  | { readonly kind: 'tracking-error'; readonly trackingError: string }
  | { readonly kind: 'always' }

export interface PlanRow {
  readonly class: string
  readonly target: string
  readonly low: string
  readonly high: string
  readonly before: string
  readonly after: string
  readonly breached: boolean
}

export type Side = 'buy' | 'sell'

export interface Trade {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  readonly quantity: string
  readonly price: string
  readonly value: string
  readonly phase: number
  readonly costs: Costs
  readonly lots: readonly LotSold[]
  readonly because: Reason
}

export interface Costs {
  readonly commission: string
  readonly spread: string
  readonly impact: string
  readonly gas: string
}

/** Part of a lot that a sell uses up; term and tax stay null while the document asks for no tax. */
export interface LotSold {
  readonly acquired: string | null
  readonly quantity: string
  readonly gain: string | null
  readonly term: 'short' | 'long' | null
  readonly tax: string | null
}

/** Why a trade is there. `from` and `to` are the weights of the class before and after the plan. */
export type Reason =
  | {
      readonly kind: 'overweight' | 'underweight'
      readonly class: string
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'raise-cash'; readonly account: string; readonly amount: string }
  | { readonly kind: 'invest-cash'; readonly account: string; readonly amount: string }

export interface Skipped {
  readonly account: string
  readonly instrument: string
  readonly side: Side
  readonly value: string
  readonly because: SkipReason
}

/** Why an order that would bring a row closer is not in the plan. */
export type SkipReason =
  | { readonly kind: 'below-minimum'; readonly minimum: string }
  | { readonly kind: 'below-step'; readonly step: string }
  | { readonly kind: 'rule'; readonly rule: 'hold' | 'no-buy' | 'no-sell' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'preferred-other'; readonly instrument: string }
  | { readonly kind: 'sides'; readonly sides: 'buy' | 'sell' }
  | { readonly kind: 'one-sided-flow' }
  | { readonly kind: 'max-trades'; readonly most: string }
  | { readonly kind: 'turnover-cap'; readonly cap: string }
  | { readonly kind: 'gains-budget'; readonly budget: string }
  | { readonly kind: 'wash-sale' }
  | { readonly kind: 'not-worth-cost' }
  | { readonly kind: 'not-worth-risk' }
  | { readonly kind: 'no-cash' }

export interface Conversion {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly amountFrom: string
  readonly amountTo: string
  readonly cost: string
}

export interface CashResult {
  readonly account: string
  readonly currency: string
  readonly before: string
  readonly flow: string
  readonly sold: string
  readonly bought: string
  readonly converted: string
  readonly costs: string
  readonly after: string
}

export interface Totals {
  readonly valueBefore: string
  readonly valueAfter: string
  readonly turnover: string
  readonly cost: string
  /** What the plan adds to the year's tax, netted with the sales of the year so far and the losses carried forward. */
  readonly tax: string
  /** Net gains of the plan, and losses left over after it; null while the document asks for no tax. */
  readonly gains: GainsByTerm | null
  readonly carryForward: GainsByTerm | null
  readonly trackingErrorBefore: string | null
  readonly trackingErrorAfter: string | null
  readonly maxDriftAfter: string
}

/** In base currency. */
export interface GainsByTerm {
  readonly short: string
  readonly long: string
}

/** A sale of which a loss is disallowed, by the plan or before it; amounts in base currency. */
export interface WashSale {
  readonly account: string
  readonly instrument: string
  readonly sold: string
  readonly acquired: string | null
  readonly quantity: string
  /** The loss that is disallowed, a positive amount. */
  readonly loss: string
  readonly replacedBy: readonly WashReplacement[]
}

/** What replaces the units: the loss is added to its basis, or lost for good where its account is not taxed. */
export interface WashReplacement {
  readonly account: string
  readonly instrument: string
  readonly acquired: string
  readonly quantity: string
  readonly loss: string
  readonly lostForGood: boolean
}

/** What was attained beside what no plan can beat; with a destination "optimal" one figure takes the place of two. */
export type Certificate = AimCertificate | ObjectiveCertificate

export interface AimCertificate {
  readonly residual: string
  readonly distance: Bounded
  readonly expense: Bounded
}

/** 1/2 lambda H d' Sigma d + expense / v, a fraction of the total before costs. */
export interface ObjectiveCertificate {
  readonly residual: string
  readonly objective: Bounded
}

export interface Bounded {
  readonly attained: string
  readonly bound: string
}
