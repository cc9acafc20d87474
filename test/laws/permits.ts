/** Who may trade what: rules, allowed lists, sides and flows, and the one instrument among equivalents. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import { costsOf } from './costs.ts'
import {
  add,
  byCodePoint,
  conversionOf,
  flowOf,
  minorUnits,
  pair,
  rateOf,
  washGroupOf,
  type Asset,
  type Model,
} from './model.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { RawAccount } from './raw.ts'
import { isShort, startOf } from './standing.ts'

export type Side = 'buy' | 'sell'

/** May this account trade this instrument on this side, as its own rules have it? */
export function ruled(account: RawAccount, asset: Asset, side: Side): boolean {
  const rules = (account.rules ?? []).filter((rule) => rule.instrument === asset.id).map((rule) => rule.do)
  if (asset.exclude || rules.includes('hold')) return false
  if (side === 'sell') return !rules.includes('no-sell')
  const allowed = account.allowed ?? null
  return !rules.includes('no-buy') && (allowed === null || allowed.includes(asset.id))
}

/** The sides that the policy, or a flow alone, leaves to an account. */
export function sidesOf(model: Model, account: RawAccount, fired: boolean): readonly Side[] {
  const { sides = 'both' } = model.raw.policy
  const open: readonly Side[] = sides === 'both' ? ['buy', 'sell'] : [sides]
  if (fired) return open
  const flow = flowOf(account)
  const short = isShort(model, account)
  const own: readonly Side[] =
    flow.greaterThan(0) && !short ? ['buy'] : flow.isZero() && !short ? [] : ['sell']
  return own.filter((side) => open.includes(side))
}

/**
 * Among equivalents that the account may buy: lowest preference, then id. A plan that evades wash sales does not buy some
 * groups at all; an equivalent of one that is bought nowhere may have been passed over for that.
 */
export function isPreferred(
  model: Model,
  account: RawAccount,
  asset: Asset,
  unbought: ReadonlySet<string> = new Set(),
): boolean {
  const rivals = [...model.assets.values()].filter(
    (each) =>
      each.signature === asset.signature &&
      ruled(account, each, 'buy') &&
      !unbought.has(washGroupOf(model, each.id)),
  )
  const [best] = rivals.sort((a, b) => a.preference - b.preference || byCodePoint(a.id, b.id))
  return best === asset
}

/** Wash groups of which a plan buys nothing, where it may have a loss to keep. */
export function groupsLeftAlone(model: Model, plan: Plan): ReadonlySet<string> {
  const { washSales = true, harvest = false } = model.raw.tax ?? { washSales: false }
  if (!washSales && !harvest) return new Set()
  const bought = plan.trades.filter((trade) => trade.side === 'buy').map((trade) => trade.instrument)
  const groups = new Set([...model.assets.keys()].map((id) => washGroupOf(model, id)))
  for (const id of bought) groups.delete(washGroupOf(model, id))
  return groups
}

export function mayTrade(
  model: Model,
  account: RawAccount,
  asset: Asset,
  side: Side,
  fired: boolean,
): boolean {
  if (!ruled(account, asset, side) || !sidesOf(model, account, fired).includes(side)) return false
  if (side === 'buy') return isPreferred(model, account, asset)
  return (model.positions.get(pair(account.id, asset.id)) ?? zero).greaterThan(0)
}

/** Is there no permitted order at all that moves this row toward its band, money aside? */
export function isStuckByRule(model: Model, row: { leaves: readonly string[]; over: boolean }): boolean {
  const cashShare = row.leaves.includes('cash') ? 1 : 0
  return !model.accounts.some((account) =>
    [...model.assets.values()].some((asset) => {
      let share = new Decimal(-cashShare)
      for (const leaf of row.leaves) share = share.plus(asset.exposure.get(leaf) ?? 0)
      const lifts: Side | null = share.greaterThan(0) ? 'buy' : share.lessThan(0) ? 'sell' : null
      if (lifts === null) return false
      const opposite: Side = lifts === 'buy' ? 'sell' : 'buy'
      return mayTrade(model, account, asset, row.over ? opposite : lifts, true)
    }),
  )
}

/**
 * Cash that an account surely reaches, in base currency, by selling every whole position that it may sell at a gain in
 * cash and by exchanging all foreign money: the least of what some plan without caps can raise.
 */
export function surelyRaised(model: Model, account: RawAccount, fired: boolean): Decimal {
  const purse = new Map<string, Decimal>()
  for (const [key, amount] of startOf(model).purses)
    if (key.startsWith(pair(account.id, ''))) add(purse, key.split('\n')[1] ?? '', amount)
  let gas = zero
  for (const asset of model.assets.values()) {
    if (!mayTrade(model, account, asset, 'sell', fired)) continue
    const quantity = model.positions.get(pair(account.id, asset.id)) ?? zero
    const value = quantity
      .times(asset.price)
      .toDecimalPlaces(minorUnits(asset.currency), Decimal.ROUND_HALF_EVEN)
    const costs = costsOf(model, asset, 'sell', quantity, value)
    const net = value.minus(costs.commission).minus(costs.spread).minus(costs.impact)
    if (
      value.lessThan(asset.minTrade) ||
      net.times(rateOf(model, asset.currency)).lessThanOrEqualTo(costs.gas)
    )
      continue
    add(purse, asset.currency, net)
    gas = gas.plus(costs.gas)
  }
  let sum = gas.negated()
  for (const [currency, amount] of purse) {
    const unit = new Decimal(10).pow(-minorUnits(currency)).times(rateOf(model, currency))
    const value = amount.times(rateOf(model, currency))
    const loss =
      currency === model.base
        ? zero
        : value
            .abs()
            .times(conversionOf(model, currency))
            .plus(unit)
            .plus(new Decimal(10).pow(-minorUnits(model.base)))
    sum = sum.plus(value).minus(loss)
  }
  return sum
}
