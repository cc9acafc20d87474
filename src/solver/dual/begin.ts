/** Where a climb begins, and the units its safeguards are measured in. */

import type { ConvexOptions } from '../convex.ts'
import { beginDense } from './dense.ts'
import type { Form } from './form.ts'
import { awaken } from './live.ts'
import { add, squareOf } from './products.ts'
import { gather, slopesOf } from './sweep.ts'
import type { Work } from './tools.ts'

/** Multipliers and places to begin with, and their slopes: what was found before, or nothing traded and no row's price. */
export function begin(form: Form, work: Work, start: ConvexOptions['start']): Units {
  const { k, hard, rowScale, soft, low, high } = form
  const { z, base } = work
  place(form, work, start === undefined ? form.origin : start.x)
  base.set(form.linear)
  work.held.fill(0)
  work.holders = 0
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

/** The columns stand here, or at the bound nearest to it. */
function place({ n, origin, lower, upper }: Form, work: Work, places: Float64Array): void {
  const { x, moving } = work
  let movers = 0
  for (let j = 0; j < n; j++) {
    const at = Math.min(Math.max(places[j]!, lower[j]!), upper[j]!)
    x[j] = at
    if (at !== origin[j]) moving[movers++] = j
  }
  work.movers = movers
  work.ease.fill(0)
  work.anchor.set(x)
}

/** What the safeguards are measured in. */
export interface Units {
  readonly curvature: number
  readonly cost: number
  readonly room: number
}

/** What the rows are where columns began, and how strongly each column feels them; returns the sum of loadings squared. */
function measureOrigin(form: Form, work: Work): number {
  const { n, start, index, value, origin, k } = form
  const { resting, restingTerms, norm } = work
  resting.fill(0)
  restingTerms.fill(0)
  measureLoadings(form, resting, norm)
  let squares = 0
  for (let j = 0; j < n; j++) {
    let felt = norm[j]!
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

/** What all columns bring to the dense rows where they began, and the squares of their loadings, four columns at a time. */
function measureLoadings(
  { n, k, loadings, origin, datum }: Form,
  resting: Float64Array,
  squares: Float64Array,
): void {
  let j = 0
  for (; j + 3 < n; j += 4) {
    const p = j * k
    const q = p + k
    const r = q + k
    const s = r + k
    const atP = origin[j]! - datum[j]!
    const atQ = origin[j + 1]! - datum[j + 1]!
    const atR = origin[j + 2]! - datum[j + 2]!
    const atS = origin[j + 3]! - datum[j + 3]!
    let squareP = 0
    let squareQ = 0
    let squareR = 0
    let squareS = 0
    for (let i = 0; i < k; i++) {
      const a = loadings[p + i]!
      const b = loadings[q + i]!
      const c = loadings[r + i]!
      const d = loadings[s + i]!
      resting[i]! += atP * a + atQ * b + (atR * c + atS * d)
      squareP += a * a
      squareQ += b * b
      squareR += c * c
      squareS += d * d
    }
    squares[j] = squareP
    squares[j + 1] = squareQ
    squares[j + 2] = squareR
    squares[j + 3] = squareS
  }
  for (; j < n; j++) {
    add(loadings, j * k, origin[j]! - datum[j]!, resting, 0, k)
    squares[j] = squareOf(loadings, j * k, k)
  }
}

/** The mean curvature a column meets; 1 where there is none at all. */
function curvatureScale(form: Form, squares: number): number {
  let sum = squares
  for (let j = 0; j < form.n; j++) sum += form.curve[j]!
  for (let j = 0; form.matrix !== null && j < form.n; j++) sum += form.matrix[j * form.n + j]!
  for (let p = 0; form.m > form.hard && p < form.index.length; p++)
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
