/** Random documents by seed: every feature the engine plans with, in ordinary and in absurd proportions. */
import { Decimal } from '../../src/domain/decimal.ts'
import { diceOf, type Dice } from './dice.ts'
import { policyOf, bandOf } from './generatePolicy.ts'
import type { RawAccount, RawCost, RawDocument, RawInstrument, RawLot, RawTarget } from './raw.ts'

const asOf = '2026-11-20'

/** The world that one document lives in. */
interface World {
  readonly dice: Dice
  readonly base: string
  readonly currencies: readonly string[]
  readonly rates: Record<string, string>
  /** Roughly what the whole is worth, in base currency. */
  readonly size: number
  readonly costly: boolean
}

export function documentOf(seed: number): RawDocument {
  const dice = diceOf(seed)
  const world = worldOf(dice)
  const targets = targetsOf(dice)
  const leaves = leavesOf(targets)
  const instruments = instrumentsOf(world, leaves)
  const accounts = accountsOf(world, instruments)
  const lots = lotsOf(world, instruments, accounts)
  return {
    evenkeel: 1,
    baseCurrency: world.base,
    asOf,
    rates: world.rates,
    ...(dice.chance(0.6) ? { conversion: conversionsOf(world) } : {}),
    instruments,
    accounts,
    lots,
    targets,
    policy: policyOf(dice, asOf),
  }
}

function worldOf(dice: Dice): World {
  const base = dice.pick(['USD', 'USD', 'USD', 'EUR', 'CHF', 'JPY', 'BTC'])
  const others = ['USD', 'EUR', 'GBP', 'JPY', 'KWD', 'ETH'].filter((each) => each !== base)
  const foreign = dice.chance(0.5) ? [] : dice.shuffled(others).slice(0, dice.int(1, 2))
  const rates = Object.fromEntries(foreign.map((each) => [each, rateOf(dice, each, base)]))
  const size = dice.pick([
    50, 1_000, 10_000, 10_000, 100_000, 100_000, 1_000_000, 1_000_000, 50_000_000, 1e12, 0.5,
  ])
  return { dice, base, currencies: [base, ...foreign], rates, size, costly: dice.chance(0.2) }
}

function rateOf(dice: Dice, currency: string, base: string): string {
  const worth: Readonly<Record<string, number>> = {
    USD: 1,
    EUR: 1.09,
    GBP: 1.27,
    JPY: 0.0067,
    KWD: 3.26,
    ETH: 2_900,
    CHF: 1.12,
    BTC: 64_000,
  }
  const rate = (worth[currency] ?? 1) / (worth[base] ?? 1)
  return dice.decimal(rate * 0.9, rate * 1.1, rate < 0.01 ? 8 : dice.pick([2, 4, 6]))
}

function conversionsOf(world: World): Record<string, string> {
  const foreign = Object.keys(world.rates)
  return Object.fromEntries(
    foreign.filter(() => world.dice.chance(0.8)).map((each) => [each, world.dice.decimal(0, 0.01, 4)]),
  )
}

/** Shares of a family as decimals of four places that sum to one; a few are zero, a few lean on the tolerance. */
function sharesOf(dice: Dice, count: number): string[] {
  const parts = Array.from({ length: count }, () => (dice.chance(0.08) ? 0 : dice.int(1, 100)))
  const sum = parts.reduce((a, b) => a + b, 0)
  if (sum === 0) return parts.map((_, at) => (at === 0 ? '1' : '0'))
  const floors = parts.map((part) => Math.floor((part / sum) * 10_000))
  const rest = 10_000 - floors.reduce((a, b) => a + b, 0)
  const largest = floors.indexOf(Math.max(...floors))
  floors[largest] = (floors[largest] ?? 0) + rest
  const shares = floors.map((each) => new Decimal(each).dividedBy(10_000))
  const slack = dice.chance(0.1) ? new Decimal(dice.pick(['0.00005', '-0.0001', '0.0001'])) : new Decimal(0)
  const lean = shares[largest]?.plus(slack)
  return shares.map((share, at) => (at === largest && lean?.lessThanOrEqualTo(1) ? lean : share).toFixed())
}

const names = [
  'us',
  'intl',
  'bond',
  'gold',
  'reit',
  'tips',
  'Zed',
  'é-acute',
  '\uff5e-wave',
  '\u{1d400}-astral',
  'a/b',
  '10',
  '9',
]

