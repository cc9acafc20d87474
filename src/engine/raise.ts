/** Can the cash that accounts must have be raised? By selling everything where no cap couples accounts, else by search. */
import { Decimal, decimalOf, sumOf, zero } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import { rateOf, type CashLine } from '../domain/weights.ts'
import { boardOf, type Board } from './board.ts'
import { decide } from './decide.ts'
import { baseCost, orderOf, ownCost, type Order } from './ledger.ts'
import { permitsOf } from './permit.ts'
import { round } from './round.ts'
import { largestSells, missingIn, sellsOf } from './sells.ts'
import { settle } from './settle.ts'
import { emptyTrial, isWithinCaps, type Trial } from './trial.ts'

/** The document's board with sells only, and aims that any weight fulfils: what is left to want is cash. */
export function raisingBoard(document: Portfolio, drift: Drift): Board {
  const permits = permitsOf(document).map((permit) => ({ ...permit, buy: permit.buy ?? noBuying }))
  const decision = { ...decide(document, drift, permits), permits }
  const anywhere = drift.rows.map(() => ({ low: zero, high: new Decimal(1) }))
  return boardOf(document, drift, anywhere, decision)
}

const noBuying = { kind: 'no-cash' } as const

/** How often the search is asked again when exact decimals disagree with it by a cent. */
const mostRetries = 3

/** How often a search may still be asked where counting does not decide. */
export interface Searches {
  left: number
}

/** Are there sells that leave every account the cash it must have, caps kept? By counting where that decides it, else by search. */
export function isRaisable(document: Portfolio, searches: Searches): boolean {
  const drift = driftOf(document)
  if (drift.total.lessThanOrEqualTo(0)) return false
  const board = raisingBoard(document, drift)
  const needs = board.accounts.map((_, account) => missingIn(board, emptyTrial(board), account))
  if (isBeyondCaps(board, needs)) return false
  const plain = largestSells(board)
  if (isEnough(document, drift, board, plain)) return true
  searches.left -= 1
  return searches.left >= 0 && isFound(document, drift, board)
}

function isEnough(document: Portfolio, drift: Drift, board: Board, trial: Trial): boolean {
  return isWithinCaps(board, trial) && settle(document, drift, board, trial).missing.size === 0
}

/** Even the fewest orders and the least turnover that could raise the cash, all costs aside, are too much. */
function isBeyondCaps(board: Board, needs: readonly number[]): boolean {
  const gross = needs.reduce((sum, need) => sum + Math.max(0, need), 0)
  const orders = needs.reduce((sum, need, account) => sum + fewestSells(board, account, need), 0)
  return gross > board.turnoverCap * (1 + capNoise) || orders > board.maxTrades
}

/** Turnover above its cap by less than this share is float noise. */
const capNoise = 1e-9

/** How many of its largest positions an account must sell to raise an amount; Infinity where all are too little. */
function fewestSells(board: Board, account: number, need: number): number {
  if (need < board.grain) return 0
  const values = sellsOf(board, account).map((at) => board.slots[at]?.positionValue ?? 0)
  let raised = 0
  const count = values.findIndex((value) => (raised += value) >= need * (1 - capNoise)) + 1
  return count === 0 ? Infinity : count
}

/** Does the search of the plan itself find such sells? */
function isFound(document: Portfolio, drift: Drift, board: Board): boolean {
  let reserve = board.reserve
  for (let retry = 0; retry <= mostRetries; retry += 1) {
    const { trial, score } = round({ ...board, reserve })
    if (isEnough(document, drift, board, trial)) return true
    if (score.broken > 0) return false
    const { missing } = settle(document, drift, board, trial)
    reserve = Float64Array.from(board.accounts, (account, at) => {
      const short = missing.get(account.id)?.toNumber() ?? 0
      return (reserve[at] ?? 0) + (short > 0 ? Math.ceil(short / (board.unit[0] ?? 1)) + 1 : 0)
    })
  }
  return false
}

/** What selling one whole position adds to its account. */
export interface Sale {
  readonly instrument: string
  /** In the instrument's currency, after commission, spread and the like. */
  readonly net: Decimal
  readonly value: Decimal
  readonly gas: Decimal
  readonly currency: string
}

/** Every sale of a whole position that leaves something after its costs. */
export function salesOf(document: Portfolio, board: Board, account: string): Sale[] {
  return board.slots
    .filter((slot) => slot.permit.account.id === account && slot.leastSell <= slot.mostSell)
    .map((slot) => orderOf(document, slot, -slot.mostSell))
    .filter((order) => netInBase(document, order).greaterThan(0))
    .map((order) => ({
      instrument: order.slot.permit.instrument.id,
      net: order.value.minus(ownCost(order)),
      value: order.value,
      gas: order.gas,
      currency: order.slot.permit.instrument.currency,
    }))
}

function netInBase(document: Portfolio, order: Order): Decimal {
  return order.value
    .times(rateOf(document, order.slot.permit.instrument.currency))
    .minus(baseCost(document, order))
}

/** Is the account short of this reserve although these sales are made and this flow has left or arrived? */
export function isShortAfter(
  document: Portfolio,
  drift: Drift,
  board: Board,
  account: Account,
  { sales, flow, reserve }: { sales: readonly Sale[]; flow: string; reserve: string },
): boolean {
  const own = drift.valuation.cash.filter((line) => line.account === account.id)
  const foreign = sales
    .map((sale) => sale.currency)
    .filter((currency) => !own.some((line) => line.currency === currency))
  const gas = sumOf(sales.map((sale) => sale.gas))
  const cash = [...new Set([...own.map((line) => line.currency), ...foreign])].map((currency): CashLine => {
    const held = own.find((line) => line.currency === currency)?.before ?? zero
    const sold = sumOf(sales.filter((sale) => sale.currency === currency).map((sale) => sale.net))
    const extra = currency === document.baseCurrency ? decimalOf(flow).minus(gas) : zero
    const before = held.plus(sold).plus(extra)
    return {
      account: account.id,
      currency,
      before,
      flow: zero,
      value: before.times(rateOf(document, currency)),
    }
  })
  const only = { ...board, slots: [], accounts: [{ ...account, reserve, flow: '0' }] }
  const after = { ...drift, valuation: { ...drift.valuation, cash } }
  return settle(document, after, only, emptyTrial(only)).missing.size > 0
}
