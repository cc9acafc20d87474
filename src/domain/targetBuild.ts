/** What is asked of the builders of targets, and what they answer, as it crosses between the page and their thread. */
import type { Portfolio } from './document.ts'
import type { RecipeSettings } from './recipe.ts'

/** What is known about risk, as a document writes it: volatilities a year, correlations as rows. */
export interface RiskFigures {
  readonly classes: readonly string[]
  readonly volatility: readonly string[]
  readonly correlation: readonly (readonly string[])[]
}

export interface BuildQuestion {
  /** With sound targets. */
  readonly document: Portfolio
  readonly settings: RecipeSettings
  readonly estimates: RiskFigures
}

/** A portfolio of the classes, with its risk. All in the order of the answer's classes. */
export interface Alternative {
  readonly weights: readonly number[]
  /** A year. */
  readonly volatility: number
  /** Shares of the variance; they sum to one where anything moves. */
  readonly contributions: readonly number[]
  readonly diversification: number
  /** One-way, from the present weights; null where nothing is held. */
  readonly turnover: number | null
}

export interface Exposure {
  /** The share outside the remainder class. */
  readonly share: number
  /** Hysteresis held it where it was. */
  readonly isHeld: boolean
  /** Limits keep the volatility away from its target. */
  readonly isLimited: boolean
}

export interface BuildAnswer {
  /** Every leaf of the tree, and cash. */
  readonly classes: readonly string[]
  /** Null where nothing is held. */
  readonly present: Alternative | null
  /** The targets as they stand in the tree. */
  readonly targets: Alternative
  readonly outcome: BuildOutcome
  /** The correlations contradicted themselves, and the nearest that do not were taken. */
  readonly isRepaired: boolean
}

export type BuildOutcome =
  { readonly kind: 'built'; readonly built: Alternative; readonly exposure: Exposure | null } | BuildRefusal

/** Why nothing was built. */
export type BuildRefusal =
  /** Not one of them can be left out without the others holding together. */
  | { readonly kind: 'boxes-clash'; readonly rules: readonly ClashingRule[] }
  | { readonly kind: 'means-missing' }
  | { readonly kind: 'riskless' }
  | { readonly kind: 'unusable'; readonly what: string }
  | { readonly kind: 'no-excess'; readonly most: number }
  | { readonly kind: 'return-unreachable'; readonly most: number }
  | { readonly kind: 'volatility-unreachable'; readonly least: number }
  | { readonly kind: 'stalled' }

export interface ClashingRule {
  readonly kind: 'least' | 'most'
  /** A leaf or a group. */
  readonly class: string
  /** Of the whole. */
  readonly weight: number
}
