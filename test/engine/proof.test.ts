/** The proof of a plan against what its own words mean: every figure is worked out again from the document. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentOf as decoded } from '../../src/domain/decode.ts'
import { Decimal, decimalOf, roundedText, sumOf, zero } from '../../src/domain/decimal.ts'
import type { Instrument, Portfolio } from '../../src/domain/document.ts'
import { driftOf } from '../../src/domain/drift.ts'
import type { Plan, Trade } from '../../src/domain/plan.ts'
import { farthestLimit, type Proof } from '../../src/domain/proof.ts'
import { violationOf } from '../../src/engine/after.ts'
import { commissionOf } from '../../src/engine/ledger.ts'
import { lifted, rulesOf } from '../../src/engine/lift.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { partOf, proof, provable } from '../../src/engine/proof.ts'
import { mostOn } from '../../src/engine/proofRules.ts'
import { portfolioOf } from '../bench/portfolio.ts'
import { portfolio, sample } from '../domain/sample.ts'
import { documentOf as randomDocument } from '../laws/generate.ts'
import { permuted } from '../laws/permute.ts'

interface Proven {
  readonly name: string
  readonly document: Portfolio
  readonly plan: Plan
  readonly proof: Proof
}

function proven(name: string, json: unknown): Proven[] {
  const document = decoded(json)
  if (!document.ok) throw new Error(`${name}: ${JSON.stringify(document.problems)}`)
  const found = proof(document.value)
  return found === null
    ? []
    : [{ name, document: document.value, plan: rebalance(document.value), proof: found }]
}

const demo: unknown = JSON.parse(readFileSync('public/demo.json', 'utf8'))
const seeds = [3, 5, 9, 11, 15]
const all = [
  ...proven('demo', demo),
  ...proven('three accounts', portfolioOf({ holdings: 24, classes: 6 })),
  ...seeds.flatMap((seed) => proven(`seed ${seed}`, randomDocument(seed))),
]

/** One currency, so that cash can be counted on one's fingers. */
const plain = all.filter(({ plan }) => plan.cash.every((line) => line.currency === plan.cash[0]?.currency))

test('there is something to prove', () => {
  expect(all.length).toBeGreaterThan(5)
  expect(plain.length).toBeGreaterThan(2)
  expect(plain.reduce((sum, { plan }) => sum + plan.trades.length, 0)).toBeGreaterThan(15)
})

const costOf = ({ costs }: Trade): Decimal =>
  sumOf([costs.commission, costs.spread, costs.impact, costs.gas].map(decimalOf))

/** What a trade takes from its account's cash, below zero where it brings some. */
const takes = (trade: Trade): Decimal =>
  (trade.side === 'buy' ? decimalOf(trade.value) : decimalOf(trade.value).negated()).plus(costOf(trade))

const sameOrder = (
  a: { account: string; instrument: string },
  b: { account: string; instrument: string },
): boolean => a.account === b.account && a.instrument === b.instrument

/** The document once these trades are executed and the flows have come or gone. */
function executed(document: Portfolio, trades: readonly Trade[]): Portfolio {
  const moved = trades.map(({ account, instrument, side, quantity }) => ({
    account,
    instrument,
    quantity: side === 'buy' ? quantity : decimalOf(quantity).negated().toFixed(),
    acquired: null,
    unitCost: null,
  }))
  const accounts = document.accounts.map((account) => {
    const own = trades.filter((trade) => trade.account === account.id)
    const cash = decimalOf(account.cash[document.baseCurrency] ?? '0')
      .plus(account.flow)
      .minus(sumOf(own.map(takes)))
    return { ...account, flow: '0', cash: { [document.baseCurrency]: cash.toFixed() } }
  })
  return { ...document, lots: [...document.lots, ...moved], accounts }
}