function targetsOf(dice: Dice): RawTarget[] {
  const count = dice.pick([1, 2, 2, 3, 3, 4, 5, 6])
  const classes: string[] = dice.shuffled(names).slice(0, count)
  if (dice.chance(0.4)) classes.push('cash')
  const groups = count >= 3 && dice.chance(0.45) ? ['growth', 'safety'].slice(0, dice.int(1, 2)) : []
  const homes: (string | null)[] = classes.map(() =>
    groups.length > 0 && dice.chance(0.6) ? dice.pick(groups) : null,
  )
  const used = groups.filter((group) => homes.includes(group))
  const nodes = [
    ...used.map((name) => ({ name, parent: null })),
    ...classes.map((name, at) => ({ name, parent: homes[at] ?? null })),
  ]
  const shares = new Map<string | null, string[]>()
  for (const parent of new Set(nodes.map((node) => node.parent)))
    shares.set(parent, sharesOf(dice, nodes.filter((node) => node.parent === parent).length))
  return dice.shuffled(
    nodes.map((node) => targetOf(dice, node.name, node.parent, shares.get(node.parent)?.pop() ?? '0')),
  )
}

function targetOf(dice: Dice, name: string, parent: string | null, weight: string): RawTarget {
  return {
    class: name,
    weight,
    ...(parent === null ? {} : { parent }),
    ...(dice.chance(0.2) ? { band: bandOf(dice) } : {}),
    ...(dice.chance(0.1) ? { location: dice.some(['exempt', 'taxable', 'deferred'], 1) } : {}),
  }
}

function leavesOf(targets: readonly RawTarget[]): string[] {
  const parents = new Set(targets.map((target) => target.parent ?? null))
  return targets.map((target) => target.class).filter((name) => !parents.has(name))
}

function instrumentsOf(world: World, leaves: readonly string[]): RawInstrument[] {
  const { dice } = world
  const invested = leaves.filter((leaf) => leaf !== 'cash')
  const own = invested.flatMap((leaf) => {
    const count = dice.pick([0, 1, 1, 1, 1, 2])
    const plain = dice.chance(0.3)
    return Array.from({ length: count }, (_, at) =>
      instrumentOf(
        world,
        plain && at === 0 ? leaf : `${leaf}-${at}`,
        plain && at === 0 ? null : { [leaf]: '1' },
      ),
    )
  })
  const funds =
    invested.length > 1 && dice.chance(0.4) ? [fundOf(world, [...new Set([...invested, 'cash'])])] : []
  const all = [...own, ...funds]
  return all.length > 0 ? all : [instrumentOf(world, 'only', { [invested[0] ?? 'cash']: '1' })]
}

function fundOf(world: World, leaves: readonly string[]): RawInstrument {
  const parts = world.dice.shuffled(leaves).slice(0, world.dice.int(2, 3))
  const exposure = parts.length === 2 ? ['0.6', '0.4'] : ['0.5', '0.3', '0.2']
  return instrumentOf(
    world,
    'blend',
    Object.fromEntries(parts.map((part, at) => [part, exposure[at] ?? '0'])),
  )
}

function instrumentOf(world: World, id: string, exposure: Record<string, string> | null): RawInstrument {
  const { dice } = world
  const currency = dice.pick(world.currencies)
  const price = priceOf(world, currency)
  return {
    id,
    currency,
    price,
    step: dice.pick(['1', '1', '1', '0.001', '0.00000001', '0.25', '100']),
    ...(exposure === null ? {} : { exposure }),
    ...(dice.chance(0.25)
      ? { minTrade: dice.decimal(0, (world.size / unitOf(world, currency)) * 0.03, 2) }
      : {}),
    ...(dice.chance(0.06) ? { exclude: true } : {}),
    ...(dice.chance(0.2) ? { preference: dice.int(1, 3) } : {}),
    ...(dice.chance(0.3) ? { priceAsOf: dice.pick([asOf, '2026-11-19', '2026-11-21']) } : {}),
    ...(dice.chance(0.65) ? { cost: costOf(world, currency) } : {}),
  }
}

/** What one unit of a currency is worth in base currency, near enough for making sensible amounts. */
function unitOf(world: World, currency: string): number {
  return Number(world.rates[currency] ?? 1)
}

/** From dust to prices above the whole account. */
function priceOf(world: World, currency: string): string {
  const shares = world.dice.pick([0.7, 5, 30, 300, 300, 3_000, 3_000, 100_000])
  const price = world.size / unitOf(world, currency) / shares
  const text = world.dice.decimal(price * 0.5, price * 1.5, price < 1 ? 8 : world.dice.pick([2, 2, 4]))
  return text === '0' ? '0.01' : text
}

