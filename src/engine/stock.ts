/** The stock of a search: what each slot's order comes to and what the trial lacks, so that a move can be judged without placing it. */
import type { Aspect } from './aspect.ts'
import type { Board } from './board.ts'
import { amountsAt, figuresOf, noAmounts, type Figures } from './figures.ts'
import { cashOf, isWithinCaps, type Score, type Trial } from './trial.ts'

export interface Stock {
  readonly figures: Figures
  /** Slot by slot, of its present order. */
  readonly market: Float64Array
  readonly paid: Float64Array
  readonly cost: Float64Array
  readonly gross: Float64Array
  readonly misplaced: Float64Array
  /** By slot: would one more step (1), or one less (2), help a row that misses its aim or an account that is short? */
  readonly mending: Uint8Array
  /** Rows 1 below their aim and -1 above, accounts 1 when they are short; cash likewise as its rows are. */
  readonly rows: Int8Array
  readonly accounts: Int8Array
  cashState: number
  /** Base value of all cash. */
  cash: number
  /** Sum over the rows of the weight, and of its square as the distance counts it: what a change of the total moves. */
  weights: number
  squares: number
  /** Nothing is known of a move before it is placed: conversions are to come, or a cap is exceeded. */
  blind: boolean
  /** Base value that moves within each row, while a move is judged; zero between. */
  readonly shift: Float64Array
}

export function stockOf(board: Board, trial: Trial): Stock {
  const slots = board.slots.length
  const stock: Stock = {
    figures: figuresOf(board.slots),
    market: new Float64Array(slots),
    paid: new Float64Array(slots),
    cost: new Float64Array(slots),
    gross: new Float64Array(slots),
    misplaced: new Float64Array(slots),
    mending: new Uint8Array(slots),
    rows: new Int8Array(board.rows),
    accounts: new Int8Array(board.accounts.length),
    cashState: 0,
    cash: 0,
    weights: 0,
    squares: 0,
    blind: false,
    shift: new Float64Array(board.rows),
  }
  for (let at = 0; at < slots; at += 1) if (trial.levels[at] !== 0) restock(board, trial, stock, at)
  return stock
}

const amounts = noAmounts()

/** Writes down a slot's present order. */
export function restock(board: Board, trial: Trial, stock: Stock, at: number): void {
  amountsAt(stock.figures, at, trial.levels[at] as number, board.unit[0] as number, amounts)
  stock.market[at] = amounts.market
  stock.paid[at] = amounts.paid
  stock.cost[at] = amounts.cost
  stock.gross[at] = amounts.gross
  stock.misplaced[at] = amounts.misplaced
}

/** A trial with the stock of it, the score that it has, and what that is looked at for. */
interface Scene {
  readonly board: Board
  readonly trial: Trial
  readonly stock: Stock
  readonly best: Score
  readonly aspect: Aspect
}

/** Brings what the trial lacks up to date. */
export function takeStock({ board, trial, stock, best, aspect }: Scene): void {
  stock.cash = cashOf(board, trial)
  stock.blind =
    board.unit.length > 1 || (best.broken > 0 && (aspect.price === 0 || !isWithinCaps(board, trial)))
  const rows = takeRows(board, trial, stock)
  const accounts = takeAccounts(board, trial, stock)
  if (rows || accounts)
    for (let at = 0; at < board.slots.length; at += 1) stock.mending[at] = mendingOf(stock, at)
}

/** Says whether any row lacks something else than before. */
function takeRows(board: Board, trial: Trial, stock: Stock): boolean {
  let changed = false
  stock.cashState = stock.weights = stock.squares = 0
  for (let row = 0, next = 0; row < board.rows; row += 1) {
    const counted = board.cashRows[next] === row
    const weight = ((trial.rowValue[row] as number) + (counted ? stock.cash : 0)) / trial.total
    const state = weight < (board.low[row] as number) ? 1 : weight > (board.high[row] as number) ? -1 : 0
    if (counted) {
      next += 1
      if (state !== 0) stock.cashState = state
    }
    changed ||= stock.rows[row] !== state
    stock.rows[row] = state
    stock.weights += Math.max(Math.abs(weight), board.low[row] as number)
    stock.squares += weight * weight * (board.inverse[row] as number)
  }
  return changed
}

function takeAccounts(board: Board, trial: Trial, { accounts }: Stock): boolean {
  let changed = false
  for (let at = 0; at < accounts.length; at += 1) {
    const short = (trial.cash[at * board.unit.length] as number) < (board.reserve[at] as number) ? 1 : 0
    changed ||= accounts[at] !== short
    accounts[at] = short
  }
  return changed
}

function mendingOf({ figures, rows, accounts, cashState }: Stock, at: number): number {
  let up = cashState < 0
  let down = cashState > 0 || accounts[figures.account[at] as number] === 1
  for (let i = figures.rowStart[at] as number; i < (figures.rowStart[at + 1] as number); i += 1) {
    const state = rows[figures.rows[i] as number] as number
    up ||= state > 0
    down ||= state < 0
  }
  return (up ? 1 : 0) | (down ? 2 : 0)
}
