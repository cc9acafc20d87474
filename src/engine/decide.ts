/** Step 3: does the plan open, by which triggers, and which sides may each account trade? */
import { durationOf, dayAfter } from '../domain/day.ts'
import { Decimal, decimalOf, roundedText, sumOf, textOf, zero } from '../domain/decimal.ts'
import type { Instrument, Portfolio, TriggerKind } from '../domain/document.ts'
import { totalDrift, type Drift, type Row } from '../domain/drift.ts'
import type { Fired, SkipReason } from '../domain/plan.ts'
import type { Note } from '../domain/problem.ts'
import { compareText } from '../domain/order.ts'
import { cashClass } from '../domain/target.ts'
import { trackingErrorOf } from '../domain/trackingError.ts'
import { exposureOf } from '../domain/weights.ts'
import { weightDecimals } from './digits.ts'
import type { Permit } from './permit.ts'
import { plainStance, type Stance } from './stance.ts'

export interface Decision {
  /** Whether any order may be planned at all. */
  readonly open: boolean
  /** Whether the triggers opened it, so that bands and destination set the aims. */
  readonly triggered: boolean
  readonly fired: readonly Fired[]
  /** Rows outside their bands that a permitted trade can improve. */
  readonly firing: ReadonlySet<string>
  readonly permits: readonly Permit[]
  /** What it keeps to because of taxes. */
  readonly stance: Stance
  readonly notes: readonly Note[]
}

/** Applies the triggers, the cooldown, and the flows of a checked document to today's drift. */
export function decide(
  document: Portfolio,
  drift: Drift,
  permits: readonly Permit[],
  stance = plainStance,
): Decision {
  const reach = reachOf(drift, permits)
  const outside = drift.rows.filter((row) => row.fires && row.breached)
  const firing = outside.filter((row) => canImprove(row, reach))
  const stuck = outside.filter((row) => !canImprove(row, reach))
  const fired = firedBy(document, drift, firing)
  const triggered = fired !== null && !coolingDown(document)
  const needs = accountNeeds(document, drift)
  return {
    open: triggered || [...needs.values()].some((need) => need.side !== null),
    triggered,
    fired: triggered ? fired : [],
    firing: new Set(firing.map((row) => row.class)),
    stance,
    permits: triggered
      ? permits
      : permits.map((permit) => oneSided(permit, needs.get(permit.account.id)?.side ?? null)),
    notes: [...stuck.map((row) => stuckNote(document, row)), ...shortageNotes(document, needs)],
  }
}

/** The instruments that some account may buy or sell, as far as cash can follow, and the classes they move. */
interface Reach {
  readonly buys: readonly Instrument[]
  readonly sells: readonly Instrument[]
  readonly bought: ReadonlySet<string>
  readonly sold: ReadonlySet<string>
}

function reachOf(drift: Drift, permits: readonly Permit[]): Reach {
  const positions = drift.valuation.holdings.filter((each) => each.quantity.greaterThan(0))
  const held = new Map<string, Set<string>>()
  for (const { account, instrument } of positions)
    held.set(account, (held.get(account) ?? new Set()).add(instrument.id))
  const sells = permits.filter(
    (permit) => permit.sell === null && held.get(permit.account.id)?.has(permit.instrument.id) === true,
  )
  const sources = new Map<string, Set<string>>()
  for (const { account, instrument } of sells) {
    sources.set(account.id, (sources.get(account.id) ?? new Set()).add(instrument.id))
  }
  const funded = new Set(
    drift.valuation.cash.filter((line) => line.value.greaterThan(0)).map((line) => line.account),
  )
  const buys = permits.filter(({ account, instrument, buy }) => {
    const own = sources.get(account.id)
    const others = own !== undefined && own.size > (own.has(instrument.id) ? 1 : 0)
    return buy === null && (funded.has(account.id) || others)
  })
  const [bought, sold] = [instrumentsOf(buys), instrumentsOf(sells)]
  return { buys: bought, sells: sold, bought: classesOf(bought), sold: classesOf(sold) }
}

function instrumentsOf(permits: readonly Permit[]): Instrument[] {
  return [...new Set(permits.map((permit) => permit.instrument))]
}

function classesOf(instruments: readonly Instrument[]): Set<string> {
  const exposures = instruments.flatMap(exposureOf)
  return new Set(exposures.filter(([, share]) => share.greaterThan(0)).map(([name]) => name))
}

/** Buying lowers cash and raises a row; selling raises cash and lowers a row. */
function canImprove(row: Row, reach: Reach): boolean {
  const over = row.weight.greaterThan(row.band.high)
  if (row.leaves.includes(cashClass)) return canImproveCash(row, reach, over)
  const moves = over ? reach.sold : reach.bought
  return row.leaves.some((leaf) => moves.has(leaf))
}

