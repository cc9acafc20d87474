/** The proof of plans with pools, impact and gas against planning by hand: what curves cost counts in every figure. */
import { expect, test } from 'vitest'
import { minorDecimals } from '../../src/domain/currency.ts'
import { Decimal, decimalOf, roundedText, sumOf, textOf, zero } from '../../src/domain/decimal.ts'
import type { Instrument, Portfolio } from '../../src/domain/document.ts'
import { driftOf } from '../../src/domain/drift.ts'
import { impactOf } from '../../src/domain/impact.ts'
import type { Plan, Trade } from '../../src/domain/plan.ts'
import { paymentFor, proceedsFrom } from '../../src/domain/pool.ts'
import { farthestLimit, type Proof } from '../../src/domain/proof.ts'
import { violationOf } from '../../src/engine/after.ts'
import { lifted, rulesOf } from '../../src/engine/lift.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { proof, provable } from '../../src/engine/proof.ts'
import { portfolio } from '../domain/sample.ts'

const pool = { baseReserve: '900', quoteReserve: '2250000', feeRate: '0.003' }
const impact = { coefficient: '0.8', dailyVolatility: '0.02', dailyVolume: '900000' }

/** A coin in a pool with gas, a fund that its own orders move, and one with a plain commission; far from their targets. */
function curved(account: object = {}, policy: object = {}, held: object = {}): Portfolio {
  const amounts = { COIN: '18', FUND: '300', BOND: '420', ...held }
  return portfolio({
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: [
      {
        id: 'COIN',
        currency: 'USD',
        price: '2500',
        step: '0.001',
        exposure: { coin: '1' },
        cost: { pool, gas: '4.25' },
      },
      { id: 'FUND', currency: 'USD', price: '100', exposure: { stock: '1' }, cost: { impact } },
      {
        id: 'BOND',
        currency: 'USD',
        price: '50',
        exposure: { bond: '1' },
        cost: { rate: '0.001', min: '1' },
      },
    ],
    accounts: [{ id: 'one', cash: { USD: '250' }, ...account }],
    lots: Object.entries(amounts).map(([instrument, quantity]) => ({ account: 'one', instrument, quantity })),
    targets: [
      { class: 'coin', weight: '0.3' },
      { class: 'stock', weight: '0.4' },
      { class: 'bond', weight: '0.3' },
    ],
    policy: {
      trigger: { any: [{ kind: 'band' }] },
      band: { kind: 'absolute', width: '0.02' },
      ...policy,
    },
  })
}

interface Proven {
  readonly name: string
  readonly document: Portfolio
  readonly plan: Plan
  readonly proof: Proof
}

const documents: readonly (readonly [string, Portfolio])[] = [
  ['a coin is sold', curved()],
  ['a coin is bought', curved({ cash: { USD: '400' } }, {}, { COIN: '4', FUND: '700' })],
  ['a coin may not be sold', curved({ rules: [{ instrument: 'COIN', do: 'no-sell' }] })],
  ['little may be turned over', curved({}, { turnoverCap: '0.05' })],
  ['most is kept aside', curved({ reserve: '2000', cash: { USD: '1500' } })],
]
const all: readonly Proven[] = documents.map(([name, document]) => {
  const found = proof(document)
  if (found === null) throw new Error(`${name} is refused`)
  return { name, document, plan: rebalance(document), proof: found }
})

const tradesIn = (kind: 'pool' | 'impact'): number =>
  all.reduce((sum, { document, plan }) => {
    const hasOne = (trade: Trade): boolean => instrumentOf(document, trade.instrument).cost[kind] !== null
    return sum + plan.trades.filter(hasOne).length
  }, 0)

test('coins in pools and funds with impact are traded', () => {
  expect(tradesIn('pool')).toBeGreaterThan(2)
  expect(tradesIn('impact')).toBeGreaterThan(3)
})

function instrumentOf(document: Portfolio, id: string): Instrument {
  const instrument = document.instruments.find((each) => each.id === id)
  if (instrument === undefined) throw new Error(`no ${id}`)
  return instrument
}

const up = (amount: Decimal): Decimal => amount.toDecimalPlaces(minorDecimals('USD'), Decimal.ROUND_CEIL)

