/**
 * Constant-product pools: what a swap pays in exact integers, over one pool or several, and the same as a convex cost.
 *
 * A pool holds R of what goes in and S of what comes out. With a fee f, `out = in (1-f) S / (R + in (1-f))`, rounded down
 * as the contract does. An instrument is the base of its first pool; what that pool quotes in is the base of the first
 * hop, and so on: the last pool quotes in the instrument's currency.
 */
import { Decimal, decimalOf, one, zero } from './decimal.ts'
import type { Cost } from './document.ts'

export type Pool = NonNullable<Cost['pool']>
type Hop = Pool['hops'][number]

/**
 * Smallest units of a token, 18 decimals as is most common on chain. A document does not say a token's own; with fewer,
 * the contract rounds more coarsely, by less than a minor unit of any currency.
 */
const scale = 10n ** 18n

/** One direction of one pool: reserves in the smallest units of either token, and what the fee leaves, as a ratio. */
export interface Swap {
  readonly reserveIn: bigint
  readonly reserveOut: bigint
  /** 1 - fee = keep / whole, such as 997 / 1000. */
  readonly keep: bigint
  readonly whole: bigint
}

/** What comes out for exactly this much in: floor(in keep S / (R whole + in keep)). */
export function amountOut(swap: Swap, amountIn: bigint): bigint {
  if (amountIn <= 0n) return 0n
  const kept = amountIn * swap.keep
  return (kept * swap.reserveOut) / (swap.reserveIn * swap.whole + kept)
}

/** The least that must go in for at least this much to come out; null when the pool does not hold so much. */
export function amountIn(swap: Swap, amountOut: bigint): bigint | null {
  if (amountOut <= 0n) return 0n
  if (amountOut >= swap.reserveOut || swap.keep <= 0n) return null
  const owed = swap.reserveIn * amountOut * swap.whole
  const per = (swap.reserveOut - amountOut) * swap.keep
  return (owed + per - 1n) / per
}

/** What selling exactly this quantity brings, in the instrument's currency, with 18 decimals. */
export function proceedsFrom(pool: Pool, quantity: Decimal): Decimal {
  const out = poolsOf(pool).reduce((amount, each) => amountOut(selling(each), amount), unitsDown(quantity))
  return amountOf(out)
}

/** What buying exactly this quantity takes, in the instrument's currency; null when a pool does not hold so much. */
export function paymentFor(pool: Pool, quantity: Decimal): Decimal | null {
  const paid = poolsOf(pool).reduce<bigint | null>(
    (amount, each) => (amount === null ? null : amountIn(buying(each), amount)),
    unitsUp(quantity),
  )
  return paid === null ? null : amountOf(paid)
}

/** The price at which the pools stand before any swap and without their fees: the product of quote / base. */
export function poolPrice(pool: Pool): Decimal {
  return poolsOf(pool).reduce(
    (price, each) => price.times(each.quoteReserve).dividedBy(each.baseReserve),
    one,
  )
}

/**
 * What an order of this quantity costs beside its value at the document's price, exact and unrounded, in the
 * instrument's currency: paid - price q for a buy, price q - received for a sell. Never below zero: where the pool's price is the
 * better one, the difference is no gain to plan with. Null when a pool does not hold what is to be bought.
 */
export function poolCost(
  pool: Pool,
  price: Decimal,
  side: 'buy' | 'sell',
  quantity: Decimal,
): Decimal | null {
  const value = price.times(quantity)
  if (side === 'sell') return Decimal.max(zero, value.minus(proceedsFrom(pool, quantity)))
  const paid = paymentFor(pool, quantity)
  return paid === null ? null : Decimal.max(zero, paid.minus(value))
}

/**
 * The cost of one side as floats: x (edge + x bend) / (1 - sign x bend) for an order of value x >= 0 at the document's
 * price, where it is above zero. Convex in x. Swaps one after the other are again one swap of this form.
 */
export interface PoolCurve {
  /** Cost per unit of value at the margin: the fee, and what the pool's price differs from the document's. */
  readonly edge: number
  /** One over the value at which a buy empties the pools, or a sell gets half the first price. */
  readonly bend: number
  /** 1 for buys, -1 for sells. */
  readonly sign: 1 | -1
}

