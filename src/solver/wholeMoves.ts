/** Repair and swaps: from the orders that the dual suggests to a plan that keeps the budget and that no swap improves. */
import { cheapestSide, type Dual } from './wholeDual.ts'
import { cashTerm, isAllowed, noiseOf, spent, termOf, type WholeProgram } from './wholeTerms.ts'

/** A plan on its way: orders, the cash they leave, the objective. */
export interface Draft {
  orders: Float64Array
  left: number
  objective: number
}

export function draftOf(program: WholeProgram, orders: Float64Array): Draft {
  let left = program.cash
  let objective = 0
  for (let i = 0; i < program.count; i++) {
    left -= spent(program, i, orders[i]!)
    objective += termOf(program, i, orders[i]!)
  }
  return { orders: orders.slice(), left, objective: objective + cashTerm(program, left) }
}

/** Per item: none, the dual's buy and sell, the edges of its interval, the least orders; then neighbours of what it has now. */
const lasting = 7
const perItem = lasting + 4
/** Pairs are formed of this many moves, triples of this many: those that a price on cash favours most. */
const mostPaired = 160
const mostTripled = 40
const mostRounds = 80

/** Changes of single orders; those of item i stand from i * perItem on, `NaN` where there is none. */
interface Moves {
  readonly to: Float64Array
  /** Change of the terms, of the cash left, and of the priced sum: what the change costs when cash has its price. */
  readonly worse: Float64Array
  readonly frees: Float64Array
  readonly regret: Float64Array
  /** The moves of least regret, in order of it. */
  readonly chosen: Int32Array
  size: number
  /** Moves of more regret than this are not looked at. */
  border: number
}

/** Swaps until none helps: one order, two at once, then three. Deterministic: of equals the first found stands. */
export function improve(program: WholeProgram, draft: Draft, dual: Dual): void {
  const moves = movesFor(program, draft, dual)
  for (let round = 0; round < mostRounds && draft.objective > dual.bound; round++) {
    choose(moves, mostPaired)
    if (!swapPair(program, draft, dual, moves) && !swapTriple(program, draft, dual, moves)) return
  }
}

function movesFor(program: WholeProgram, draft: Draft, dual: Dual): Moves {
  const most = program.count * perItem
  const moves: Moves = {
    size: 0,
    border: -Infinity,
    to: new Float64Array(most),
    worse: new Float64Array(most),
    frees: new Float64Array(most),
    regret: new Float64Array(most),
    chosen: new Int32Array(most),
  }
  for (let i = 0; i < program.count; i++) {
    offerLasting(program, i, dual.multiplier, moves.to)
    refresh(program, draft, dual.multiplier, moves, i)
  }
  return moves
}

function offerLasting(program: WholeProgram, i: number, multiplier: number, to: Float64Array): void {
  const at = i * perItem
  const low = Math.floor((program.low[i]! - program.held[i]!) / program.price[i]!)
  to[at] = 0
  to[at + 1] = cheapestSide(program, i, multiplier, 1)
  to[at + 2] = cheapestSide(program, i, multiplier, -1)
  to[at + 3] = low
  to[at + 4] = low + 1
  to[at + 5] = Math.floor((program.high[i]! - program.held[i]!) / program.price[i]!)
  to[at + 6] = to[at + 1]! > 0 ? program.leastBuy[i]! : -program.leastSell[i]!
}

/** What item i's moves change, from the order it has now. */
function refresh(program: WholeProgram, draft: Draft, multiplier: number, moves: Moves, i: number): void {
  const at = i * perItem
  const now = draft.orders[i]!
  const { to } = moves
  to[at + lasting] = now - 1
  to[at + lasting + 1] = now + 1
  to[at + lasting + 2] = now - 2
  to[at + lasting + 3] = now + 2
  const term = termOf(program, i, now)
  const spends = spent(program, i, now)
  for (let k = at; k < at + perItem; k++) {
    const q = to[k]!
    if (q === now || !isAllowed(program, i, q)) {
      moves.regret[k] = Infinity
      continue
    }
    moves.worse[k] = termOf(program, i, q) - term
    moves.frees[k] = spends - spent(program, i, q)
    moves.regret[k] = moves.worse[k]! - multiplier * moves.frees[k]!
  }
}

