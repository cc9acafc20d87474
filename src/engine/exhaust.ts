/**
 * Step 6, small cases: depth-first over all levels of all slots, cutting branches that provably hold nothing better.
 *
 * A branch fixes the first slots. What the others can still do to each row, to each account's cash and to the total
 * is an interval, so the distance has a lower bound; expense and orders only grow. A branch goes when its bucket is
 * worse, or its bucket is no better and its expense (then its number of orders) is worse than the best plan known.
 */
import type { Board } from './board.ts'
import { mostBenefit } from './lotCurve.ts'
import { leastRisk, type Objective } from './objective.ts'
import type { Budget } from './moves.ts'
import { costUnits, isLevel, marketValue, valueUnits, type Slot } from './slot.ts'
import {
  blankScore,
  bucketOf,
  cashOf,
  compareLevels,
  compareScores,
  copyTrial,
  emptyTrial,
  isWithinOrders,
  score,
  setLevel,
  type Score,
  type Trial,
} from './trial.ts'

/** With more slots than this the tree is too large to be worth starting. */
export const fewSlots = 10

interface Suffix {
  /** By depth and row: the least and most that the slots from this depth on can add to the row's value. */
  readonly low: readonly Float64Array[]
  readonly high: readonly Float64Array[]
  /** By depth and account: the most base value that sells from here on can raise. */
  readonly raise: readonly Float64Array[]
  /** By depth: the most that orders from here on can cost, and the most that their losses can give back. */
  readonly cost: Float64Array
  readonly benefit: Float64Array
}

interface Tree {
  readonly board: Board
  readonly trial: Trial
  readonly order: readonly number[]
  readonly suffix: Suffix
  /** By slot: the largest buy that can belong to a plan as good as the start. */
  readonly mostBuy: Float64Array
  readonly anchors: Float64Array
  readonly budget: Budget
  readonly next: Score
  bestScore: Score
  best: Trial
  /** The least squared distance below the node that was judged last; infinite where cash or caps rule it out. */
  least: number
}

/** The best of all plans, or the best found when the budget ran out; never worse than the trial it starts from. */
export function exhaust(
  board: Board,
  start: Trial,
  startScore: Score,
  budget: Budget,
): { trial: Trial; score: Score } {
  const order = board.slots
    .map((_, at) => at)
    .sort((a, b) => (board.slots[b] as Slot).stepValue - (board.slots[a] as Slot).stepValue || a - b)
  const mostBuy =
    startScore.broken > 0 || board.objective
      ? Float64Array.from(board.slots, (slot) => slot.mostBuy)
      : usefulBuys(board, startScore.bucket)
  const tree: Tree = {
    board,
    order,
    budget,
    trial: emptyTrial(board),
    suffix: suffixOf(board, order, mostBuy),
    mostBuy,
    anchors: start.levels.slice(),
    next: blankScore(),
    bestScore: { ...startScore },
    best: copyTrial(start),
    least: 0,
  }
  descend(tree, 0)
  return { trial: tree.best, score: tree.bestScore }
}

function descend(tree: Tree, depth: number): void {
  if (tree.budget.left <= 0) return
  if (depth === tree.order.length) return keepIfBetter(tree)
  if (isHopeless(tree, depth)) return
  const at = tree.order[depth] as number
  const slot = tree.board.slots[at] as Slot
  const anchor = tree.anchors[at] as number
  visit(tree, depth, at, anchor)
  sweep(tree, depth, at, anchor, 1, tree.mostBuy[at] as number)
  sweep(tree, depth, at, anchor, -1, slot.mostSell)
  setLevel(tree.board, tree.trial, at, 0)
}

/**
 * Levels outwards from the anchor. The least distance is convex in the level, so once levels are hopeless and it
 * grows, those further out are too; only zero, where an order and its cost vanish, is still worth a look on the way.
 */
function sweep(tree: Tree, depth: number, at: number, anchor: number, direction: number, most: number): void {
  const slot = tree.board.slots[at] as Slot
  let growing = 0
  let before = Infinity
  for (
    let level = anchor + direction;
    direction * level <= most && tree.budget.left > 0;
    level += direction
  ) {
    const passing = direction * level < 0
    if (growing >= patience && !passing && level !== 0) return
    if (growing >= patience && passing) level = 0
    if (!isLevel(slot, level)) continue
    const hopeless = !visit(tree, depth, at, level)
    const receding = tree.least > before || (tree.least === Infinity && direction > 0)
    // Beyond zero an order turns into its opposite, with another cost: what grew may fall again.
    growing = hopeless && receding && level !== 0 ? growing + 1 : 0
    before = tree.least
  }
}

