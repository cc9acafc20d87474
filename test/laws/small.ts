/** Small random documents, few whole shares each, whose every plan can be tried. */
import { diceOf, type Dice } from './dice.ts'
import { bandOf } from './generatePolicy.ts'
import type { RawAccount, RawCost, RawDocument, RawInstrument, RawPolicy, RawTrigger } from './raw.ts'

export function smallDocument(seed: number): RawDocument {
  const dice = diceOf(seed * 7_919 + 13)
  const accounts = dice.pick([1, 1, 2])
  const classes = ['a', 'b', 'c', 'd'].slice(0, accounts === 2 ? 2 : dice.int(2, 4))
  const instruments = classes.map((name, at) => instrumentOf(dice, name, classes[at - 1]))
  const weights = weightsOf(dice, classes.length)
  const cashTarget = dice.chance(0.3)
  const targets = classes.map((name, at) => ({
    class: name,
    weight: weights[at] ?? '0',
    ...(dice.chance(0.2) ? { band: bandOf(dice) } : {}),
  }))
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments,
    accounts: Array.from({ length: accounts }, (_, at) => accountOf(dice, `account-${at}`, instruments)),
    lots: Array.from({ length: accounts }, (_, at) =>
      instruments.map((each) => ({
        account: `account-${at}`,
        instrument: each.id,
        quantity: String(dice.int(0, accounts === 2 ? 3 : 4)),
      })),
    ).flat(),
    targets: cashTarget ? withCash(dice, targets) : targets,
    policy: policyOf(dice),
  }
}

/** Shares of twenty that sum to one. */
function weightsOf(dice: Dice, count: number): string[] {
  let left = 20
  return Array.from({ length: count }, (_, at) => {
    const part = at === count - 1 ? left : dice.int(0, Math.min(left, 12))
    left -= part
    return String(part / 20)
  })
}

function withCash(dice: Dice, targets: RawDocument['targets']): RawDocument['targets'] {
  const rest = dice.pick(['0.9', '0.8'])
  return [
    { class: 'cash', weight: rest === '0.9' ? '0.1' : '0.2' },
    { class: 'risk', weight: rest },
    ...targets.map((each) => ({ ...each, parent: 'risk' })),
  ]
}

function instrumentOf(dice: Dice, name: string, other: string | undefined): RawInstrument {
  const blended = other !== undefined && dice.chance(0.25)
  return {
    id: `fund-${name}`,
    currency: 'USD',
    price: dice.decimal(15, 90, 2),
    exposure: blended ? { [name]: '0.7', [other]: '0.3' } : { [name]: '1' },
    ...(dice.chance(0.2) ? { minTrade: dice.decimal(0, 120, 2) } : {}),
    ...(dice.chance(0.6) ? { cost: costOf(dice) } : {}),
  }
}

function costOf(dice: Dice): RawCost {
  const cost: RawCost = {}
  if (dice.chance(0.4)) cost.fixed = dice.decimal(0, 3, 2)
  if (dice.chance(0.3)) cost.perUnit = dice.decimal(0, 0.5, 2)
  if (dice.chance(0.3)) cost.rate = dice.decimal(0, 0.02, 3)
  if (dice.chance(0.3)) cost.min = dice.decimal(0, 2, 2)
  if (dice.chance(0.3)) cost.maxRate = dice.decimal(0, 0.03, 3)
  if (dice.chance(0.3)) cost.halfSpread = dice.decimal(0, 0.01, 4)
  if (dice.chance(0.1)) cost.gas = dice.decimal(0, 2, 2)
  return cost
}

function accountOf(dice: Dice, id: string, instruments: readonly RawInstrument[]): RawAccount {
  const account: RawAccount = { id, cash: { USD: dice.decimal(0, 160, 2) } }
  if (dice.chance(0.25)) account.reserve = dice.decimal(0, 60, 2)
  if (dice.chance(0.3)) account.flow = dice.decimal(-80, 120, 2)
  if (dice.chance(0.25))
    account.rules = dice
      .some(instruments)
      .map((each) => ({ instrument: each.id, do: dice.pick(['hold', 'no-buy', 'no-sell'] as const) }))
  if (dice.chance(0.15)) account.allowed = dice.some(instruments.map((each) => each.id))
  return account
}

function policyOf(dice: Dice): RawPolicy {
  const trigger: RawTrigger = dice.pick([
    { kind: 'always' },
    { kind: 'always' },
    { kind: 'band' },
    { kind: 'never' },
  ])
  return {
    trigger: { any: [trigger] },
    band: bandOf(dice),
    destination: dice.pick(['0', '0.5', '1']),
    resolution: dice.pick(['0.0001', '0.001', '0.01', '0.05']),
    ...(dice.chance(0.2) ? { sides: dice.pick(['buy', 'sell'] as const) } : {}),
    ...(dice.chance(0.2) ? { maxTrades: dice.int(0, 3) } : {}),
    ...(dice.chance(0.15) ? { turnoverCap: dice.decimal(0.02, 0.4, 3) } : {}),
    ...(dice.chance(0.2) ? { sellsFirst: false } : {}),
  }
}