/** What an order takes from the cash at another price, below zero where it brings some; a pool's quote moves with the price. */
function takesAt(document: Portfolio, { instrument: id, quantity, side }: Trade, price: Decimal): Decimal {
  const { cost, price: today } = instrumentOf(document, id)
  const many = decimalOf(quantity)
  const value = many.times(price).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN)
  const commission = Decimal.max(decimalOf(cost.rate).times(value), cost.min)
  const costs = [up(commission), decimalOf(cost.gas), up(slippage(cost, many, value, price, today, side))]
  return (side === 'buy' ? value : value.negated()).plus(sumOf(costs))
}

/** Impact of a value, and what a pool pays less, or asks more, than the price. */
function slippage(
  cost: Instrument['cost'],
  quantity: Decimal,
  value: Decimal,
  price: Decimal,
  today: string | null,
  side: Trade['side'],
): Decimal {
  if (cost.impact !== null) return impactOf(cost.impact, value)
  if (cost.pool === null) return zero
  const quote = decimalOf(cost.pool.quoteReserve)
    .times(price)
    .dividedBy(today ?? '1')
  const moved = { ...cost.pool, quoteReserve: textOf(quote.toDecimalPlaces(18)) }
  const fair = quantity.times(price)
  const paid = side === 'buy' ? paymentFor(moved, quantity) : proceedsFrom(moved, quantity)
  if (paid === null) throw new Error('the pool is empty')
  return Decimal.max(0, side === 'buy' ? paid.minus(fair) : fair.minus(paid))
}

const reserveOf = (document: Portfolio): string => document.accounts[0]?.reserve ?? '0'
const cashOf = (document: Portfolio): Decimal => decimalOf(document.accounts[0]?.cash['USD'] ?? '0')

/** Cash above the reserve when the plan's orders are executed at these prices. */
function spareAt({ document, plan }: Proven, priceOf: (trade: Trade) => Decimal): Decimal {
  const taken = plan.trades.map((trade) => takesAt(document, trade, priceOf(trade)))
  return cashOf(document).minus(sumOf(taken)).minus(reserveOf(document))
}

test('the costs by hand are those of the plan', () => {
  for (const each of all) {
    const { document, plan, name } = each
    const spare = spareAt(each, (trade) => decimalOf(trade.price))
    const after = decimalOf(plan.cash[0]?.after ?? 'none')
    expect(spare.plus(reserveOf(document)).toFixed(), `${name}: cash`).toBe(after.toFixed())
  }
})

test('without an order the plan lands where its other orders lead, curves included', () => {
  for (const { name, document, plan, proof: found } of all) {
    expect(found.counterfactuals).toHaveLength(plan.trades.length)
    const { rows } = driftOf(document)
    const aims = provable(document)?.aims ?? []
    for (const each of found.counterfactuals) {
      const others = plan.trades.filter((trade) => trade.instrument !== each.instrument)
      const cash = cashOf(document).minus(
        sumOf(others.map((trade) => takesAt(document, trade, decimalOf(trade.price)))),
      )
      const moved = others.map(({ account, instrument, side, quantity }) => ({
        account,
        instrument,
        quantity: side === 'buy' ? quantity : `-${quantity}`,
        acquired: null,
        unitCost: null,
      }))
      const accounts = document.accounts.map((one) => ({ ...one, cash: { USD: cash.toFixed() } }))
      const weights = driftOf({ ...document, accounts, lots: [...document.lots, ...moved] }).rows.map(
        (row) => row.weight,
      )
      const square = sumOf(
        rows.map((row, at) => {
          const violation = violationOf(weights[at] ?? zero, aims[at])
          return violation.times(violation).dividedBy(Decimal.max(row.target, '0.01'))
        }),
      )
      const drifts = rows.map((row, at) => (weights[at] ?? zero).minus(row.target).abs())
      expect(each, `${name} ${each.instrument}`).toMatchObject({
        maxDrift: roundedText(Decimal.max(0, ...drifts), 10),
        distance: roundedText(square.lessThan('1e-18') ? zero : square.sqrt(), 12),
        short: cash.lessThan(reserveOf(document)) ? 'one' : null,
      })
    }
  }
})