/** In a row with cash in it a sell that stays in the row changes nothing, and a buy that leaves it lowers it. */
function canImproveCash(row: Row, reach: Reach, over: boolean): boolean {
  const leaves = new Set(row.leaves)
  const outside = (instrument: Instrument): boolean =>
    exposureOf(instrument).some(([name, share]) => share.greaterThan(0) && !leaves.has(name))
  return (over ? reach.buys : reach.sells).some(outside)
}

/** The triggers that fired, or null when the rule of any or all is not met. */
function firedBy(document: Portfolio, drift: Drift, firing: readonly Row[]): Fired[] | null {
  const { trigger } = document.policy
  const kinds = 'any' in trigger ? trigger.any : trigger.all
  const answers = kinds.map((kind) => firedKind(document, drift, firing, kind))
  const met =
    'any' in trigger ? answers.some((each) => each.length > 0) : answers.every((each) => each.length > 0)
  return met ? distinct(answers.flat()) : null
}

/** A tracking error is float64: one that meets its cap to the last digits is not above it. */
const noise = new Decimal('1e-12')

function firedKind(document: Portfolio, drift: Drift, firing: readonly Row[], kind: TriggerKind): Fired[] {
  switch (kind.kind) {
    case 'band':
      return firing.map((row) => ({ kind: 'band', class: row.class }))
    case 'calendar':
      return isDue(document.asOf, kind.last, kind.every) ? [{ kind: 'calendar', since: kind.last }] : []
    case 'drift': {
      const total = totalDrift(drift.rows)
      return total.greaterThan(decimalOf(kind.cap))
        ? [{ kind: 'drift', drift: roundedText(total, weightDecimals) }]
        : []
    }
    case 'tracking-error': {
      const error = trackingErrorOf(document, drift.rows)
      return error?.greaterThan(decimalOf(kind.cap).plus(noise))
        ? [{ kind: 'tracking-error', trackingError: roundedText(error, weightDecimals) }]
        : []
    }
    case 'always':
      return [{ kind: 'always' }]
    case 'never':
      return []
  }
}

/** Fired reasons in one order, whatever the order of the triggers in the document. */
function distinct(fired: readonly Fired[]): Fired[] {
  const byText = new Map(fired.map((each) => [JSON.stringify(each), each]))
  return [...byText.keys()]
    .sort(compareText)
    .map((key) => byText.get(key))
    .filter((each) => each !== undefined)
}

/** Due when asOf >= last + every; without a last time at once. */
function isDue(asOf: string, last: string | null, every: string): boolean {
  return last === null || asOf >= dayAfter(last, durationOf(every))
}

function coolingDown(document: Portfolio): boolean {
  const { cooldown, lastTraded } = document.policy
  return cooldown !== null && lastTraded !== null && !isDue(document.asOf, lastTraded, cooldown)
}

interface Need {
  readonly side: 'buy' | 'sell' | null
  /** How far cash, flow included, starts below the reserve, in base currency. */
  readonly shortage: Decimal
}

/** A positive flow only buys, a withdrawal or a shortage only sells, anything else waits for a trigger. */
function accountNeeds(document: Portfolio, drift: Drift): Map<string, Need> {
  return new Map(
    document.accounts.map((account): [string, Need] => {
      const lines = drift.valuation.cash.filter((line) => line.account === account.id)
      const cash = sumOf(lines.map((line) => line.value))
      const shortage = decimalOf(account.reserve).minus(cash)
      const overdrawn = lines.some((line) => line.before.plus(line.flow).lessThan(0))
      const flow = decimalOf(account.flow)
      if (shortage.greaterThan(0)) return [account.id, { side: 'sell', shortage }]
      const side = flow.isZero() ? (overdrawn ? 'sell' : null) : flow.greaterThan(0) ? 'buy' : 'sell'
      return [account.id, { side, shortage: zero }]
    }),
  )
}

function stuckNote(document: Portfolio, row: Row): Note {
  const at = document.targets.findIndex((target) => target.class === row.class)
  return { kind: 'row-stuck', path: `targets/${at}`, class: row.class }
}

function shortageNotes(document: Portfolio, needs: ReadonlyMap<string, Need>): Note[] {
  return document.accounts.flatMap((account, at): Note[] => {
    const shortage = needs.get(account.id)?.shortage ?? zero
    const own = shortage.plus(decimalOf(account.flow))
    if (shortage.lessThanOrEqualTo(0) || own.lessThanOrEqualTo(0)) return []
    return [{ kind: 'shortage', path: `accounts/${at}/reserve`, account: account.id, amount: textOf(own, 2) }]
  })
}

function oneSided(permit: Permit, side: 'buy' | 'sell' | null): Permit {
  const against: SkipReason = { kind: 'one-sided-flow' }
  return {
    ...permit,
    buy: permit.buy ?? (side === 'buy' ? null : against),
    sell: permit.sell ?? (side === 'sell' ? null : against),
  }
}
