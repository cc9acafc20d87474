/**
 * Step 5: the plan as a convex program, quantities continuous and costs proportional.
 *
 * Weights after costs are fractions h/v' of a total v' that itself depends on the costs. Dividing everything by v'
 * makes that linear: with k = v/v' (v the total before costs) a holding's weight after is h k/v + b - s, cash is
 * c k/v + (1-r) s - (1+r) b, and all weights sum to one exactly when k - cost = 1. So the self-financing equation is
 * one more row and k one more column, and no total has to be guessed.
 */
import { solve, type Near, type Program, type Solution } from '../solver/quadratic.ts'
import { firstBends, largestOrder, piecesAt, refined, type Bends } from './bends.ts'
import type { Board } from './board.ts'
import { costOn, type Side } from './curve.ts'
import { orderPieces, type OrderPiece } from './lotPieces.ts'
import { addColumn, addEntry, addRow, builder, closeColumn, programOf, type Builder } from './program.ts'
import { addRisk } from './relaxRisk.ts'
import type { Slot } from './slot.ts'

/** What is minimised: the squared distance, the expense at a squared distance of at most `cap`, or risk and expense. */
export type Goal =
  | { readonly kind: 'distance' }
  | { readonly kind: 'expense'; readonly cap: number; readonly tiebreak: boolean }
  | { readonly kind: 'optimal' }

export interface Freedom {
  /** The largest v/v' that is allowed: 1 / (1 - cost/v). */
  readonly mostScale: number
  /** The v/v' at which whole positions are sold: the best guess of a search; `mostScale`, which is never too little, when absent. */
  readonly sellScale?: number
  /** May cash be lost beyond the proportional costs (fixed parts, minimums, rounding)? True for bounds only. */
  readonly waste: boolean
  /** The tangents of curved costs to solve with; absent means to find them. */
  readonly bends?: Bends
  /** The slots that may trade; absent means all. */
  readonly only?: ReadonlySet<number>
}

export interface Relaxed {
  /** Signed value of each slot's trade in base currency. */
  readonly trades: Float64Array
  /** The tangents of curved costs that it was solved with. */
  readonly bends: Bends | null
  readonly solution: Extract<Solution, { kind: 'optimal' | 'stalled' }>
}

/** Expenses that tie are split by a preference this small, so that the answer is one corner and not a mixture. */
const tiebreakCost = 1e-7

/** By slot the first of its columns of one side, and how many there are: one for each piece of its cost. */
interface SideColumns {
  readonly first: Int32Array
  readonly count: Int32Array
}

interface Columns {
  readonly buy: SideColumns
  readonly sell: SideColumns
  readonly scale: number
  readonly misses: Int32Array
}

/** Tangents are added this often at most, for a bound and for a search; a bound holds whatever they leave out. */
const boundRefinements = 5
const searchRefinements = 2

/** A search rounds what the solver finds, so with curved costs it need not know it to the last digit. */
const searchTolerance = 1e-7

/**
 * Solves the relaxation; null when its hard rules contradict each other. `near` is the answer to a search's relaxation of
 * the same board and slots, where a bound may hold at once.
 */
export function relax(board: Board, goal: Goal, freedom: Freedom, near?: Near): Relaxed | null {
  let bends = freedom.bends ?? firstBends(board)
  const most = refinementsFor(goal, freedom)
  for (let refinement = 0; ; refinement += 1) {
    const relaxed = relaxWith(board, goal, freedom, bends, near)
    if (relaxed === null || bends === null || refinement === most) return relaxed
    bends = refined(board, bends, relaxed.trades)
    if (bends === null) return relaxed
  }
}

/** A bound on the distance holds with the first tangents; what a search compares has to be costed alike. */
function refinementsFor(goal: Goal, freedom: Freedom): number {
  if (freedom.waste) return goal.kind === 'distance' ? 0 : boundRefinements
  return freedom.bends ? 0 : searchRefinements
}

function relaxWith(
  board: Board,
  goal: Goal,
  freedom: Freedom,
  bends: Bends | null,
  near?: Near,
): Relaxed | null {
  const { program, columns } = programFor(board, goal, freedom, bends)
  const solution = solve(program, {
    ...(bends && !freedom.waste ? { tolerance: searchTolerance } : {}),
    ...(near && !bends ? widened(near, program) : {}),
  })
  if (solution.kind !== 'optimal' && solution.kind !== 'stalled') return null
  const scale = solution.x[columns.scale] ?? 1
  const trades = new Float64Array(board.slots.length)
  for (let at = 0; at < trades.length; at += 1)
    trades[at] =
      ((sumOf(solution.x, columns.buy, at) - sumOf(solution.x, columns.sell, at)) * board.total) / scale
  return { trades, solution, bends }
}

/** A reduced cost below this is float noise. */
const leastSlope = 1e-12

/** The answer of a search in the columns of a bound: nothing is wasted, and what stood on a bound stands on its bound here. */
function widened({ x, y, z, lambda }: Near, { columns, lower, upper }: Program): { readonly near: Near } {
  const place = new Float64Array(columns)
  const slope = new Float64Array(columns)
  slope.set(z)
  for (let at = 0; at < x.length; at += 1) {
    const [low, high, own] = [lower[at] as number, upper[at] as number, slope[at] as number]
    const bound = own > leastSlope ? low : own < -leastSlope ? high : Infinity
    place[at] = Number.isFinite(bound) ? bound : Math.min(high, Math.max(low, x[at] as number))
  }
  return { near: { x: place, y, z: slope, lambda } }
}

/** What a slot's columns of one side come to. */
function sumOf(x: Float64Array, { first, count }: SideColumns, at: number): number {
  const from = first[at] as number
  let sum = 0
  for (let column = from; column < from + (count[at] as number); column += 1) sum += x[column] as number
  return sum
}

/** A generous bound on v/v' when nothing better is known: everything sold and everything bought at the dearest slope. */
export function looseScale(board: Board): number {
  let dearest = 0
  for (const slot of board.slots)
    dearest = Math.max(dearest, slot.slope + slot.conversion + curvedShare(board, slot))
  return 1 / (1 - Math.min(0.5, 2 * dearest))
}

/** What the largest order of a slot costs beyond its slope, as a share of its value. */
function curvedShare(board: Board, slot: Slot): number {
  const { curve } = slot.terms
  if (curve === null) return 0
  const share = (side: Side): number => {
    const most = largestOrder(board, slot, side)
    return most > 0 ? costOn(curve, side, most) / most : 0
  }
  return Math.max(share('buy'), share('sell'))
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

function programFor(
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