function costOf(world: World, currency: string): RawCost {
  const { dice } = world
  const unit = world.size / unitOf(world, currency)
  const ticket = unit * (world.costly ? 0.02 : 0.0002)
  const cost: RawCost = {}
  if (dice.chance(0.35)) cost.fixed = dice.decimal(0, ticket, 4)
  if (dice.chance(0.2)) cost.perUnit = dice.decimal(0, 0.05, 4)
  if (dice.chance(0.4)) cost.rate = dice.decimal(0, 0.01, 4)
  if (dice.chance(0.25)) cost.min = dice.decimal(0, ticket * 2, 2)
  if (dice.chance(0.25)) cost.maxRate = dice.pick(['0.01', '0.005', '0.0001', '0'])
  if (dice.chance(0.4)) cost.halfSpread = dice.decimal(0, 0.005, 5)
  if (dice.chance(0.12)) cost.gas = dice.decimal(0, world.size * (world.costly ? 0.01 : 0.0001), 4)
  return cost
}

function accountsOf(world: World, instruments: readonly RawInstrument[]): RawAccount[] {
  const count = world.dice.pick([1, 1, 2, 2, 3, 4])
  const ids = world.dice.shuffled(['taxable', 'ira', 'Roth', 'broker-\u{1d400}']).slice(0, count)
  return ids.map((id) => accountOf(world, id, instruments, world.size / count))
}

function accountOf(
  world: World,
  id: string,
  instruments: readonly RawInstrument[],
  size: number,
): RawAccount {
  const { dice } = world
  const account: RawAccount = { id, cash: cashOf(world, size) }
  if (dice.chance(0.4)) account.kind = dice.pick(['taxable', 'deferred', 'exempt'])
  if (dice.chance(0.3)) account.reserve = dice.decimal(0, size * dice.pick([0.01, 0.05, 0.3]), 2)
  if (dice.chance(0.3))
    account.flow = dice.decimal(-size * dice.pick([0, 0.02, 0.2]), size * dice.pick([0, 0.05, 0.5]), 2)
  if (dice.chance(0.2)) account.allowed = dice.some(instruments.map((each) => each.id))
  if (dice.chance(0.3))
    account.rules = dice
      .some(instruments)
      .map((each) => ({ instrument: each.id, do: dice.pick(['hold', 'no-buy', 'no-sell']) }))
  return account
}

function cashOf(world: World, size: number): Record<string, string> {
  const { dice } = world
  return Object.fromEntries(
    world.currencies
      .filter(() => dice.chance(0.75))
      .map((currency) => {
        const most = (size / unitOf(world, currency)) * dice.pick([0, 0.01, 0.05, 0.4])
        const least = dice.chance(0.04) ? -most / 5 : 0
        return [currency, dice.decimal(least, most, dice.pick([2, 2, 0, 4]))]
      }),
  )
}

function lotsOf(
  world: World,
  instruments: readonly RawInstrument[],
  accounts: readonly RawAccount[],
): RawLot[] {
  const { dice } = world
  return accounts.flatMap((account) => {
    if (dice.chance(0.08)) return []
    return instruments.flatMap((instrument) => {
      if (dice.chance(0.3)) return []
      const worth = (world.size / accounts.length / instruments.length) * dice.pick([0.1, 0.5, 1, 1, 1.5, 3])
      const units = new Decimal(worth / unitOf(world, instrument.currency)).dividedBy(instrument.price)
      return splitOf(dice, account.id, instrument, units)
    })
  })
}

/** One to three lots; most on the step, some not, as reinvested dividends leave them. */
function splitOf(dice: Dice, account: string, instrument: RawInstrument, units: Decimal): RawLot[] {
  const step = dice.chance(0.2) ? '0.0001' : (instrument.step ?? '1')
  return Array.from({ length: dice.pick([1, 1, 2, 3]) }, (_, at): RawLot => {
    const quantity = units
      .times(dice.decimal(0.1, 1, 3))
      .dividedToIntegerBy(step)
      .times(step)
    const dates = ['2019-02-28', '2021-03-01', null]
    return {
      account,
      instrument: instrument.id,
      quantity: quantity.toDecimalPlaces(8).toFixed(),
      acquired: dates[at] ?? null,
      ...(dice.chance(0.5) ? { unitCost: instrument.price } : {}),
    }
  })
}
