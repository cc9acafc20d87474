/** Convex programs with a dense covariance and logarithms, by a primal-dual interior point: what most builders come down to. */
import { cholesky, solveLower, solveUpper } from '../../solver/dual/cholesky.ts'
import { solveSmall } from './smallSystem.ts'

/** minimise 1/2 x'Cx + q'x - sum scale_i b_i ln x_i  subject to  a'x = side for `equal`, a'x >= side for `least`. */
export interface InteriorProgram {
  readonly size: number
  /** C, size x size; of any unit in which the largest entries are near one. */
  readonly curvature: Float64Array
  /** q */
  readonly linear: Float64Array
  readonly equal: readonly Row[]
  readonly least: readonly Row[]
  readonly logs: Logs | null
}

export interface Row {
  readonly index: Int32Array
  readonly value: Float64Array
  readonly side: number
}

export interface Logs {
  /** b, not negative; where it is zero there is no logarithm. */
  readonly budgets: Float64Array
  /** By unknown, which of the scales is its own. */
  readonly owner: Int32Array
  readonly scales: Float64Array
  /** Then scales are not given but found: those at which the equality of the same place needs no multiplier. */
  readonly isFree: boolean
}

export interface InteriorAnswer {
  readonly x: Float64Array
  /** Multipliers of the equalities; zero for those that a free scale stands for. */
  readonly y: Float64Array
  /** Multipliers of `least`. */
  readonly z: Float64Array
  readonly scales: Float64Array
  readonly iterations: number
  /** The largest of what is missing in rows, slopes and complementarity, as a share of their size. */
  readonly residual: number
}

/** Twenty are usual. */
const mostSteps = 80
/** Asked of the residual; a step that no longer lowers it ends the walk. */
const goal = 1e-14
const goodEnough = 1e-11
/** Slopes below this are as good as zero: of a portfolio without risk nothing needs to be told apart. */
const smallSlope = 1e-7
/** A step this short gets nowhere. */
const shortStep = 0.1
/** Of the way to the nearest bound. */
const nearly = 0.995

/** Multipliers and slacks that the walk begins with, as shares of the usual: the later are dearer and surer. */
const beginnings = [1, 100, 0.01]

/** From any x within the bounds of the logarithms; where a walk jams against its bounds, another begins farther from them. */
export function solveInterior(program: InteriorProgram, start: Float64Array): InteriorAnswer {
  const space = newSpace(program)
  let [best, iterations] = [walk(program, space, beginAt(program, start, 1)), 0]
  for (const room of beginnings.slice(1)) {
    if (best.residual <= goodEnough) break
    iterations += best.iterations
    const next = walk(program, space, beginAt(program, start, room))
    if (next.residual < best.residual) best = next
  }
  return { ...best, iterations: best.iterations + iterations }
}

/** Mehrotra's predictor and corrector (Nocedal and Wright, Numerical Optimization, 16.6). */
function walk(program: InteriorProgram, space: Space, state: State): InteriorAnswer {
  let best = snapshot(state, Infinity)
  let worse = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const residual = look(program, state, space)
    if (!(residual >= 0)) break
    if (residual < best.residual) {
      best = snapshot(state, residual)
      worse = 0
    } else worse += 1
    if (residual <= goal || worse > (best.residual <= goodEnough ? 1 : 12)) break
    if (!advance(program, state, space)) break
    state.steps += 1
  }
  return best
}

interface State {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Slacks a'x - side of `least`. */
  readonly s: Float64Array
  readonly z: Float64Array
  /** The logarithms' slopes, scale b / x at the end. */
  readonly zeta: Float64Array
  readonly scales: Float64Array
  steps: number
}

function snapshot(state: State, residual: number): InteriorAnswer {
  const { x, y, z, scales, steps } = state
  return { x: x.slice(), y: y.slice(), z: z.slice(), scales: scales.slice(), iterations: steps, residual }
}

/** Multipliers in proportion to the slopes, so that all products of a slack and its multiplier are alike. */
function beginAt(
  { size, curvature, linear, equal, least, logs }: InteriorProgram,
  start: Float64Array,
  room: number,
): State {
  const x = start.slice()
  let slope = 1e-6
  for (let i = 0; i < size; i += 1)
    slope = Math.max(slope, Math.abs(linear[i]! + rowTimes(curvature, i, size, x)))
  const s = Float64Array.from(least, (row) => Math.max(timesRow(row, x) - row.side, 1e-3 * Math.max(1, room)))
  const mean = s.reduce((sum, value) => sum + value, 0) / Math.max(1, s.length)
  return {
    x,
    y: new Float64Array(equal.length),
    s,
    z: s.map((value) => (room * slope * Math.max(mean, 1e-3)) / value),
    zeta: x.map((value, i) => (logs === null ? 0 : askedOf(logs, logs.scales, i) / value)),
    scales: logs?.scales.slice() ?? new Float64Array(0),
    steps: 0,
  }
}

