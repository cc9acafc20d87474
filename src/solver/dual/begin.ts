/** Where a climb begins, and the units its safeguards are measured in. */

import type { ConvexOptions } from '../convex.ts'
import { beginDense } from './dense.ts'
import type { Form } from './form.ts'
import { priceOf } from './price.ts'
import { respond } from './response.ts'
import { gather, measureOrigin, settle, slopesOf } from './sweep.ts'
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

/** Where the only row is an equality and nothing couples the columns, its price is all there is to find. */
export function priceOnlyRow(form: Form, work: Work, unit: number): void {
  const { n, k, m, start, value, low, high } = form
  if (k > 0 || m !== 1 || form.hard !== 1 || form.matrix !== null || low[0] !== high[0]) return
  const supply = { total: 0, fall: 0 }
  work.z[0] = priceOf(
    (price) => {
      supply.total = -low[0]!
      supply.fall = 0
      for (let j = 0; j < n; j++) {
        if (start[j] === start[j + 1]) continue
        const share = value[start[j]!]!
        const slope = work.base[j]! + share * price
        supply.total += share * respond(form, j, slope, work.curve[j]!, work.center[j]!, work.ease)
        supply.fall += share * share * work.ease[j]!
      }
      return supply
    },
    unit,
    rounding * Math.abs(low[0]!),
  )
  slopesOf(form, work)
  settle(form, work)
}

const rounding = Number.EPSILON

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

/** All columns are looked at. */
function awaken({ n }: Form, work: Work): void {
  for (let j = 0; j < n; j++) work.live[j] = j
  work.lively = n
  work.reach = Infinity
}
