/** Who may trade what: rules, allowed lists, sides and flows, and the one instrument among equivalents. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import { byCodePoint, flowOf, pair, type Asset, type Model } from './model.ts'
import type { RawAccount } from './raw.ts'
import { cashOf, isShort, startOf } from './standing.ts'

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
  if (fired) return sides === 'both' ? ['buy', 'sell'] : [sides]
  const flow = flowOf(account)
  const short = isShort(model, account)
  if (flow.greaterThan(0)) return short ? ['buy', 'sell'] : ['buy']
  return flow.lessThan(0) || short ? ['sell'] : []
}

/** Among equivalents that the account may buy: lowest preference, then id. */
export function isPreferred(model: Model, account: RawAccount, asset: Asset): boolean {
  const rivals = [...model.assets.values()].filter(
    (each) => each.signature === asset.signature && ruled(account, each, 'buy'),
  )
  const [best] = rivals.sort((a, b) => a.preference - b.preference || byCodePoint(a.id, b.id))
  return best === asset
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

/** The most cash an account could have, in base currency, if it sold all it may; costs left out. */
export function reachableCash(model: Model, account: RawAccount, fired: boolean): Decimal {
  let sum = cashOf(model, startOf(model), account.id)
  for (const asset of model.assets.values()) {
    if (!mayTrade(model, account, asset, 'sell', fired)) continue
    const rate = asset.currency === model.base ? 1 : (model.raw.rates?.[asset.currency] ?? 0)
    sum = sum.plus((model.positions.get(pair(account.id, asset.id)) ?? zero).times(asset.price).times(rate))
  }
  return sum
}