/** The product of x and zeta in the end. */
function askedOf({ budgets, owner }: Logs, scales: Float64Array, i: number): number {
  return scales[owner[i]!]! * budgets[i]!
}

/** What is worked in: residuals, the factor, and the two directions. */
interface Space {
  readonly factor: Float64Array
  readonly dual: Float64Array
  readonly equal: Float64Array
  readonly slack: Float64Array
  /** Columns K^-1 of what multiplies the equalities' unknowns, one after the other. */
  readonly bridge: Float64Array
  readonly small: Float64Array
  readonly right: Float64Array
  readonly smallRight: Float64Array
  /** s z is asked to be this. */
  readonly asked: Float64Array
  readonly dx: Float64Array
  readonly ds: Float64Array
  readonly dz: Float64Array
  readonly dzeta: Float64Array
  mu: number
}

function newSpace({ size, equal, least }: InteriorProgram): Space {
  const [m, k] = [equal.length, least.length]
  const of = (count: number): Float64Array => new Float64Array(count)
  return {
    factor: of(size * size),
    dual: of(size),
    equal: of(m),
    slack: of(k),
    bridge: of(m * size),
    small: of(m * m),
    right: of(size),
    smallRight: of(m),
    asked: of(k),
    dx: of(size),
    ds: of(k),
    dz: of(k),
    dzeta: of(size),
    mu: 0,
  }
}

/** Fills in what is missing and returns the largest of it. */
function look(
  { size, curvature, linear, equal, least, logs }: InteriorProgram,
  state: State,
  space: Space,
): number {
  const { x, y, s, z, zeta, scales } = state
  let [slopes, values] = [smallSlope, 1e-12]
  for (let i = 0; i < size; i += 1) {
    const slope = rowTimes(curvature, i, size, x)
    space.dual[i] = slope + linear[i]! - zeta[i]!
    slopes = Math.max(slopes, Math.abs(slope), Math.abs(linear[i]!))
    values = Math.max(values, Math.abs(x[i]!))
  }
  equal.forEach((row, r) => {
    addRow(row, -y[r]!, space.dual)
    space.equal[r] = row.side - timesRow(row, x)
  })
  let gap = 0
  least.forEach((row, r) => {
    addRow(row, -z[r]!, space.dual)
    space.slack[r] = row.side + s[r]! - timesRow(row, x)
    gap += s[r]! * z[r]!
  })
  space.mu = gap / Math.max(1, least.length)
  let off = gap
  if (logs) for (let i = 0; i < size; i += 1) off += Math.abs(askedOf(logs, scales, i) - x[i]! * zeta[i]!)
  const rows = Math.max(largest(space.equal), largest(space.slack))
  return Math.max(largest(space.dual) / slopes, rows / values, off / (slopes * values))
}

/** One step towards less; false where the numbers give out. */
function advance(program: InteriorProgram, state: State, space: Space): boolean {
  factorise(program, state, space)
  const { s, z } = state
  space.asked.fill(0)
  direct(program, state, space)
  const far = Math.min(1, reach(program, state, space))
  let after = 0
  for (let r = 0; r < s.length; r += 1) after += (s[r]! + far * space.ds[r]!) * (z[r]! + far * space.dz[r]!)
  const share = s.length > 0 ? after / s.length / space.mu : 0
  const centre = share * share * share * space.mu
  for (let r = 0; r < s.length; r += 1) space.asked[r] = centre - space.ds[r]! * space.dz[r]!
  let turn = direct(program, state, space)
  let length = lengthOf(program, state, space, turn)
  if (length < shortStep) {
    // The correction leads into a wall: without it, and towards the middle, there is more room.
    space.asked.fill(space.mu / 2)
    turn = direct(program, state, space)
    length = lengthOf(program, state, space, turn)
  }
  if (!(length > 1e-10)) return false
  move(program, state, space, length, turn)
  return true
}

/** Of the direction: at most the whole, and never to the bounds. */
function lengthOf(program: InteriorProgram, state: State, space: Space, turn: Float64Array): number {
  let length = reach(program, state, space)
  if (program.logs?.isFree === true)
    state.scales.forEach((scale, k) => {
      if (turn[k]! < 0) length = Math.min(length, -scale / turn[k]!)
    })
  return Math.min(1, nearly * length)
}