test('without an order the plan lands where its other orders lead', () => {
  for (const { name, document, plan, proof: found } of plain) {
    expect(found.counterfactuals.map((each) => `${each.account} ${each.instrument}`).sort()).toEqual(
      plan.trades.map((each) => `${each.account} ${each.instrument}`).sort(),
    )
    const rows = driftOf(document).rows
    const aims = provable(document)?.aims ?? []
    for (const each of found.counterfactuals) {
      const others = plan.trades.filter((trade) => !sameOrder(trade, each))
      const after = executed(document, others)
      const weights = driftOf(after).rows.map((row) => row.weight)
      const drifts = rows.map((row, at) => (weights[at] ?? zero).minus(row.target).abs())
      const square = sumOf(
        rows.map((row, at) => {
          const violation = violationOf(weights[at] ?? zero, aims[at])
          return violation.times(violation).dividedBy(Decimal.max(row.target, '0.01'))
        }),
      )
      const account = after.accounts.find(({ id }) => id === each.account)
      const cash = decimalOf(account?.cash[document.baseCurrency] ?? '0')
      const because = plan.trades.find((trade) => sameOrder(trade, each))?.because
      const at = rows.findIndex((row) => because && 'class' in because && row.class === because.class)
      const own = rows[at] && (weights[at] ?? zero).minus(rows[at].target)
      expect(each, `${name} ${each.instrument}`).toMatchObject({
        class: rows[at]?.class ?? null,
        drift: own ? roundedText(own, 10) : null,
        maxDrift: roundedText(Decimal.max(0, ...drifts), 10),
        distance: roundedText(square.lessThan('1e-18') ? zero : square.sqrt(), 12),
        short: cash.lessThan(account?.reserve ?? '0') ? each.account : null,
      })
    }
  }
})

test('the largest orders come first', () => {
  for (const { plan, proof: found } of plain) {
    const values = found.counterfactuals.map(
      (each) => plan.trades.find((trade) => sameOrder(trade, each))?.value ?? '0',
    )
    expect(values).toEqual([...values].sort((a, b) => decimalOf(b).comparedTo(a)))
  }
})

/** What the account has above its reserve when its orders are executed at these prices. */
function spareAt(
  document: Portfolio,
  plan: Plan,
  account: string,
  priceOf: (trade: Trade) => Decimal,
): Decimal {
  const owner = document.accounts.find(({ id }) => id === account)
  const line = plan.cash.find((each) => each.account === account)
  if (owner === undefined || line === undefined) throw new Error(`no cash in ${account}`)
  const own = plan.trades.filter((trade) => trade.account === account)
  return decimalOf(line.before)
    .plus(line.flow)
    .minus(sumOf(own.map((trade) => takes(repriced(document, trade, priceOf(trade))))))
    .minus(owner.reserve)
}

/** The same order at another price: value to the nearest minor unit, every cost up to the next. */
function repriced(document: Portfolio, trade: Trade, price: Decimal): Trade {
  const { cost } = instrumentOf(document, trade.instrument)
  const places = trade.value.split('.')[1]?.length ?? 0
  const quantity = decimalOf(trade.quantity)
  const value = quantity.times(price).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)
  const up = (amount: Decimal): string => amount.toDecimalPlaces(places, Decimal.ROUND_CEIL).toFixed()
  return {
    ...trade,
    value: value.toFixed(),
    costs: {
      ...trade.costs,
      commission: up(commissionOf(cost, quantity, value)),
      spread: up(value.times(cost.halfSpread)),
    },
  }
}

function instrumentOf(document: Portfolio, id: string): Instrument {
  const instrument = document.instruments.find((each) => each.id === id)
  if (instrument === undefined) throw new Error(`no ${id}`)
  return instrument
}

test('a limit price is the last at which the cash suffices, or as far away as a limit should be', () => {
  let [open, capped] = [0, 0]
  for (const { name, document, plan, proof: found } of plain) {
    expect(found.limits).toHaveLength(plan.trades.length)
    for (const limit of found.limits) {
      const trade = plan.trades.find((each) => sameOrder(each, limit))
      if (trade === undefined) throw new Error('a limit without a trade')
      const price = decimalOf(limit.limit)
      const minor = trade.value.split('.')[1]?.length ?? 0
      const tick = new Decimal(10).pow(-Math.max(decimalOf(trade.price).decimalPlaces(), minor))
      const beyond = limit.side === 'buy' ? price.plus(tick) : price.minus(tick)
      const spare = (at: Decimal): Decimal =>
        spareAt(document, plan, limit.account, (each) =>
          sameOrder(each, limit) ? at : decimalOf(each.price),
        )
      expect(spare(price).gte(0), `${name} ${limit.instrument} at ${limit.limit}`).toBe(true)
      const far = (at: Decimal): boolean =>
        at.minus(trade.price).abs().greaterThan(decimalOf(trade.price).times(farthestLimit))
      expect(far(price)).toBe(false)
      expect(limit.capped, `${name} ${limit.instrument} beyond ${limit.limit}`).toBe(far(beyond))
      if (limit.capped) capped += 1
      else expect(spare(beyond).lt(0), `${name} ${limit.instrument} beyond ${limit.limit}`).toBe(true)
      open += limit.capped ? 0 : 1
    }
  }
  expect(open).toBeGreaterThan(5)
  expect(capped).toBeGreaterThan(5)
})