test('moved prices take from the cash what the orders then cost, pools and impact included', () => {
  let short = 0
  for (const each of all) {
    for (const { move, short: amounts } of each.proof.sensitivity) {
      const worst = (trade: Trade): Decimal =>
        decimalOf(trade.price).times(decimalOf('1')[trade.side === 'buy' ? 'plus' : 'minus'](move))
      const lacking = Decimal.max(0, spareAt(each, worst).negated())
      expect(amounts, `${each.name} ${move}`).toEqual([{ account: 'one', amount: textOf(lacking) }])
      if (!lacking.isZero()) short += 1
    }
  }
  expect(short).toBeGreaterThan(3)
})

const sideIn = (plan: Plan, instrument: string): string | null =>
  plan.trades.find((trade) => trade.instrument === instrument)?.side ?? null

/** The document at other prices; what a pool quotes moves with them. */
function movedTo(document: Portfolio, moved: string | null, factor: Decimal): Portfolio {
  const instruments = document.instruments.map((each) => {
    if (each.price === null || (moved !== null && each.id !== moved)) return each
    const { pool: own } = each.cost
    const quoteReserve = own && textOf(decimalOf(own.quoteReserve).times(factor))
    const cost = own && quoteReserve ? { ...each.cost, pool: { ...own, quoteReserve } } : each.cost
    return { ...each, price: textOf(decimalOf(each.price).times(factor)), cost }
  })
  return { ...document, instruments }
}

test('an order flips where planning again at the moved price and pool says so, and nowhere else', () => {
  for (const { name, document, plan, proof: found } of all.slice(0, 3)) {
    expect(found.movesUnseen).toBe(0)
    for (const { move, flips } of found.sensitivity) {
      const traded = plan.trades.map((trade) => trade.instrument)
      const plans = [null, ...traded].flatMap((moved) =>
        [true, false].map((rises) =>
          rebalance(movedTo(document, moved, decimalOf('1')[rises ? 'plus' : 'minus'](move))),
        ),
      )
      const turned = plans.flatMap((then) =>
        document.instruments.flatMap(({ id }) => {
          const [from, to] = [sideIn(plan, id), sideIn(then, id)]
          return from === to ? [] : [`${id} ${from} ${to}`]
        }),
      )
      const listed = flips.map(({ instrument, from, to }) => `${instrument} ${from} ${to}`)
      expect(listed.toSorted(), `${name} ${move}`).toEqual([...new Set(turned)].sort())
    }
  }
})

test('a limit price is the last at which the cash suffices, or as far away as a limit should be', () => {
  let [bound, capped] = [0, 0]
  for (const each of all) {
    expect(each.proof.limits).toHaveLength(each.plan.trades.length)
    for (const limit of each.proof.limits) {
      const at = (price: Decimal): Decimal =>
        spareAt(each, (trade) => (trade.instrument === limit.instrument ? price : decimalOf(trade.price)))
      const price = decimalOf(limit.limit)
      const beyond = limit.side === 'buy' ? price.plus('0.01') : price.minus('0.01')
      const today = decimalOf(instrumentOf(each.document, limit.instrument).price ?? '0')
      expect(at(price).isNegative(), `${each.name} ${limit.instrument}`).toBe(false)
      if (limit.capped) expect(beyond.minus(today).abs().gt(today.times(farthestLimit))).toBe(true)
      else expect(at(beyond).isNegative(), `${each.name} ${limit.instrument} beyond`).toBe(true)
      if (limit.capped) capped += 1
      else bound += 1
    }
  }
  expect(bound).toBeGreaterThan(3)
  expect(capped).toBeGreaterThan(0)
})

test('rules are priced as planning without them does, by what pools and impact then cost', () => {
  const paths: string[] = []
  for (const { name, document, plan, proof: found } of all) {
    expect(found.rulesUnseen).toBe(0)
    for (const price of found.rules) {
      const rules = rulesOf(document).filter((each) => each.path === price.path)
      const free = rebalance(lifted(document, rules))
      const saved = decimalOf(plan.totals?.cost ?? '0').minus(free.totals?.cost ?? '0')
      expect(decimalOf(price.expense).equals(saved), `${name} ${price.path}`).toBe(true)
      const nearer = (decimalOf(price.distance).toNumber() > 0 ? 1 : 0) + (saved.greaterThan(0) ? 1 : 0)
      expect(nearer).toBeGreaterThan(0)
      paths.push(price.path)
    }
  }
  expect(paths).toEqual(expect.arrayContaining(['accounts/0/rules/0', 'policy/turnoverCap']))
})