/** How many growing hopeless levels in a row end a sweep; rounding to cents makes a single one no proof. */
const patience = 3

/** Goes down with one more slot fixed; false when that is hopeless. `tree.least` says how far it is from the aims. */
function visit(tree: Tree, depth: number, at: number, level: number): boolean {
  tree.budget.left -= tree.board.rows + 8
  setLevel(tree.board, tree.trial, at, level)
  const hopeless = isHopeless(tree, depth + 1)
  const least = tree.least
  if (!hopeless) descend(tree, depth + 1)
  tree.least = least
  return !hopeless
}

function keepIfBetter(tree: Tree): void {
  score(tree.board, tree.trial, tree.next)
  const order = compareScores(tree.next, tree.bestScore)
  if (order > 0 || (order === 0 && compareLevels(tree.trial.levels, tree.best.levels) >= 0)) return
  tree.bestScore = { ...tree.next }
  tree.best = copyTrial(tree.trial)
}

/** Can nothing below this node beat the best plan known? */
function isHopeless(tree: Tree, depth: number): boolean {
  const { board, trial, bestScore, suffix } = tree
  tree.least = Infinity
  if (!isWithinOrders(board, trial)) return true
  if (outOfCash(tree, depth)) return true
  const least = trial.total - (suffix.cost[depth] as number)
  if (board.objective) return isTooDear(tree, board.objective, depth, least)
  tree.least = leastDistance(tree, depth, trial.total, least)
  if (bestScore.broken > 0) return false
  const bucket = bucketOf(board, tree.least)
  if (bucket !== bestScore.bucket) return bucket > bestScore.bucket
  const expense = leastExpense(tree, depth, 0)
  if (expense !== bestScore.expense) return expense > bestScore.expense
  return bestScore.misplaced === 0 && trial.orders > bestScore.orders && noLocation(board)
}

/** With a destination "optimal" risk and what is spent already must together stay below the best objective. */
function isTooDear(tree: Tree, objective: Objective, depth: number, least: number): boolean {
  const { board, trial, bestScore, suffix } = tree
  const [low, high] = [suffix.low[depth] as Float64Array, suffix.high[depth] as Float64Array]
  tree.least = leastRisk(objective, trial.rowValue, low, high, least, trial.total)
  const dear = leastExpense(tree, depth, tree.least * board.total)
  return bestScore.broken === 0 && dear > bestScore.expense
}

/** Costs and taxes so far and `more`, less what losses still to be harvested may give back, in grains. */
function leastExpense({ board, trial, suffix }: Tree, depth: number, more: number): number {
  return Math.round((trial.costs + trial.taxes - (suffix.benefit[depth] as number) + more) / board.grain)
}

function noLocation(board: Board): boolean {
  return board.slots.every((slot) => slot.misplacedBuy === 0 && slot.misplacedSell === 0)
}

function outOfCash(tree: Tree, depth: number): boolean {
  const { board, trial, suffix } = tree
  const width = board.unit.length
  const raise = suffix.raise[depth] as Float64Array
  for (let account = 0; account < board.accounts.length; account += 1) {
    let cash = raise[account] as number
    for (let at = 0; at < width; at += 1)
      cash += (trial.cash[account * width + at] as number) * (board.unit[at] as number)
    // A cent for every order that rounding could still favour, and one to spare.
    const slack = (board.unit[0] as number) * (tree.order.length + 1)
    if (cash + slack < (board.reserve[account] as number) * (board.unit[0] as number)) return true
  }
  return false
}

