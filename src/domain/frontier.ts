/** The frontier: what coming closer to the targets costs, from doing nothing to the exact target. */

/** One plan on the frontier. Its destination is `{ distance: share }`: at most that share of today's distance. */
export interface FrontierPoint {
  /** Share of today's distance that was allowed: 1 nothing has to be done, 0 the targets exactly. */
  readonly share: string
  /** sqrt(D) to the targets, after the plan. */
  readonly distance: string
  /** Expense in base currency. */
  readonly expense: string
  /** Fraction of the total, one-way. */
  readonly turnover: string
  readonly orders: number
  readonly maxDrift: string
  /** Tracking error after the plan; null without a risk model that covers every non-cash leaf. */
  readonly trackingError: string | null
}

/** A place on the frontier that has a name. */
export interface FrontierMark {
  /** `present`: the document's own plan; `edge`: every row just inside its band; `midpoint`: halfway from the edge to
   * the target; `knee`: the point of the curve farthest below the straight line between its ends; `no-tax` and
   * `tax-budget`: as near as can be without tax, and within a typed budget of the lots' own taxes. */
  readonly kind: 'present' | 'edge' | 'midpoint' | 'knee' | 'no-tax' | 'tax-budget'
  readonly distance: string
  readonly expense: string
}

/** What becomes known of a frontier, one at a time: its points from the exact target to doing nothing, and its marks. */
export type FrontierPart =
  | { readonly kind: 'point'; readonly point: FrontierPoint }
  | { readonly kind: 'mark'; readonly mark: FrontierMark }

export interface Frontier {
  /** From doing nothing (or the least that the flows ask for) to the exact target; shares fall from 1 to 0. */
  readonly points: readonly FrontierPoint[]
  readonly marks: readonly FrontierMark[]
  /** sqrt(D) to the targets today, before anything is done. */
  readonly today: string
}
