/** The Newton direction of the dual: a small system that each free column enters with its ease. */

import { assembleDense, follow } from './dense.ts'
import type { Form } from './form.ts'
import type { Work } from './tools.ts'

/**
 * along = (M W M' + soft + damping on hard rows)^-1 gradient, W the ease of every column, over the rows that are not at
 * rest. A multiplier of a range that would change its side goes to zero instead, and the others are aimed anew with it.
 * Rows that depend on earlier ones, and rows no free column meets, are left out.
 */
export function aim(form: Form, work: Work, damping: number): void {
  const { gradient, residual, right, dense } = work
  gradient.set(residual)
  right.set(residual)
  if (dense === null) assemble(form, work)
  else assembleDense(form, work, dense)
  solve(form, work, damping, false)
}

/**
 * The same system where the direction of `aim` does not climb: multipliers at zero that would leave it for the wrong
 * side rest, the others go as they like. It climbs, as far as the length returned: there the first one meets zero.
 */
export function aimStraight(form: Form, work: Work, damping: number): number {
  const { z, along, size } = work
  solve(form, work, damping, true)
  let length = 1
  for (let i = 0; i < size; i++)
    if (isRange(form, i) && z[i]! * (z[i]! + length * along[i]!) < 0) length = -z[i]! / along[i]!
  return length
}

function solve(form: Form, work: Work, damping: number, isStraight: boolean): void {
  work.stopped.fill(0)
  // Each round stops at least one more multiplier, so there are at most as many rounds as ranges. Dense rows never stop.
  let from = 0
  do {
    solveFree(form, work, damping, from)
    from = form.k
  } while (stopCrossing(form, work, isStraight))
  if (work.dense !== null) follow(form, work, work.dense)
}

/** The factor is made anew from this row on. */
function solveFree(form: Form, work: Work, damping: number, from: number): void {
  const { system, factor, size, right, along, frozen, stopped, z } = work
  rest(form, work)
  along.set(right)
  carryStopped(work)
  for (let p = from * size; p < system.length; p++) factor[p] = system[p]!
  for (let i = from; i < size; i++) factor[i * size + i]! += form.soft[i] === 1 ? 1 : damping
  factorise(factor, size, frozen, from)
  substitute(factor, size, frozen, along)
  for (let i = 0; i < size; i++) if (stopped[i] === 1) along[i] = -z[i]!
}

/** Ranges within their sides and without a multiplier stay as they are; those on their way to zero are known. */
function rest(form: Form, work: Work): void {
  const { frozen, stopped, z, gradient, size } = work
  for (let i = 0; i < size; i++)
    frozen[i] = stopped[i] === 1 || (isRange(form, i) && z[i] === 0 && gradient[i] === 0) ? 1 : 0
}

const isRange = ({ low, high }: Form, i: number): boolean => low[i]! < high[i]!

/** What the stopped multipliers do to the other rows. */
function carryStopped({ stopped, system, size, along, z }: Work): void {
  for (let c = 0; c < size; c++) {
    if (stopped[c] === 0 || z[c] === 0) continue
    for (let i = 0; i < size; i++) along[i]! += system[i > c ? i * size + c : c * size + i]! * z[c]!
  }
}

/** Marks the multipliers that would leave zero for the wrong side and, unless `onlyAtZero`, those that would cross it. */
function stopCrossing(
  form: Form,
  { stopped, frozen, z, along, gradient, size }: Work,
  onlyAtZero: boolean,
): boolean {
  let found = false
  for (let i = 0; i < size; i++) {
    if (frozen[i] === 1 || !isRange(form, i) || (onlyAtZero && z[i] !== 0)) continue
    const side = z[i] === 0 ? gradient[i]! : z[i]!
    if (side * (z[i]! + along[i]!) >= 0) continue
    stopped[i] = 1
    found = true
  }
  return found
}

// An ease off by this share turns the direction by no more than the next step turns back.
const nearly = 1e-4
// What is left of a sum below this share of its peak carries the rounding of what was taken away.
const worn = 0.25

/** system = M W M', lower triangle: what has changed is added, or all of it where that is less or more exact. */
function assemble(form: Form, work: Work): void {
  const { live, lively, active, ease, held, change } = work
  let count = 0
  let free = 0
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    const now = ease[j]!
    const before = held[j]!
    if (now > 0) free++
    if (!(Math.abs(now - before) > nearly * before)) continue
    active[count] = j
    change[count++] = now - before
  }
  if (count <= free) {
    addColumns(form, work, count)
    if (isSound(work)) return
  }
  assembleAnew(form, work)
}

