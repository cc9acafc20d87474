/** What a builder answers: weights with their risk, or why there are none. */
import type { Universe } from './universe.ts'

export type Outcome = Built | Refused

export interface Figures {
  /** Annual. */
  readonly volatility: number
  /** Shares of the variance, w_i (C w)_i / w'Cw; they sum to one, or are zero where nothing moves. */
  readonly contributions: Float64Array
  /** sum w_i s_i / volatility; 1 where nothing moves. */
  readonly diversificationRatio: number
}

export interface Built extends Figures {
  readonly kind: 'built'
  /** They sum to one within 1e-12 and keep boxes and groups as closely. */
  readonly weights: Float64Array
  /** Of the method, whatever its steps are; 0 for a formula. */
  readonly iterations: number
  /** How far the answer is from its own optimality conditions, as a share of their size. */
  readonly residual: number
  /** Of a target volatility only. */
  readonly exposure?: Exposure
}

export interface Exposure {
  /** The share outside the remainder class. */
  readonly share: number
  /** It is the present one: hysteresis held it. */
  readonly isHeld: boolean
  /** Limits, or the rule against borrowing, keep the volatility away from its target. */
  readonly isLimited: boolean
}

export type Refused =
  /** These cannot hold together with a sum of one, and without any of them the others could. */
  | { readonly kind: 'boxes-clash'; readonly rules: readonly Rule[] }
  | { readonly kind: 'means-missing' }
  /** Every class is riskless, so that nothing can be sized by risk. */
  | { readonly kind: 'riskless' }
  /** A number of the recipe or the universe is unusable: not finite, negative, or of the wrong length. */
  | { readonly kind: 'unusable'; readonly what: Part }
  /** The highest mean within the limits is at or below the riskless rate. */
  | { readonly kind: 'no-excess'; readonly most: number }
  | { readonly kind: 'return-unreachable'; readonly most: number }
  | { readonly kind: 'volatility-unreachable'; readonly least: number }
  /** The method came to no answer that it can vouch for. */
  | { readonly kind: 'stalled'; readonly residual: number }

export type Rule =
  | { readonly kind: 'lower' | 'upper'; readonly class: number }
  | { readonly kind: 'group-lower' | 'group-upper'; readonly group: number }

export type Part = 'covariance' | 'means' | 'limits' | 'budgets' | 'benchmark' | 'choice'

/** C w */
export function pullOf(covariance: Float64Array, weights: Float64Array): Float64Array {
  const size = weights.length
  const pull = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    let sum = 0
    for (let j = 0; j < size; j += 1) sum += covariance[i * size + j]! * weights[j]!
    pull[i] = sum
  }
  return pull
}

export function figuresOf(
  { covariance, size }: Pick<Universe, 'covariance' | 'size'>,
  weights: Float64Array,
): Figures {
  const pull = pullOf(covariance, weights)
  let [variance, mean] = [0, 0]
  for (let i = 0; i < size; i += 1) {
    variance += weights[i]! * pull[i]!
    mean += weights[i]! * Math.sqrt(Math.max(0, covariance[i * size + i]!))
  }
  const volatility = Math.sqrt(Math.max(0, variance))
  const contributions = pull.map((value, i) => (variance > 0 ? (weights[i]! * value) / variance : 0))
  return { volatility, contributions, diversificationRatio: volatility > 0 ? mean / volatility : 1 }
}

export function builtOf(
  universe: Universe,
  weights: Float64Array,
  iterations: number,
  residual: number,
): Built {
  return { kind: 'built', weights, ...figuresOf(universe, weights), iterations, residual }
}
