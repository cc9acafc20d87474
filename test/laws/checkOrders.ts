/** Laws of orders: steps, minimums, rules, sides, amounts and costs of every trade. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { Plan, Trade } from '../../src/domain/plan.ts'
import { costsOf } from './costs.ts'
import { minorUnits, pair, rateOf, type Asset, type Model } from './model.ts'
import { groupsLeftAlone, isPreferred, ruled, sidesOf } from './permits.ts'
import type { RawAccount } from './raw.ts'

export function orderFaults(model: Model, plan: Plan, fired: boolean): string[] {
  const groups = groupsLeftAlone(model, plan)
  const each = plan.trades.flatMap((trade) =>
    tradeFaults(model, trade, fired, groups).map((fault) => `${nameOf(trade)}: ${fault}`),
  )
  const pairs = plan.trades.map((trade) => pair(trade.account, trade.instrument))
  const twice = new Set(pairs).size === pairs.length ? [] : ['two orders of one account and instrument']
  return [...each, ...twice, ...capFaults(model, plan)]
}

function capFaults(model: Model, plan: Plan): string[] {
  const { maxTrades = null, turnoverCap = null } = model.raw.policy
  const faults: string[] = []
  if (maxTrades !== null && plan.trades.length > maxTrades)
    faults.push(`${plan.trades.length} orders, at most ${maxTrades}`)
  const turnover = turnoverOf(model, plan, new Decimal(plan.totals?.valueBefore ?? 1))
  if (turnoverCap !== null && turnover.greaterThan(turnoverCap))
    faults.push(`turnover ${turnover.toFixed(12)} over the cap ${turnoverCap}`)
  return faults
}

export function turnoverOf(model: Model, plan: Plan, total: Decimal): Decimal {
  const traded = sumOf(
    plan.trades.map((trade) =>
      new Decimal(trade.value).times(rateOf(model, model.assets.get(trade.instrument)?.currency ?? '')),
    ),
  )
  return traded.dividedBy(total.times(2))
}

const nameOf = (trade: Trade): string =>
  `${trade.side} ${trade.quantity} ${trade.instrument} in ${trade.account}`

function tradeFaults(model: Model, trade: Trade, fired: boolean, groups: ReadonlySet<string>): string[] {
  const account = model.accounts.find((each) => each.id === trade.account)
  const asset = model.assets.get(trade.instrument)
  if (!account || !asset) return ['unknown account or instrument']
  return [
    ...permissionFaults(model, account, asset, trade, fired, groups),
    ...quantityFaults(model, asset, trade),
    ...valueFaults(asset, trade),
    ...costFaults(model, asset, trade),
    ...(trade.side === 'buy' && trade.lots.length > 0 ? ['a buy uses lots'] : []),
    ...phaseFaults(model, trade),
  ]
}

function permissionFaults(
  model: Model,
  account: RawAccount,
  asset: Asset,
  trade: Trade,
  fired: boolean,
  groups: ReadonlySet<string>,
): string[] {
  const faults: string[] = []
  if (!ruled(account, asset, trade.side)) faults.push('a rule, the allowed list or exclusion forbids it')
  if (!sidesOf(model, account, fired).includes(trade.side))
    faults.push(`side not open (fired ${String(fired)})`)
  if (trade.side === 'buy' && !isPreferred(model, account, asset, groups))
    faults.push('an equivalent is preferred')
  return faults
}

function quantityFaults(model: Model, asset: Asset, trade: Trade): string[] {
  const quantity = new Decimal(trade.quantity)
  const position = model.positions.get(pair(trade.account, trade.instrument)) ?? zero
  const faults: string[] = []
  if (quantity.lessThanOrEqualTo(0)) faults.push('quantity not positive')
  if (trade.side === 'sell' && quantity.greaterThan(position))
    faults.push(`oversold, only ${position.toFixed()} held`)
  const whole = trade.side === 'sell' && quantity.equals(position)
  if (!whole && !quantity.modulo(asset.step).isZero())
    faults.push(`not a multiple of ${asset.step.toFixed()}`)
  if (asset.minTrade.greaterThan(trade.value))
    faults.push(`value ${trade.value} below the minimum ${asset.minTrade.toFixed()}`)
  return faults
}

function valueFaults(asset: Asset, trade: Trade): string[] {
  const value = new Decimal(trade.quantity)
    .times(asset.price)
    .toFixed(minorUnits(asset.currency), Decimal.ROUND_HALF_EVEN)
  const faults: string[] = []
  if (!new Decimal(trade.price).equals(asset.price)) faults.push(`price ${trade.price}`)
  if (trade.value !== value) faults.push(`value ${trade.value}, should be ${value}`)
  if (new Decimal(value).isZero()) faults.push('an order of no value')
  return faults
}

function costFaults(model: Model, asset: Asset, trade: Trade): string[] {
  const expected = costsOf(model, asset, trade.side, new Decimal(trade.quantity), new Decimal(trade.value))
  const parts = [
    ['commission', expected.commission],
    ['spread', expected.spread],
    ['impact', expected.impact],
    ['gas', expected.gas],
  ] as const
  return parts.flatMap(([part, amount]) =>
    amount.equals(trade.costs[part]) ? [] : [`${part} ${trade.costs[part]}, should be ${amount.toFixed()}`],
  )
}

function phaseFaults(model: Model, trade: Trade): string[] {
  const expected = (model.raw.policy.sellsFirst ?? true) && trade.side === 'buy' ? 2 : 1
  return trade.phase === expected ? [] : [`phase ${trade.phase}, should be ${expected}`]
}
