/** Why a plan cannot be made although the document is sound: cash that cannot be raised, and what stands in its way. */
import { minorDecimals } from '../domain/currency.ts'
import { Decimal, decimalOf, sumOf, textOf } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import { sortedBy } from '../domain/order.ts'
import { problem, type Problem } from '../domain/problem.ts'
import { nameOfRule } from '../domain/ruleWords.ts'
import { rateOf } from '../domain/weights.ts'
import type { Board } from './board.ts'
import { clashOf } from './clash.ts'
import type { Decision } from './decide.ts'
import { baseCost, orderOf } from './ledger.ts'
import { lifted, type PlacedRule } from './lift.ts'
import type { LotPiece } from './lotCurve.ts'
import type { Permit } from './permit.ts'
import { raisingBoard } from './raise.ts'
import type { Slot } from './slot.ts'

/**
 * One `cash-short` problem for each account whose cash rules cannot be met: what can be reached, the rules and caps that
 * prevent more, and of the document's rules a set that cannot hold together with what giving up each would let it reach.
 */
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
    const needed = flow.lessThan(0) ? flow.negated() : decimalOf(account.reserve)
    return problem('cash-short', path, {
      account: id,
      needed: textOf(needed, minorDecimals(document.baseCurrency)),
      reachable: reachableText(document, drift, board, account),
      because: obstacles(document, drift, decision, account),
      ...clashDetails(document, account),
    })
  })
}

/** What the account could pay out, or without a withdrawal keep as its reserve, in base currency. */
function reachableText(document: Portfolio, drift: Drift, board: Board, account: Account): string {
  const flow = decimalOf(account.flow)
  const cash = sumOf(
    drift.valuation.cash.filter((line) => line.account === account.id).map((line) => line.value),
  )
  const most = cash.plus(proceeds(document, board, account.id))
  const reachable = flow.lessThan(0) ? most.minus(flow).minus(decimalOf(account.reserve)) : most
  const places = minorDecimals(document.baseCurrency)
  return textOf(Decimal.max(0, reachable).toDecimalPlaces(places, Decimal.ROUND_FLOOR), places)
}

/** Every amount costs a look at the whole document, and nobody reads more. */
const mostReaches = 12

function clashDetails(document: Portfolio, account: Account): Readonly<Record<string, string | string[]>> {
  const { rules, anyOneIsEnough } = clashOf(document, account)
  if (rules.length === 0) return {}
  return {
    rules: rules.map((each) => each.path),
    ruleNames: rules.map((each) => nameOfRule(each.rule, document)),
    reaches: rules.map((each, at) => (at < mostReaches ? reachesWithout(document, account, each) : '')),
    giveUp: anyOneIsEnough ? 'any' : 'one',
  }
}

/** What can be reached without one rule; nothing to say where the rule is what the cash is for. */
function reachesWithout(document: Portfolio, account: Account, placed: PlacedRule): string {
  const isPurpose = decimalOf(account.flow).lessThan(0) ? 'flow' : 'reserve'
  if (placed.rule.kind === isPurpose) return ''
  const free = lifted(document, [placed])
  const own = free.accounts.find((each) => each.id === account.id)
  if (own === undefined) return ''
  const drift = driftOf(free)
  return reachableText(free, drift, raisingBoard(free, drift), own)
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
  const caps = [board.turnoverCap, withinBudget(board, account)].filter(Number.isFinite)
  return Decimal.min(most, ...caps)
}

/**
 * What an account's sells could raise within the gains budget, Infinity without one: the lots that gain least go first, and
 * losses make room. What other accounts could lose for it is not counted.
 */
function withinBudget(board: Board, account: string): number {
  if (board.gainsBudget === Infinity) return Infinity
  const parts = board.slots
    .filter((slot) => slot.permit.account.id === account && slot.leastSell <= slot.mostSell)
    .flatMap((slot) => (slot.lots?.search ?? untaxed(slot)).map((piece) => soldPart(slot, piece)))
    .sort((a, b) => a.gain * b.raised - b.gain * a.raised)
  let room = board.gainsBudget
  let raised = 0
  for (const part of parts) {
    const share = part.gain > 0 ? Math.min(1, Math.max(0, room) / part.gain) : 1
    raised += share * part.raised
    room -= share * part.gain
  }
  return raised
}

