/** What an order costs: commission, half spread and gas, each rounded up to its minor unit by itself. */
import { Decimal } from '../../src/domain/decimal.ts'
import type { Asset, Model } from './model.ts'
import { roundUp } from './standing.ts'

/** commission = min(max(fixed + perUnit q + rate x, min), maxRate x): the cap beats the minimum. */
export function costsOf(
  model: Model,
  asset: Asset,
  quantity: Decimal,
  value: Decimal,
): { commission: Decimal; spread: Decimal; gas: Decimal } {
  const { cost } = asset
  const plain = new Decimal(cost.fixed).plus(quantity.times(cost.perUnit)).plus(value.times(cost.rate))
  const atLeast = Decimal.max(plain, cost.min)
  const capped = cost.maxRate === null ? atLeast : Decimal.min(atLeast, value.times(cost.maxRate))
  return {
    commission: roundUp(capped, asset.currency),
    spread: roundUp(value.times(cost.halfSpread), asset.currency),
    gas: roundUp(new Decimal(cost.gas), model.base),
  }
}
