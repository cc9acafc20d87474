/** Where a climb begins, and the units its safeguards are measured in. */

import type { ConvexOptions } from '../convex.ts'
import { beginDense } from './dense.ts'
import type { Form } from './form.ts'
import { awaken } from './live.ts'
import { add, gather, slopesOf, squareOf } from './sweep.ts'
import type { Work } from './tools.ts'

/** Multipliers and places to begin with, and their slopes: what was found before, or nothing traded and no row's price. */
export function begin(form: Form, work: Work, start: ConvexOptions['start']): Units {
  const { k, hard, rowScale, soft, low, high } = form
  const { z, x, anchor, base } = work
  for (let j = 0; j < form.n; j++)
    x[j] = Math.min(Math.max(start?.x[j] ?? form.origin[j]!, form.lower[j]!), form.upper[j]!)
  anchor.set(x)
  base.set(form.linear)
  work.held.fill(0)
  work.peak.fill(0)
  work.system.fill(0)
  const squares = measureOrigin(form, work)
  awaken(form, work)
  gather(form, work)
  if (work.dense !== null) beginDense(form, work, work.dense)
  z.fill(0)
  for (let i = 0; i < z.length; i++) if (soft[i] === 1) z[i] = work.product[i]! - low[i]!
  if (start !== undefined)
    for (let i = 0; i < hard; i++) {
      const price = -start.y[i]! * rowScale[i]!
      const side = price > 0 ? high[k + i]! : low[k + i]!
      z[k + i] = Math.abs(side) < Infinity ? price : 0
    }
  slopesOf(form, work)
  return { curvature: curvatureScale(form, squares), cost: unitOf(form, work), room: spanOf(form) }
}

/** What the safeguards are measured in. */
export interface Units {
  readonly curvature: number
  readonly cost: number
  readonly room: number
}

/** What the rows are where columns began, and how strongly each column feels them; returns the sum of loadings squared. */
function measureOrigin(form: Form, work: Work): number {
  const { n, k, loadings, start, index, value, origin } = form
  const { resting, restingTerms, norm } = work
  resting.fill(0)
  restingTerms.fill(0)
  addLoadings(form, resting)
  let squares = 0
  for (let j = 0; j < n; j++) {
    let felt = squareOf(loadings, j * k, k)
    squares += felt
    for (let p = start[j]!; p < start[j + 1]!; p++) {
      const part = value[p]! * origin[j]!
      resting[k + index[p]!]! += part
      restingTerms[k + index[p]!]! += Math.abs(part)
      felt += value[p]! * value[p]!
    }
    norm[j] = Math.sqrt(felt)
  }
  return squares
}

/** Adds what all columns bring to the dense rows where they began, four at a time: one load and store for four products. */
function addLoadings({ n, k, loadings, origin, datum }: Form, resting: Float64Array): void {
  let j = 0
  for (; j + 3 < n; j += 4) {
    const p = j * k
    const q = p + k
    const r = q + k
    const s = r + k
    const a = origin[j]! - datum[j]!
    const b = origin[j + 1]! - datum[j + 1]!
    const c = origin[j + 2]! - datum[j + 2]!
    const d = origin[j + 3]! - datum[j + 3]!
    for (let i = 0; i < k; i++)
      resting[i]! +=
        a * loadings[p + i]! + b * loadings[q + i]! + (c * loadings[r + i]! + d * loadings[s + i]!)
  }
  for (; j < n; j++) add(loadings, j * k, origin[j]! - datum[j]!, resting, 0, k)
}

/** The mean curvature a column meets; 1 where there is none at all. */
function curvatureScale(form: Form, squares: number): number {
  let sum = squares
  for (const d of form.curve) sum += d
  for (let j = 0; form.matrix !== null && j < form.n; j++) sum += form.matrix[j * form.n + j]!
  for (let p = 0; p < form.index.length; p++)
    if (form.index[p]! >= form.hard) sum += form.value[p]! * form.value[p]!
  return sum > 0 ? sum / form.n : 1
}

/** The largest slope a column begins with, or its largest cost: the unit that row multipliers are measured in. */
function unitOf(form: Form, { slope, x }: Work): number {
  const { curve, center, buy, sell, power } = form
  let most = 0
  for (let j = 0; j < form.n; j++) {
    const pull = Math.abs(slope[j]! + curve[j]! * (x[j]! - center[j]!))
    most = Math.max(most, pull, Math.abs(buy[j]!), Math.abs(sell[j]!), power[j]!)
  }
  return most > 0 ? most : 1
}

/** The mean width of the bounds, where they have one. */
export function spanOf({ lower, upper }: Form): number {
  let sum = 0
  let count = 0
  for (let j = 0; j < lower.length; j++) {
    const width = upper[j]! - lower[j]!
    if (!(width > 0 && width < Infinity)) continue
    sum += width
    count++
  }
  return count === 0 ? 1 : sum / count
}
