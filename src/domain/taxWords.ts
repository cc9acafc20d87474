/** Sentences about tax: what waiting and the choice of lots save, wash sales, safe days and unknown bases. */
import { daysBetween } from './day.ts'
import { decimalOf, textOf, type Decimal } from './decimal.ts'
import type { Lot, Portfolio } from './document.ts'
import type { LotUnits, Saved, Waiting } from './lotChoices.ts'
import type { LotMethod } from './lotOrder.ts'
import type { WashReplacement, WashSale } from './plan.ts'
import { namesOf } from './planWords.ts'
import type { Money } from './ruleWords.ts'
import type { SafeDates, WashReason } from './washCalendar.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day in words: "14 November 2026". */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`
}

export const methodNames: Readonly<Record<LotMethod, string>> = {
  fifo: 'first in, first out',
  lifo: 'last in, first out',
  hifo: 'highest cost first',
  average: 'average cost',
  specific: 'lots you rank',
  'min-tax': 'least tax first',
}

/** "12 units turn long-term on 14 November 2026: waiting 9 days saves $96.00." */
export function sentenceOfWaiting({ quantity, longFrom, days, saves }: Waiting, money: Money): string {
  const units = `${textOf(quantity)} ${quantity.equals(1) ? 'unit turns' : 'units turn'}`
  const waiting = `waiting ${days} ${days === 1 ? 'day' : 'days'}`
  return `${units} long-term on ${dayText(longFrom)}: ${waiting} saves ${exactly(saves, money)}.`
}

/** "The lot of 1 March 2021 rather than that of 5 May 2019 saves $412.00 against first in, first out." */
export function sentenceOfSaved({ method, saves, sold, kept }: Saved, money: Money): string {
  const [ours, theirs] = [onlyLot(sold), onlyLot(kept)]
  const pair =
    ours === null || theirs === null || ours.acquired === theirs.acquired
      ? 'This choice of lots'
      : `The lot of ${lotDay(ours)} rather than that of ${lotDay(theirs)}`
  const verb = saves.lessThan(0) ? 'costs' : 'saves'
  const more = saves.lessThan(0) ? ' more' : ''
  return `${pair} ${verb} ${exactly(saves.abs(), money)}${more} against ${methodNames[method]}.`
}

function onlyLot(units: readonly LotUnits[]): Lot | null {
  return units.length === 1 ? (units[0]?.lot ?? null) : null
}

function lotDay({ acquired }: Lot): string {
  return acquired === null ? 'an unknown day' : dayText(acquired)
}

/** What is disallowed of a sale, and for each replacement where the loss goes. */
export function sentencesOfWash(wash: WashSale, document: Portfolio, money: Money): string[] {
  const { account, instrument, quantity, loss, sold } = wash
  const day = sold === document.asOf ? '' : ` sold on ${dayText(sold)}`
  const where = namesOf(document).account(account)
  return [
    `The loss of ${money(loss)} on ${quantity} ${instrument}${day} in ${where} is disallowed.`,
    ...wash.replacedBy.map((each) => replacementSentence(each, wash, document, money)),
  ]
}

function replacementSentence(each: WashReplacement, of: WashSale, document: Portfolio, money: Money): string {
  const { account, instrument, acquired, quantity, loss, lostForGood } = each
  const name = namesOf(document).account(account)
  const when = acquired === document.asOf ? 'bought by this plan' : `bought on ${dayText(acquired)}`
  const replace = decimalOf(quantity).equals(1) ? 'replaces it' : 'replace them'
  const units = `${quantity} ${instrument} ${when} in ${name} ${replace}`
  return lostForGood
    ? `${units}: ${money(loss)} is lost for good, because ${name} is not taxed on gains.`
    : `${units}: ${money(loss)} is added to their basis, and they count as held ${longer(of)}.`
}

/** The time for which the units that were sold had been held counts for what replaces them (26 U.S.C. 1223(3)). */
function longer({ acquired, sold }: WashSale): string {
  if (acquired === null) return 'longer, by as long as those sold had been'
  const days = daysBetween(acquired, sold)
  return `${days} ${days === 1 ? 'day' : 'days'} longer, as those sold had been`
}

/** From when a group may be bought again and sold at a loss, and what holds it back. */
export function sentencesOfSafeDates(dates: SafeDates, document: Portfolio): string[] {
  const { buyAgainFrom, sellAtLossFrom, because } = dates
  const name = listed(dates.instruments, 'or')
  const reasons = (kind: WashReason['kind']): string =>
    reasonsText(
      because.filter((each) => each.kind === kind),
      document,
    )
  return [
    ...(buyAgainFrom === null
      ? []
      : [`Buy ${name} again from ${dayText(buyAgainFrom)}: ${reasons('sold-at-loss')}.`]),
    ...(sellAtLossFrom === null
      ? []
      : [`Sell ${name} at a loss from ${dayText(sellAtLossFrom)}: ${reasons('bought')}.`]),
  ]
}

/** The latest event, which decides; earlier ones are over before it is. */
function reasonsText([latest]: readonly WashReason[], document: Portfolio): string {
  if (latest === undefined) return ''
  const { kind, account, instrument, day } = latest
  const verb = kind === 'bought' ? 'was bought' : 'was sold at a loss'
  return `${instrument} ${verb} on ${dayText(day)} in ${namesOf(document).account(account)}`
}

/** For a sell that reaches lots of unknown cost. */
export function sentenceOfUnknownBasis(quantity: Decimal): string {
  const units = `${textOf(quantity)} ${quantity.equals(1) ? 'unit' : 'units'}`
  return `${units} of unknown cost: sold last, and their gain and tax are not stated.`
}

/** The note on a holding with lots of unknown cost or day. */
export function sentenceOfBasisNote(holding: string, costless: string, undated: string): string {
  const has = (quantity: string): boolean => /[1-9]/.test(quantity)
  const parts = [
    ...(has(costless)
      ? [`The cost of ${costless} ${holding} is unknown: they are sold last, and no tax is stated for them.`]
      : []),
    ...(has(undated)
      ? [`The day on which ${undated} ${holding} were acquired is unknown: they count as short term.`]
      : []),
  ]
  return parts.join(' ') || `The cost or the day of some ${holding} is unknown.`
}

/** The note on a group in a window; days are empty where that side is safe. */
export function sentenceOfWashNote(
  instruments: readonly string[],
  buyAgainFrom: string,
  sellAtLossFrom: string,
): string {
  const name = listed(instruments, 'or')
  const parts = [
    ...(buyAgainFrom === ''
      ? []
      : [`Buying ${name} before ${dayText(buyAgainFrom)} disallows a loss already taken.`]),
    ...(sellAtLossFrom === ''
      ? []
      : [
          `A loss taken on ${name} before ${dayText(sellAtLossFrom)} is disallowed, as far as it was bought lately.`,
        ]),
  ]
  return parts.join(' ') || 'A purchase is less than 31 days from a sale at a loss.'
}

function listed(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? ''
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} ${word} ${last}` : last
}

/** An amount that is not rounded yet; whoever shows it rounds. */
function exactly(amount: Decimal, money: Money): string {
  return money(textOf(amount))
}
