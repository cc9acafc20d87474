/** Tracking against cost, solved to a certificate: the door of the dual method. */

import { formOf } from './dual/form.ts'
import { solveForm } from './dual/proximal.ts'
import type { Tools } from './dual/tools.ts'

/**
 * minimise 1/2 (E x − t)' Q (E x − t) + sum of f_j(x_j)  subject to  rowLower <= A x <= rowUpper, lower <= x <= upper.
 * Any units that agree: typically x and t in shares of the total value, Q and f_j in the objective's unit.
 */
export interface ConvexProblem {
  readonly columns: number
  /** Q, p x p, symmetric and positive semidefinite. */
  readonly curvature: Curvature
  /** t, length p. */
  readonly target: Float64Array
  /** E, p x columns; without it the identity, and p is the number of columns. */
  readonly exposure?: Columns
  readonly cost: Cost
  readonly rows: Rows
  readonly lower: Float64Array // may be -Infinity
  readonly upper: Float64Array // may be +Infinity
}

/** A sparse matrix in compressed columns: column j owns the entries start[j] .. start[j+1]-1. */
export interface Columns {
  readonly start: Int32Array // length columns + 1
  readonly index: Int32Array
  readonly value: Float64Array
}

export interface Rows extends Columns {
  readonly count: number
  readonly low: Float64Array // may be -Infinity; equal to high for an equality
  readonly high: Float64Array // may be +Infinity
}

export type Curvature =
  | { readonly kind: 'diagonal'; readonly diagonal: Float64Array }
  | { readonly kind: 'dense'; readonly matrix: Float64Array } // p x p
  /** F F' + diag(D): loadings are F, p x factors, row by row. */
  | {
      readonly kind: 'factor'
      readonly factors: number
      readonly loadings: Float64Array
      readonly diagonal: Float64Array
    }

/**
 * f_j(x) = linear x + c(x − origin), where c(0) = 0 and, with u = x − origin,
 * c(u) = buy max(u, 0) + sell max(−u, 0) + power |u|^{3/2} + quadratic u^2 / 2 + kinks + pool. What is left out is zero.
 */
export interface Cost {
  readonly origin: Float64Array
  readonly linear?: Float64Array
  readonly buy?: Float64Array // buy + sell >= 0, or f_j would not be convex
  readonly sell?: Float64Array
  readonly power?: Float64Array
  readonly quadratic?: Float64Array
  readonly kinks?: Kinks
  readonly pools?: readonly Pool[]
}

/** Further bends by column: a kink at u > 0 adds rise max(u − at, 0), one at u < 0 adds rise max(at − u, 0); rise >= 0. */
export interface Kinks {
  readonly start: Int32Array // length columns + 1; in any order within a column
  readonly at: Float64Array
  readonly rise: Float64Array
}

/**
 * A constant-product pool, or a chain of them: u of value handed in brings rate u / (1 + depth u) of value out.
 * Buying u > 0 costs u/(rate − depth u) − u, selling u > 0 costs u − rate u/(1 + depth u). For one pool with fee f and
 * reserves worth R_in and R_out, rate = (1−f) R_out/R_in and depth = (1−f)/R_in.
 */
export interface Pool {
  readonly column: number
  readonly buy: Swap
  readonly sell: Swap
}

export interface Swap {
  readonly rate: number
  readonly depth: number
}

export interface ConvexOptions {
  /** Relative gap asked for, against max(|objective|, 1e-8). Default 1e-10. */
  readonly tolerance?: number
  /** Where to begin looking, for instance an earlier solution; it changes the steps taken, not the answer's quality. */
  readonly start?: { readonly x: Float64Array; readonly y: Float64Array }
  /** Memory to work in again, which makes repeated solves of one size cheaper. */
  readonly tools?: Tools
}

export type ConvexSolution =
  | ({ readonly kind: 'optimal' } & ConvexSolved)
  /** No x within the bounds meets the rows: the least y'A x over the bounds exceeds the most that y allows the rows. */
  | { readonly kind: 'infeasible'; readonly ray: Float64Array; readonly column: number }
  /** The objective falls for ever along this direction. */
  | { readonly kind: 'unbounded'; readonly direction: Float64Array }
  | ({ readonly kind: 'stalled' } & ConvexSolved)

export interface ConvexSolved {
  readonly x: Float64Array
  readonly y: Float64Array // row multipliers: the objective's change per unit of the side that binds
  readonly objective: number
  readonly bound: number // no feasible x has a smaller objective
  readonly gap: number // objective less bound, never negative
  readonly infeasibility: number // the largest violation of a row, relative to the size of its terms
  readonly steps: number // Newton steps
}

/** The optimum with its proof, or the proof that there is none, or honestly neither. Same problem, same answer. */
export function solveConvex(problem: ConvexProblem, options: ConvexOptions = {}): ConvexSolution {
  return solveForm(formOf(problem), options)
}
