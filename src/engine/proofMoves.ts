/** What prices that move before execution would change: which orders turn around, and whether the cash still suffices. */
import { Decimal, decimalOf, textOf } from '../domain/decimal.ts'
import type { Instrument, Portfolio } from '../domain/document.ts'
import { driftOf } from '../domain/drift.ts'
import { sortedBy } from '../domain/order.ts'
import type { Side } from '../domain/plan.ts'
import type { AccountAmount, Flip, MoveProof, Sensitivity } from '../domain/proof.ts'
import type { Order } from './ledger.ts'
import { atPrice, slotAt } from './movedPrice.ts'
import { work, type Workings } from './plan.ts'
import { plansFor } from './proofBudget.ts'
import { limitOf } from './proofLimits.ts'
import { basePlaces, largestFirst, placeOf, resettled } from './proofPurse.ts'

/** The moves that are looked at, as fractions of the price, the smallest first. */
const moves = ['0.01', '0.02'] as const

/** Instruments that are moved alone at most. */
const mostAlone = 12

/** Up and down, by every size of move. */
const plansEach = 2 * moves.length

/** Orders that get a limit price. */
const mostLimits = 200

export function provedMoves(workings: Workings): MoveProof {
  const orders = largestFirst(workings)
  const traded = [...new Set(orders.map((order) => order.slot.permit.instrument.id))]
  const alone = traded.slice(0, aloneOn(workings))
  const sensitivity = moves.map((move) => sensitivityTo(workings, move, alone))
  return {
    sensitivity,
    buffers: buffersFor(workings, sensitivity.at(-1)),
    limits: orders.slice(0, mostLimits).map((order) => limitOf(workings, order)),
    movesUnseen: traded.length - alone.length,
  }
}

/** As many as the budget leaves when all prices together have had theirs; the largest order's always. */
function aloneOn(workings: Workings): number {
  const affordable = Math.floor(plansFor(workings) / plansEach) - 1
  return Math.max(1, Math.min(mostAlone, affordable))
}

function sensitivityTo(workings: Workings, move: string, alone: readonly string[]): Sensitivity {
  return { move, flips: flipsAt(workings, move, alone), short: shortAt(workings, decimalOf(move)) }
}

/** All prices together, then each instrument alone, up and down; an order is listed with the first move that turns it. */
function flipsAt(workings: Workings, move: string, alone: readonly string[]): Flip[] {
  if (workings.settled.orders.length === 0 && !workings.decision.open) return []
  const scenarios = [null, ...alone].flatMap((moved) => [true, false].map((up) => ({ moved, up })))
  const found = new Map<string, Flip>()
  for (const { moved, up } of scenarios) {
    const factor = up ? decimalOf(move).plus(1) : new Decimal(1).minus(move)
    for (const flip of flipsBetween(workings, movedBy(workings.document, moved, factor))) {
      const key = JSON.stringify([flip.account, flip.instrument, flip.from, flip.to])
      if (!found.has(key)) found.set(key, { ...flip, moved, up })
    }
  }
  return sortedBy(found.values(), ({ account, instrument, from, to }) =>
    JSON.stringify([weightOf(from, to), account, instrument, from, to]),
  )
}

/** An order that turns around says more than one that vanishes, and that more than one that appears. */
function weightOf(from: Side | null, to: Side | null): number {
  if (from === null) return 2
  return to === null ? 1 : 0
}

function movedBy(document: Portfolio, moved: string | null, factor: Decimal): Portfolio {
  const priced = (instrument: Instrument): Instrument =>
    instrument.price === null ? instrument : atPrice(instrument, decimalOf(instrument.price).times(factor))
  return {
    ...document,
    instruments: document.instruments.map((each) =>
      moved === null || each.id === moved ? priced(each) : each,
    ),
  }
}

function flipsBetween(workings: Workings, document: Portfolio): Omit<Flip, 'moved' | 'up'>[] {
  const now = sidesOf(workings.settled.orders)
  const then = sidesOf(work(document, driftOf(document)).settled.orders)
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => {
    const [from, to] = [now.get(key), then.get(key)]
    if (from?.side === to?.side) return []
    const { account, instrument } = (from ?? to)?.slot.permit ?? {}
    if (account === undefined || instrument === undefined) return []
    return [{ account: account.id, instrument: instrument.id, from: sideOf(from), to: sideOf(to) }]
  })
}

function sidesOf(orders: readonly Order[]): ReadonlyMap<string, Order> {
  return new Map(orders.map((order) => [placeOf(order.slot), order]))
}

function sideOf(order: Order | undefined): Side | null {
  return order?.side ?? null
}

/** Within an account nothing is worse than every buy dearer and every sell cheaper at once. */
function shortAt(workings: Workings, move: Decimal): AccountAmount[] {
  const { document, board, settled } = workings
  return board.accounts.map(({ id }) => {
    const orders = settled.orders.filter((order) => order.slot.permit.account.id === id)
    const legs = orders.map((order) => ({
      slot: slotAt(
        order.slot,
        order.price.times(order.side === 'buy' ? move.plus(1) : new Decimal(1).minus(move)),
      ),
      level: order.level,
    }))
    const missing = orders.length === 0 ? undefined : resettled(workings, id, orders, legs).missing.get(id)
    return { account: id, amount: missing ? textOf(roundedUp(document, missing)) : '0' }
  })
}

/**
 * What an account is short of at the worst move, and a little more: were the buffer raised by selling, those sells
 * would suffer the same move. Rounded up to the minor unit.
 */
function buffersFor({ document }: Workings, worst: Sensitivity | undefined): AccountAmount[] {
  if (worst === undefined) return []
  const kept = new Decimal(1).minus(worst.move)
  return worst.short.map(({ account, amount }) => ({
    account,
    amount: textOf(roundedUp(document, decimalOf(amount).dividedBy(kept))),
  }))
}

function roundedUp(document: Portfolio, amount: Decimal): Decimal {
  return amount.toDecimalPlaces(basePlaces(document), Decimal.ROUND_CEIL)
}
