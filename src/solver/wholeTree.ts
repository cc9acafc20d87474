/** The end of a small program: every plan that could still beat the best one known, until there is none or patience ends. */
import { cheapest, cheapestCash, cheapestSide, mostRaised, pricedTerm, type Dual } from './wholeDual.ts'
import { draftOf, type Draft } from './wholeMoves.ts'
import { cashTerm, isAllowed, noiseOf, spent, type WholeProgram } from './wholeTerms.ts'

// With cash priced by the dual, the objective of a plan is the bound, plus each order's regret (what it costs more than the
// best order at that price), plus what the cash left costs more than the best cash. All are >= 0, so an order whose regret alone
// reaches the gap is out, and a branch is cut where the sum of regrets does.

/** What may stand in a better plan: for each item its orders by regret, and what the items behind it can spend. */
interface Tree {
  readonly program: WholeProgram
  readonly items: readonly Item[]
  readonly leastSpent: Float64Array
  readonly mostSpent: Float64Array
  readonly multiplier: number
  readonly bestCash: number
  readonly bestCashCost: number
  readonly noise: number
  readonly chosen: Float64Array
  best: Float64Array | null
  /** What regrets must stay below to beat the best plan known. */
  gap: number
  patience: number
}

interface Item {
  readonly at: number
  readonly orders: readonly number[]
  readonly regret: Float64Array
  readonly spends: Float64Array
}

/** With more orders than this for one item, or more items, the tree would not end. */
const mostOrders = 64
const mostItems = 48

/** Improves the draft in place; true when it is then proved to be best. `patience` counts branches looked at. */
export function searchTree(program: WholeProgram, draft: Draft, dual: Dual, patience: number): boolean {
  const { multiplier } = dual
  const bestCash = cheapestCash(program, multiplier, program.cash + mostRaised(program))
  const bestCashCost = cashTerm(program, bestCash) + multiplier * bestCash
  const gap = draft.objective - boundAt(program, multiplier) - bestCashCost
  const found = program.price.map((_, i) => i)
  const items = Array.from(found, (i) => itemOf(program, i, draft.orders[i]!, multiplier, gap))
  const open = items.filter((item) => item.orders.length > 1)
  if (open.length > mostItems) return false
  const tree = treeOf(program, open, { multiplier, bestCash, bestCashCost, gap, patience })
  let spends = 0
  for (const item of items.filter(({ orders }) => orders.length === 1)) {
    tree.chosen[item.at] = item.orders[0]!
    spends += item.spends[0]!
  }
  descend(tree, 0, 0, spends)
  if (tree.best !== null) Object.assign(draft, draftOf(program, tree.best))
  return tree.patience > 0 && items.every((item) => item.orders.length <= mostOrders)
}

/** The least priced sum without the cash left. */
function boundAt(program: WholeProgram, multiplier: number): number {
  let sum = -multiplier * program.cash
  for (let i = 0; i < program.count; i++)
    sum += pricedTerm(program, i, cheapest(program, i, multiplier), multiplier)
  return sum
}

/** The orders of one item whose regret is below the gap, least regret first; those of now in any case. */
function itemOf(program: WholeProgram, i: number, now: number, multiplier: number, gap: number): Item {
  const least = cheapest(program, i, multiplier)
  const base = pricedTerm(program, i, least, multiplier)
  const regretOf = (q: number): number => Math.max(0, pricedTerm(program, i, q, multiplier) - base)
  const near = new Set([0, now, least])
  for (const sign of [1, -1] as const) {
    const turn = cheapestSide(program, i, multiplier, sign)
    if (turn === 0) continue
    for (const direction of [1, -1] as const)
      for (let q = turn; isAllowed(program, i, q) && q !== 0 && regretOf(q) < gap; q += direction) {
        near.add(q)
        if (near.size > 2 * mostOrders) break
      }
  }
  const orders = [...near].filter((q) => regretOf(q) < gap).sort((a, b) => regretOf(a) - regretOf(b) || a - b)
  return {
    at: i,
    orders,
    regret: Float64Array.from(orders, regretOf),
    spends: Float64Array.from(orders, (q) => spent(program, i, q)),
  }
}

type Prices = Pick<Tree, 'multiplier' | 'bestCash' | 'bestCashCost' | 'gap' | 'patience'>

/** The coarsest prices first: the fine ones then fill what is left. */
function treeOf(program: WholeProgram, all: readonly Item[], prices: Prices): Tree {
  const items = [...all].sort((a, b) => program.price[b.at]! - program.price[a.at]! || a.at - b.at)
  const leastSpent = new Float64Array(items.length + 1)
  const mostSpent = new Float64Array(items.length + 1)
  for (let depth = items.length - 1; depth >= 0; depth--) {
    const { spends } = items[depth]!
    leastSpent[depth] = leastSpent[depth + 1]! + spends.reduce((a, b) => Math.min(a, b), Infinity)
    mostSpent[depth] = mostSpent[depth + 1]! + spends.reduce((a, b) => Math.max(a, b), -Infinity)
  }
  return {
    ...prices,
    program,
    items,
    leastSpent,
    mostSpent,
    noise: noiseOf(program),
    chosen: new Float64Array(program.count),
    best: null,
  }
}

function descend(tree: Tree, depth: number, regret: number, spends: number): void {
  if (depth === tree.items.length) return keep(tree, regret + cashRegret(tree, tree.program.cash - spends))
  const item = tree.items[depth]!
  for (let k = 0; k < item.orders.length && tree.patience > 0; k++) {
    const sum = regret + item.regret[k]!
    if (sum >= tree.gap) return
    tree.patience--
    const so = spends + item.spends[k]!
    if (sum + leastCashRegret(tree, depth + 1, so) >= tree.gap) continue
    tree.chosen[item.at] = item.orders[k]!
    descend(tree, depth + 1, sum, so)
  }
}

/** The least that the cash left can cost more than the best cash, wherever in its reach it ends; infinite below the floor. */
function leastCashRegret(tree: Tree, depth: number, spends: number): number {
  const most = tree.program.cash - spends - tree.leastSpent[depth]!
  const least = tree.program.cash - spends - tree.mostSpent[depth]!
  const floor = tree.program.floor - tree.noise
  if (most < floor) return Infinity
  return cashRegret(tree, Math.min(most, Math.max(least, floor, tree.bestCash)))
}

function cashRegret(tree: Tree, left: number): number {
  return Math.max(0, cashTerm(tree.program, left) + tree.multiplier * left - tree.bestCashCost)
}

function keep(tree: Tree, regret: number): void {
  if (regret >= tree.gap - 1e-13 * (Math.abs(tree.gap) + 1)) return
  tree.gap = regret
  tree.best = tree.chosen.slice()
}
