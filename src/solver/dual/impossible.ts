/** Why a problem has no optimum: rows that no place within the bounds can meet, or a way down without end. */

import { ascend } from './ascend.ts'
import { begin, spanOf } from './begin.ts'
import type { Form } from './form.ts'
import { lend } from './lend.ts'
import { provesInfeasible } from './proof.ts'
import { settle } from './sweep.ts'
import { newTools, workOf } from './tools.ts'
import type { Work } from './tools.ts'

/** Row multipliers that prove the rows impossible, if those at hand do, in the caller's rows and signs. */
export function rayAtHand(form: Form, work: Work): Float64Array | null {
  for (const source of [work.z, work.along, work.residual]) {
    const ray = source.slice(form.k, form.k + form.hard)
    if (provesInfeasible(form, ray)) return inCallersRows(form, ray)
  }
  return null
}

function inCallersRows(form: Form, ray: Float64Array): Float64Array {
  const largest = ray.reduce((most, u) => Math.max(most, Math.abs(u)), 0)
  return ray.map((u, i) => (u === 0 ? 0 : -u / largest / form.rowScale[i]!))
}

const mostRounds = 12
const mostSteps = 40
const decay = 0.1
// Rows nearer than this to being met can be met.
const near = 1e-9

/**
 * The least sum of squared distances from the rows over the bounds: where it is not zero, those distances are themselves
 * the multipliers that prove the rows impossible.
 */
export function searchedRay(form: Form): Float64Array | null {
  const phase = distancesOf(form)
  const work = workOf(phase, newTools())
  begin(phase, work, undefined)
  let lent = 1 / spanOf(form)
  for (let round = 0; round < mostRounds; round++) {
    lend(phase, work, lent)
    settle(phase, work)
    ascend(phase, work, 1, mostSteps, {
      enough: (gap) => gap <= near * near || provesInfeasible(form, work.z),
      affords: () => false,
    })
    if (provesInfeasible(form, work.z)) return inCallersRows(form, work.z)
    if (work.z.every((distance) => Math.abs(distance) < near)) return null
    work.anchor.set(work.x)
    lent *= decay
  }
  return null
}

/** Only bounds and rows are left, and the rows are soft. */
function distancesOf(form: Form): Form {
  const { n, k, hard } = form
  const none = new Float64Array(n)
  const start = new Int32Array(n + 1)
  const kept: number[] = []
  for (let j = 0; j < n; j++) {
    for (let p = form.start[j]!; p < form.start[j + 1]!; p++) if (form.index[p]! < hard) kept.push(p)
    start[j + 1] = kept.length
  }
  return {
    ...form,
    k: 0,
    m: hard,
    loadings: new Float64Array(0),
    datum: none,
    start,
    index: Int32Array.from(kept, (p) => form.index[p]!),
    value: Float64Array.from(kept, (p) => form.value[p]!),
    low: form.low.slice(k, k + hard),
    high: form.high.slice(k, k + hard),
    soft: new Uint8Array(hard).fill(1),
    hard: 0,
    matrix: null,
    shift: 0,
    curve: none,
    center: none,
    linear: none,
    buy: none,
    sell: none,
    power: none,
    bends: null,
  }
}

// A part of a direction below this is none; places farther out than this make one worth looking at.
const nothing = 1e-9
const farOut = 1e4

/** The way the columns went in the last round, if the objective falls along it for ever. */
export function escapeOf(form: Form, work: Work): Float64Array | null {
  let size = 0
  for (let j = 0; j < form.n; j++) size = Math.max(size, Math.abs(work.x[j]! - work.anchor[j]!))
  if (!(size > farOut)) return null
  const direction = work.x.map((x, j) => {
    const part = (x - work.anchor[j]!) / size
    return Math.abs(part) < nothing ? 0 : part
  })
  return isOpen(form, direction) && slopeOf(form, direction) < -nothing ? direction : null
}

/** Whether bounds, rows and curvature let every multiple of the direction pass. */
function isOpen(form: Form, direction: Float64Array): boolean {
  const { n, k, m, loadings, start, index, value, low, high, soft } = form
  const met = new Float64Array(k + m)
  for (let j = 0; j < n; j++) {
    const e = direction[j]!
    if (e === 0) continue
    const end = e > 0 ? form.upper[j]! : form.lower[j]!
    if (Math.abs(end) < Infinity || form.curve[j]! > 0 || form.power[j]! > 0) return false
    for (let i = 0; i < k; i++) met[i]! += loadings[j * k + i]! * e
    for (let p = start[j]!; p < start[j + 1]!; p++) met[k + index[p]!]! += value[p]! * e
  }
  // A dense curvature has been given the benefit of the doubt elsewhere: here it stops every direction it feels.
  if (
    form.matrix !== null &&
    form.matrix.some((q, p) => q * direction[p % n]! * direction[Math.floor(p / n)]! !== 0)
  )
    return false
  return met.every((change, i) => {
    if (soft[i] === 1) return Math.abs(change) < nothing
    return (change < nothing || high[i] === Infinity) && (change > -nothing || low[i] === -Infinity)
  })
}

/** What the objective loses per unit of the direction, far out. */
function slopeOf({ linear, buy, sell, bends }: Form, direction: Float64Array): number {
  let sum = 0
  direction.forEach((e, j) => {
    sum += linear[j]! * e + (e > 0 ? buy[j]! * e : -sell[j]! * e)
    if (bends === null || e === 0) return
    const side = e > 0 ? 1 : 0
    for (let p = bends.start[side][j]!; p < bends.start[side][j + 1]!; p++)
      sum += bends.rise[side][p]! * Math.abs(e)
    // Far out, what is sold into a pool brings nothing more.
    if (bends.rate[side][j]! > 0) sum += Math.abs(e)
  })
  return sum
}
