/**
 * Rules that cannot hold together: where cash cannot be raised, a set of rules of which each one is needed for that.
 * The set alone cannot be kept, whatever else is given up; without any one of its members, the others alone can be.
 */
import { minorDecimals, minorScale } from '../domain/currency.ts'
import { Decimal, decimalOf, zero } from '../domain/decimal.ts'
import type { Account, Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import type { LiftableRule } from '../domain/proof.ts'
import { irreducible } from './irreducible.ts'
import { lifted, rulesOf, type PlacedRule } from './lift.ts'
import { isRaisable, isShortAfter, raisingBoard, salesOf, type Sale } from './raise.ts'

export interface Clash {
  /** What asks for the cash first, then what keeps it away, the largest first. */
  readonly rules: readonly PlacedRule[]
  /** Is giving up any single one of them enough for this document, or would another clash remain? */
  readonly anyOneIsEnough: boolean
}

/** Looks at a household, and searches among them, that one clash may cost where caps couple accounts; beyond, none is named. */
const mostLooks = 60
const mostSearches = 8

/** The clash that keeps an account from its cash; without rules where none can be told. */
export function clashOf(document: Portfolio, account: Account): Clash {
  const rules = rulesOf(document).filter((each) => standsAgainstCash(document, each.rule))
  const own = inOrder(
    document,
    rules.filter(({ rule }) => isOwn(rule, account)),
  )
  const alone = aloneQuestion(document, account, own)
  if (alone(own)) {
    const set = irreducible(own, alone)
    // Caps that are also in the way would have to give way too.
    const anyOneIsEnough = set.every((rule) => !alone(own.filter((each) => each !== rule)))
    return {
      rules: set.toReversed(),
      anyOneIsEnough: anyOneIsEnough && rules.every(({ rule }) => !isCap(rule)),
    }
  }
  return jointClash(document, inOrder(document, rules))
}

/** Caps are shared, so the question is one of the whole household. */
function jointClash(document: Portfolio, rules: readonly PlacedRule[]): Clash {
  const searches = { left: mostSearches }
  let looks = mostLooks
  const clashes = (kept: readonly PlacedRule[]): boolean => {
    const keeps = new Set(kept)
    looks -= 1
    return (
      looks >= 0 &&
      !isRaisable(
        lifted(
          document,
          rules.filter((each) => !keeps.has(each)),
        ),
        searches,
      )
    )
  }
  const none: Clash = { rules: [], anyOneIsEnough: false }
  if (!clashes(rules)) return none
  const set = irreducible(rules, clashes)
  const enough = set.map((rule) => !clashes(rules.filter((each) => each !== rule)))
  if (looks < 0 || searches.left < 0) return none
  return { rules: set.toReversed(), anyOneIsEnough: enough.every(Boolean) }
}

/** Only what forbids or limits sells, and what asks for cash, can keep cash from being raised. */
function standsAgainstCash(document: Portfolio, rule: LiftableRule): boolean {
  switch (rule.kind) {
    case 'account-rule':
      return rule.do !== 'no-buy' && isHeld(document, rule.account, rule.instrument)
    case 'flow':
      return decimalOf(accountNamed(document, rule.account)?.flow ?? '0').lessThan(0)
    case 'min-trade':
      return document.lots.some((lot) => lot.instrument === rule.instrument)
    case 'sides':
      return rule.sides === 'buy'
    case 'allowed':
      return false
    case 'gains-budget':
    case 'reserve':
    case 'turnover-cap':
    case 'max-trades':
      return true
  }
}

function isHeld(document: Portfolio, account: string, instrument: string): boolean {
  return document.lots.some((lot) => lot.account === account && lot.instrument === instrument)
}

function accountNamed(document: Portfolio, id: string): Account | undefined {
  return document.accounts.find((each) => each.id === id)
}

function isOwn(rule: LiftableRule, account: Account): boolean {
  return 'account' in rule ? rule.account === account.id : !isCap(rule)
}

function isCap(rule: LiftableRule): boolean {
  return rule.kind === 'turnover-cap' || rule.kind === 'max-trades' || rule.kind === 'gains-budget'
}

/** The first are given up first: what keeps the cash away stays, told in as few and as large rules as possible. */
const standing: Readonly<Record<LiftableRule['kind'], number>> = {
  allowed: 0,
  'min-trade': 1,
  'account-rule': 2,
  'max-trades': 3,
  'gains-budget': 4,
  'turnover-cap': 5,
  sides: 6,
  reserve: 7,
  flow: 8,
}

function inOrder(document: Portfolio, rules: readonly PlacedRule[]): PlacedRule[] {
  const values = new Map(
    driftOf(document).valuation.holdings.map((each) => [
      JSON.stringify([each.account, each.instrument.id]),
      each.value,
    ]),
  )
  const sizeOf = (rule: LiftableRule): Decimal =>
    rule.kind === 'account-rule'
      ? (values.get(JSON.stringify([rule.account, rule.instrument])) ?? zero)
      : zero
  return [...rules].sort(
    (a, b) => standing[a.rule.kind] - standing[b.rule.kind] || sizeOf(a.rule).comparedTo(sizeOf(b.rule)),
  )
}

/** Is the account short under these of its own rules, all others given up, although all that may be sold is sold? */
function aloneQuestion(
  document: Portfolio,
  account: Account,
  own: readonly PlacedRule[],
): (kept: readonly PlacedRule[]) => boolean {
  const free = lifted(
    document,
    rulesOf(document).filter(({ rule }) => rule.kind !== 'flow' && rule.kind !== 'reserve'),
  )
  const drift: Drift = driftOf(document)
  const board = raisingBoard(free, drift)
  const sales = salesOf(free, board, account.id)
  const against = new Map(
    sales.map((sale) => [sale, own.filter(({ rule }) => forbids(document, rule, sale))] as const),
  )
  return (kept) => {
    const keeps = new Set(kept)
    const has = (kind: LiftableRule['kind']): boolean => kept.some(({ rule }) => rule.kind === kind)
    return isShortAfter(free, drift, board, account, {
      sales: sales.filter((sale) => against.get(sale)?.some((rule) => keeps.has(rule)) !== true),
      flow: has('flow') || decimalOf(account.flow).greaterThan(0) ? account.flow : '0',
      reserve: has('reserve') ? account.reserve : '0',
    })
  }
}

function forbids(document: Portfolio, rule: LiftableRule, sale: Sale): boolean {
  if (rule.kind === 'account-rule') return rule.instrument === sale.instrument
  if (rule.kind === 'sides') return true
  if (rule.kind !== 'min-trade' || rule.instrument !== sale.instrument) return false
  const minimum = document.instruments.find((each) => each.id === rule.instrument)?.minTrade ?? '0'
  const units = decimalOf(minimum).times(minorScale(sale.currency)).toDecimalPlaces(0, Decimal.ROUND_CEIL)
  return sale.value.times(new Decimal(10).pow(minorDecimals(sale.currency))).lessThan(units)
}
