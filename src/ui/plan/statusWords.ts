/** The one sentence on top: what is outside, what the plan does about it, what it costs and where that leads. */
import { decimalOf, sumOf, type Decimal } from '../../domain/decimal.ts'
import { dayAfter, durationOf } from '../../domain/day.ts'
import type { Portfolio, TriggerKind } from '../../domain/document.ts'
import type { Fired, Plan, PlanRow } from '../../domain/plan.ts'
import { namesOf } from '../../domain/planWords.ts'
import { count, money, points, roundMoney } from '../format.ts'
import { tradeRowsOf } from './planRows.ts'

/** The plan's status in plain sentences. */
export function statusOf(plan: Plan, document: Portfolio): string {
  switch (plan.status) {
    case 'trade':
      return `${openingWords(plan, document)} ${tradeWords(plan, document)}`
    case 'hold':
      return holdWords(plan, document)
    case 'refused':
      return `No plan: ${numberWord(plan.problems.length)} ${plan.problems.length === 1 ? 'thing stands' : 'things stand'} in the way.`
  }
}

function openingWords(plan: Plan, document: Portfolio): string {
  const bands = plan.fired.filter((each) => each.kind === 'band')
  const flows = plan.fired.filter((each) => each.kind === 'flow')
  const others = plan.fired.flatMap((each) => otherOpening(each))
  const sentences = [
    ...(bands.length > 0 ? [outsideWords(bands.length)] : []),
    ...flowWords(flows, document),
    ...others,
  ]
  return sentences.join(' ') || 'A plan is due.'
}

function outsideWords(many: number): string {
  const classes = many === 1 ? 'class is outside its band' : 'classes are outside their bands'
  return `${capital(numberWord(many))} ${classes}.`
}

function flowWords(flows: readonly Extract<Fired, { kind: 'flow' }>[], document: Portfolio): string[] {
  const sum = (sign: 1 | -1): Decimal =>
    sumOf(flows.map((each) => decimalOf(each.amount)).filter((each) => each.times(sign).greaterThan(0)))
  const words = (amount: Decimal, verb: string): string[] =>
    amount.isZero() ? [] : [`${roundMoney(amount.abs(), document.baseCurrency)} is to be ${verb}.`]
  return [...words(sum(1), 'invested'), ...words(sum(-1), 'raised')]
}

function otherOpening(fired: Fired): string[] {
  if (fired.kind === 'calendar') return ['The calendar is due.']
  if (fired.kind === 'drift') return ['The total drift is above its cap.']
  if (fired.kind === 'shortage') return ['Cash is below its reserve.']
  return []
}

/** "6 trades, $41,200, cost $12.40, bring all inside." */
function tradeWords(plan: Plan, document: Portfolio): string {
  const rows = tradeRowsOf(plan, document)
  const traded = roundMoney(sumOf(rows.map((row) => row.baseValue)), document.baseCurrency)
  const cost = money(plan.totals?.cost ?? '0', document.baseCurrency)
  const one = rows.length === 1
  return `${count(rows.length, 'trade')}, ${traded}, cost ${cost}, ${outcomeWords(plan.rows, one)}.`
}

function outcomeWords(rows: readonly PlanRow[], one: boolean): string {
  const left = rows.filter(isOutsideAfter).length
  if (left > 0)
    return `${one ? 'leaves' : 'leave'} ${numberWord(left)} ${left === 1 ? 'class' : 'classes'} outside`
  const were = rows.some((row) => row.breached)
  return were ? `${one ? 'brings' : 'bring'} all inside` : `${one ? 'keeps' : 'keep'} all inside`
}

/** Cash without a target has the band [0, 0] and is never counted as outside. */
function isOutsideAfter(row: PlanRow): boolean {
  if (row.class === 'cash' && decimalOf(row.target).isZero()) return false
  const after = decimalOf(row.after)
  return after.lessThan(row.low) || after.greaterThan(row.high)
}

function holdWords(plan: Plan, document: Portfolio): string {
  const outside = plan.rows.filter(isOutsideAfter).length
  const until = nextLook(document)
  const later = until === null ? '' : ` ${until}`
  if (outside > 0) return `${outsideWords(outside)} Nothing is to be traded under your rules.${later}`
  return `Nothing is due. ${nearestWords(plan, document)}${later}`
}

/** Which class comes nearest to its edge. */
function nearestWords(plan: Plan, document: Portfolio): string {
  const rooms = plan.rows
    .filter((row) => !decimalOf(row.target).isZero())
    .map((row) => ({ class: row.class, room: roomOf(row) }))
    .sort((a, b) => a.room.comparedTo(b.room))
  const nearest = rooms[0]
  if (nearest === undefined) return 'There are no classes to compare yet.'
  const name = namesOf(document).class(nearest.class)
  return `All classes are inside their bands; ${name} is nearest to its edge, ${points(nearest.room).replace('+', '')} away.`
}

function roomOf(row: PlanRow): Decimal {
  const weight = decimalOf(row.before)
  const below = weight.minus(row.low)
  const above = decimalOf(row.high).minus(weight)
  return below.lessThan(above) ? below : above
}

/** Until when nothing can be due: the end of a cooldown, else the calendar's next day. */
function nextLook(document: Portfolio): string | null {
  const { cooldown, lastTraded, trigger } = document.policy
  if (cooldown !== null && lastTraded !== null) {
    const end = dayAfter(lastTraded, durationOf(cooldown))
    if (end > document.asOf) return `The cooldown ends on ${end}.`
  }
  const kinds: readonly TriggerKind[] = 'any' in trigger ? trigger.any : trigger.all
  const days = kinds.flatMap((kind) =>
    kind.kind === 'calendar' && kind.last !== null ? [dayAfter(kind.last, durationOf(kind.every))] : [],
  )
  const next = days.filter((day) => day > document.asOf).sort()[0]
  return next === undefined ? null : `The calendar comes next on ${next}.`
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Small numbers are words in a sentence. */
function numberWord(many: number): string {
  return words[many] ?? String(many)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