test('the cash is short by what the worst of the moves takes, and the buffer covers it', () => {
  let short = 0
  for (const { name, document, plan, proof: found } of plain) {
    for (const { move, short: amounts } of found.sensitivity) {
      const worst = (trade: Trade): Decimal =>
        decimalOf(trade.price).times(decimalOf('1')[trade.side === 'buy' ? 'plus' : 'minus'](move))
      for (const { account, amount } of amounts) {
        const isTrading = plan.trades.some((trade) => trade.account === account)
        const spare = isTrading ? spareAt(document, plan, account, worst) : zero
        expect(decimalOf(amount).equals(Decimal.max(0, spare.negated())), `${name} ${account} ${move}`).toBe(
          true,
        )
        if (!decimalOf(amount).isZero()) short += 1
      }
    }
    for (const { account, amount } of found.buffers) {
      const last = found.sensitivity.at(-1)?.short.find((each) => each.account === account)?.amount ?? '0'
      expect(decimalOf(amount).gte(last), `${name} ${account}`).toBe(true)
    }
  }
  expect(short).toBeGreaterThan(5)
})

/** The document at other prices; the plan of it decides what flips. */
function movedTo(document: Portfolio, moved: string | null, factor: string): Portfolio {
  const instruments = document.instruments.map((each) =>
    each.price === null || (moved !== null && each.id !== moved)
      ? each
      : { ...each, price: decimalOf(each.price).times(factor).toFixed() },
  )
  return { ...document, instruments }
}

const sideIn = (plan: Plan, order: { account: string; instrument: string }): string | null =>
  plan.trades.find((trade) => sameOrder(trade, order))?.side ?? null

const factorOf = (move: string, up: boolean): string => decimalOf('1')[up ? 'plus' : 'minus'](move).toFixed()

test('a flip is what planning again at the moved prices changes, and none of all prices together is left out', () => {
  for (const { name, document, plan, proof: found } of all.slice(0, 4)) {
    for (const { move, flips } of found.sensitivity) {
      for (const flip of flips.filter((each) => each.moved !== null).slice(0, 3)) {
        const then = rebalance(movedTo(document, flip.moved, factorOf(move, flip.up)))
        const sides = [sideIn(plan, flip), sideIn(then, flip)]
        expect(sides, `${name} ${flip.instrument}`).toEqual([flip.from, flip.to])
      }
      for (const up of [true, false]) {
        const then = rebalance(movedTo(document, null, factorOf(move, up)))
        for (const order of [...plan.trades, ...then.trades]) {
          const [from, to] = [sideIn(plan, order), sideIn(then, order)]
          const listed = flips.find((flip) => sameOrder(flip, order) && flip.from === from && flip.to === to)
          const moved = from === to ? undefined : null
          expect(listed?.moved, `${name} ${move} ${order.instrument}`).toBe(moved)
        }
      }
    }
  }
})

test('a listed rule gains what it says, and is worth seeing', () => {
  let listed = 0
  for (const { name, document, plan, proof: found } of all) {
    for (const price of found.rules) {
      const rule = rulesOf(document).filter((each) => each.path === price.path)
      expect(rule, `${name} ${price.path}`).toMatchObject([{ rule: price.rule }])
      const free = rebalance(lifted(document, rule))
      const gain = decimalOf(plan.totals?.cost ?? '0').minus(free.totals?.cost ?? '0')
      expect(decimalOf(price.expense).equals(gain), `${name} ${price.path}`).toBe(true)
      expect(decimalOf(price.distance).gte(document.policy.resolution) || gain.greaterThan(0)).toBe(true)
      listed += 1
    }
    const steps = found.rules.map((each) =>
      decimalOf(each.distance).dividedBy(document.policy.resolution).trunc().toNumber(),
    )
    expect(steps).toEqual([...steps].sort((a, b) => b - a))
  }
  expect(listed).toBeGreaterThan(4)
})

