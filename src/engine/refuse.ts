/** Why a plan cannot be made although the document is sound: cash that cannot be raised, and what stands in its way. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, decimalOf, sumOf, textOf } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import { sortedBy } from '../domain/order.ts'
import { problem, type Problem } from '../domain/problem.ts'
import { rateOf } from '../domain/weights.ts'
import type { Board } from './board.ts'
import type { Decision } from './decide.ts'
import { baseCost, orderOf } from './ledger.ts'
import type { Permit } from './permit.ts'

/** One `cash-short` problem for each account whose cash rules cannot be met, naming the rules and caps that prevent it. */
export function cashProblems(
  document: Portfolio,
  drift: Drift,
  board: Board,
  decision: Decision,
  missing: ReadonlyMap<string, Decimal>,
): Problem[] {
  return [...missing.keys()].map((id) => {
    const at = document.accounts.findIndex((account) => account.id === id)
    const account = document.accounts[at]
    const path = `accounts/${at}/${account && decimalOf(account.flow).lessThan(0) ? 'flow' : 'reserve'}`
    if (!account) return problem('cash-short', path)
    const flow = decimalOf(account.flow)
    const cash = sumOf(drift.valuation.cash.filter((line) => line.account === id).map((line) => line.value))
    const most = cash.plus(proceeds(document, board, id))
    const needed = flow.lessThan(0) ? flow.negated() : decimalOf(account.reserve)
    const reachable = flow.lessThan(0) ? most.minus(flow).minus(decimalOf(account.reserve)) : most
    const places = minorDecimals(document.baseCurrency)
    const floor = Decimal.max(0, reachable).toDecimalPlaces(places, Decimal.ROUND_FLOOR)
    return problem('cash-short', path, {
      account: id,
      needed: textOf(needed, places),
      reachable: textOf(floor, places),
      because: obstacles(document, drift, decision, account),
    })
  })
}

/** What an account's permitted sells could raise after their costs, within the caps. */
function proceeds(document: Portfolio, board: Board, account: string): Decimal {
  const nets = board.slots
    .filter((slot) => slot.permit.account.id === account && slot.leastSell <= slot.mostSell)
    .map((slot) => {
      const order = orderOf(document, slot, -slot.mostSell)
      return order.value
        .times(rateOf(document, slot.permit.instrument.currency))
        .minus(baseCost(document, order))
    })
    .filter((net) => net.greaterThan(0))
    .sort((a, b) => b.comparedTo(a))
  const most = sumOf(nets.slice(0, Math.min(nets.length, document.policy.maxTrades ?? nets.length)))
  return Number.isFinite(board.turnoverCap) ? Decimal.min(most, board.turnoverCap) : most
}

/** The account's own rules against selling what it holds, then the policy's sides and caps. */
function obstacles(document: Portfolio, drift: Drift, decision: Decision, account: Account): string[] {
  const held = new Set(
    drift.valuation.holdings
      .filter((each) => each.account === account.id && each.quantity.greaterThan(0))
      .map((each) => each.instrument.id),
  )
  const kept = decision.permits.filter(
    (permit) => permit.account.id === account.id && held.has(permit.instrument.id) && permit.sell !== null,
  )
  const rules = sortedBy(kept.map(obstacleOf), (each) => each)
  const { turnoverCap, maxTrades } = document.policy
  return [
    ...new Set([
      ...rules,
      ...(turnoverCap === null ? [] : [`turnover cap ${turnoverCap}`]),
      ...(maxTrades === null ? [] : [`at most ${maxTrades} trades`]),
    ]),
  ]
}

function obstacleOf(permit: Permit): string {
  const { sell } = permit
  if (sell?.kind === 'rule') return `${sell.rule} on ${permit.instrument.id}`
  return sell?.kind === 'sides' ? 'buying only' : 'no selling outside a trigger'
}

/** Nothing at all to plan with. */
export function emptyProblems(drift: Drift): Problem[] {
  return drift.total.greaterThan(0) ? [] : [problem('nothing-to-plan', 'accounts')]
}
