/** A trial: one choice of levels for all slots, with everything needed to compare it with another, kept up to date. */
import type { Board } from './board.ts'
import { riskAt } from './objective.ts'
import { realise, type Realised } from './lotCurve.ts'
import { costUnits, marketValue, stepsAt, valueUnits, type Slot } from './slot.ts'

/** Distances whose square is below this are zero. */
const zeroDistance = 1e-18

/** A distance beyond the allowance by less than this share of it is float noise. */
const allowanceNoise = 1e-12

/** A turnover that exceeds its cap by less than this share of it is float noise. */
const capNoise = 1e-12

/** A net gain that exceeds its budget by less than this, or this share of it, is float noise. */
const gainNoise = 1e-9

/**
 * What plans are compared by, most important first (ENGINE step 5). `broken` is the base value by which hard rules
 * are broken: 0 in every plan that is kept.
 */
export interface Score {
  broken: number
  bucket: number
  expense: number
  misplaced: number
  orders: number
  distance: number
  /** Base value by which rows miss their aims, unweighted. */
  miss: number
  /** Base value of all orders, in grains: among equals, the plan that trades less. */
  gross: number
}

export function blankScore(): Score {
  return { broken: 0, bucket: 0, expense: 0, misplaced: 0, orders: 0, distance: 0, miss: 0, gross: 0 }
}

export interface Trial {
  readonly levels: Float64Array
  /** Base value of holdings by row, cash in minor units by account and currency. */
  readonly rowValue: Float64Array
  readonly cash: Float64Array
  /** Base value: of all holdings and cash, of all orders, of their costs, of misplacement. */
  total: number
  gross: number
  costs: number
  /** Base value: taxes on what is sold, which no cash pays, and the gains that a budget limits. */
  taxes: number
  gains: number
  misplaced: number
  orders: number
}

export function emptyTrial(board: Board): Trial {
  return {
    levels: new Float64Array(board.slots.length),
    rowValue: Float64Array.from(board.held),
    cash: Float64Array.from(board.cash),
    total: board.total,
    gross: 0,
    costs: 0,
    taxes: 0,
    gains: 0,
    misplaced: 0,
    orders: 0,
  }
}

export function copyTrial(trial: Trial): Trial {
  return {
    ...trial,
    levels: trial.levels.slice(),
    rowValue: trial.rowValue.slice(),
    cash: trial.cash.slice(),
  }
}

/** A trial with these levels, computed afresh. */
export function trialOf(board: Board, levels: ArrayLike<number>): Trial {
  const trial = emptyTrial(board)
  for (let at = 0; at < board.slots.length; at += 1) setLevel(board, trial, at, levels[at] ?? 0)
  return trial
}

/** Moves one slot to a level and carries the change through rows, cash and costs. */
export function setLevel(board: Board, trial: Trial, at: number, level: number): void {
  const slot = board.slots[at]
  const before = trial.levels[at] ?? 0
  if (!slot || before === level) return
  if (before !== 0) place(board, trial, slot, before, -1)
  if (level !== 0) place(board, trial, slot, level, 1)
  trial.levels[at] = level
}

/** Adds (sign 1) or takes back (sign -1) an order. */
function place(board: Board, trial: Trial, slot: Slot, level: number, sign: number): void {
  const market = sign * marketValue(slot, level)
  const value = valueUnits(slot, level)
  const cost = costUnits(slot, level, value)
  const { rows, shares } = slot
  for (let i = 0; i < rows.length; i += 1)
    trial.rowValue[rows[i] as number] =
      (trial.rowValue[rows[i] as number] as number) + market * (shares[i] as number)
  const purse = slot.account * board.unit.length
  const paid = sign * ((level > 0 ? value : -value) + cost)
  trial.cash[purse + slot.currency] = (trial.cash[purse + slot.currency] as number) - paid
  trial.cash[purse] = (trial.cash[purse] as number) - sign * slot.gas
  const gas = slot.gas * (board.unit[0] as number)
  trial.total += (board.counted[slot.account] as number) * (market - paid * slot.unit - sign * gas)
  trial.gross += sign * value * slot.unit
  trial.costs += sign * (cost * slot.unit + gas)
  if (slot.lots !== null && level < 0) {
    realise(slot.lots, stepsAt(slot, level), cost * slot.unit + gas, board.unit[0] as number, realised)
    trial.taxes += sign * realised.tax
    trial.gains += sign * realised.gain
  }
  trial.misplaced += sign * Math.abs(market) * (level > 0 ? slot.misplacedBuy : slot.misplacedSell)
  trial.orders += sign
}

