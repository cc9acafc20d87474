/** The one sentence on top: what the plan says has to be done, and until when nothing has. */
import { dayAfter, durationOf } from '../../domain/day.ts'
import { decimalOf, sumOf, zero, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Fired, Plan, PlanRow } from '../../domain/plan.ts'
import { rateOf } from '../../domain/weights.ts'
import { sentenceOf } from '../../domain/words.ts'
import { count, money, roundMoney } from '../format.ts'
import { instrumentsById } from '../instrumentsById.ts'

export interface StatusSentence {
  readonly tone: 'trade' | 'hold' | 'refused'
  /** Why: what stands out. */
  readonly lead: string
  /** What: the trades and where they lead. */
  readonly rest: string
}

/** The plan's status in words, in the terms of the document that it answers. */
export function statusSentence(plan: Plan, document: Portfolio): StatusSentence {
  switch (plan.status) {
    case 'refused':
      return { tone: 'refused', lead: refusedLead(plan), rest: firstProblem(plan) }
    case 'hold':
      return { tone: 'hold', lead: holdLead(plan), rest: holdRest(plan, document) }
    case 'trade':
      return { tone: 'trade', lead: tradeLead(plan, document), rest: tradeRest(plan, document) }
  }
}

function refusedLead(plan: Plan): string {
  return plan.problems.length === 1
    ? 'No plan yet.'
    : `No plan yet: ${count(plan.problems.length, 'thing stands', 'things stand')} in the way.`
}

function firstProblem(plan: Plan): string {
  const [first] = plan.problems
  return first === undefined ? '' : sentenceOf(first)
}

function holdLead(plan: Plan): string {
  const outside = plan.rows.filter((row) => row.breached).length
  if (outside === 0) return 'Every class is inside its band. Nothing to do'
  return `${outsideWords(outside)}, and your rules ask for no trade`
}

/** Until when: the next day of the calendar where there is one, else the next move of prices. */
function holdRest(plan: Plan, document: Portfolio): string {
  if (plan.fired.length > 0) return 'that your rules permit.'
  const due = nextLook(document)
  return due === null ? 'until a weight leaves its band.' : `until ${due}, or until a weight leaves its band.`
}

function nextLook(document: Portfolio): string | null {
  const { trigger } = document.policy
  const kinds = 'any' in trigger ? trigger.any : trigger.all
  const days = kinds.flatMap((kind) =>
    kind.kind === 'calendar' && kind.last !== null ? [dayAfter(kind.last, durationOf(kind.every))] : [],
  )
  return days.toSorted()[0] ?? null
}

function tradeLead(plan: Plan, document: Portfolio): string {
  const outside = plan.rows.filter((row) => row.breached).length
  if (outside > 0) return `${outsideWords(outside)}.`
  const [first] = plan.fired
  return first === undefined ? flowLead(document) : firedWords(first)
}

function firedWords(fired: Fired): string {
  switch (fired.kind) {
    case 'calendar':
      return 'The calendar is due.'
    case 'drift':
      return 'The total drift is above its cap.'
    case 'tracking-error':
      return 'The tracking error is above its cap.'
    case 'always':
      return 'Every class is inside its band, and your rules plan at every look.'
    case 'band':
      return 'A class is outside its band.'
  }
}

/** Nothing fired, so money that comes or goes, or cash below a reserve, opened the plan. */
function flowLead(document: Portfolio): string {
  const flow = sumOf(document.accounts.map((account) => decimalOf(account.flow)))
  if (flow.isZero()) return 'Cash is to be brought in order.'
  return `${roundMoney(flow.abs(), document.baseCurrency)} to ${flow.isNegative() ? 'raise' : 'invest'}.`
}

function tradeRest(plan: Plan, document: Portfolio): string {
  const traded = roundMoney(tradedValue(plan, document), document.baseCurrency)
  const cost = plan.totals === null ? '' : `, cost ${money(plan.totals.cost, document.baseCurrency)}`
  const tax = /[1-9]/.test(plan.totals?.tax ?? '')
    ? `, tax ${money(plan.totals?.tax ?? '0', document.baseCurrency)}`
    : ''
  const verb = plan.trades.length === 1 ? 'brings' : 'bring'
  return `${count(plan.trades.length, 'trade')}, ${traded}${cost}${tax}, ${verb} ${landing(plan)}.`
}

/** What all orders are worth together, in base currency. */
export function tradedValue(plan: Plan, document: Portfolio): Decimal {
  const instruments = instrumentsById(document.instruments)
  const sums = new Map<string, Decimal>()
  for (const { instrument, value } of plan.trades) {
    const currency = instruments.get(instrument)?.currency ?? document.baseCurrency
    sums.set(currency, (sums.get(currency) ?? zero).plus(value))
  }
  return sumOf([...sums].map(([currency, sum]) => sum.times(rateOf(document, currency))))
}

function landing(plan: Plan): string {
  const outside = plan.rows.filter((row) => row.breached).length
  const left = plan.rows.filter(isOutsideAfter).length
  if (left === 0)
    return outside === 1
      ? 'it inside'
      : outside === 2
        ? 'both inside'
        : outside > 2
          ? 'all inside'
          : 'the weights closer'
  return left < outside
    ? `${numberWord(outside - left)} of ${numberWord(outside)} inside`
    : 'the weights closer'
}

function isOutsideAfter(row: PlanRow): boolean {
  const after = decimalOf(row.after)
  return after.lessThan(row.low) || after.greaterThan(row.high)
}

function outsideWords(many: number): string {
  const word = numberWord(many)
  const subject = `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  return many === 1 ? `${subject} class is outside its band` : `${subject} classes are outside their bands`
}

const words = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

function numberWord(many: number): string {
  return words[many] ?? String(many)
}
