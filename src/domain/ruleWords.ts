/** What the rules of a document are called in a sentence: “no-sell on VTI in Brokerage”, “the turnover cap of 10 %”. */
import { minorDecimals } from './currency.ts'
import { decimalOf, textOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import { namesOf, percentText } from './planWords.ts'
import type { LiftableRule } from './proof.ts'

/** An amount in base currency as a sentence shows it; the page writes amounts in its own way. */
export type Money = (amount: string) => string

/** Amounts with their currency, such as "500.00 USD". */
export function plainMoney(document: Portfolio): Money {
  const places = minorDecimals(document.baseCurrency)
  return (amount) => `${textOf(decimalOf(amount), places)} ${document.baseCurrency}`
}

/** A rule as part of a sentence, with the value the document gives it. */
export function nameOfRule(
  rule: LiftableRule,
  document: Portfolio,
  money: Money = plainMoney(document),
): string {
  const names = namesOf(document)
  switch (rule.kind) {
    case 'account-rule':
      return `${rule.do} on ${rule.instrument} in ${names.account(rule.account)}`
    case 'allowed':
      return `the list of what ${names.account(rule.account)} may hold`
    case 'reserve':
      return `the reserve of ${money(accountOf(document, rule.account)?.reserve ?? '0')} in ${names.account(rule.account)}`
    case 'flow':
      return flowName(accountOf(document, rule.account)?.flow ?? '0', names.account(rule.account), money)
    case 'min-trade':
      return minimumName(document, rule.instrument)
    case 'sides':
      return rule.sides === 'buy' ? 'buying only' : 'selling only'
    case 'turnover-cap':
      return `the turnover cap of ${percentText(document.policy.turnoverCap ?? '0')}`
    case 'max-trades':
      return tradesName(document.policy.maxTrades ?? 0)
    case 'gains-budget':
      return `the gains budget of ${money(document.tax?.gainsBudget ?? '0')}`
  }
}

function accountOf(document: Portfolio, id: string): Portfolio['accounts'][number] | undefined {
  return document.accounts.find((account) => account.id === id)
}

function flowName(flow: string, account: string, money: Money): string {
  const amount = decimalOf(flow)
  return amount.lessThan(0)
    ? `the withdrawal of ${money(textOf(amount.negated()))} from ${account}`
    : `the contribution of ${money(flow)} to ${account}`
}

/** A minimum is in the instrument's own currency. */
function minimumName(document: Portfolio, id: string): string {
  const instrument = document.instruments.find((each) => each.id === id)
  const amount = textOf(
    decimalOf(instrument?.minTrade ?? '0'),
    minorDecimals(instrument?.currency ?? document.baseCurrency),
  )
  return `the minimum order of ${amount} ${instrument?.currency ?? ''} on ${id}`
}

function tradesName(most: number): string {
  if (most === 0) return 'no trades at all'
  return `at most ${most} ${most === 1 ? 'trade' : 'trades'}`
}
