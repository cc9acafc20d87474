/** The program of a relaxation: a column for every side of a slot and piece of its cost, rows for classes, purses, the total and caps. */
import type { Program } from '../solver/quadratic.ts'
import { piecesAt, type Bends } from './bends.ts'
import type { Board } from './board.ts'
import type { Side } from './curve.ts'
import { orderPieces, type OrderPiece } from './lotPieces.ts'
import { addColumn, addEntry, addRow, builder, closeColumn, programOf, type Builder } from './program.ts'
import type { Freedom, Goal } from './relax.ts'
import { addRisk } from './relaxRisk.ts'
import type { Slot } from './slot.ts'

/** Expenses that tie are split by a preference this small, so that the answer is one corner and not a mixture. */
const tiebreakCost = 1e-7

/** By slot the first of its columns of one side, and how many there are: one for each piece of its cost. */
export interface SideColumns {
  readonly first: Int32Array
  readonly count: Int32Array
}

export interface Columns {
  readonly buy: SideColumns
  readonly sell: SideColumns
  readonly scale: number
  readonly misses: Int32Array
}

interface Rows {
  readonly classes: readonly number[]
  readonly purses: ReadonlyMap<number, number>
  readonly total: number
  /** Absent: -1. */
  readonly turnover: number
  readonly gains: number
  readonly taxes: number
}

export function programFor(
  board: Board,
  goal: Goal,
  freedom: Freedom,
  bends: Bends | null,
): { program: Program; columns: Columns } {
  const to = builder()
  const trading = new Set(
    board.slots.filter((_, at) => freedom.only?.has(at) !== false).map((slot) => slot.account),
  )
  const rows = addRows(to, board, trading)
  const misses =
    goal.kind === 'optimal' && board.objective
      ? addRisk(to, board.objective, rows.classes)
      : addMisses(to, board, goal, rows)
  const scale = addColumn(to, scaleEntries(board, rows), { lower: 1, upper: Math.max(1, freedom.mostScale) })
  const buy = sideColumns(board)
  const sell = sideColumns(board)
  board.slots.forEach((slot, at) => {
    if (freedom.only && !freedom.only.has(at)) return
    const extra = goal.kind === 'expense' && goal.tiebreak ? tiebreak(slot, at) : ([0, 0] as const)
    const add = (side: Side, most: number, into: SideColumns, preference: number): void => {
      const pieces = piecesFor(board, bends, freedom, at, side, most)
      into.count[at] = pieces.length
      pieces.forEach(({ width, slope, tax, gain }, piece) => {
        const cost = (goal.kind === 'distance' ? 0 : slope + tax) + preference
        addOrderEntries(to, board, slot, rows, side === 'buy' ? 1 : -1, slope)
        if (rows.gains >= 0) addEntry(to, rows.gains, gain)
        if (rows.taxes >= 0) addEntry(to, rows.taxes, tax)
        const column = closeColumn(to, cost, 0, Math.min(width, most))
        if (piece === 0) into.first[at] = column
      })
    }
    const position = (slot.positionValue / board.total) * (freedom.sellScale ?? freedom.mostScale)
    if (slot.leastBuy <= slot.mostBuy) add('buy', 1, buy, extra[0])
    if (slot.leastSell <= slot.mostSell) add('sell', position, sell, extra[1])
  })
  addPurses(to, board, goal, rows, trading)
  if (rows.turnover >= 0) addColumn(to, [[rows.turnover, 1]])
  if (rows.gains >= 0) addColumn(to, [[rows.gains, 1]])
  if (rows.taxes >= 0) addColumn(to, [[rows.taxes, 1]])
  if (freedom.waste) addWaste(to, board, rows)
  const program = programOf(to)
  return {
    program: goal.kind === 'expense' && goal.cap > 0 ? withBall(program, board, misses, goal.cap) : program,
    columns: { buy, sell, scale, misses },
  }
}

function sideColumns(board: Board): SideColumns {
  return { first: new Int32Array(board.slots.length), count: new Int32Array(board.slots.length) }
}

