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
  const { soft } = form
  const { system, size, gradient, residual, stopped, right, dense } = work
  gradient.set(residual)
  right.set(residual)
  if (dense === null) assemble(form, work)
  else assembleDense(form, work, dense)
  for (let i = 0; i < size; i++) system[i * size + i]! += soft[i] === 1 ? 1 : damping
  stopped.fill(0)
  // Each round stops at least one more multiplier, so there are at most as many rounds as ranges.
  do solveFree(form, work)
  while (stopCrossing(form, work, false))
  if (dense !== null) follow(form, work, dense)
}

/**
 * The same system where the direction of `aim` does not climb: multipliers at zero that would leave it for the wrong
 * side rest, the others go as they like. It climbs, as far as the length returned: there the first one meets zero.
 */
export function aimStraight(form: Form, work: Work): number {
  const { z, along, size, stopped } = work
  stopped.fill(0)
  do solveFree(form, work)
  while (stopCrossing(form, work, true))
  if (work.dense !== null) follow(form, work, work.dense)
  let length = 1
  for (let i = 0; i < size; i++)
    if (isRange(form, i) && z[i]! * (z[i]! + length * along[i]!) < 0) length = -z[i]! / along[i]!
  return length
}

function solveFree(form: Form, work: Work): void {
  const { system, factor, size, right, along, frozen, stopped, z } = work
  rest(form, work)
  along.set(right)
  carryStopped(work)
  factor.set(system)
  factorise(factor, size, frozen)
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

/** system = M W M', lower triangle. */
function assemble(form: Form, work: Work): void {
  const { active, ease, system } = work
  system.fill(0)
  let count = 0
  for (let j = 0; j < form.n; j++) if (ease[j]! > 0) active[count++] = j
  if (form.k > 0) addDense(form, work, count)
  if (form.m > 0) addSparse(form, work, count)
}

/** The block of the dense rows, four columns at a time: one load and store for four products. */
function addDense(form: Form, work: Work, count: number): void {
  const { k, loadings } = form
  const { active, ease, system, size } = work
  let c = 0
  for (; c + 3 < count; c += 4) {
    const p = active[c]! * k
    const q = active[c + 1]! * k
    const r = active[c + 2]! * k
    const s = active[c + 3]! * k
    const ep = ease[active[c]!]!
    const eq = ease[active[c + 1]!]!
    const er = ease[active[c + 2]!]!
    const es = ease[active[c + 3]!]!
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
    const ep = ease[active[c]!]!
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
  const { active, ease, system, size } = work
  for (let c = 0; c < count; c++) {
    const j = active[c]!
    const end = start[j + 1]!
    for (let p = start[j]!; p < end; p++) {
      const row = (k + index[p]!) * size
      const factor = ease[j]! * value[p]!
      for (let a = 0; a < k; a++) system[row + a]! += factor * loadings[j * k + a]!
      for (let q = start[j]!; q <= p; q++) system[row + k + index[q]!]! += factor * value[q]!
    }
  }
}

// A pivot that lost this much of its diagonal is a row that depends on earlier ones.
const lost = 1e-14

/** Cholesky in place; rows that cannot be told from their predecessors are frozen. */
export function factorise(system: Float64Array, size: number, frozen: Uint8Array): void {
  for (let i = 0; i < size; i++) {
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
export function substitute(
  system: Float64Array,
  size: number,
  frozen: Uint8Array,
  right: Float64Array,
): void {
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