/** The least squared distance when each row may end anywhere in its interval and the total anywhere in its own. */
function leastDistance(tree: Tree, depth: number, most: number, least: number): number {
  const { board, trial, suffix } = tree
  const [low, high] = [suffix.low[depth] as Float64Array, suffix.high[depth] as Float64Array]
  let square = 0
  let next = 0
  let cash = -1
  for (let row = 0; row < board.rows; row += 1) {
    let value = trial.rowValue[row] as number
    if (board.cashRows[next] === row) {
      if (cash < 0) cash = cashOf(board, trial)
      value += cash
      next += 1
    }
    const from = (value + (low[row] as number)) / (value + (low[row] as number) >= 0 ? most : least)
    const to = (value + (high[row] as number)) / least
    const violation =
      to < (board.low[row] as number)
        ? (board.low[row] as number) - to
        : from > (board.high[row] as number)
          ? from - (board.high[row] as number)
          : 0
    square += violation * violation * (board.inverse[row] as number)
  }
  return square
}

/** What the slots from each depth on can still do, added up from the last to the first. */
function suffixOf(board: Board, order: readonly number[], mostBuy: Float64Array): Suffix {
  const depths = order.length + 1
  const low = Array.from({ length: depths }, () => new Float64Array(board.rows))
  const high = Array.from({ length: depths }, () => new Float64Array(board.rows))
  const raise = Array.from({ length: depths }, () => new Float64Array(board.accounts.length))
  const cost = new Float64Array(depths)
  const benefit = new Float64Array(depths)
  for (let depth = order.length - 1; depth >= 0; depth -= 1) {
    const slot = board.slots[order[depth] as number] as Slot
    const [sold, bought] = [
      marketValue(slot, -slot.mostSell),
      marketValue(slot, mostBuy[order[depth] as number] as number),
    ]
    ;(low[depth] as Float64Array).set(low[depth + 1] as Float64Array)
    ;(high[depth] as Float64Array).set(high[depth + 1] as Float64Array)
    ;(raise[depth] as Float64Array).set(raise[depth + 1] as Float64Array)
    slot.rows.forEach((row, i) =>
      widen(
        low[depth] as Float64Array,
        high[depth] as Float64Array,
        row,
        sold * (slot.shares[i] as number),
        bought * (slot.shares[i] as number),
      ),
    )
    const most = dearest(board, slot, mostBuy[order[depth] as number] as number)
    cost[depth] = (cost[depth + 1] as number) + most
    benefit[depth] = (benefit[depth + 1] as number) + mostBenefit(slot.lots, most)
    for (const row of board.cashRows)
      widen(low[depth] as Float64Array, high[depth] as Float64Array, row, -bought - most, -sold)
    const raised = raise[depth] as Float64Array
    raised[slot.account] = (raised[slot.account] as number) - sold
  }
  return { low, high, raise, cost, benefit }
}

function widen(low: Float64Array, high: Float64Array, row: number, down: number, up: number): void {
  low[row] = (low[row] as number) + down
  high[row] = (high[row] as number) + up
}

/** The most that an order of this slot can cost, in base currency: at its largest useful buy or its whole sale. */
function dearest(board: Board, slot: Slot, mostBuy: number): number {
  const at = (level: number): number =>
    level === 0 ? 0 : (costUnits(slot, level, valueUnits(slot, level)) + 2) * slot.unit
  const gas = slot.gas * (board.unit[0] as number)
  const conversion =
    slot.conversion * Math.max(-marketValue(slot, -slot.mostSell), marketValue(slot, mostBuy))
  return Math.max(at(mostBuy), at(-slot.mostSell)) + gas + conversion + 2 * (board.unit[0] as number)
}

/** The largest buys that can belong to a plan of this bucket: past them a row would miss its aim by too much. */
function usefulBuys(board: Board, bucket: number): Float64Array {
  const sellable = new Float64Array(board.rows)
  for (const slot of board.slots) {
    slot.rows.forEach((row, i) => {
      sellable[row] =
        (sellable[row] as number) - marketValue(slot, -slot.mostSell) * (slot.shares[i] as number)
    })
  }
  return Float64Array.from(board.slots, (slot) => {
    let most = slot.mostBuy
    slot.rows.forEach((row, i) => {
      const ceiling =
        ((board.high[row] as number) +
          (board.allowance + bucket * board.resolution) / Math.sqrt(board.inverse[row] as number)) *
        board.total
      const room = ceiling - (board.held[row] as number) + (sellable[row] as number)
      if ((slot.shares[i] as number) > 0)
        most = Math.min(most, Math.max(0, Math.ceil(room / (slot.stepValue * (slot.shares[i] as number)))))
    })
    return most
  })
}
