/**
 * Which rules can hold a plan back at all, most promising first: a look at slopes instead of a plan for every rule.
 *
 * To first order a unit of value moved into an instrument changes D by its pull: the sum over its rows of exposure x
 * violation x 2 / max(t, 0.01), positive where the row is above its aim. Money goes from what is sold, or from cash, to
 * what is bought, or to cash, within one account; where the pull at its source exceeds the pull at its destination the
 * plan comes closer. With a destination "optimal" the pull is the slope of the risk, and what an order costs comes off
 * its promise. A rule can also only make a plan dearer: then it forbids an order that could stand in for one of
 * the plan's own.
 */
import { decimalOf, sumOf, zero } from '../domain/decimal.ts'
import type { Side } from '../domain/plan.ts'
import type { BindingRule } from '../domain/proof.ts'
import { cashClass } from '../domain/target.ts'
import { exposureOf, rateOf } from '../domain/weights.ts'
import type { Board } from './board.ts'
import { isBudgetUsedUp } from './explain.ts'
import { rulesOf, type PlacedRule } from './lift.ts'
import type { Permit } from './permit.ts'
import { riskSlopes } from './objective.ts'
import type { Workings } from './plan.ts'
import { placeOf } from './proofPurse.ts'
import type { Slot } from './slot.ts'

export interface Candidate extends PlacedRule {
  readonly rule: BindingRule
}

/** Rules of the whole plan first, then what could bring it closer by how much, then what could make it cheaper. */
export function bindingCandidates(workings: Workings): Candidate[] {
  const scene = sceneOf(workings)
  const ranked = rulesOf(workings.document).flatMap(({ path, rule }) => {
    if (rule.kind === 'flow') return []
    const promise = promiseOf(scene, rule)
    return promise === null ? [] : [{ path, rule, promise }]
  })
  // Sorting is stable, so equals stay in the order of the rules, which is not the document's.
  return ranked.sort((a, b) => b.promise - a.promise).map(({ path, rule }) => ({ path, rule }))
}

/** What the rules are judged by. */
interface Scene {
  readonly workings: Workings
  /** By instrument: change of D per unit of value bought. */
  readonly pull: ReadonlyMap<string, number>
  readonly cashPull: number
  /** Base value held, by account and instrument. */
  readonly held: ReadonlyMap<string, number>
  /** By account: the highest pull among what it could sell or spend, the lowest among what it could buy or keep. */
  readonly source: ReadonlyMap<string, number>
  readonly sink: ReadonlyMap<string, number>
}

function sceneOf(workings: Workings): Scene {
  const { drift, decision, board } = workings
  const rowPull = rowPulls(workings)
  const cashPull = rowPull.get(cashClass) ?? 0
  const pull = new Map(
    decision.permits.map(({ instrument }) => [
      instrument.id,
      exposureOf(instrument).reduce(
        (sum, [name, share]) => sum + share.toNumber() * (rowPull.get(name) ?? 0),
        0,
      ),
    ]),
  )
  const held = new Map(
    drift.valuation.holdings.map((each) => [
      JSON.stringify([each.account, each.instrument.id]),
      each.value.toNumber(),
    ]),
  )
  const source = new Map(board.accounts.map(({ id }) => [id, cashPull]))
  const sink = new Map(board.accounts.map(({ id }) => [id, cashPull]))
  for (const permit of decision.permits) {
    const { account, instrument } = permit
    const own = pull.get(instrument.id) ?? 0
    if (permit.sell === null && (held.get(keyOf(permit)) ?? 0) > 0)
      source.set(account.id, Math.max(source.get(account.id) ?? own, own))
    if (permit.buy === null) sink.set(account.id, Math.min(sink.get(account.id) ?? own, own))
  }
  return { workings, pull, cashPull, held, source, sink }
}

function keyOf({ account, instrument }: Permit): string {
  return JSON.stringify([account.id, instrument.id])
}