const realised: Realised = { tax: 0, gain: 0 }

/** What the currencies of one account come to after conversions, in base value. */
interface Settlement {
  broken: number
  cost: number
}

const scratch: Settlement = { broken: 0, cost: 0 }

/** Base value by which the turnover cap is exceeded, at least a grain where it is at all. */
function excessTurnover(board: Board, trial: Trial): number {
  if (trial.gross <= board.turnoverCap * (1 + capNoise)) return 0
  return Math.max(board.grain, trial.gross - board.turnoverCap)
}

/** Base value by which the budgets of gains and of taxes are exceeded, at least a grain where they are at all. */
function overBudgets(board: Board, trial: Trial): number {
  return (
    beyond(trial.gains, board.gainsBudget, board.grain) + beyond(trial.taxes, board.taxBudget, board.grain)
  )
}

function beyond(amount: number, budget: number, grain: number): number {
  const excess = amount - budget
  return excess <= gainNoise * Math.max(1, budget) ? 0 : Math.max(grain, excess)
}

/** Are the turnover cap and the most orders kept? More orders never mend these. */
export function isWithinOrders(board: Board, trial: Trial): boolean {
  return excessTurnover(board, trial) === 0 && trial.orders <= board.maxTrades
}

/** Are all caps kept, the budgets of gains and taxes among them? */
export function isWithinCaps(board: Board, trial: Trial): boolean {
  return isWithinOrders(board, trial) && overBudgets(board, trial) === 0
}

/** Scores a trial into `into`; conversions are worked out account by account. */
export function score(board: Board, trial: Trial, into: Score): Score {
  const base = board.unit[0] as number
  let broken =
    excessTurnover(board, trial) +
    overBudgets(board, trial) +
    Math.max(0, trial.orders - board.maxTrades) * board.total
  let conversions = 0
  let lost = 0
  for (let account = 0; account < board.accounts.length; account += 1) {
    settleAccount(board, trial, account, scratch)
    broken += scratch.broken * base
    conversions += scratch.cost * base
    lost += scratch.cost * base * (board.counted[account] as number)
  }
  const total = trial.total - lost
  const square = missesOf(board, trial, total, into)
  into.broken = broken < board.grain ? 0 : broken
  into.distance = board.objective || square < zeroDistance ? 0 : square
  into.bucket = bucketOf(board, into.distance)
  into.expense = Math.round(
    (trial.costs + trial.taxes + conversions + riskIn(board, trial, total)) / board.grain,
  )
  into.misplaced = Math.round(trial.misplaced / board.grain)
  into.orders = trial.orders
  into.gross = Math.round(trial.gross / board.grain)
  return into
}

/** With a destination "optimal" there are no aims to miss: the price of risk, in base value, counts like expense. */
function riskIn(board: Board, trial: Trial, total: number): number {
  return board.objective ? riskAt(board.objective, trial.rowValue, total) * board.total : 0
}

/** Distances beyond what is allowed are told apart in steps of the resolution: 0 for none, then 1, 2, 3... */
export function bucketOf(board: Board, square: number): number {
  const excess = Math.sqrt(square) - board.allowance
  if (square < zeroDistance || excess <= board.allowance * allowanceNoise) return 0
  return Math.max(1, Math.ceil(excess / board.resolution - 1e-9))
}