/** K = C + sum (z/s) a a' + diag(zeta / x), its factor, and what the equalities' unknowns do through it. */
function factorise(
  { size, curvature, equal, least, logs }: InteriorProgram,
  state: State,
  space: Space,
): void {
  const { factor, bridge } = space
  const { x, s, z, zeta } = state
  factor.set(curvature)
  least.forEach(({ index, value }, r) => {
    const theta = z[r]! / s[r]!
    for (let a = 0; a < index.length; a += 1)
      for (let b = 0; b < index.length; b += 1)
        factor[index[a]! * size + index[b]!]! += theta * value[a]! * value[b]!
  })
  if (logs)
    for (let i = 0; i < size; i += 1) if (logs.budgets[i]! > 0) factor[i * (size + 1)]! += zeta[i]! / x[i]!
  cholesky(factor, size)
  bridge.fill(0)
  equal.forEach((row, r) => {
    const column = bridge.subarray(r * size, (r + 1) * size)
    if (logs?.isFree === true && r < logs.scales.length) {
      for (let i = 0; i < size; i += 1) if (logs.owner[i] === r) column[i] = logs.budgets[i]! / x[i]!
    } else addRow(row, 1, column)
    solveLower(factor, size, column, 0)
    solveUpper(factor, size, column)
  })
}

/** The Newton direction for the products that are asked; returns the unknowns of the equalities. */
function direct({ size, equal, least, logs }: InteriorProgram, state: State, space: Space): Float64Array {
  const { x, s, z, zeta, scales } = state
  const { right, small, smallRight, bridge, factor } = space
  for (let i = 0; i < size; i += 1) {
    right[i] = -space.dual[i]!
    if (logs && logs.budgets[i]! > 0) right[i]! += askedOf(logs, scales, i) / x[i]! - zeta[i]!
  }
  least.forEach((row, r) =>
    addRow(row, (space.asked[r]! - s[r]! * z[r]! + z[r]! * space.slack[r]!) / s[r]!, right),
  )
  solveLower(factor, size, right, 0)
  solveUpper(factor, size, right)
  const m = equal.length
  equal.forEach((row, r) => {
    smallRight[r] = space.equal[r]! - timesRow(row, right)
    for (let c = 0; c < m; c += 1) small[r * m + c] = timesRow(row, bridge.subarray(c * size, (c + 1) * size))
  })
  const turn = solveSmall(small, smallRight, m)
  for (let i = 0; i < size; i += 1) {
    let sum = right[i]!
    for (let r = 0; r < m; r += 1) sum += turn[r]! * bridge[r * size + i]!
    space.dx[i] = sum
  }
  least.forEach((row, r) => {
    const change = timesRow(row, space.dx) - space.slack[r]!
    space.ds[r] = change
    space.dz[r] = (space.asked[r]! - z[r]! * change) / s[r]! - z[r]!
  })
  if (logs) {
    for (let i = 0; i < size; i += 1) {
      const b = logs.budgets[i]!
      const next = scales[logs.owner[i]!]! + (logs.isFree ? turn[logs.owner[i]!]! : 0)
      space.dzeta[i] = b > 0 ? (next * b - zeta[i]! * space.dx[i]!) / x[i]! - zeta[i]! : 0
    }
  }
  return turn
}

/** How far along the direction everything stays positive. */
function reach({ size, logs }: InteriorProgram, state: State, space: Space): number {
  let length = Infinity
  const limit = (value: number, change: number): void => {
    if (change < 0 && -value / change < length) length = -value / change
  }
  for (let r = 0; r < state.s.length; r += 1) {
    limit(state.s[r]!, space.ds[r]!)
    limit(state.z[r]!, space.dz[r]!)
  }
  for (let i = 0; logs && i < size; i += 1) {
    if (!(logs.budgets[i]! > 0)) continue
    limit(state.x[i]!, space.dx[i]!)
    limit(state.zeta[i]!, space.dzeta[i]!)
  }
  return length
}

function move(
  { logs }: InteriorProgram,
  state: State,
  space: Space,
  length: number,
  turn: Float64Array,
): void {
  addTo(state.x, space.dx, length)
  addTo(state.s, space.ds, length)
  addTo(state.z, space.dz, length)
  addTo(state.zeta, space.dzeta, length)
  addTo(state.y, turn, length)
  if (logs?.isFree !== true) return
  for (let k = 0; k < state.scales.length; k += 1) {
    state.scales[k]! += length * turn[k]!
    state.y[k] = 0
  }
}

function addTo(values: Float64Array, change: Float64Array, length: number): void {
  for (let i = 0; i < values.length; i += 1) values[i]! += length * change[i]!
}

export function timesRow({ index, value }: Row, x: Float64Array): number {
  let sum = 0
  for (let a = 0; a < index.length; a += 1) sum += value[a]! * x[index[a]!]!
  return sum
}

function addRow({ index, value }: Row, factor: number, x: Float64Array): void {
  for (let a = 0; a < index.length; a += 1) x[index[a]!]! += factor * value[a]!
}

function rowTimes(matrix: Float64Array, i: number, size: number, x: Float64Array): number {
  let sum = 0
  for (let j = 0; j < size; j += 1) sum += matrix[i * size + j]! * x[j]!
  return sum
}

function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
