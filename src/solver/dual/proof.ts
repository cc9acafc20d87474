/** What a point and its multipliers prove: an objective, a bound below it, and rows met or impossible to meet. */

import { couplingOf, measureMiss } from './dense.ts'
import type { Form } from './form.ts'
import { costAt, respond } from './response.ts'
import type { Work } from './tools.ts'

/** How much more gaps that are squares count, so that places and slopes are near and not only the gap small. */
export const nearness = 1e6

export interface Proof {
  readonly objective: number
  /** Sum of the Fenchel-Young gaps of columns and rows: objective less bound for a point that meets the rows. */
  readonly gap: number
  /** The same with those of its parts that are squares counted so that slopes are near where this is small. */
  readonly spread: number
  readonly infeasibility: number
}

/** The gap of the rows at the last sweep: soft ones by their squares, so often, hard ones by multiplier times what is left. */
export function rowGap(form: Form, work: Work, weight: number): number {
  const { soft } = form
  const { residual, z } = work
  let sum = 0
  for (let i = 0; i < residual.length; i++) {
    const r = residual[i]!
    sum += soft[i] === 1 ? 0.5 * weight * r * r : Math.abs(r * z[i]!)
  }
  return sum
}

/** The largest violation of a hard row at the last sweep, each relative to the size of its terms and sides. */
export function infeasibilityOf(form: Form, work: Work): number {
  const { k, hard, low, high } = form
  const { product, terms } = work
  let most = 0
  for (let i = k; i < k + hard; i++) {
    const beyond = Math.max(low[i]! - product[i]!, product[i]! - high[i]!)
    if (beyond <= 0) continue
    const side = beyond === low[i]! - product[i]! ? low[i]! : high[i]!
    most = Math.max(most, beyond / Math.max(terms[i]!, Math.abs(side)))
  }
  return most
}

/** g_j(x) + (slope − linear) x, without the proximal term: what the column's own minimum is compared by. */
function lagrangianAt(form: Form, j: number, x: Float64Array, slope: Float64Array): number {
  const apart = x[j]! - form.center[j]!
  return 0.5 * form.curve[j]! * apart * apart + slope[j]! * x[j]! + costAt(form, j, x)
}

/** How much lower column j could stand at this slope than at x: not negative but for rounding. */
export function columnGap(form: Form, work: Work, j: number): number {
  const { x, slope, best, scratch } = work
  respond(form, j, slope, form.curve, form.center, best, scratch)
  if (best[j] === x[j]) return 0
  // An open column is searched as far as twice its place, and not less than one.
  const reach = Math.max(1, 2 * Math.abs(x[j]!))
  if (!(Math.abs(best[j]!) < Infinity))
    best[j] = Math.min(Math.max(best[j]! > 0 ? reach : -reach, form.lower[j]!), form.upper[j]!)
  return lagrangianAt(form, j, x, slope) - lagrangianAt(form, j, best, slope)
}

/** The objective at work.x, whose rows must have been measured. */
export function objectiveOf(form: Form, work: Work): number {
  const { soft, low, linear, curve, center, origin } = form
  const { x, product } = work
  let sum = form.constant
  for (let j = 0; j < form.n; j++) {
    const apart = x[j]! - center[j]!
    sum += linear[j]! * x[j]! + 0.5 * curve[j]! * apart * apart
    if (x[j] !== origin[j]) sum += costAt(form, j, x)
  }
  for (let i = 0; i < product.length; i++)
    if (soft[i] === 1) sum += 0.5 * (product[i]! - low[i]!) * (product[i]! - low[i]!)
  return work.dense === null ? sum : sum + couplingOf(form, work, work.dense)
}

/** Whether a column stands where it began, and its slope leaves it there without any lent curvature. */
function staysPut({ origin }: Form, { x, slope, rho, restLow, restHigh }: Work, j: number): boolean {
  return rho[j] === 0 && x[j] === origin[j] && slope[j]! >= restLow[j]! && slope[j]! <= restHigh[j]!
}