/** Both sides of the pools against the document's price. */
export function poolCurves(
  pool: Pool,
  price: Decimal,
): { readonly buy: PoolCurve; readonly sell: PoolCurve } {
  const bought = composed(pool, (keep, base, quote) => ({ a: quote, b: keep.times(base), c: keep.negated() }))
  const sold = composed(pool, (keep, base, quote) => ({ a: keep.times(quote), b: base, c: keep }))
  return {
    buy: {
      edge: bought.a.dividedBy(bought.b.times(price)).minus(1).toNumber(),
      bend: bought.c.negated().dividedBy(bought.b.times(price)).toNumber(),
      sign: 1,
    },
    sell: {
      edge: one.minus(sold.a.dividedBy(sold.b.times(price))).toNumber(),
      bend: sold.c.dividedBy(sold.b.times(price)).toNumber(),
      sign: -1,
    },
  }
}

/** The expected cost of an order of this value, never below zero; infinite where the pools do not hold so much. */
export function curveCost(curve: PoolCurve, value: number): number {
  const rise = value * curve.bend
  const left = 1 - curve.sign * rise
  return left <= 0 ? Infinity : Math.max(0, (value * (curve.edge + rise)) / left)
}

/** The derivative of `curveCost` from the right: zero where the cost is zero because the pool's price is the better one. */
export function curveSlope({ edge, bend, sign }: PoolCurve, value: number): number {
  const rise = value * bend
  const left = 1 - sign * rise
  if (left <= 0) return Infinity
  return edge + rise < 0 ? 0 : Math.max(0, (edge + rise * (2 - sign * rise)) / (left * left))
}

/** What one unit of liquidity is worth after the price went to `ratio` times what it was, against holding: 2 sqrt(r) / (1 + r) - 1. */
export function impermanentLoss(ratio: number): number {
  return (2 * Math.sqrt(ratio)) / (1 + ratio) - 1
}

/**
 * What liquidity loses to arbitrage per unit of time, as a fraction of its value: sigma^2 / 8, sigma per square root of
 * that time (Milionis, Moallemi, Roughgarden and Zhang, "Automated Market Making and Loss-Versus-Rebalancing", 2022).
 */
export function lossVersusRebalancing(volatility: number): number {
  return (volatility * volatility) / 8
}

/** A swap as a function of the amount of base: a q / (b + c q). */
interface Fraction {
  readonly a: Decimal
  readonly b: Decimal
  readonly c: Decimal
}

/** Swaps behind one another: the fraction of a fraction is again one. */
function composed(
  pool: Pool,
  fractionOf: (keep: Decimal, base: Decimal, quote: Decimal) => Fraction,
): Fraction {
  return poolsOf(pool)
    .map((each) =>
      fractionOf(one.minus(each.feeRate), decimalOf(each.baseReserve), decimalOf(each.quoteReserve)),
    )
    .reduce((so, next) => ({
      a: so.a.times(next.a),
      b: so.b.times(next.b),
      c: so.c.times(next.b).plus(so.a.times(next.c)),
    }))
}

function poolsOf(pool: Pool): readonly Hop[] {
  return [pool, ...pool.hops]
}

/** The swap that takes base and gives quote. */
function selling(pool: Hop): Swap {
  return { ...feeOf(pool), reserveIn: reserve(pool.baseReserve), reserveOut: reserve(pool.quoteReserve) }
}

/** The swap that takes quote and gives base. */
function buying(pool: Hop): Swap {
  return { ...feeOf(pool), reserveIn: reserve(pool.quoteReserve), reserveOut: reserve(pool.baseReserve) }
}

/** The fee as the ratio its text means: "0.003" keeps 997 of 1000. */
function feeOf({ feeRate }: Hop): Pick<Swap, 'keep' | 'whole'> {
  const fee = decimalOf(feeRate)
  const whole = BigInt(`1${'0'.repeat(fee.decimalPlaces())}`)
  return { keep: whole - BigInt(fee.times(whole.toString()).toFixed(0)), whole }
}

function reserve(text: string): bigint {
  return unitsDown(decimalOf(text))
}

function unitsDown(amount: Decimal): bigint {
  return BigInt(amount.times(scale.toString()).toFixed(0, Decimal.ROUND_FLOOR))
}

function unitsUp(amount: Decimal): bigint {
  return BigInt(amount.times(scale.toString()).toFixed(0, Decimal.ROUND_CEIL))
}

function amountOf(units: bigint): Decimal {
  return new Decimal(units.toString()).dividedBy(scale.toString())
}
