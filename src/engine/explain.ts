/** Step 8: why each trade is there, and why orders that would bring a row closer are not. */
import type { Interval } from '../domain/band.ts'
import { Decimal, roundedText, textOf, zero } from '../domain/decimal.ts'
import { minorDecimals, roundMoney } from '../domain/currency.ts'
import type { Portfolio } from '../domain/document.ts'
import { remembered } from '../domain/memo.ts'
import type { Drift, Row } from '../domain/drift.ts'
import type { Reason, Skipped, SkipReason } from '../domain/plan.ts'
import { exposureOf, heldBy, rateOf } from '../domain/weights.ts'
import { violationOf, type After } from './after.ts'
import type { Board } from './board.ts'
import type { Decision } from './decide.ts'
import { weightDecimals } from './digits.ts'
import type { Order } from './ledger.ts'
import { realise } from './lotCurve.ts'
import type { Permit } from './permit.ts'
import type { Rounded } from './round.ts'
import { costUnits, stepsAt, valueUnits, type Slot } from './slot.ts'

/** The class whose drift an order corrects most; when it corrects none, cash is what it is for. */
export function reasonOf(document: Portfolio, drift: Drift, after: After, order: Order): Reason {
  const { account, instrument } = order.slot.permit
  const buying = order.side === 'buy'
  const rows = exposureOf(instrument).flatMap(([name, share]) => candidate(drift, after, name, share))
  const helped = rows.filter((each) => (buying ? each.drift.lessThan(0) : each.drift.greaterThan(0)))
  helped.sort((a, b) => b.drift.times(b.share).abs().comparedTo(a.drift.times(a.share).abs()))
  const [first] = helped
  if (first)
    return { kind: buying ? 'underweight' : 'overweight', class: first.class, from: first.from, to: first.to }
  const amount = textOf(
    order.value.times(rateOf(document, instrument.currency)),
    minorDecimals(document.baseCurrency),
  )
  return { kind: buying ? 'invest-cash' : 'raise-cash', account: account.id, amount }
}

function candidate(drift: Drift, after: After, name: string, share: Decimal) {
  const at = drift.rows.findIndex((row) => row.class === name)
  const row = drift.rows[at]
  if (!row) return []
  const to = after.weights[at] ?? zero
  return [
    {
      class: name,
      share,
      drift: row.weight.minus(row.target),
      from: weightText(row.weight),
      to: weightText(to),
    },
  ]
}

/** Many orders move the same row. */
const weightText = remembered((weight: Decimal): string => roundedText(weight, weightDecimals))

/** Orders that the optimum wanted and rounding dropped, and orders that rules forbid although a row would need them. */
export function skippedOf(
  document: Portfolio,
  drift: Drift,
  aims: readonly Interval[],
  board: Board,
  rounded: Rounded,
  decision: Decision,
): Skipped[] {
  const dropped = board.slots.flatMap((slot, at) => droppedOrder(document, board, rounded, slot, at))
  if (!decision.open) return dropped
  return [
    ...dropped,
    ...unbudgetedOrders(document, board, rounded),
    ...forbiddenOrders(document, drift, aims, decision),
    ...unsoldLosses(document, drift, aims, board, rounded),
  ]
}

function droppedOrder(
  document: Portfolio,
  board: Board,
  rounded: Rounded,
  slot: Slot,
  at: number,
): Skipped[] {
  const value = rounded.wanted[at] ?? 0
  if (value === 0 || (rounded.trial.levels[at] ?? 0) !== 0) return []
  const minor = roundMoney(
    new Decimal(Math.abs(value)).dividedBy(rateOf(document, slot.permit.instrument.currency)),
    slot.permit.instrument.currency,
  )
  if (minor.isZero()) return []
  const { account, instrument } = slot.permit
  return [
    {
      account: account.id,
      instrument: instrument.id,
      side: value > 0 ? 'buy' : 'sell',
      value: textOf(minor, minorDecimals(instrument.currency)),
      because: whyDropped(document, board, rounded, slot, value),
    },
  ]
}

function whyDropped(
  document: Portfolio,
  board: Board,
  rounded: Rounded,
  slot: Slot,
  value: number,
): SkipReason {
  const { instrument } = slot.permit
  const least = value > 0 ? slot.leastBuy : slot.leastSell
  if (Math.abs(value) < slot.stepValue && !(slot.remainder && value < 0))
    return { kind: 'below-step', step: instrument.step }
  if (Math.abs(value) < least * slot.stepValue && least > 1)
    return { kind: 'below-minimum', minimum: instrument.minTrade }
  if (rounded.score.orders >= board.maxTrades)
    return { kind: 'max-trades', most: String(document.policy.maxTrades ?? 0) }
  if (rounded.trial.gross >= board.turnoverCap * 0.999)
    return { kind: 'turnover-cap', cap: document.policy.turnoverCap ?? '0' }
  if (value < 0 && slot.lots !== null && isBudgetUsedUp(board, rounded)) return outOfBudget(document)
  if (value > 0 && !isAffordable(board, rounded.trial, slot)) return { kind: 'no-cash' }
  return { kind: board.objective ? 'not-worth-risk' : 'not-worth-cost' }
}

/** Could the account still pay for the smallest order of this slot, all its currencies together, above its reserve? */
function isAffordable(board: Board, { cash }: Rounded['trial'], slot: Slot): boolean {
  const least = Math.max(1, slot.leastBuy)
  const value = valueUnits(slot, least)
  const base = board.unit[0] ?? 1
  const price = (value + costUnits(slot, least, value)) * slot.unit + slot.gas * base
  const held = board.unit.reduce(
    (sum, unit, at) => sum + (cash[slot.account * board.unit.length + at] ?? 0) * unit,
    -(board.reserve[slot.account] ?? 0) * base,
  )
  return held >= price
}