/** Change of D, or of the risk, per unit of weight, by leaf: what every row that counts the leaf adds. */
function rowPulls({ drift, aims, after, board }: Workings): ReadonlyMap<string, number> {
  if (board.objective) {
    const slopes = riskSlopes(board.objective, after.weights)
    return new Map(drift.rows.flatMap((row, at) => (row.leaf ? [[row.class, slopes[at] ?? 0]] : [])))
  }
  const pulls = new Map<string, number>()
  drift.rows.forEach((row, at) => {
    const aim = aims[at]
    const weight = after.weights[at] ?? zero
    if (aim === undefined) return
    const signed = weight.greaterThan(aim.high)
      ? weight.minus(aim.high)
      : weight.lessThan(aim.low)
        ? weight.minus(aim.low)
        : zero
    const own = 2 * signed.toNumber() * (board.inverse[at] ?? 0)
    for (const leaf of row.leaves) pulls.set(leaf, (pulls.get(leaf) ?? 0) + own)
  })
  return pulls
}

/** Rules of the whole plan are few and always looked at, when they can bind; they come before anything else. */
const wholePlan = 1e9

/** Value that could move at what gain; a negative number where only expense could be saved; null where nothing could. */
function promiseOf(scene: Scene, rule: BindingRule): number | null {
  switch (rule.kind) {
    case 'account-rule':
      return bestOf(
        permitsAt(
          scene,
          (permit) => permit.account.id === rule.account && permit.instrument.id === rule.instrument,
        ),
        (permit) =>
          promiseOfSlot(scene, permit, isFreed(permit, rule.do, 'buy'), isFreed(permit, rule.do, 'sell')),
      )
    case 'allowed':
      return bestOf(
        permitsAt(scene, ({ account, buy }) => account.id === rule.account && buy?.kind === 'not-allowed'),
        (permit) => promiseOfSlot(scene, permit, true, false),
      )
    case 'min-trade':
      return bestOf(
        permitsAt(scene, (permit) => permit.instrument.id === rule.instrument),
        (permit) => promiseOfMinimum(scene, permit),
      )
    case 'reserve':
      return mayBindReserve(scene, rule.account) ? wholePlan : null
    case 'sides':
      return scene.workings.decision.open ? wholePlan : null
    case 'turnover-cap':
      return isCapNear(scene.workings) ? wholePlan : null
    case 'gains-budget':
      return isBudgetUsedUp(scene.workings.board, scene.workings.rounded) ? wholePlan : null
    case 'max-trades':
      // A pair of orders may be worth what one more is not.
      return scene.workings.settled.orders.length >= scene.workings.board.maxTrades - 1 ? wholePlan : null
  }
}

/** Would a side be open without this rule? Not where another rule, the list or the policy closes it as well. */
function isFreed({ account, instrument }: Permit, does: 'hold' | 'no-buy' | 'no-sell', side: Side): boolean {
  const closes = (each: string): boolean => each === 'hold' || each === `no-${side}`
  const closing = account.rules.filter((each) => each.instrument === instrument.id && closes(each.do))
  const isListed = side === 'sell' || account.allowed?.includes(instrument.id) !== false
  return closes(does) && closing.length === 1 && isListed
}

function permitsAt(scene: Scene, holds: (permit: Permit) => boolean): Permit[] {
  return scene.workings.decision.permits.filter(holds)
}

function bestOf(permits: readonly Permit[], promise: (permit: Permit) => number | null): number | null {
  return permits
    .map(promise)
    .reduce((best, each) => (best === null || (each ?? best) > best ? each : best), null)
}

/** Below this change of D per unit of value nothing can be seen. */
const leastPull = 1e-9

