/** The small system of the multipliers, M W M': what has changed since the last step is added to it. */

import type { Form } from './form.ts'
import { pushDense } from './products.ts'
import type { Work } from './tools.ts'

// An ease off by this share turns the direction by no more than the next step turns back.
const nearly = 1e-4
// What is left of a sum below this share of its peak carries the rounding of what was taken away.
const worn = 0.25

/** system = M W M', lower triangle: what has changed is added, or all of it where that is less or more exact. */
export function assemble(form: Form, work: Work): void {
  const { count, free } = changed(work)
  hold(work)
  if (count <= free) {
    addColumns(form, work, count)
    if (isSound(work)) return
  }
  assembleAnew(form, work)
}

/** Lists the columns whose ease is not the one the system counts, and lets it count that; `free` are those with any ease. */
function changed(work: Work): { count: number; free: number } {
  const { moving, movers, holding, holders, active, ease, held, change } = work
  let count = 0
  let free = 0
  for (let c = 0; c < movers; c++) {
    const j = moving[c]!
    const now = ease[j]!
    const before = held[j]!
    if (now > 0) free++
    if (!(Math.abs(now - before) > nearly * before)) continue
    active[count] = j
    change[count++] = now - before
    held[j] = now
  }
  for (let c = 0; c < holders; c++) {
    const j = holding[c]!
    if (ease[j]! > 0 || held[j] === 0) continue
    active[count] = j
    change[count++] = -held[j]!
    held[j] = 0
  }
  return { count, free }
}

/** Remembers the columns that have an ease, which are all that the system counts. */
function hold(work: Work): void {
  const { moving, movers, holding, ease } = work
  let holders = 0
  for (let c = 0; c < movers; c++) if (ease[moving[c]!]! > 0) holding[holders++] = moving[c]!
  work.holders = holders
}

function assembleAnew(form: Form, work: Work): void {
  const { holding, holders, active, ease, held, change } = work
  work.system.fill(0)
  work.peak.fill(0)
  for (let c = 0; c < holders; c++) {
    const j = holding[c]!
    active[c] = j
    change[c] = ease[j]!
    held[j] = ease[j]!
  }
  addColumns(form, work, holders)
  isSound(work)
}

function addColumns(form: Form, work: Work, count: number): void {
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

/** The block of the dense rows, four columns and two rows at a time: each load serves two products, each store four. */
function addDense(form: Form, work: Work, count: number): void {
  const { k, loadings } = form
  const { active, change, system, size } = work
  let c = 0
  for (; c + 3 < count; c += 4) {
    const p = active[c]! * k
    const q = active[c + 1]! * k
    const r = active[c + 2]! * k
    const s = active[c + 3]! * k
    for (let a = 0; a < k; a += 2) {
      // The last row of an odd number is done twice over, the second time for nothing.
      const next = Math.min(a + 1, k - 1)
      const fp = change[c]! * loadings[p + a]!
      const fq = change[c + 1]! * loadings[q + a]!
      const fr = change[c + 2]! * loadings[r + a]!
      const fs = change[c + 3]! * loadings[s + a]!
      const more = next > a ? 1 : 0
      const gp = more * change[c]! * loadings[p + next]!
      const gq = more * change[c + 1]! * loadings[q + next]!
      const gr = more * change[c + 2]! * loadings[r + next]!
      const gs = more * change[c + 3]! * loadings[s + next]!
      const row = a * size
      const under = next * size
      for (let b = 0; b <= a; b++) {
        const lp = loadings[p + b]!
        const lq = loadings[q + b]!
        const lr = loadings[r + b]!
        const ls = loadings[s + b]!
        system[row + b]! += fp * lp + fq * lq + (fr * lr + fs * ls)
        system[under + b]! += gp * lp + gq * lq + (gr * lr + gs * ls)
      }
      system[under + next]! +=
        gp * loadings[p + next]! +
        gq * loadings[q + next]! +
        (gr * loadings[r + next]! + gs * loadings[s + next]!)
    }
  }
  for (; c < count; c++) {
    const p = active[c]! * k
    for (let a = 0; a < k; a++) {
      const fp = change[c]! * loadings[p + a]!
      const row = a * size
      for (let b = 0; b <= a; b++) system[row + b]! += fp * loadings[p + b]!
    }
  }
}

/** The blocks of the sparse rows with the dense ones, row by row so that columns come four at a time, and with each other. */
function addSparse(form: Form, work: Work, count: number): void {
  const { k, m, loadings, start, index, value } = form
  const { active, change, system, size, cursor, entrant, amount } = work
  for (let c = 0; c < count; c++) cursor[c] = start[active[c]!]!
  for (let i = 0; k > 0 && i < m; i++) {
    let entered = 0
    for (let c = 0; c < count; c++) {
      const j = active[c]!
      const p = cursor[c]!
      if (p === start[j + 1]! || index[p] !== i) continue
      cursor[c] = p + 1
      entrant[entered] = j
      amount[entered++] = change[c]! * value[p]!
    }
    pushDense(loadings, k, entrant, entered, amount, system, (k + i) * size)
  }
  for (let c = 0; c < count; c++) {
    const end = start[active[c]! + 1]!
    for (let p = start[active[c]!]!; p < end; p++) {
      const row = (k + index[p]!) * size + k
      const factor = change[c]! * value[p]!
      for (let q = start[active[c]!]!; q <= p; q++) system[row + index[q]!]! += factor * value[q]!
    }
  }
}