function untaxed({ wholeSteps }: Slot): LotPiece[] {
  return [{ steps: wholeSteps, tax: 0, gain: 0 }]
}

/** What a piece brings after its least costs, and its gain, base value. */
function soldPart({ stepValue, slope, conversion }: Slot, { steps, gain }: LotPiece) {
  return { raised: steps * stepValue * (1 - slope - conversion), gain: steps * stepValue * gain }
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
  const budget = account.kind === 'taxable' ? (document.tax?.gainsBudget ?? null) : null
  return [
    ...new Set([
      ...rules,
      ...(turnoverCap === null ? [] : [`turnover cap ${turnoverCap}`]),
      ...(budget === null ? [] : [`gains budget ${budget}`]),
      ...(maxTrades === null ? [] : [`at most ${maxTrades} trades`]),
    ]),
  ]
}

function obstacleOf(permit: Permit): string {
  const { sell } = permit
  if (sell?.kind === 'rule') return `${sell.rule} on ${permit.instrument.id}`
  return sell?.kind === 'sides' ? 'buying only' : 'no selling outside a trigger'
}

/** What is worth nothing: with withdrawals of all there is or more these are named, else there is nothing to plan with. */
export function emptyProblems(document: Portfolio, drift: Drift): Problem[] {
  if (drift.total.greaterThan(0)) return []
  const asked = hardlyAsked(document)
  const all = driftOf(asked)
  const claims = claimsOf(document, asked, all)
  const [first, ...others] = claims
  if (!first || !all.total.greaterThan(0)) return [problem('nothing-to-plan', 'accounts')]
  const short = claims.filter((each) => each.needed.greaterThan(each.reachable))
  const largest = others.reduce((a, b) => (b.needed.greaterThan(a.needed) ? b : a), first)
  return (short.length > 0 ? short : [largest]).map((each) => overdrawn(document, all, each))
}

/** A withdrawal, and what its account could pay out instead, in base currency. */
interface Claim {
  readonly account: Account
  readonly needed: Decimal
  readonly reachable: Decimal
}

function claimsOf(document: Portfolio, asked: Portfolio, all: Drift): readonly Claim[] {
  const withdrawing = document.accounts.filter((account) => decimalOf(account.flow).lessThan(0))
  if (withdrawing.length === 0 || !all.total.greaterThan(0)) return []
  const board = raisingBoard(asked, all)
  return sortedBy(withdrawing, (account) => account.id).map((account) => {
    const own = asked.accounts.find((each) => each.id === account.id) ?? account
    const reachable = decimalOf(reachableText(asked, all, board, own))
    return { account, needed: decimalOf(account.flow).negated(), reachable }
  })
}

/** The document with the least withdrawals there are: an account that is asked for nothing need not be free to sell. */
function hardlyAsked(document: Portfolio): Portfolio {
  const least = textOf(new Decimal(10).pow(-minorDecimals(document.baseCurrency)).negated())
  const accounts = document.accounts.map((account) =>
    decimalOf(account.flow).lessThan(0) ? { ...account, flow: least } : account,
  )
  return { ...document, accounts }
}

function overdrawn(document: Portfolio, all: Drift, { account, needed, reachable }: Claim): Problem {
  const text = (amount: Decimal): string => {
    const places = minorDecimals(document.baseCurrency)
    return textOf(amount.toDecimalPlaces(places), places)
  }
  return problem('cash-short', `accounts/${document.accounts.indexOf(account)}/flow`, {
    account: account.id,
    needed: text(needed),
    reachable: text(reachable),
    worth: text(worthOf(all)),
    because: [],
  })
}

/** What holdings, cash and contributions are worth, before any withdrawal. */
function worthOf(drift: Drift): Decimal {
  const flows = drift.valuation.cash.map((line) => line.flow)
  return drift.total.minus(sumOf(flows.filter((flow) => flow.lessThan(0))))
}