/**
 * The pieces of a slot's cost and tax in fractions of v': f(y v') / v' grows with v', so at the least v' there can be it is
 * below what any plan pays.
 */
function piecesFor(
  board: Board,
  bends: Bends | null,
  freedom: Freedom,
  at: number,
  side: Side,
  most: number,
): readonly OrderPiece[] {
  const slot = board.slots[at] as Slot
  const curved = bends && piecesAt(board, bends, at, side)
  const lots = side === 'sell' ? slot.lots : null
  if (!curved && !lots) return [{ width: most, slope: slot.slope, tax: 0, gain: 0 }]
  const scale = freedom.mostScale / board.total
  const costs = curved?.map(({ width, slope }) => ({ width: width * scale * slot.unit, slope }))
  if (!lots)
    return (costs ?? []).map((each) => ({ ...each, slope: each.slope + slot.slope, tax: 0, gain: 0 }))
  const stepShare = (slot.stepValue * (freedom.sellScale ?? freedom.mostScale)) / board.total
  return orderPieces(
    slot,
    freedom.waste ? lots.bound : lots.search,
    stepShare,
    costs ?? [{ width: most, slope: 0 }],
  )
}

/** A row per class, per account and currency that can change, one for the total, one for the turnover cap. */
function addRows(to: Builder, board: Board, trading: ReadonlySet<number>): Rows {
  const classes = Array.from({ length: board.rows }, () => addRow(to))
  const purses = new Map<number, number>()
  const width = board.unit.length
  for (let account = 0; account < board.accounts.length; account += 1) {
    if (!trading.has(account)) continue
    for (let currency = 0; currency < width; currency += 1) purses.set(account * width + currency, addRow(to))
  }
  return {
    classes,
    purses,
    total: addRow(to, 1),
    turnover: board.turnoverCap === Infinity ? -1 : addRow(to),
    gains: board.gainsBudget === Infinity ? -1 : addRow(to),
    taxes: board.taxBudget === Infinity ? -1 : addRow(to),
  }
}

/** Each row's weight minus a place in its aim minus its miss is zero; misses cost what the distance says. */
function addMisses(to: Builder, board: Board, goal: Goal, rows: Rows): Int32Array {
  const fixed = goal.kind === 'expense' && goal.cap <= 0
  return Int32Array.from(rows.classes, (row, at) => {
    addColumn(to, [[row, -1]], { lower: board.low[at] ?? 0, upper: board.high[at] ?? 1 })
    const quadratic = goal.kind === 'distance' ? 2 * (board.inverse[at] ?? 1) : 0
    return addColumn(to, [[row, -1]], {
      lower: fixed ? 0 : -Infinity,
      upper: fixed ? 0 : Infinity,
      quadratic,
    })
  })
}

/** What today's holdings and cash weigh per unit of v/v'. */
function scaleEntries(board: Board, rows: Rows): [number, number][] {
  const { total } = board
  const entries: [number, number][] = rows.classes.map((row, at) => [row, (board.held[at] ?? 0) / total])
  const width = board.unit.length
  let idle = 0
  for (let at = 0; at < board.cash.length; at += 1) {
    const value = ((board.cash[at] ?? 0) * (board.unit[at % width] ?? 0)) / total
    const purse = rows.purses.get(at)
    if (purse === undefined) idle += value * (board.counted[Math.floor(at / width)] as number)
    else entries.push([purse, value - reserveShare(board, at)])
  }
  for (const at of board.cashRows) {
    const entry = entries[at]
    if (entry) entry[1] += idle + reservedShare(board, rows)
  }
  entries.push([rows.total, 1])
  if (rows.turnover >= 0) entries.push([rows.turnover, -board.turnoverCap / total])
  if (rows.gains >= 0) entries.push([rows.gains, -board.gainsBudget / total])
  if (rows.taxes >= 0) entries.push([rows.taxes, -board.taxBudget / total])
  return entries
}

/** With one currency the reserve is a floor under the account's cash; with several a row of its own says so. */
function reserveShare(board: Board, purse: number): number {
  if (board.unit.length > 1) return 0
  return ((board.reserve[purse] ?? 0) * (board.unit[0] ?? 0)) / board.total
}