/** What an order that becomes possible in a slot could bring. */
function promiseOfSlot(scene: Scene, permit: Permit, buys: boolean, sells: boolean): number | null {
  const own = scene.pull.get(permit.instrument.id) ?? 0
  const held = scene.held.get(keyOf(permit)) ?? 0
  const account = permit.account.id
  const bought = buys ? (scene.source.get(account) ?? 0) - own : 0
  const sold = sells && held > 0 ? own - (scene.sink.get(account) ?? 0) : 0
  // The distance comes before any cost; risk is weighed against it.
  const cost = scene.workings.board.objective === null ? 0 : leastRate(permit)
  const gain = Math.max((bought - cost) * scene.workings.board.total, (sold - cost) * held, 0)
  if (Math.max(bought, sold) > leastPull) return gain
  const canStandIn =
    (buys && standsIn(scene, permit, 'buy')) || (sells && held > 0 && standsIn(scene, permit, 'sell'))
  return canStandIn ? -1 / (1 + held) : null
}

/** What a large order pays at least for each unit of value. */
function leastRate({ instrument: { cost } }: Permit): number {
  return Math.min(Number(cost.rate), Number(cost.maxRate ?? cost.rate)) + Number(cost.halfSpread)
}

/** Is there an order of the same side in the same account or in the same class that this one could replace? */
function standsIn({ workings }: Scene, permit: Permit, side: Side): boolean {
  const classes = new Set(exposureOf(permit.instrument).map(([name]) => name))
  return workings.settled.orders.some(
    ({ slot, side: own }) =>
      own === side &&
      (slot.permit.account.id === permit.account.id ||
        exposureOf(slot.permit.instrument).some(([name]) => classes.has(name))),
  )
}

/** A minimum binds where an order has just its size, or where there is none although a smaller one would help. */
function promiseOfMinimum(scene: Scene, permit: Permit): number | null {
  const { board, rounded, document } = scene.workings
  const key = keyOf(permit)
  const at = board.slots.findIndex((slot) => placeOf(slot) === key)
  const slot = board.slots[at]
  const level = rounded.trial.levels[at] ?? 0
  const promise = promiseOfSlot(scene, permit, permit.buy === null, permit.sell === null)
  const least = Number(permit.instrument.minTrade) * rateOf(document, permit.instrument.currency).toNumber()
  if (slot && level !== 0) return level === slot.leastBuy || -level === slot.leastSell ? least : null
  if (promise === null) return (rounded.wanted[at] ?? 0) === 0 ? null : -1
  // What is smaller than the minimum is all that the rule keeps out.
  return Math.min(promise, least)
}

/** A reserve binds where the account's cash ends near it, or where it moves cash's own target. */
function mayBindReserve({ workings }: Scene, id: string): boolean {
  const { document, drift, settled, board } = workings
  const account = board.accounts.find((each) => each.id === id)
  if (account === undefined) return false
  const reserves = sumOf(document.accounts.map((each) => decimalOf(each.reserve)))
  const target = drift.rows.find((row) => row.class === cashClass)?.target ?? zero
  if (reserves.greaterThanOrEqualTo(target.times(drift.total))) return true
  const cash = sumOf(
    settled.purses
      .filter((purse) => purse.account === id)
      .map((purse) => purse.after.times(rateOf(document, purse.currency))),
  )
  return cash.minus(decimalOf(account.reserve)).toNumber() < roomOf(board)
}

/** A sale and a purchase are the smallest thing that a cap can keep out. */
function isCapNear({ rounded, board }: Workings): boolean {
  return board.turnoverCap - rounded.trial.gross < 2 * roomOf(board)
}

/** Base value that is too little for some order: a step or a minimum of any slot, or a trifle of the whole. */
function roomOf(board: Board): number {
  const smallest = (slot: Slot): number =>
    Math.max(1, slot.leastBuy <= slot.mostBuy ? slot.leastBuy : 1) * slot.stepValue
  return board.slots.reduce((most, slot) => Math.max(most, smallest(slot)), board.total * trifle)
}

const trifle = 1e-3