/** D = sum of violation^2 / max(t, 0.01) over the rows, weights as fractions of the total after costs. */
function missesOf(board: Board, trial: Trial, total: number, into: Score): number {
  const { low, high, inverse, rows } = board
  const cash = cashValue(board, trial, total)
  const scale = 1 / total
  let square = 0
  let sum = 0
  let next = 0
  for (let row = 0; row < rows; row += 1) {
    let value = trial.rowValue[row] as number
    if (board.cashRows[next] === row) {
      value += cash
      next += 1
    }
    const weight = value * scale
    const violation =
      weight < (low[row] as number)
        ? (low[row] as number) - weight
        : weight > (high[row] as number)
          ? weight - (high[row] as number)
          : 0
    if (violation === 0) continue
    sum += violation
    square += violation * violation * (inverse[row] as number)
  }
  into.miss = sum * total
  return square
}

/** Base value of all cash before conversions, as it counts in the weights. */
export function cashOf(board: Board, trial: Trial): number {
  const { unit, counted } = board
  let cash = 0
  for (let start = 0, account = 0; start < trial.cash.length; start += unit.length, account += 1) {
    const share = counted[account] as number
    for (let at = 0; at < unit.length; at += 1)
      cash += (trial.cash[start + at] as number) * (unit[at] as number) * share
  }
  return cash
}

/** Base value of all cash; conversions are charged through the total. */
function cashValue(board: Board, trial: Trial, total: number): number {
  return cashOf(board, trial) + (total - trial.total)
}

/**
 * Minor units of base that an account is short of (its reserve, or a currency below zero) once every negative
 * currency is bought with base, and base with what other currencies have left, cheapest conversion first.
 */
function settleAccount(board: Board, trial: Trial, account: number, into: Settlement): void {
  const width = board.unit.length
  const start = account * width
  const reserve = board.reserve[account] as number
  if (width === 1) {
    into.broken = Math.max(0, reserve - (trial.cash[start] as number))
    into.cost = 0
    return
  }
  settleCurrencies(board, trial.cash, start, reserve, into)
}

function settleCurrencies(
  board: Board,
  cash: Float64Array,
  start: number,
  reserve: number,
  into: Settlement,
): void {
  const base = board.unit[0] as number
  let balance = cash[start] as number
  let others = 0
  let cost = 0
  for (let at = 1; at < board.unit.length; at += 1) {
    const amount = (cash[start + at] as number) * (board.unit[at] as number)
    if (amount >= 0) {
      others += amount / base
      continue
    }
    const paid = Math.ceil(-amount / base - 1e-9)
    const fee = Math.ceil(paid * (board.conversion[at] as number) - 1e-9)
    balance -= paid + fee
    cost += fee + paid + amount / base
  }
  // Drawing rounds each conversion against the account; the exact settlement decides, this keeps clear of its edge.
  const drawn = balance < 0 ? drawFrom(board, cash, start, balance) : 0
  into.broken = Math.max(
    0,
    reserve - (balance + others - drawn),
    balance < 0 ? drawn - (others + balance) : 0,
  )
  into.cost = cost + drawn
}

/** What it costs to fill a negative base balance from other currencies, cheapest conversion first. */
function drawFrom(board: Board, cash: Float64Array, start: number, balance: number): number {
  const base = board.unit[0] as number
  let missing = -balance
  let cost = 0
  for (const at of board.drawOrder) {
    const available = ((cash[start + at] as number) * (board.unit[at] as number)) / base
    if (available <= 0 || missing <= 0) continue
    const rate = board.conversion[at] as number
    const drawn = Math.min(available, missing / (1 - rate) + 2)
    cost += drawn * rate + 1
    missing -= drawn * (1 - rate)
  }
  return cost
}

/** Negative when `a` is the better plan; `levels` break the last tie, the smaller signed quantity first. */
export function compareScores(a: Score, b: Score): number {
  if (a.broken !== b.broken) return a.broken - b.broken
  if (a.bucket !== b.bucket) return a.bucket - b.bucket
  if (a.expense !== b.expense) return a.expense - b.expense
  if (a.misplaced !== b.misplaced) return a.misplaced - b.misplaced
  if (a.orders !== b.orders) return a.orders - b.orders
  return nearly(a.distance, b.distance) ? a.gross - b.gross : a.distance - b.distance
}

/** Squared distances that differ by less than float noise are the same. */
function nearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(a, b) + 1e-21
}

export function compareLevels(a: Float64Array, b: Float64Array): number {
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] as number) - (b[at] as number)
    if (difference !== 0) return difference
  }
  return 0
}
