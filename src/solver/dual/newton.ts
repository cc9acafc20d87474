/** The Newton direction of the dual: a small system that each free column enters with its ease. */

import { assembleDense, follow } from './dense.ts'
import type { Form } from './form.ts'
import { factorise, substitute } from './frozen.ts'
import { assemble } from './system.ts'
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

/** The direction for what the rows miss now, by the system and the factor of the last one. */
export function aimAgain({ along, residual, factor, size, frozen }: Work): void {
  along.set(residual)
  substitute(factor, size, frozen, along)
}

/** The factor is made anew from this row on. */
function solveFree(form: Form, work: Work, damping: number, from: number): void {
  const { system, factor, size, right, along, frozen, stopped, z } = work
  rest(form, work)
  along.set(right)
  carryStopped(work)
  if (from === 0) factor.set(system)
  else for (let p = from * size; p < system.length; p++) factor[p] = system[p]!
  for (let i = from; i < size; i++) factor[i * size + i]! += form.soft[i] === 1 ? 1 : damping
  factorise(factor, size, frozen, form.k, from)
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