function reservedShare(board: Board, rows: Rows): number {
  let sum = 0
  for (const purse of rows.purses.keys())
    sum += reserveShare(board, purse) * (board.counted[Math.floor(purse / board.unit.length)] as number)
  return sum
}

/** A buy (side 1) raises its rows and pays its cost from cash; a sell (side -1) the reverse, paying its cost too. */
function addOrderEntries(
  to: Builder,
  board: Board,
  slot: Slot,
  rows: Rows,
  side: number,
  slope: number,
): void {
  for (let at = 0; at < slot.rows.length; at += 1)
    addEntry(to, rows.classes[slot.rows[at] as number] as number, side * (slot.shares[at] as number))
  const purse = rows.purses.get(slot.account * board.unit.length + slot.currency)
  if (purse !== undefined) addEntry(to, purse, -side - slope)
  addEntry(to, rows.total, -slope * (board.counted[slot.account] as number))
  if (rows.turnover >= 0) addEntry(to, rows.turnover, 1)
}

/** Cash left in each account and currency, conversions between them, and what may be wasted. */
function addPurses(to: Builder, board: Board, goal: Goal, rows: Rows, trading: ReadonlySet<number>): void {
  const width = board.unit.length
  const cost = (rate: number): number => (goal.kind === 'distance' ? 0 : rate)
  for (const account of [...trading].sort((a, b) => a - b)) {
    const base = rows.purses.get(account * width) ?? 0
    const floor = width > 1 ? addRow(to) : -1
    const share = board.counted[account] as number
    const cashClasses = Array.from(board.cashRows, (row): [number, number] => [rows.classes[row] ?? 0, share])
    for (let currency = 0; currency < width; currency += 1) {
      const purse = rows.purses.get(account * width + currency) ?? 0
      const counted: [number, number][] = floor >= 0 ? [[floor, 1]] : []
      addColumn(to, [[purse, -1], ...cashClasses, ...counted])
      if (currency === 0) continue
      const rate = board.conversion[currency] ?? 0
      addColumn(
        to,
        [
          [base, -1 - rate],
          [purse, 1],
          [rows.total, -rate * share],
        ],
        { cost: cost(rate + tiebreakCost) },
      )
      addColumn(
        to,
        [
          [base, 1 - rate],
          [purse, -1],
          [rows.total, -rate * share],
        ],
        { cost: cost(rate + tiebreakCost) },
      )
    }
    if (floor < 0) continue
    const reserve = ((board.reserve[account] ?? 0) * (board.unit[0] ?? 0)) / board.total
    addColumn(to, [[floor, -1]], { lower: reserve })
  }
}

/** Cash that is lost counts against the total, and may have been a cost that lowered a gain. Last of the columns, so that all others are those of a search. */
function addWaste(to: Builder, board: Board, rows: Rows): void {
  for (const [place, purse] of rows.purses) {
    addEntry(to, purse, -1)
    addEntry(to, rows.total, -(board.counted[Math.floor(place / board.unit.length)] as number))
    if (rows.gains >= 0) addEntry(to, rows.gains, -1)
    closeColumn(to, 0, 0, Infinity)
  }
}

/** Prefers fewer, better located trades among equals; no two slots have the same preference. */
function tiebreak(slot: Slot, at: number): readonly [number, number] {
  const own = tiebreakCost * (1 + ((at * goldenRatio) % 1))
  return [
    own + tiebreakCost * locationWeight * slot.misplacedBuy,
    own + tiebreakCost * locationWeight * slot.misplacedSell,
  ]
}

/** Location outweighs the preference among equals, and stays far below any cost. */
const locationWeight = 10

/** Multiples of the golden ratio's fraction spread evenly and never repeat. */
const goldenRatio = 0.6180339887498949

function withBall(program: Program, board: Board, misses: Int32Array, cap: number): Program {
  const weight = new Float64Array(program.columns)
  misses.forEach((column, at) => {
    weight[column] = 2 * (board.inverse[at] ?? 1)
  })
  return { ...program, ball: { weight, cap } }
}