export function proofOf(form: Form, work: Work): Proof {
  // First the miss, on which the objective's coupling rests.
  const coupling = work.dense === null ? 0 : measureMiss(form, work, work.dense)
  const rows = rowGap(form, work, 1)
  let gap = coupling + rows
  for (let j = 0; j < form.n; j++) if (!staysPut(form, work, j)) gap += Math.max(0, columnGap(form, work, j))
  const objective = objectiveOf(form, work)
  return {
    objective,
    gap,
    spread: gap - rows + rowGap(form, work, nearness) + nearness * coupling,
    infeasibility: infeasibilityOf(form, work),
  }
}

const rounding = Number.EPSILON

/**
 * Soft rows are known to the rounding of their terms, slopes to what that makes of them, and a column's gap to its slope's
 * error times the way to its best place. Where the least objective is zero this is all that is left of the gap.
 */
export function noiseOf(form: Form, work: Work): number {
  const { k, soft, loadings, start, index, value, low, datum } = form
  const { x, scratchRows, best, scratch } = work
  for (let i = 0; i < scratchRows.length; i++) scratchRows[i] = soft[i] === 1 ? Math.abs(low[i]!) : 0
  for (let j = 0; j < form.n; j++) {
    const place = Math.abs(x[j]!)
    const apart = place + Math.abs(datum[j]!)
    for (let i = 0; i < k; i++) scratchRows[i]! += Math.abs(loadings[j * k + i]!) * apart
    for (let p = start[j]!; p < start[j + 1]!; p++)
      if (soft[k + index[p]!] === 1) scratchRows[k + index[p]!]! += Math.abs(value[p]!) * place
  }
  let sum = 0
  for (let j = 0; j < form.n; j++) {
    respond(form, j, work.slope, form.curve, form.center, best, scratch)
    const way = Math.min(Math.abs(best[j]! - x[j]!), Math.max(1, 2 * Math.abs(x[j]!)))
    if (!(way > 0)) continue
    let error = form.matrix === null ? 0 : couplingSize(form, work, j)
    for (let i = 0; i < k; i++) error += Math.abs(loadings[j * k + i]!) * scratchRows[i]!
    for (let p = start[j]!; p < start[j + 1]!; p++)
      if (soft[k + index[p]!] === 1) error += Math.abs(value[p]!) * scratchRows[k + index[p]!]!
    sum += error * way
  }
  return rounding * sum
}

// A ray must exceed what the rows can reach by this share of what it adds up; open columns may pull by rounding only.
const clearly = 1e-9

/** The size of the terms of column j's row of the coupling. */
function couplingSize({ n, matrix, center }: Form, { x }: Work, j: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.abs(matrix![j * n + i]!) * (Math.abs(x[i]!) + Math.abs(center[i]!))
  return sum
}

/** Whether these multipliers of the hard rows prove that no x within the bounds meets them. */
export function provesInfeasible(form: Form, ray: Float64Array): boolean {
  const { k, hard, low, high, start, index, value, lower, upper } = form
  let margin = 0
  let size = 0
  let largest = 0
  for (let i = 0; i < hard; i++) {
    const u = ray[i]!
    largest = Math.max(largest, Math.abs(u))
    if (u === 0) continue
    const side = u > 0 ? high[k + i]! : low[k + i]!
    margin -= u * side
    size += Math.abs(u * side)
  }
  for (let j = 0; j < form.n; j++) {
    let pull = 0
    for (let p = start[j]!; p < start[j + 1]!; p++) if (index[p]! < hard) pull += value[p]! * ray[index[p]!]!
    if (Math.abs(pull) <= 1e-13 * largest) pull = 0
    if (pull === 0) continue
    const least = pull * (pull > 0 ? lower[j]! : upper[j]!)
    margin += least
    size += Math.abs(least)
  }
  return margin > clearly * size
}
