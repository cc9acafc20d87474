/** Random small households with taxes: three kinds of accounts, lots of all ages, wash groups, sales of before, every method. */
import { Decimal } from '../../src/domain/decimal.ts'
import { diceOf, type Dice } from './dice.ts'
import { bandOf } from './generatePolicy.ts'
import type {
  RawAccount,
  RawCost,
  RawDocument,
  RawInstrument,
  RawLot,
  RawPolicy,
  RawSale,
  RawTarget,
  RawTax,
} from './raw.ts'

const asOf = '2026-11-20'

/** Most accounts times instruments, by the seed; planning takes ten times as long with twenty. */
const mostSlots = [2, 3, 2, 4]
/** Far from all seeds that anyone counts through. */
const stride = 1_000_003

/** Those of one in a hundred, which may trade parts of shares. */
const mostFineSlots = 8

/** The household of a seed. */
export function householdOf(seed: number): RawDocument {
  const isFine = seed % 100 === 57
  const most = isFine ? mostFineSlots : (mostSlots[seed % mostSlots.length] ?? 2)
  for (let other = seed; ; other += stride) {
    const document = anyHouseholdOf(other, isFine ? 0.5 : 0)
    if (document.accounts.length * document.instruments.length <= most) return document
  }
}

/** `fine` is the share of instruments that trade in parts. */
function anyHouseholdOf(seed: number, fine: number): RawDocument {
  const dice = diceOf(seed * 6_007 + 29)
  const classes = ['a', 'b', 'c'].slice(0, dice.pick([1, 2, 2, 3]))
  const foreign = dice.chance(0.15)
  const instruments = classes.flatMap((name) => instrumentsOf(dice, name, foreign, fine))
  const accounts = accountsOf(dice, instruments)
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf,
    ...(foreign ? { rates: { EUR: '1.0871' }, conversion: { EUR: '0.0002' } } : {}),
    instruments,
    accounts,
    lots: lotsOf(dice, instruments, accounts),
    realised: realisedOf(dice, instruments, accounts),
    targets: targetsOf(dice, classes),
    policy: policyOf(dice),
    tax: taxOf(dice),
  }
}

/** One or two of a class; in the same wash group, in others, or in none. */
function instrumentsOf(dice: Dice, name: string, foreign: boolean, fine: number): RawInstrument[] {
  const count = dice.pick([1, 1, 1, 2, 2, 3])
  return Array.from({ length: count }, (_, at): RawInstrument => {
    const group = dice.pick([null, null, `same-${name}`, `${name}-${at}`, 'everything'])
    return {
      id: `${name}${at}`,
      currency: foreign && dice.chance(0.4) ? 'EUR' : 'USD',
      price: dice.decimal(8, 240, 2),
      step: dice.chance(fine) ? '0.001' : '1',
      exposure: { [name]: '1' },
      ...(group === null ? {} : { washGroup: group }),
      ...(dice.chance(0.15) ? { preference: dice.int(1, 3) } : {}),
      ...(dice.chance(0.1) ? { minTrade: dice.decimal(0, 400, 2) } : {}),
      ...(dice.chance(0.04) ? { exclude: true } : {}),
      ...(dice.chance(0.6) ? { cost: costOf(dice) } : {}),
    }
  })
}

function costOf(dice: Dice): RawCost {
  const cost: RawCost = {}
  if (dice.chance(0.25)) cost.fixed = dice.decimal(0, 8, 2)
  if (dice.chance(0.2)) cost.perUnit = dice.decimal(0, 0.5, 3)
  if (dice.chance(0.4)) cost.rate = dice.decimal(0, 0.01, 4)
  if (dice.chance(0.2)) cost.min = dice.decimal(0, 9, 2)
  if (dice.chance(0.4)) cost.halfSpread = dice.decimal(0, 0.004, 4)
  if (dice.chance(0.08)) cost.gas = dice.decimal(0, 4, 2)
  return cost
}

const kinds = ['taxable', 'deferred', 'exempt'] as const

function accountsOf(dice: Dice, instruments: readonly RawInstrument[]): RawAccount[] {
  const count = dice.pick([1, 2, 2, 3, 4])
  return Array.from({ length: count }, (_, at): RawAccount => {
    const account: RawAccount = {
      id: `account-${at}`,
      kind: at === 0 && dice.chance(0.9) ? 'taxable' : dice.pick(kinds),
      cash: { USD: dice.decimal(0, dice.pick([0, 200, 1_000]), 2) },
    }
    if (dice.chance(0.2)) account.reserve = dice.decimal(0, 300, 2)
    if (dice.chance(0.3)) account.flow = dice.decimal(-800, 1_600, 2)
    if (dice.chance(0.1)) account.allowed = dice.some(instruments.map((each) => each.id))
    if (dice.chance(0.15))
      account.rules = dice
        .some(instruments)
        .map((each) => ({ instrument: each.id, do: dice.pick(['hold', 'no-buy', 'no-sell'] as const) }))
    return account
  })
}

/** A day so many days before the plan's. */
function daysAgo(days: number): string {
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10)
}

/** Days on which something changes by a day, and any others. */
function agesOf(dice: Dice): number[] {
  const edges = [0, 1, 29, 30, 31, 364, 365, 366, 367, 996, 997, 998]
  const recent = Array.from({ length: 28 }, (_, at) => at + 1)
  const any = Array.from({ length: 40 }, () => dice.int(32, 3_000))
  return dice.shuffled([...new Set([...edges, ...dice.shuffled(recent).slice(0, 8), ...any])])
}