/** Two funds 20 points from their targets, in one account unless said. */
function held(account: object, policy: object = {}, instrument: object = {}): Portfolio {
  const base = sample() as Record<string, object>
  return portfolio({
    ...base,
    instruments: [
      { id: 'AAA', currency: 'USD', price: '100', exposure: { stock: '1' }, ...instrument },
      { id: 'BBB', currency: 'USD', price: '50', exposure: { bond: '1' } },
      {
        id: 'CCC',
        currency: 'USD',
        price: '20',
        exposure: { bond: '1' },
        preference: 2,
        cost: { rate: '0.01' },
      },
    ],
    accounts: [{ id: 'one', cash: { USD: '100' }, ...account }],
    lots: [
      { account: 'one', instrument: 'AAA', quantity: '80' },
      { account: 'one', instrument: 'BBB', quantity: '40' },
    ],
    policy: { ...base['policy'], destination: '1', ...policy },
  })
}

/** The part about rules, without the moves, which take longest. */
function rulesOfPlan(document: Portfolio): unknown {
  const subject = provable(document)
  return subject && partOf(subject, 'rules')
}

const rule = (instrument: string, does: string) => ({ rules: [{ instrument, do: does }] })
const binding: readonly (readonly [string, Portfolio, string])[] = [
  ['no-sell', held(rule('AAA', 'no-sell')), 'accounts/0/rules/0'],
  ['hold', held(rule('AAA', 'hold')), 'accounts/0/rules/0'],
  ['no-buy', held(rule('BBB', 'no-buy')), 'accounts/0/rules/0'],
  ['an allowed list', held({ allowed: ['AAA', 'CCC'] }), 'accounts/0/allowed'],
  ['a reserve', held({ reserve: '2000' }), 'accounts/0/reserve'],
  ['a minimum', held({}, {}, { minTrade: '3000' }), 'instruments/0/minTrade'],
  ['buying only', held({}, { sides: 'buy' }), 'policy/sides'],
  ['selling only', held({}, { sides: 'sell' }), 'policy/sides'],
  ['a turnover cap', held({}, { turnoverCap: '0.05' }), 'policy/turnoverCap'],
  ['a number of trades', held({}, { maxTrades: 1 }), 'policy/maxTrades'],
]
test.each(binding)('%s that holds a plan back is listed with its price', (_, document, path) => {
  expect(rulesOfPlan(document)).toMatchObject({ rules: [{ path }], rulesUnseen: 0 })
})

const idle: readonly (readonly [string, Portfolio])[] = [
  ['a rule on what need not be sold', held(rule('BBB', 'no-sell'))],
  ['a cap that is not reached', held({}, { turnoverCap: '0.9', maxTrades: 9 })],
  ['a minimum below the order', held({}, {}, { minTrade: '500' })],
  ['a list with everything on it', held({ allowed: ['AAA', 'BBB', 'CCC'] })],
]
test.each(idle)('%s costs nothing', (_, document) => {
  expect(rulesOfPlan(document)).toMatchObject({ rules: [], rulesUnseen: 0 })
})

test('what is not looked at is counted', () => {
  const names = Array.from({ length: 40 }, (_, at) => `S${at}`)
  const base = sample() as Record<string, object>
  const document = portfolio({
    ...base,
    instruments: [
      ...names.map((id) => ({ id, currency: 'USD', price: '10', exposure: { stock: '1' } })),
      { id: 'B', currency: 'USD', price: '10', exposure: { bond: '1' } },
    ],
    accounts: [{ id: 'one', rules: names.map((instrument) => ({ instrument, do: 'no-sell' })) }],
    lots: names.map((instrument) => ({ account: 'one', instrument, quantity: '20' })),
  })
  const subject = provable(document)
  if (subject === null) throw new Error('refused')
  const part = partOf(subject, 'rules')
  expect(part).toMatchObject({ kind: 'rules', rulesUnseen: names.length - mostOn(subject) })
})

test('a refused plan has no proof, and one that does nothing a short one', () => {
  expect(proof(null)).toBeNull()
  expect(proof(held({ flow: '-99999' }))).toBeNull()
  const still = held({}, { trigger: { any: [{ kind: 'never' }] } })
  expect(proof(still)).toMatchObject({ counterfactuals: [], limits: [], rules: [] })
})

test('the order of the document changes nothing but paths', () => {
  const bare = (json: unknown): unknown =>
    JSON.parse(JSON.stringify(proof(json)).replaceAll(/"path":"[^"]*"/gu, '"path":""'))
  for (const seed of [9]) {
    const document = randomDocument(seed)
    expect(bare(permuted(document, 7)), `seed ${seed}`).toEqual(bare(document))
  }
})
