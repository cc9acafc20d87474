/** Decimal text as documents hold it, from what files state. */
import { Decimal, textOf } from '../domain/decimal.ts'

/** Decimals of a cost or a price that was divided; more would only pretend to know. */
const derivedDecimals = 10

/** An amount over a quantity, rounded half-even to `derivedDecimals`, without trailing zeros. */
export function divided(amount: string, quantity: string): string {
  return textOf(new Decimal(amount).div(quantity).toDecimalPlaces(derivedDecimals, Decimal.ROUND_HALF_EVEN))
}

/** Without trailing zeros, and with no more decimals than a coin or a pool ever has. */
export function plainText(text: string): string {
  return textOf(new Decimal(text).toDecimalPlaces(18, Decimal.ROUND_HALF_EVEN))
}
