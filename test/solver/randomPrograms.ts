/** Seeded programs of every kind the solver must bear, small enough to check by hand and large enough to hurt. */

import type { Program } from '../../src/solver/quadratic.ts'

/** A small generator of its own (mulberry32), so that a seed names an instance for ever. */
export function dice(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Column {
  cost: number
  quadratic: number
  lower: number
  upper: number
  weight: number
  entries: [row: number, value: number][]
}

export function column(part: Partial<Column>): Column {
  return { cost: 0, quadratic: 0, lower: 0, upper: Infinity, weight: 0, entries: [], ...part }
}

export function programOf(columns: readonly Column[], right: readonly number[], cap?: number): Program {
  const columnStart = new Int32Array(columns.length + 1)
  columns.forEach((c, j) => (columnStart[j + 1] = columnStart[j]! + c.entries.length))
  const pick = (read: (c: Column) => number): Float64Array => Float64Array.from(columns, read)
  return {
    columns: columns.length,
    rows: right.length,
    cost: pick((c) => c.cost),
    quadratic: pick((c) => c.quadratic),
    columnStart,
    rowIndex: Int32Array.from(columns.flatMap((c) => c.entries.map(([row]) => row))),
    value: Float64Array.from(columns.flatMap((c) => c.entries.map(([, value]) => value))),
    right: Float64Array.from(right),
    lower: pick((c) => c.lower),
    upper: pick((c) => c.upper),
    ...(cap === undefined ? {} : { ball: { weight: pick((c) => c.weight), cap } }),
  }
}

export interface Traits {
  readonly curved: boolean
  readonly ball: boolean
  readonly redundant: boolean
  readonly nearParallel: boolean
  readonly degenerate: boolean
  readonly free: boolean
  /** Ranges of a millionth beside ranges of one. */
  readonly narrow: boolean
}

/** A feasible, bounded program around a hidden point: A x0 = b with x0 within the bounds, many of them tight. */
export function randomProgram(seed: number, traits: Partial<Traits> = {}): Program {
  const roll = dice(seed)
  const n = 3 + Math.floor(roll() * 40)
  const m = 1 + Math.floor(roll() * Math.min(15, n - 1))
  const columns = Array.from({ length: n }, () => randomColumn(roll, m, traits))
  const hidden = columns.map((c) => hiddenPlace(roll, c))
  const rows = m + addRows(columns, m, roll, traits)
  const right = new Array<number>(rows).fill(0)
  columns.forEach((c, j) => c.entries.forEach(([row, value]) => (right[row]! += value * hidden[j]!)))
  if (traits.ball !== true) return programOf(columns, right)
  for (const c of columns) if (roll() < 0.5) c.weight = 0.1 + 10 * roll()
  let used = 0
  columns.forEach((c, j) => (used += 0.5 * c.weight * hidden[j]! ** 2))
  return programOf(columns, right, Math.max(used * (1.0001 + roll()), 1e-9))
}

function randomColumn(roll: () => number, m: number, traits: Partial<Traits>): Column {
  const entries: [number, number][] = []
  const count = 1 + Math.floor(roll() * 3)
  for (let k = 0; k < count; k++) {
    const row = Math.floor(roll() * m)
    if (!entries.some(([at]) => at === row)) entries.push([row, roll() < 0.5 ? 1 : 4 * roll() - 2])
  }
  const free = traits.free === true && roll() < 0.2
  const lower = free ? -Infinity : roll() < 0.7 ? 0 : roll() - 1
  const upper = free
    ? Infinity
    : lower + (roll() < 0.1 ? 0 : roll() < 0.2 && traits.narrow === true ? 1e-6 * roll() : roll() + 0.01)
  const quadratic = traits.curved === true && roll() < 0.5 ? 0.01 + 100 * roll() * roll() : 0
  const cost = traits.degenerate === true && roll() < 0.6 ? 0 : (roll() - 0.3) * 1e-2
  // A free column without curvature gets no cost, or the program could fall for ever.
  return column({ entries, lower, upper, quadratic, cost: free && quadratic === 0 ? 0 : cost })
}

function hiddenPlace(roll: () => number, c: Column): number {
  if (c.lower === -Infinity) return 2 * roll() - 1
  const where = roll()
  return where < 0.4 ? c.lower : where < 0.6 ? c.upper : c.lower + roll() * (c.upper - c.lower)
}

/** Adds rows that say again, exactly or almost, what others say; returns how many. */
function addRows(columns: Column[], m: number, roll: () => number, traits: Partial<Traits>): number {
  let added = 0
  if (traits.redundant === true) {
    const factor = 1 + roll()
    for (const c of columns) {
      const sum = c.entries.reduce((total, [, value]) => total + value, 0)
      if (sum !== 0) c.entries.push([m, factor * sum])
    }
    added++
  }
  if (traits.nearParallel === true) {
    for (const c of columns) {
      const first = c.entries.find(([row]) => row === 0)
      if (first) c.entries.push([m + added, first[1] * (1 + 1e-5 * roll())])
    }
    added++
  }
  return added
}
