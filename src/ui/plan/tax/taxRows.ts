/** The taxed sells of a plan: the lots each uses up, and what their choice is worth in words. */
import { decimalOf, sumOf, textOf, zero } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { lotChoicesOf } from '../../../domain/lotChoices.ts'
import type { LotSold, Plan, Trade } from '../../../domain/plan.ts'
import { namesOf } from '../../../domain/planWords.ts'
import {
  dayText,
  sentenceOfSaved,
  sentenceOfUnknownBasis,
  sentenceOfWaiting,
  sentencesOfWash,
} from '../../../domain/taxWords.ts'
import { money } from '../../format.ts'

/** Two parts may look the same, so each has a key of its own. */
export interface KeyedLot extends LotSold {
  readonly key: string
}

/** One sell from a taxable account. */
export interface TaxedSell {
  readonly key: string
  readonly account: string
  readonly instrument: string
  readonly currency: string
  readonly lots: readonly KeyedLot[]
  /** What else could be sold, and when. */
  readonly sentences: readonly string[]
}

/** Every sell whose gains are taxed, in the plan's order. */
export function taxedSells(plan: Plan, document: Portfolio): TaxedSell[] {
  const taxable = new Set(document.accounts.filter((each) => each.kind === 'taxable').map((each) => each.id))
  const currencies = new Map(document.instruments.map((each) => [each.id, each.currency]))
  const names = namesOf(document)
  return plan.trades
    .filter((trade) => trade.side === 'sell' && taxable.has(trade.account))
    .map((trade) => ({
      key: JSON.stringify([trade.account, trade.instrument]),
      account: names.account(trade.account),
      instrument: trade.instrument,
      currency: currencies.get(trade.instrument) ?? document.baseCurrency,
      lots: trade.lots.map((lot, at) => ({ ...lot, key: String(at) })),
      sentences: sentencesOf(trade, document),
    }))
}

function sentencesOf(trade: Trade, document: Portfolio): string[] {
  const inBase = (amount: string): string => money(amount, document.baseCurrency)
  const { waiting, saved } = lotChoicesOf(document, trade)
  const unknown = sumOf(trade.lots.filter((lot) => lot.gain === null).map((lot) => decimalOf(lot.quantity)))
  return [
    ...saved.map((each) => sentenceOfSaved(each, inBase)),
    ...waiting.map((each) => sentenceOfWaiting(each, inBase)),
    ...(unknown.isZero() ? [] : [sentenceOfUnknownBasis(unknown)]),
  ]
}

/** What the year comes to with this plan: gains, the tax they add, and losses left over. */
export function yearSentences({ totals }: Plan, document: Portfolio): string[] {
  if (totals === null || totals.gains === null || totals.carryForward === null) return []
  const inBase = (amount: string): string => money(amount, document.baseCurrency)
  const { gains, carryForward } = totals
  const parts = (['short', 'long'] as const)
    .filter((term) => !decimalOf(gains[term]).isZero())
    .map((term) => gainWords(gains[term], term, inBase))
  const left = sumOf([decimalOf(carryForward.short), decimalOf(carryForward.long)])
  return [
    parts.length === 0
      ? 'The plan realises no gain and no loss that counts.'
      : `The plan realises ${parts.join(' and ')}.`,
    taxSentence(totals.tax, hasOthers(document), inBase),
    ...(left.isZero() ? [] : [`Losses of ${inBase(textOf(left))} are left to set against later gains.`]),
  ]
}

function gainWords(gain: string, term: 'short' | 'long', inBase: (amount: string) => string): string {
  const amount = decimalOf(gain)
  const kind = amount.lessThan(0) ? 'losses' : 'gains'
  return `${inBase(textOf(amount.abs()))} of ${term}-term ${kind}`
}

/** Is there anything that the plan's gains are netted with? */
function hasOthers({ tax, realised }: Portfolio): boolean {
  const carried = [tax?.carryForward.short, tax?.carryForward.long].map((each) => decimalOf(each ?? '0'))
  return realised.length > 0 || carried.some((each) => !each.isZero())
}

/** Netted with the year's earlier sales and with losses carried forward. */
function taxSentence(tax: string, others: boolean, inBase: (amount: string) => string): string {
  const amount = decimalOf(tax)
  if (amount.isZero()) return 'It adds nothing to this year’s tax.'
  const verb = amount.greaterThan(zero) ? 'adds' : 'takes'
  const where = amount.greaterThan(zero) ? 'to this year’s tax' : 'off this year’s tax'
  const that = others ? 'Set against this year’s other sales and losses carried forward, that' : 'That'
  return `${that} ${verb} ${inBase(textOf(amount.abs()))} ${where}.`
}

/** Each disallowed loss in words. */
export function washParagraphs(plan: Plan, document: Portfolio): string[] {
  const inBase = (amount: string): string => money(amount, document.baseCurrency)
  return plan.washSales.map((each) => sentencesOfWash(each, document, inBase).join(' '))
}

/** When a lot was acquired, in words. */
export function acquiredText({ acquired }: LotSold): string {
  return acquired === null ? 'unknown' : dayText(acquired)
}

const heads = ['Account', 'Symbol', 'Acquired', 'Quantity', 'Gain', 'Currency', 'Term', 'Tax']

/** The lots with tabs between, exact numbers as other programs read them. */
export function taxTsv(sells: readonly TaxedSell[]): string {
  const lines = sells.flatMap(({ account, instrument, currency, lots }) =>
    lots.map((lot) => [
      account,
      instrument,
      lot.acquired ?? '',
      lot.quantity,
      lot.gain ?? '',
      currency,
      lot.term ?? '',
      lot.tax ?? '',
    ]),
  )
  return [heads, ...lines].map((line) => line.join('\t')).join('\n')
}
