/** What a chain charges for an order: EIP-1559, where the base fee is burnt and the priority fee goes to the validator. */
import { Decimal, decimalOf } from './decimal.ts'

/** As wallets and explorers show it: units of gas, and fees in gwei (10^-9 coin) per unit; decimal text. */
export interface GasUse {
  readonly gasUsed: string
  readonly baseFeeGwei: string
  readonly priorityFeeGwei: string
}

const gweiPerCoin = new Decimal('1000000000')

/** gasUsed (baseFee + priorityFee), in the chain's own coin; exact. */
export function gasInCoin({ gasUsed, baseFeeGwei, priorityFeeGwei }: GasUse): Decimal {
  const perUnit = decimalOf(baseFeeGwei).plus(decimalOf(priorityFeeGwei))
  return decimalOf(gasUsed).times(perUnit).dividedBy(gweiPerCoin)
}

/** The same in money at a price of the coin; unrounded, as costs are rounded up by the caller. */
export function gasInMoney(use: GasUse, coinPrice: Decimal): Decimal {
  return gasInCoin(use).times(coinPrice)
}
