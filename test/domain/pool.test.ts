/** Pools: laws of the exact swap over many seeded pools, and that the float cost is the exact one. */
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/domain/decimal.ts'
import {
  amountIn,
  amountOut,
  curveCost,
  curveSlope,
  paymentFor,
  poolCost,
  poolCurves,
  poolPrice,
  proceedsFrom,
  type Pool,
  type Swap,
} from '../../src/domain/pool.ts'
import { diceOf, type Dice } from '../laws/dice.ts'

/** Asks a law of many seeds; the first that breaks it is named. */
function overSeeds(law: (dice: Dice) => void): void {
  for (let seed = 0; seed < 200; seed += 1) {
    try {
      law(diceOf(seed))
    } catch (fault) {
      throw new Error(`seed ${seed}`, { cause: fault })
    }
  }
}

function swapFrom(dice: Dice): Swap {
  const fee = dice.pick([0n, 1n, 3n, 10n])
  return {
    reserveIn: BigInt(dice.int(1, 1_000_000_000)) * 10n ** BigInt(dice.int(0, 15)),
    reserveOut: BigInt(dice.int(1, 1_000_000_000)) * 10n ** BigInt(dice.int(0, 15)),
    keep: 1000n - fee,
    whole: 1000n,
  }
}

/** A share of a reserve from almost nothing to most of it. */
function part(dice: Dice, of: bigint): bigint {
  const fine = 10n ** BigInt(dice.int(1, 9))
  return 1n + (of * BigInt(dice.int(1, 900))) / (1000n * fine)
}

describe('one swap', () => {
  test('more in is more out, each further unit brings less', () =>
    overSeeds((dice) => {
      const swap = swapFrom(dice)
      const step = part(dice, swap.reserveIn)
      const outs = Array.from({ length: 6 }, (_, at) => amountOut(swap, BigInt(at) * step))
      const gains = outs.slice(1).map((out, at) => out - (outs[at] ?? 0n))
      for (const [at, gain] of gains.entries()) {
        expect(gain >= 0n).toBe(true)
        // Rounding down can shift one unit from one step to the next.
        if (at > 0) expect(gain <= (gains[at - 1] ?? 0n) + 1n).toBe(true)
      }
      expect((outs[5] ?? 0n) < swap.reserveOut).toBe(true)
    }))

  test('the product of the reserves never falls, and a round trip never gains', () =>
    overSeeds((dice) => {
      const swap = swapFrom(dice)
      const paid = part(dice, swap.reserveIn)
      const got = amountOut(swap, paid)
      const after = { ...swap, reserveIn: swap.reserveIn + paid, reserveOut: swap.reserveOut - got }
      expect(after.reserveIn * after.reserveOut >= swap.reserveIn * swap.reserveOut).toBe(true)
      const back = { ...swap, reserveIn: after.reserveOut, reserveOut: after.reserveIn }
      expect(amountOut(back, got) <= paid).toBe(true)
    }))

  test('the least in for an amount out brings that amount, and one unit less does not', () =>
    overSeeds((dice) => {
      const swap = swapFrom(dice)
      const wanted = part(dice, swap.reserveOut)
      const needed = amountIn(swap, wanted)
      expect(needed === null).toBe(wanted >= swap.reserveOut)
      if (needed === null) return
      expect(amountOut(swap, needed) >= wanted).toBe(true)
      expect(amountOut(swap, needed - 1n) < wanted).toBe(true)
    }))
})

function poolFrom(dice: Dice): Pool {
  const fee = (): string => dice.pick(['0', '0.0005', '0.003', '0.01'])
  const one = (): Pool => ({
    baseReserve: dice.decimal(10, 100_000, dice.int(0, 8)),
    quoteReserve: dice.decimal(10, 100_000, dice.int(0, 8)),
    feeRate: fee(),
    hops: [],
  })
  const hops = Array.from({ length: dice.int(0, 2) }, () => {
    const { hops: _, ...hop } = one()
    return hop
  })
  return { ...one(), hops }
}

/** A document's price near the pools' own, now on this side of it, now on that. */
function priceNear(dice: Dice, pool: Pool): Decimal {
  return poolPrice(pool)
    .times(dice.decimal(0.98, 1.02, 6))
    .toDecimalPlaces(12)
}

describe('pools behind one another', () => {
  test('the float cost and its slope are those of the exact swap', () =>
    overSeeds((dice) => {
      const pool = poolFrom(dice)
      const price = priceNear(dice, pool)
      const curves = poolCurves(pool, price)
      for (const side of ['buy', 'sell'] as const) {
        const quantity = new Decimal(pool.baseReserve)
          .times(dice.decimal(0.0001, 0.3, 8))
          .toDecimalPlaces(8, Decimal.ROUND_UP)
        const exact = poolCost(pool, price, side, quantity)
        const value = quantity.times(price).toNumber()
        const float = curveCost(curves[side], value)
        expect(float === Infinity).toBe(exact === null)
        if (exact === null) continue
        // Relative to the cost, except for what rounding each swap to its last unit leaves.
        expect(Math.abs(float - exact.toNumber())).toBeLessThan(1e-9 * exact.toNumber() + 1e-11 * value)
        const h = value * 1e-5
        const [below, above] = [curveCost(curves[side], value - h), curveCost(curves[side], value + h)]
        const slope = curveSlope(curves[side], value)
        if (below > 0 && above < Infinity) expect(slope / ((above - below) / (2 * h))).toBeCloseTo(1, 5)
        expect(below + above).toBeGreaterThanOrEqual(2 * float * (1 - 1e-12))
      }
    }))

  test('what is bought can be sold again only at a loss', () =>
    overSeeds((dice) => {
      const pool = poolFrom(dice)
      const quantity = new Decimal(dice.decimal(0.001, 5, 8))
      const paid = paymentFor(pool, quantity) ?? new Decimal(Infinity)
      expect(proceedsFrom(pool, quantity).lessThanOrEqualTo(paid)).toBe(true)
    }))
})

const pool: Pool = { baseReserve: '100', quoteReserve: '200000', feeRate: '0.003', hops: [] }

test('a pool whose price is the better one costs nothing, and gives nothing', () => {
  const price = new Decimal(2100)
  expect(poolCost(pool, price, 'buy', new Decimal(1))?.toFixed()).toBe('0')
  expect(curveCost(poolCurves(pool, price).buy, 2100)).toBe(0)
  expect(curveSlope(poolCurves(pool, price).buy, 2100)).toBe(0)
  expect(poolCost(pool, price, 'sell', new Decimal(1))?.greaterThan(100)).toBe(true)
})

test('a pool cannot give what it does not hold', () => {
  const price = new Decimal(2000)
  expect(poolCost(pool, price, 'buy', new Decimal(100))).toBeNull()
  expect(curveCost(poolCurves(pool, price).buy, 200_000)).toBe(Infinity)
  expect(poolCost(pool, price, 'sell', new Decimal(100))).not.toBeNull()
})

test('two hops: the quote of the first pool flows through the second', () => {
  const through: Pool = {
    ...pool,
    hops: [{ baseReserve: '1000000', quoteReserve: '900000', feeRate: '0.0005' }],
  }
  expect(poolPrice(through).toFixed()).toBe('1800')
  const first = proceedsFrom(pool, new Decimal(3))
  const second = proceedsFrom({ ...pool, ...through.hops[0], hops: [] }, first)
  expect(proceedsFrom(through, new Decimal(3)).equals(second)).toBe(true)
})
