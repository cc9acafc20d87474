/** What an order costs: commission, half spread, impact and gas, each rounded up to its minor unit by itself. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Asset, Model } from './model.ts'
import type { RawImpact, RawPool } from './raw.ts'
import { roundUp } from './standing.ts'

/** commission = min(max(fixed + perUnit q + rate x, min), maxRate x): the cap beats the minimum. */
export function costsOf(
  model: Model,
  asset: Asset,
  side: 'buy' | 'sell',
  quantity: Decimal,
  value: Decimal,
): { commission: Decimal; spread: Decimal; impact: Decimal; gas: Decimal } {
  const { cost } = asset
  const plain = new Decimal(cost.fixed).plus(quantity.times(cost.perUnit)).plus(value.times(cost.rate))
  const atLeast = Decimal.max(plain, cost.min)
  const capped = cost.maxRate === null ? atLeast : Decimal.min(atLeast, value.times(cost.maxRate))
  const curved = impactOf(cost.impact, value).plus(poolCostOf(cost.pool, asset.price, side, quantity))
  return {
    commission: roundUp(capped, asset.currency),
    spread: roundUp(value.times(cost.halfSpread), asset.currency),
    impact: roundUp(curved.toSignificantDigits(60), asset.currency),
    gas: roundUp(new Decimal(cost.gas), model.base),
  }
}

/** b sigma x sqrt(x / V). */
function impactOf(impact: RawImpact | null, value: Decimal): Decimal {
  if (impact === null) return zero
  const share = value.dividedBy(impact.dailyVolume).sqrt()
  return value.times(share).times(impact.coefficient).times(impact.dailyVolatility)
}

/** What the pools take beside the value at the price, never less than nothing; infinite where they do not hold so much. */
function poolCostOf(pool: RawPool | null, price: Decimal, side: 'buy' | 'sell', quantity: Decimal): Decimal {
  if (pool === null) return zero
  let amount = quantity
  for (const { baseReserve, quoteReserve, feeRate } of [pool, ...(pool.hops ?? [])]) {
    const keep = new Decimal(1).minus(feeRate)
    if (side === 'buy' && amount.greaterThanOrEqualTo(baseReserve)) return new Decimal(Infinity)
    amount =
      side === 'sell'
        ? amount.times(keep).times(quoteReserve).dividedBy(amount.times(keep).plus(baseReserve))
        : amount.times(quoteReserve).dividedBy(new Decimal(baseReserve).minus(amount).times(keep))
  }
  const value = price.times(quantity)
  return Decimal.max(0, side === 'sell' ? value.minus(amount) : amount.minus(value))
}