function lotsOf(
  dice: Dice,
  instruments: readonly RawInstrument[],
  accounts: readonly RawAccount[],
): RawLot[] {
  const ages = agesOf(dice)
  const twins = dice.chance(0.15)
  const few = dice.chance(0.6)
  return accounts.flatMap((account) =>
    instruments.flatMap((instrument) => {
      if (dice.chance(0.4)) return []
      const count = few ? dice.int(1, 4) : dice.int(1, 8)
      const worth = dice.pick([300, 600, 600, 2_000]) / count
      return Array.from({ length: count }, (): RawLot => {
        const age = (twins ? ages[dice.int(0, 3)] : ages.pop()) ?? 3_001
        const units = new Decimal(worth * Number(dice.decimal(0.2, 1.6, 2))).dividedBy(instrument.price)
        const step = dice.chance(0.1) ? '0.0001' : (instrument.step ?? '1')
        const quantity = units.dividedToIntegerBy(step).times(step)
        return {
          account: account.id,
          instrument: instrument.id,
          quantity: quantity.isZero() ? step : quantity.toFixed(),
          acquired: dice.chance(0.07) ? null : daysAgo(age),
          unitCost: dice.chance(0.1) ? null : costNear(dice, instrument.price),
          ...(dice.chance(0.5) ? { sellRank: dice.int(1, 4) } : {}),
        }
      })
    }),
  )
}

function costNear(dice: Dice, price: string): string {
  const share = dice.pick(['0', '0.3', '0.6', '0.9', '0.99', '1', '1.01', '1.1', '1.5'])
  return new Decimal(price).times(share).toDecimalPlaces(2).toFixed()
}

/** Sales of this year and the last, of lots bought long before. */
function realisedOf(
  dice: Dice,
  instruments: readonly RawInstrument[],
  accounts: readonly RawAccount[],
): RawSale[] {
  if (dice.chance(0.5)) return []
  return Array.from({ length: dice.int(1, 3) }, (_, at): RawSale => {
    const age = dice.pick([0, 3, 10, 29, 30, 31, 45, 200, 330]) + at
    return {
      account: dice.pick(accounts).id,
      instrument: dice.pick(instruments).id,
      quantity: dice.pick(['1', '5', '20', '2.5']),
      acquired: dice.chance(0.1) ? null : daysAgo(age + dice.pick([70, 364, 365, 366, 367, 900]) + at),
      sold: daysAgo(age),
      gain: dice.decimal(-900, dice.pick([0, 900]), 2),
    }
  })
}

function targetsOf(dice: Dice, classes: readonly string[]): RawTarget[] {
  const withCash = dice.chance(0.3)
  const names = withCash ? [...classes, 'cash'] : [...classes]
  let left = withCash ? 90 : 100
  return names.map((name, at) => {
    const last = at === classes.length - 1
    const part = name === 'cash' ? 10 : last ? left : dice.int(0, Math.min(left, 70))
    if (name !== 'cash') left -= part
    return {
      class: name,
      weight: new Decimal(part).dividedBy(100).toFixed(),
      ...(dice.chance(0.1) ? { location: dice.some(kinds, 1) } : {}),
    }
  })
}

function policyOf(dice: Dice): RawPolicy {
  const kind = dice.pick(['always', 'always', 'always', 'band', 'never'] as const)
  return {
    trigger: { any: [{ kind }] },
    band: bandOf(dice),
    destination: dice.pick(['0', '0.5', '1', '1']),
    ...(dice.chance(0.5) ? { resolution: dice.pick(['0.0001', '0.01', '0.05']) } : {}),
    ...(dice.chance(0.1) ? { scope: 'breached' as const } : {}),
    ...(dice.chance(0.15) ? { sides: dice.pick(['buy', 'sell'] as const) } : {}),
    ...(dice.chance(0.1) ? { maxTrades: dice.int(0, 4) } : {}),
    ...(dice.chance(0.1) ? { turnoverCap: dice.decimal(0.02, 0.4, 3) } : {}),
    ...(dice.chance(0.1) ? { sellsFirst: false } : {}),
  }
}

const methods = ['min-tax', 'min-tax', 'min-tax', 'fifo', 'lifo', 'hifo', 'average', 'specific'] as const

function taxOf(dice: Dice): RawTax {
  const tax: RawTax = {
    shortRate: dice.pick(['0.35', '0.35', '0.408', '0.1', '0']),
    longRate: dice.pick(['0.15', '0.15', '0.238', '0.2', '0']),
    lotMethod: dice.pick(methods),
  }
  if (dice.chance(0.35))
    tax.gainsBudget = dice.pick(['0', dice.decimal(0, 300, 2), dice.decimal(0, 3_000, 2)])
  if (dice.chance(0.7)) tax.washSales = dice.chance(0.75)
  if (dice.chance(0.3)) tax.harvest = true
  if (dice.chance(0.3))
    tax.carryForward = { short: dice.decimal(0, 500, 2), long: dice.pick(['0', dice.decimal(0, 2_000, 2)]) }
  if (dice.chance(0.5)) tax.deferredRate = dice.pick(['0.25', '0.4', '0'])
  if (dice.chance(0.35)) tax.afterTax = true
  return tax
}