/** Chooses the moves of least regret; the others could at best make up for theirs. */
function choose(moves: Moves, most: number): void {
  // The border of last time is nearly always that of now, and finding it anew means sorting everything.
  let size = gather(moves)
  if (size < most / 2 || size > 2 * most) {
    const sorted = moves.regret.slice().sort()
    moves.border = Math.min(sorted[Math.min(most, sorted.length) - 1]!, Number.MAX_VALUE)
    size = gather(moves)
  }
  const { regret, chosen } = moves
  chosen.subarray(0, size).sort((a, b) => regret[a]! - regret[b]! || a - b)
  moves.size = Math.min(size, most)
}

function gather({ regret, chosen, border }: Moves): number {
  let size = 0
  for (let k = 0; k < regret.length; k++) if (regret[k]! <= border) chosen[size++] = k
  return size
}

/** Makes the single or double change that helps most; false when none does. */
function swapPair(program: WholeProgram, draft: Draft, dual: Dual, moves: Moves): boolean {
  const { chosen, worse, frees } = moves
  const floor = program.floor - noiseOf(program)
  const flat = program.cashWeight === 0
  const cashBefore = cashTerm(program, draft.left)
  let best = -tooLittle(draft)
  let [first, second] = [-1, -1]
  for (let a = 0; a < moves.size; a++) {
    const one = chosen[a]!
    const [change, left] = [worse[one]! - cashBefore, draft.left + frees[one]!]
    const alone = left < floor ? Infinity : change + cashTerm(program, left)
    if (alone < best) [best, first, second] = [alone, one, -1]
    for (let b = a + 1; b < moves.size; b++) {
      const other = chosen[b]!
      const both = change + worse[other]!
      if (both >= best) continue
      const rest = left + frees[other]!
      if (rest < floor || itemOf(other) === itemOf(one)) continue
      const whole = flat ? both : both + cashTerm(program, rest)
      if (whole < best) [best, first, second] = [whole, one, other]
    }
  }
  return make(program, draft, dual, moves, [first, second])
}

function swapTriple(program: WholeProgram, draft: Draft, dual: Dual, moves: Moves): boolean {
  const { chosen, worse, frees } = moves
  const floor = program.floor - noiseOf(program)
  const cashBefore = cashTerm(program, draft.left)
  const size = Math.min(moves.size, mostTripled)
  let best = -tooLittle(draft)
  let found = [-1]
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      const [one, two] = [chosen[a]!, chosen[b]!]
      if (itemOf(one) === itemOf(two)) continue
      const change = worse[one]! + worse[two]! - cashBefore
      const left = draft.left + frees[one]! + frees[two]!
      for (let c = b + 1; c < size; c++) {
        const three = chosen[c]!
        if (change + worse[three]! >= best || left + frees[three]! < floor) continue
        if (itemOf(three) === itemOf(one) || itemOf(three) === itemOf(two)) continue
        const whole = change + worse[three]! + cashTerm(program, left + frees[three]!)
        if (whole < best) [best, found] = [whole, [one, two, three]]
      }
    }
  return make(program, draft, dual, moves, found)
}

/** Gains below this are float noise, and could go round in a circle. */
function tooLittle(draft: Draft): number {
  return 1e-13 * (Math.abs(draft.objective) + 1)
}

function itemOf(move: number): number {
  return (move / perItem) | 0
}

function make(
  program: WholeProgram,
  draft: Draft,
  dual: Dual,
  moves: Moves,
  made: readonly number[],
): boolean {
  if (made[0]! < 0) return false
  for (const move of made) if (move >= 0) draft.orders[itemOf(move)] = moves.to[move]!
  Object.assign(draft, draftOf(program, draft.orders))
  for (const move of made) if (move >= 0) refresh(program, draft, dual.multiplier, moves, itemOf(move))
  return true
}

/** Takes back what overspends, by the moves that cost least for the cash they free; false where that is not enough. */
export function repair(program: WholeProgram, draft: Draft, dual: Dual): boolean {
  const floor = program.floor - noiseOf(program)
  if (draft.left >= floor) return true
  const moves = movesFor(program, draft, dual)
  for (let step = 0; step < 4 * program.count && draft.left < floor; step++) {
    let least = Infinity
    let chosen = -1
    for (let k = 0; k < moves.regret.length; k++) {
      if (moves.regret[k] === Infinity) continue
      const freed = Math.min(moves.frees[k]!, floor - draft.left)
      const each = freed > 0 ? moves.regret[k]! / freed : Infinity
      if (each < least) [least, chosen] = [each, k]
    }
    if (!make(program, draft, dual, moves, [chosen])) return false
  }
  return draft.left >= floor
}