/** Would one more step of a sell that a row above its aim asks for exceed the gains budget? */
export function isBudgetUsedUp(board: Board, { trial }: Rounded): boolean {
  if (board.gainsBudget === Infinity) return false
  const left = board.gainsBudget - trial.gains
  return board.slots.some((slot, at) => {
    const level = trial.levels[at] ?? 0
    if (slot.lots === null || level <= -slot.mostSell || slot.leastSell > slot.mostSell) return false
    const next = Math.min(level - 1, -slot.leastSell)
    return beyondAim(board, trial, slot) > 0 && gainAt(slot, next) - gainAt(slot, level) > left
  })
}

/** Base value by which the row of a slot that is farthest above its aim is above it. */
function beyondAim(board: Board, { rowValue, total }: Rounded['trial'], slot: Slot): number {
  return Math.max(...Array.from(slot.rows, (row) => (rowValue[row] ?? 0) - (board.high[row] ?? 1) * total))
}

/** The gain of a sell before its costs, base value; none at a level that sells nothing. */
function gainAt(slot: Slot, level: number): number {
  if (slot.lots === null || level >= 0) return 0
  const realised = { tax: 0, gain: 0 }
  realise(slot.lots, stepsAt(slot, level), 0, 1, realised)
  return realised.gain
}

function outOfBudget({ tax }: Portfolio): SkipReason {
  return { kind: 'gains-budget', budget: tax?.gainsBudget ?? '0' }
}

/** Positions in classes above their aim that are not sold because the gains budget is used up. */
function unbudgetedOrders(document: Portfolio, board: Board, rounded: Rounded): Skipped[] {
  if (rounded.score.bucket === 0 || !isBudgetUsedUp(board, rounded)) return []
  return board.slots.flatMap((slot, at) => {
    if (slot.lots === null || rounded.trial.levels[at] !== 0 || (rounded.wanted[at] ?? 0) !== 0) return []
    const value = Math.min(beyondAim(board, rounded.trial, slot), slot.positionValue)
    if (value <= 0 || slot.leastSell > slot.mostSell) return []
    return listed(document, slot.permit, 'sell', new Decimal(value), outOfBudget(document))
  })
}

/** Positions in classes above their aim that may not be sold, and classes below that a rule keeps from being bought. */
function forbiddenOrders(
  document: Portfolio,
  drift: Drift,
  aims: readonly Interval[],
  decision: Decision,
): Skipped[] {
  const excess = excessOf(drift, aims)
  const shortfall = missesOf(drift, aims, (row, aim) => row.weight.lessThan(aim.low))
  if (excess.size === 0 && shortfall.size === 0) return []
  const held = heldBy(drift.valuation)
  return decision.permits.flatMap((permit) => {
    const { account, instrument, buy, sell } = permit
    const value = sell === null ? undefined : held.get(account.id)?.get(instrument.id)?.value
    const over = value === undefined ? zero : Decimal.min(worst(excess, permit), value)
    const under = buy?.kind === 'rule' ? worst(shortfall, permit) : zero
    return [...listed(document, permit, 'sell', over, sell), ...listed(document, permit, 'buy', under, buy)]
  })
}

/** Positions in classes above their aim that are not sold because their first lots stand at a loss that would be disallowed. */
function unsoldLosses(
  document: Portfolio,
  drift: Drift,
  aims: readonly Interval[],
  board: Board,
  { trial }: Rounded,
): Skipped[] {
  const feared = board.slots.filter(
    ({ lots, leastSell, mostSell }, at) =>
      lots !== null &&
      lots.lost > 0 &&
      leastSell <= mostSell &&
      trial.levels[at] === 0 &&
      (lots.gain[0] ?? 0) < 0,
  )
  if (feared.length === 0) return []
  const excess = excessOf(drift, aims)
  return feared.flatMap(({ permit, positionValue }) => {
    const value = Decimal.min(worst(excess, permit), positionValue)
    return listed(document, permit, 'sell', value, { kind: 'wash-sale' })
  })
}

function excessOf(drift: Drift, aims: readonly Interval[]): ReadonlyMap<string, Decimal> {
  return missesOf(drift, aims, (row, aim) => row.weight.greaterThan(aim.high))
}

/** Base value by which each leaf misses its aim on one side. */
function missesOf(
  drift: Drift,
  aims: readonly Interval[],
  misses: (row: Row, aim: Interval) => boolean,
): ReadonlyMap<string, Decimal> {
  return new Map(
    drift.rows.flatMap((row, at) => {
      const aim = aims[at]
      return aim && row.leaf && misses(row, aim)
        ? [[row.class, violationOf(row.weight, aim).times(drift.total)] as const]
        : []
    }),
  )
}

function worst(misses: ReadonlyMap<string, Decimal>, permit: Permit): Decimal {
  return exposureOf(permit.instrument).reduce(
    (most, [name]) => Decimal.max(most, misses.get(name) ?? zero),
    zero,
  )
}

function listed(
  document: Portfolio,
  permit: Permit,
  side: 'buy' | 'sell',
  value: Decimal,
  because: SkipReason | null,
): Skipped[] {
  if (because === null || value.isZero()) return []
  const { account, instrument } = permit
  const amount = roundMoney(value.dividedBy(rateOf(document, instrument.currency)), instrument.currency)
  if (amount.lessThanOrEqualTo(0)) return []
  return [
    {
      account: account.id,
      instrument: instrument.id,
      side,
      value: textOf(amount, minorDecimals(instrument.currency)),
      because,
    },
  ]
}
