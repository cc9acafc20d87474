/** Who may trade what: every order that the rules of accounts and instruments leave open, and why the others are not. */
import { exposureOf } from '../domain/weights.ts'
import type { Account, Instrument, Portfolio, Rule } from '../domain/document.ts'
import { remembered } from '../domain/memo.ts'
import { compareText, sortedBy } from '../domain/order.ts'
import type { SkipReason } from '../domain/plan.ts'
import { groupOf, plainStance, type Stance } from './stance.ts'

/** Which sides an account may trade at all. */
export interface Sides {
  readonly buy: boolean
  readonly sell: boolean
}

/** What stands against each side of an order; null where the side is permitted. */
export interface Permit {
  readonly account: Account
  readonly instrument: Instrument
  readonly buy: SkipReason | null
  readonly sell: SkipReason | null
}

/** Both sides for every account, unless the policy allows only one. */
export function policySides(document: Portfolio): Sides {
  const { sides } = document.policy
  return { buy: sides !== 'sell', sell: sides !== 'buy' }
}

/** A permit for each account and instrument that is not excluded, in code-point order of both. */
export function permitsOf(document: Portfolio, stance = plainStance): Permit[] {
  const { instruments, plain } = marketOf(document.instruments)
  const policy = policySides(document)
  const isPlain = stance.unbought.size === 0 && stance.unsold.size === 0
  return sortedBy(document.accounts, (account) => account.id).flatMap((account) => {
    if (!isPlain) return permitsIn(account, instruments, policy, stance)
    const known = plain(account)
    const permits = known.get(document.policy.sides) ?? permitsIn(account, instruments, policy, plainStance)
    known.set(document.policy.sides, permits)
    return permits
  })
}

/** A list of instruments in code-point order without those that are excluded, and by account what is permitted of it, by sides. */
const marketOf = remembered((list: readonly Instrument[]) => ({
  instruments: sortedBy(
    list.filter((each) => !each.exclude),
    (each) => each.id,
  ),
  plain: remembered<Account, Map<string, Permit[]>>(() => new Map()),
}))

function permitsIn(
  account: Account,
  instruments: readonly Instrument[],
  policy: Sides,
  stance: Stance,
): Permit[] {
  const rules = rulesOf(account)
  const allowed = account.allowed === null ? null : new Set(account.allowed)
  const permits = instruments.map((instrument): Permit => {
    const own = rules.get(instrument.id) ?? []
    const washed = againstWash(account, instrument, stance)
    const buy = againstBuying(own, allowed?.has(instrument.id) !== false, policy) ?? washed.buy
    return { account, instrument, buy, sell: againstSelling(own, policy) ?? washed.sell }
  })
  return onlyPreferred(permits)
}

function rulesOf(account: Account): ReadonlyMap<string, readonly Rule['do'][]> {
  const rules = new Map<string, Rule['do'][]>()
  for (const rule of account.rules)
    rules.set(rule.instrument, [...(rules.get(rule.instrument) ?? []), rule.do])
  return rules
}

function againstBuying(rules: readonly Rule['do'][], allowed: boolean, policy: Sides): SkipReason | null {
  if (rules.includes('hold')) return { kind: 'rule', rule: 'hold' }
  if (rules.includes('no-buy')) return { kind: 'rule', rule: 'no-buy' }
  if (!allowed) return { kind: 'not-allowed' }
  return policy.buy ? null : { kind: 'sides', sides: 'sell' }
}

function againstSelling(rules: readonly Rule['do'][], policy: Sides): SkipReason | null {
  if (rules.includes('hold')) return { kind: 'rule', rule: 'hold' }
  if (rules.includes('no-sell')) return { kind: 'rule', rule: 'no-sell' }
  return policy.sell ? null : { kind: 'sides', sides: 'buy' }
}

/** What a stance leaves alone, so that no loss is disallowed. */
function againstWash(account: Account, instrument: Instrument, { unbought, unsold }: Stance): Sided {
  const group = groupOf(instrument)
  return {
    buy: unbought.has(group) ? { kind: 'wash-sale' } : null,
    sell: account.kind === 'taxable' && unsold.has(group) ? { kind: 'wash-sale' } : null,
  }
}

type Sided = Pick<Permit, 'buy' | 'sell'>

/** Of instruments with identical exposures an account buys only the one with the lowest preference, then id. */
function onlyPreferred(permits: readonly Permit[]): Permit[] {
  const first = new Map<string, Permit>()
  for (const permit of permits) {
    if (permit.buy !== null) continue
    const key = exposureKey(permit.instrument)
    const other = first.get(key)
    if (!other || precedes(permit.instrument, other.instrument)) first.set(key, permit)
  }
  return permits.map((permit) => {
    const chosen = first.get(exposureKey(permit.instrument))
    return permit.buy === null && chosen !== permit && chosen
      ? { ...permit, buy: { kind: 'preferred-other', instrument: chosen.instrument.id } }
      : permit
  })
}

function precedes(a: Instrument, b: Instrument): boolean {
  return a.preference === b.preference ? compareText(a.id, b.id) < 0 : a.preference < b.preference
}

/** Two look-throughs are identical when every class has the same fraction, whatever zeros are written out. */
export const exposureKey = remembered((instrument: Instrument): string =>
  JSON.stringify(
    exposureOf(instrument)
      .filter(([, share]) => !share.isZero())
      .map(([name, share]) => [name, share.toFixed()]),
  ),
)
