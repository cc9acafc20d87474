/** Golden cases of costs: market impact, pools and gas, each by the function that states its formula. */
import { expect, test } from 'vitest'
import { Decimal, sumOf } from '../../src/domain/decimal.ts'
import { gasInCoin, gasInMoney } from '../../src/domain/gas.ts'
import { impactCost, impactFactor, impactOf } from '../../src/domain/impact.ts'
import { amountOut, impermanentLoss, lossVersusRebalancing, proceedsFrom } from '../../src/domain/pool.ts'
import { absent, caseOf } from './cases.ts'

interface Tilted {
  readonly u: readonly number[]
  readonly portfolio_value: number
  readonly a: readonly number[]
  readonly b: number
  readonly sigma_daily: readonly number[]
  readonly market_volume_usd: readonly number[]
}

test.skipIf(absent)(
  'cost-cvxportfolio-32: half spread and square-root impact, in money and in weights',
  () => {
    const [inputs, expected] = caseOf('cost-cvxportfolio-32') as readonly [
      Tilted,
      { cost_usd: number; cost_fraction: number },
    ]
    const total = inputs.portfolio_value
    const impactAt = (at: number, size: number) => ({
      coefficient: String(inputs.b),
      dailyVolatility: String(inputs.sigma_daily[at]),
      dailyVolume: String((inputs.market_volume_usd[at] ?? NaN) / size),
    })

    const inMoney = inputs.u.map((u, at) =>
      impactOf(impactAt(at, 1), new Decimal(u).abs()).plus(new Decimal(u).abs().times(inputs.a[at] ?? NaN)),
    )
    expect(sumOf(inMoney).toNumber()).toBeCloseTo(expected.cost_usd, 8)

    // In weights the volume is measured in portfolios too: (v/V)^1/2 appears by itself.
    const inWeights = inputs.u.map((u, at) => {
      const z = Math.abs(u) / total
      return (inputs.a[at] ?? NaN) * z + impactCost(impactFactor(impactAt(at, total)), z)
    })
    expect(inWeights.reduce((a, b) => a + b, 0)).toBeCloseTo(expected.cost_fraction, 12)
  },
)

interface Swaps {
  readonly amount_in_reserveIn_reserveOut: readonly (readonly [number, number, number])[]
}

test.skipIf(absent)('amm-uniswap-v2: what comes out of a swap, to the last unit', () => {
  const [inputs, expected] = caseOf('amm-uniswap-v2') as readonly [
    Swaps,
    { amount_out_wei: readonly string[] },
  ]
  const unit = 10n ** 18n

  for (const [at, [amount, reserveIn, reserveOut]] of inputs.amount_in_reserveIn_reserveOut.entries()) {
    const swap = {
      reserveIn: BigInt(reserveIn) * unit,
      reserveOut: BigInt(reserveOut) * unit,
      keep: 997n,
      whole: 1000n,
    }
    const out = expected.amount_out_wei[at] ?? ''
    expect(amountOut(swap, BigInt(amount) * unit).toString()).toBe(out)

    const pool = { baseReserve: `${reserveIn}`, quoteReserve: `${reserveOut}`, feeRate: '0.003', hops: [] }
    expect(proceedsFrom(pool, new Decimal(amount)).times(unit.toString()).toFixed()).toBe(out)
  }
})

test.skipIf(absent)('amm-il-lvr: what providing liquidity loses to holding, and to arbitrage', () => {
  const [inputs, expected] = caseOf('amm-il-lvr') as readonly [
    { price_ratios: readonly number[]; sigma_daily: number },
    { il: readonly number[]; lvr_per_day_fraction: number },
  ]

  for (const [at, ratio] of inputs.price_ratios.entries())
    expect(impermanentLoss(ratio)).toBeCloseTo(expected.il[at] ?? NaN, 10)
  expect(lossVersusRebalancing(inputs.sigma_daily)).toBeCloseTo(expected.lvr_per_day_fraction, 12)
})

interface Gas {
  readonly gas_used: number
  readonly base_fee_gwei: number
  readonly priority_fee_gwei: number
  readonly eth_usd: number
  readonly portfolio_usd: number
}

test.skipIf(absent)('gas-eip1559: gas used times base and priority fee', () => {
  const [inputs, expected] = caseOf('gas-eip1559') as readonly [
    Gas,
    { fee_eth: number; fee_usd: number; K_fraction: number },
  ]
  const use = {
    gasUsed: String(inputs.gas_used),
    baseFeeGwei: String(inputs.base_fee_gwei),
    priorityFeeGwei: String(inputs.priority_fee_gwei),
  }

  const money = gasInMoney(use, new Decimal(inputs.eth_usd))
  expect(gasInCoin(use).equals(expected.fee_eth)).toBe(true)
  expect(money.equals(expected.fee_usd)).toBe(true)
  expect(money.dividedBy(inputs.portfolio_usd).equals(expected.K_fraction)).toBe(true)
})
