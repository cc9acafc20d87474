/** Laws of money: the cash identity, reserves, running cash, conversions and totals, all exact. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { CashResult, Conversion, Plan } from '../../src/domain/plan.ts'
import { turnoverOf } from './checkOrders.ts'
import { add, conversionOf, flowOf, minorUnits, pair, rateOf, reserveOf, type Model } from './model.ts'
import { roundUp, startOf, valuesOf, type Holdings } from './standing.ts'

export function moneyFaults(model: Model, plan: Plan): string[] {
  return [
    ...identityFaults(model, plan),
    ...floorFaults(model, plan),
    ...runningFaults(model, plan),
    ...plan.conversions.flatMap((each) => conversionFaults(model, each)),
    ...totalFaults(model, plan),
  ]
}

interface Movement {
  readonly sold: Map<string, Decimal>
  readonly bought: Map<string, Decimal>
  readonly converted: Map<string, Decimal>
  readonly costs: Map<string, Decimal>
}

function movementOf(model: Model, plan: Plan): Movement {
  const movement: Movement = { sold: new Map(), bought: new Map(), converted: new Map(), costs: new Map() }
  for (const trade of plan.trades) {
    const key = pair(trade.account, model.assets.get(trade.instrument)?.currency ?? '')
    add(trade.side === 'buy' ? movement.bought : movement.sold, key, new Decimal(trade.value))
    const { commission, spread, impact, gas } = trade.costs
    add(movement.costs, key, new Decimal(commission).plus(spread).plus(impact))
    add(movement.costs, pair(trade.account, model.base), new Decimal(gas))
  }
  for (const { account, from, to, amountFrom, amountTo, cost } of plan.conversions) {
    add(movement.converted, pair(account, from), new Decimal(amountFrom).negated())
    add(movement.converted, pair(account, to), new Decimal(amountTo))
    add(movement.costs, pair(account, model.base), new Decimal(cost))
  }
  return movement
}

/** after = before + flow + sold - bought + converted - costs, each term recomputed from the trades. */
function identityFaults(model: Model, plan: Plan): string[] {
  const movement = movementOf(model, plan)
  const needed = new Set([
    ...model.purses.keys(),
    ...Object.values(movement).flatMap((map: Map<string, Decimal>) => [...map.keys()]),
  ])
  const listed = plan.cash.map((line) => pair(line.account, line.currency))
  const missing = [...needed].filter((key) => !listed.includes(key)).map((key) => `no cash line for ${key}`)
  const double = new Set(listed).size === listed.length ? [] : ['two cash lines of one account and currency']
  return [...missing, ...double, ...plan.cash.flatMap((line) => lineFaults(model, movement, line))]
}

function lineFaults(model: Model, movement: Movement, line: CashResult): string[] {
  const key = pair(line.account, line.currency)
  const account = model.accounts.find((each) => each.id === line.account)
  const flow = account && line.currency === model.base ? flowOf(account) : zero
  const parts = {
    before: model.purses.get(key) ?? zero,
    flow,
    sold: movement.sold.get(key) ?? zero,
    bought: movement.bought.get(key) ?? zero,
    converted: movement.converted.get(key) ?? zero,
    costs: movement.costs.get(key) ?? zero,
  }
  const after = parts.before
    .plus(flow)
    .plus(parts.sold)
    .minus(parts.bought)
    .plus(parts.converted)
    .minus(parts.costs)
  return Object.entries({ ...parts, after }).flatMap(([part, amount]) =>
    amount.equals(line[part as keyof typeof parts])
      ? []
      : [`cash ${key} ${part}: ${line[part as keyof typeof parts]}, should be ${amount.toFixed()}`],
  )
}

/** No currency below zero, no account below its reserve in base currency. */
function floorFaults(model: Model, plan: Plan): string[] {
  const negative = plan.cash
    .filter((line) => line.after.startsWith('-'))
    .map((line) => `${line.account} ends with ${line.after} ${line.currency}`)
  const short = model.accounts.flatMap((account) => {
    const lines = plan.cash.filter((line) => line.account === account.id)
    const total = sumOf(lines.map((line) => new Decimal(line.after).times(rateOf(model, line.currency))))
    return total.lessThan(reserveOf(account))
      ? [`${account.id} ends with ${total.toFixed()}, reserve ${account.reserve ?? '0'}`]
      : []
  })
  return [...negative, ...short]
}