function assembleAnew(form: Form, work: Work): void {
  const { live, lively, active, ease, held, change } = work
  work.system.fill(0)
  work.peak.fill(0)
  held.fill(0)
  let count = 0
  for (let c = 0; c < lively; c++) {
    const j = live[c]!
    if (!(ease[j]! > 0)) continue
    active[count] = j
    change[count++] = ease[j]!
  }
  addColumns(form, work, count)
  isSound(work)
}

function addColumns(form: Form, work: Work, count: number): void {
  for (let c = 0; c < count; c++) work.held[work.active[c]!] = work.ease[work.active[c]!]!
  if (form.k > 0) addDense(form, work, count)
  if (form.m > 0) addSparse(form, work, count)
}

/** Whether no diagonal has lost most of what it was a sum of; peaks are kept. */
function isSound({ system, size, peak }: Work): boolean {
  let sound = true
  for (let i = 0; i < size; i++) {
    const here = system[i * size + i]!
    peak[i] = Math.max(peak[i]!, here)
    if (here < worn * peak[i]!) sound = false
  }
  return sound
}

/** The block of the dense rows, four columns at a time: one load and store for four products. */
function addDense(form: Form, work: Work, count: number): void {
  const { k, loadings } = form
  const { active, change, system, size } = work
  let c = 0
  for (; c + 3 < count; c += 4) {
    const p = active[c]! * k
    const q = active[c + 1]! * k
    const r = active[c + 2]! * k
    const s = active[c + 3]! * k
    const ep = change[c]!
    const eq = change[c + 1]!
    const er = change[c + 2]!
    const es = change[c + 3]!
    for (let a = 0; a < k; a++) {
      const fp = ep * loadings[p + a]!
      const fq = eq * loadings[q + a]!
      const fr = er * loadings[r + a]!
      const fs = es * loadings[s + a]!
      const row = a * size
      for (let b = 0; b <= a; b++)
        system[row + b]! +=
          fp * loadings[p + b]! + fq * loadings[q + b]! + fr * loadings[r + b]! + fs * loadings[s + b]!
    }
  }
  for (; c < count; c++) {
    const p = active[c]! * k
    const ep = change[c]!
    for (let a = 0; a < k; a++) {
      const fp = ep * loadings[p + a]!
      const row = a * size
      for (let b = 0; b <= a; b++) system[row + b]! += fp * loadings[p + b]!
    }
  }
}

/** The blocks of the sparse rows with the dense ones and with each other. */
function addSparse(form: Form, work: Work, count: number): void {
  const { k, loadings, start, index, value } = form
  const { active, change, system, size } = work
  for (let c = 0; c < count; c++) {
    const j = active[c]!
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      const row = (k + index[p]!) * size
      const factor = change[c]! * value[p]!
      for (let a = 0; a < k; a++) system[row + a]! += factor * loadings[j * k + a]!
      for (let q = start[j]!; q <= p; q++) system[row + k + index[q]!]! += factor * value[q]!
    }
  }
}

// A pivot that lost this much of its diagonal is a row that depends on earlier ones.
const lost = 1e-14

/** Cholesky in place from this row on; rows that cannot be told from their predecessors are frozen. */
function factorise(system: Float64Array, size: number, frozen: Uint8Array, from: number): void {
  for (let i = from; i < size; i++) {
    const row = i * size
    if (frozen[i] === 1) {
      system.fill(0, row, row + i)
      system[row + i] = 1
      continue
    }
    let square = 0
    for (let j = 0; j < i; j++) {
      const other = j * size
      let sum = system[row + j]!
      for (let c = 0; c < j; c++) sum -= system[row + c]! * system[other + c]!
      sum = frozen[j] === 1 ? 0 : sum / system[other + j]!
      system[row + j] = sum
      square += sum * sum
    }
    const whole = system[row + i]!
    const pivot = whole - square
    if (pivot > lost * whole) system[row + i] = Math.sqrt(pivot)
    else {
      frozen[i] = 1
      system.fill(0, row, row + i)
      system[row + i] = 1
    }
  }
}

/** right = system^-1 right, zero where frozen. */
function substitute(system: Float64Array, size: number, frozen: Uint8Array, right: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = right[i]!
    for (let c = 0; c < i; c++) sum -= system[i * size + c]! * right[c]!
    right[i] = frozen[i] === 1 ? 0 : sum / system[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    if (frozen[i] === 1) continue
    right[i]! /= system[i * size + i]!
    for (let c = 0; c < i; c++) right[c]! -= system[i * size + c]! * right[i]!
  }
}
