/** The memory of one solve, kept by whoever solves often: nothing is allocated while the method runs. */

import { newDense } from './dense.ts'
import type { Dense } from './dense.ts'
import type { Form } from './form.ts'

/** A place to keep it between solves; empty at first, and filled anew whenever the sizes change. */
export interface Tools {
  kept: Work | null
}

export const newTools = (): Tools => ({ kept: null })

/** K = k + m multipliers, n columns. */
export interface Work {
  readonly n: number
  readonly size: number
  readonly z: Float64Array // K: the multipliers
  readonly along: Float64Array // K: the direction
  readonly product: Float64Array // K: M x
  readonly resting: Float64Array // K: M origin
  readonly terms: Float64Array // K: the size of what it is a sum of, for the sparse rows
  readonly restingTerms: Float64Array // K
  readonly residual: Float64Array // K: the gradient of the dual at the last sweep
  readonly gradient: Float64Array // K: the same where the direction begins
  readonly right: Float64Array // K: the gradient as the direction's system sees it
  readonly scratchRows: Float64Array // K
  readonly frozen: Uint8Array // K: rows the direction leaves out
  readonly stopped: Uint8Array // K: multipliers that go to zero and no further
  readonly peak: Float64Array // K: the largest diagonal of the system since it was summed up anew
  readonly system: Float64Array // K x K, lower triangle: M W M'
  readonly factor: Float64Array // its Cholesky factor, diagonal terms added
  readonly x: Float64Array // n, as are all that follow
  readonly slope: Float64Array
  readonly turn: Float64Array // how slopes change along the direction
  readonly pushed: Float64Array // slopes as far along it as the last answer
  readonly from: Float64Array // places where the direction begins
  readonly restLow: Float64Array // slopes between which a column stays where it began
  readonly restHigh: Float64Array
  readonly norm: Float64Array // how much a slope moves at most per length that the multipliers go
  readonly ease: Float64Array // 0 where a column is at rest or at a bound
  readonly scratch: Float64Array
  readonly best: Float64Array // where a column would rather stand
  readonly base: Float64Array // the slopes that no multiplier changes
  readonly curve: Float64Array // the columns' own curvature and place, with the proximal term if any
  readonly center: Float64Array
  readonly rho: Float64Array // the proximal weight
  readonly anchor: Float64Array // and where it holds
  readonly still: Float64Array // zeros
  readonly held: Float64Array // the ease that the system counts
  readonly holding: Int32Array // the columns it counts any of
  holders: number
  readonly active: Int32Array // columns whose ease it does not
  readonly change: Float64Array // and by how much
  readonly cursor: Int32Array // the first of their entries that has not been added
  readonly entrant: Int32Array // the columns of one row
  /** The columns that are not at rest at the last answer; all others stand where they began, with no ease. */
  readonly moving: Int32Array
  movers: number
  readonly restless: Int32Array // those that are not at rest all along a direction
  readonly amount: Float64Array // how far those have moved, in their order
  /** The columns that may move while the multipliers go no further than `reach`; so many that the others are left alone. */
  readonly live: Int32Array
  lively: number
  reach: number
  readonly awake: Int32Array
  readonly dense: Dense | null
}

export function workOf(form: Form, tools: Tools): Work {
  const size = form.k + form.m
  const isDense = form.matrix !== null
  const { kept } = tools
  if (kept !== null && kept.n === form.n && kept.size === size && (kept.dense !== null) === isDense)
    return kept
  tools.kept = newWork(form.n, size, isDense)
  return tools.kept
}

function newWork(n: number, size: number, isDense: boolean): Work {
  const column = (): Float64Array => new Float64Array(n)
  const row = (): Float64Array => new Float64Array(size)
  return {
    n,
    size,
    z: row(),
    along: row(),
    product: row(),
    resting: row(),
    terms: row(),
    restingTerms: row(),
    residual: row(),
    gradient: row(),
    right: row(),
    scratchRows: row(),
    frozen: new Uint8Array(size),
    stopped: new Uint8Array(size),
    peak: row(),
    system: new Float64Array(size * size),
    factor: new Float64Array(size * size),
    x: column(),
    slope: column(),
    turn: column(),
    pushed: column(),
    from: column(),
    restLow: column(),
    restHigh: column(),
    norm: column(),
    ease: column(),
    scratch: column(),
    best: column(),
    base: column(),
    curve: column(),
    center: column(),
    rho: column(),
    anchor: column(),
    still: column(),
    held: column(),
    change: column(),
    active: new Int32Array(n),
    cursor: new Int32Array(n),
    entrant: new Int32Array(n),
    holding: new Int32Array(n),
    holders: 0,
    moving: new Int32Array(n),
    movers: 0,
    restless: new Int32Array(n),
    amount: column(),
    live: new Int32Array(n),
    lively: 0,
    reach: 0,
    awake: new Int32Array(n),
    dense: isDense ? newDense(n, size) : null,
  }
}