/** Legs in the order of the list: with sells first, no leg may take an account below its reserve that was above. */
function runningFaults(model: Model, plan: Plan): string[] {
  if (model.raw.policy.sellsFirst === false) return []
  const purses = new Map(startOf(model).purses)
  const faults: string[] = []
  const check = (account: string, name: string, floor: Decimal): void => {
    const sum = cashIn(model, purses, account)
    if (sum.lessThan(floor))
      faults.push(`${name} takes ${account} to ${sum.toFixed()}, floor ${floor.toFixed()}`)
  }
  const floors = new Map(
    model.accounts.map((each) => [each.id, Decimal.min(reserveOf(each), cashIn(model, purses, each.id))]),
  )
  const phases = plan.trades.map((trade) => trade.phase)
  if (phases.some((phase, at) => phase < (phases[at - 1] ?? 0)))
    faults.push('trades are not listed in the order of their phases')
  for (const phase of [1, 2]) {
    if (phase === 2) for (const each of plan.conversions) convert(model, purses, each)
    for (const trade of plan.trades.filter((each) => each.phase === phase)) {
      const key = pair(trade.account, model.assets.get(trade.instrument)?.currency ?? '')
      const { commission, spread, impact, gas } = trade.costs
      const value = trade.side === 'sell' ? new Decimal(trade.value) : new Decimal(trade.value).negated()
      add(purses, key, value.minus(commission).minus(spread).minus(impact))
      add(purses, pair(trade.account, model.base), new Decimal(gas).negated())
      check(trade.account, `${trade.side} ${trade.instrument}`, floors.get(trade.account) ?? zero)
      if (phase === 2 && (purses.get(key) ?? zero).lessThan(0))
        faults.push(`buy ${trade.instrument} overdraws ${key}`)
    }
  }
  return faults
}

function cashIn(model: Model, purses: ReadonlyMap<string, Decimal>, account: string): Decimal {
  return sumOf(
    [...purses]
      .filter(([key]) => key.startsWith(`${account}\n`))
      .map(([key, amount]) => amount.times(rateOf(model, key.split('\n')[1] ?? ''))),
  )
}

function convert(model: Model, purses: Map<string, Decimal>, each: Conversion): void {
  add(purses, pair(each.account, each.from), new Decimal(each.amountFrom).negated())
  add(purses, pair(each.account, each.to), new Decimal(each.amountTo))
  add(purses, pair(each.account, model.base), new Decimal(each.cost).negated())
}

/** amountTo rounds down to its minor unit; the cost is of the amount in base currency, rounded up. */
function conversionFaults(model: Model, each: Conversion): string[] {
  const faults: string[] = []
  const name = `${each.account}: ${each.amountFrom} ${each.from} to ${each.amountTo} ${each.to}`
  const sidesInBase = [each.from, each.to].filter((currency) => currency === model.base).length
  if (sidesInBase !== 1) faults.push(`${name}: the base currency must be on one side`)
  const inBase = new Decimal(each.amountFrom).times(rateOf(model, each.from))
  const to = inBase
    .dividedBy(rateOf(model, each.to))
    .toDecimalPlaces(minorUnits(each.to), Decimal.ROUND_FLOOR)
  if (!to.equals(each.amountTo)) faults.push(`${name}: should arrive as ${to.toFixed()}`)
  if (new Decimal(each.amountFrom).lessThanOrEqualTo(0)) faults.push(`${name}: nothing is converted`)
  const foreign = each.from === model.base ? each.to : each.from
  const cost = roundUp(inBase.times(conversionOf(model, foreign)), model.base)
  if (!cost.equals(each.cost)) faults.push(`${name}: cost ${each.cost}, should be ${cost.toFixed()}`)
  return faults
}

/** What is held after the plan. */
export function endOf(model: Model, plan: Plan): Holdings {
  const positions = new Map(model.positions)
  for (const trade of plan.trades) {
    const quantity = new Decimal(trade.quantity)
    add(
      positions,
      pair(trade.account, trade.instrument),
      trade.side === 'buy' ? quantity : quantity.negated(),
    )
  }
  return {
    positions,
    purses: new Map(plan.cash.map((line) => [pair(line.account, line.currency), new Decimal(line.after)])),
  }
}

/** Costs and the taxes that a plan prints, in base currency. */
export function expenseOf(model: Model, plan: Plan): Decimal {
  const taxes = plan.trades.flatMap((trade) => trade.lots.map((lot) => new Decimal(lot.tax ?? 0)))
  return costsIn(model, plan).plus(sumOf(taxes))
}

/** All costs of a plan in base currency, unrounded. */
function costsIn(model: Model, plan: Plan): Decimal {
  const trades = plan.trades.map((trade) => {
    const rate = rateOf(model, model.assets.get(trade.instrument)?.currency ?? '')
    const { commission, spread, impact, gas } = trade.costs
    return new Decimal(commission).plus(spread).plus(impact).times(rate).plus(gas)
  })
  return sumOf([...trades, ...plan.conversions.map((each) => new Decimal(each.cost))])
}

function totalFaults(model: Model, plan: Plan): string[] {
  if (!plan.totals) return plan.status === 'refused' ? [] : ['no totals']
  const before = sumOf(valuesOf(model, startOf(model)).values())
  const after = sumOf(valuesOf(model, endOf(model, plan)).values())
  const unit = new Decimal(10).pow(-minorUnits(model.base))
  const near = (name: string, found: string, expected: Decimal, within: Decimal): string[] =>
    new Decimal(found).minus(expected).abs().lessThanOrEqualTo(within)
      ? []
      : [`totals ${name} ${found}, should be ${expected.toFixed(12)}`]
  return [
    ...near('valueBefore', plan.totals.valueBefore, before, unit.dividedBy(2)),
    ...near('valueAfter', plan.totals.valueAfter, after, unit.dividedBy(2)),
    ...near('cost', plan.totals.cost, costsIn(model, plan), unit),
    ...near('turnover', plan.totals.turnover, turnoverOf(model, plan, before), new Decimal('1e-10')),
  ]
}
