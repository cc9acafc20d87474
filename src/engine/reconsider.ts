/**
 * A second look at a plan: would planning again, right after it, still find something? If so the two are one plan.
 *
 * The search is local, and a plan that its own result would be planned on top of is not finished. Starting from where
 * the first plan lands gives the search another view of the same aims; what it finds is merged into the first plan,
 * improved as a whole, and kept when the exact comparison says so.
 */
import type { Interval } from '../domain/band.ts'
import { decimalOf, textOf, type Decimal } from '../domain/decimal.ts'
import type { Lot, Portfolio } from '../domain/document.ts'
import { driftOf } from '../domain/drift.ts'
import { boardOf, type Board } from './board.ts'
import type { Decision } from './decide.ts'
import type { Order } from './ledger.ts'
import { partsOf } from './lots.ts'
import { round, type Rounded } from './round.ts'
import { improve } from './search.ts'
import type { Settled } from './settle.ts'
import { isLevel, type Slot } from './slot.ts'
import { compareScores, trialOf, type Trial } from './trial.ts'

/** How often a second look may follow another. */
const mostLooks = 3

/** A plan within this many steps of the resolution is as close as anyone can see. */
const closeEnough = 1

/** Work that a second look may cost, in rows looked at. */
const lookBudget = 2_000_000

export interface Situation {
  readonly document: Portfolio
  readonly aims: readonly Interval[]
  readonly decision: Decision
  readonly board: Board
}

/** The plan, or a better one that includes what planning again from its end would add. */
export function reconsider(
  situation: Situation,
  first: Rounded,
  settle: (rounded: Rounded) => Settled,
): Rounded {
  let best = first
  for (let look = 0; look < mostLooks; look += 1) {
    if (best.score.broken > 0 || best.score.bucket <= closeEnough || best.score.orders === 0) return best
    const merged = secondLook(situation, best, settle(best))
    if (!merged || compareScores(merged.score, best.score) >= 0) return best
    best = merged
  }
  return best
}

function secondLook(situation: Situation, first: Rounded, settled: Settled): Rounded | null {
  const { board, aims, decision } = situation
  const document = applied(situation.document, settled)
  const drift = driftOf(document)
  if (drift.total.lessThanOrEqualTo(0)) return null
  const again = boardOf(document, drift, aims, decision)
  // Today's allowance too: a share of the distance that the first plan left would be another question.
  const { maxTrades, turnoverCap, allowance } = board
  const second = round({ ...again, maxTrades, turnoverCap, allowance })
  if (second.score.orders === 0) return null
  const levels = levelsOn(board, again, second.trial, first.trial)
  const trial = trialOf(board, levels)
  return { ...first, trial, score: { ...improve(board, trial, { left: lookBudget }) } }
}

/** The levels of a trial of another board in the slots of this one, on top of those of a trial of its own. */
export function levelsOn(board: Board, other: Board, trial: Trial, base?: Trial): Float64Array {
  const levels = new Map(other.slots.map((slot, at) => [placeOf(slot), trial.levels[at] ?? 0]))
  return Float64Array.from(board.slots, (slot, at) =>
    nearestLevel(slot, (base?.levels[at] ?? 0) + (levels.get(placeOf(slot)) ?? 0)),
  )
}

function placeOf(slot: Slot): string {
  return JSON.stringify([slot.permit.account.id, slot.permit.instrument.id])
}

function nearestLevel(slot: Slot, level: number): number {
  const within = Math.max(-slot.mostSell, Math.min(slot.mostBuy, level))
  return isLevel(slot, within) ? within : 0
}

/** The document as it stands once a plan is executed: its positions, what is left of their lots, its cash, no flows left. */
export function applied(document: Portfolio, settled: Settled): Portfolio {
  const sold = new Map<Lot, Decimal>()
  for (const order of settled.orders)
    for (const { lot, quantity } of settled.sold.get(order) ?? partsOf(document, order))
      sold.set(lot.of, quantity)
  const kept = document.lots.flatMap((lot) => without(lot, sold.get(lot)))
  const bought = settled.orders.filter((order) => order.side === 'buy').map((order) => lotOf(document, order))
  const accounts = document.accounts.map((account) => {
    const own = settled.purses.filter((purse) => purse.account === account.id)
    return {
      ...account,
      flow: '0',
      cash: Object.fromEntries(own.map((purse) => [purse.currency, textOf(purse.after)])),
    }
  })
  return { ...document, lots: [...kept, ...bought], accounts }
}

function without(lot: Lot, sold: Decimal | undefined): Lot[] {
  if (sold === undefined) return [lot]
  const left = decimalOf(lot.quantity).minus(sold)
  return left.isZero() ? [] : [{ ...lot, quantity: textOf(left) }]
}

function lotOf({ asOf }: Portfolio, { slot: { permit }, quantity, price }: Order): Lot {
  const place = { account: permit.account.id, instrument: permit.instrument.id }
  return { ...place, quantity: textOf(quantity), acquired: asOf, unitCost: textOf(price), sellRank: null }
}
