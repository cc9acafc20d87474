/** Laws of rows and reasons: weights, bands, what fired, refusals, and the certificate, all recomputed. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { Plan, PlanRow } from '../../src/domain/plan.ts'
import { endOf, expenseOf } from './checkMoney.ts'
import { objectiveFaults } from './checkRisk.ts'
import { cash, flowOf, minorUnits, reserveOf, type Model } from './model.ts'
import { isStuckByRule, surelyRaised } from './permits.ts'
import {
  aimsOf,
  distanceOf,
  driftOf,
  fires,
  holds,
  isFired,
  isShort,
  valuesOf,
  type Row,
  type Standing,
} from './standing.ts'

/** Weights print ten decimals. */
const shown = (weight: Decimal): string => weight.toFixed(10, Decimal.ROUND_HALF_EVEN)

export function rowFaults(model: Model, plan: Plan, standing: Standing): string[] {
  const after = weightsAfter(model, plan, standing)
  const order =
    plan.rows.map((row) => row.class).join('|') === standing.rows.map((row) => row.class).join('|')
  if (!order)
    return [
      `rows are ${plan.rows.map((row) => row.class).join(', ')}, should be ${standing.rows.map((row) => row.class).join(', ')}`,
    ]
  const faults = standing.rows.flatMap((row, at) => oneRowFaults(row, plan.rows[at], after[at] ?? zero))
  return [...faults, ...maxDriftFaults(plan, standing, after)]
}

function weightsAfter(model: Model, plan: Plan, standing: Standing): Decimal[] {
  const values = valuesOf(model, endOf(model, plan))
  const total = sumOf(values.values())
  // Of nothing, which costs may leave of a cent, every share is 0.
  return standing.rows.map((row) =>
    total.isZero() ? zero : sumOf(row.leaves.map((leaf) => values.get(leaf) ?? zero)).dividedBy(total),
  )
}

function oneRowFaults(row: Row, found: PlanRow | undefined, after: Decimal): string[] {
  if (!found) return [`row ${row.class} is missing`]
  const expected = {
    target: row.target,
    low: row.interval.low,
    high: row.interval.high,
    before: row.before,
    after,
  }
  const weights = Object.entries(expected).flatMap(([part, weight]) => {
    const text = found[part as keyof typeof expected]
    return new Decimal(shown(weight)).equals(text)
      ? []
      : [`row ${row.class} ${part} ${text}, should be ${shown(weight)}`]
  })
  return found.breached === row.breached
    ? weights
    : [...weights, `row ${row.class} breached ${String(found.breached)}`]
}

function maxDriftFaults(plan: Plan, standing: Standing, after: readonly Decimal[]): string[] {
  const drifts = standing.rows.map((row, at) => (after[at] ?? zero).minus(row.target).abs())
  const most = Decimal.max(0, ...drifts)
  const found = new Decimal(plan.totals?.maxDriftAfter ?? 0)
  return found.minus(most).abs().lessThanOrEqualTo('1e-10')
    ? []
    : [`maxDriftAfter ${found.toFixed()}, should be ${shown(most)}`]
}

/** Rows that the plan says no permitted trade could improve. */
export function stuckIn(plan: Plan): ReadonlySet<string> {
  return new Set(plan.notes.filter((note) => note.kind === 'row-stuck').map((note) => String(note['class'])))
}

export function firedFaults(model: Model, plan: Plan, standing: Standing): string[] {
  const stuck = stuckIn(plan)
  const fired = isFired(model, standing, stuck)
  return [
    ...triggerFaults(model, plan, standing, fired),
    ...stuckFaults(model, plan, standing, stuck),
    ...statusFaults(model, plan, fired),
  ]
}

/** Every kind that holds is listed when the trigger fired, and none when it did not. */
function triggerFaults(model: Model, plan: Plan, standing: Standing, fired: boolean): string[] {
  const { trigger } = model.raw.policy
  const kinds = 'any' in trigger ? trigger.any : trigger.all
  const stuck = stuckIn(plan)
  const expected = new Set<string>(
    fired ? kinds.filter((each) => holds(model, standing, each, stuck)).map((each) => each.kind) : [],
  )
  const found = new Set<string>(plan.fired.map((each) => each.kind))
  const same = [...expected].every((kind) => found.has(kind)) && found.size === expected.size
  const faults = same ? [] : [`fired ${[...found].join(',')}, should be ${[...expected].join(',')}`]
  const classes = plan.fired.flatMap((each) => (each.kind === 'band' ? [each.class] : [])).join('|')
  const breached = standing.rows
    .filter((row) => fires(model, row) && !stuck.has(row.class))
    .map((row) => row.class)
  if (expected.has('band') && classes !== breached.join('|'))
    faults.push(`fired for ${classes}, breached are ${breached.join('|')}`)
  const drift = plan.fired.flatMap((each) => (each.kind === 'drift' ? [each.drift] : []))[0]
  if (drift !== undefined && !new Decimal(drift).equals(shown(driftOf(standing))))
    faults.push(`fired with drift ${drift}`)
  return faults
}

function stuckFaults(model: Model, plan: Plan, standing: Standing, stuck: ReadonlySet<string>): string[] {
  if (plan.status === 'refused') return []
  return standing.rows.flatMap((row) => {
    const byRule =
      fires(model, row) &&
      isStuckByRule(model, { leaves: row.leaves, over: row.before.greaterThan(row.interval.high) })
    if (byRule && !stuck.has(row.class) && plan.fired.some((each) => each.kind === 'band'))
      return [`row ${row.class} cannot be improved, yet fires`]
    return stuck.has(row.class) && !row.breached
      ? [`row ${row.class} is noted as stuck, but is not breached`]
      : []
  })
}

/** Without a flow, a shortage or a fired trigger nothing may happen; a shortage may never be left as it is. */
function statusFaults(model: Model, plan: Plan, fired: boolean): string[] {
  const opened =
    fired || model.accounts.some((account) => !flowOf(account).isZero() || isShort(model, account))
  const acts = plan.trades.length + plan.conversions.length > 0
  const faults: string[] = []
  if (plan.status === 'hold' && acts) faults.push('hold with trades or conversions')
  if (!opened && plan.status !== 'hold') faults.push(`status ${plan.status} though nothing opened the plan`)
  if (plan.status === 'trade' && !acts) faults.push('status trade with nothing to do')
  if (!fired) faults.push(...idleFaults(model, plan))
  return faults
}

/** Not fired, an account without flow or shortage is left alone. */
function idleFaults(model: Model, plan: Plan): string[] {
  const idle = model.accounts
    .filter((account) => flowOf(account).isZero() && !isShort(model, account))
    .map((each) => each.id)
  return plan.conversions
    .filter((each) => idle.includes(each.account))
    .map((each) => `${each.account} converts without cause`)
}

/** Only accounts that really cannot raise what they must may be the reason of a refusal. */
export function refusalFaults(model: Model, plan: Plan, standing: Standing): string[] {
  if (plan.problems.length === 0) return ['refused without a problem']
  const faults = plan.trades.length + plan.conversions.length > 0 ? ['refused with trades'] : []
  if (standing.total.lessThanOrEqualTo(0)) return [...faults, ...emptyFaults(model, plan, standing)]
  const { maxTrades = null, turnoverCap = null } = model.raw.policy
  const gainsBudget = model.raw.tax?.gainsBudget ?? null
  const strange = plan.problems
    .filter((each) => each.kind !== 'cash-short')
    .map((each) => `refused as ${each.kind}`)
  if (maxTrades !== null || turnoverCap !== null || gainsBudget !== null) return [...faults, ...strange]
  const fired = isFired(model, standing, stuckIn(plan))
  const short = plan.problems.filter((each) => each.kind === 'cash-short')
  return [
    ...faults,
    ...strange,
    ...short.flatMap((each) => cashShortFaults(model, String(each['account']), fired)),
  ]
}

/** Where withdrawals take all there is, they are to blame; else there is nothing to plan with. */
function emptyFaults(model: Model, plan: Plan, standing: Standing): string[] {
  const taken = sumOf(model.accounts.map(flowOf).filter((flow) => flow.lessThan(0)))
  const minor = new Decimal(10).pow(-minorUnits(model.base)).times(model.accounts.length)
  const there = standing.total.minus(taken)
  if (there.greaterThan(0) && there.lessThanOrEqualTo(minor)) return []
  const kind = !taken.isZero() && there.greaterThan(0) ? 'cash-short' : 'nothing-to-plan'
  return plan.problems
    .filter((each) => each.kind !== kind)
    .map((each) => `refused as ${each.kind}, should be ${kind}`)
}

/** An account is refused only if selling all it may, after costs, would not reach its reserve. */
function cashShortFaults(model: Model, id: string, fired: boolean): string[] {
  const account = model.accounts.find((each) => each.id === id)
  if (!account) return [`refused for an unknown account ${id}`]
  if (!isShort(model, account)) return [`${id} is refused as short of cash, but is not`]
  const reached = surelyRaised(model, account, fired)
  const enough = reached.greaterThan(reserveOf(account)) && reached.greaterThan(0)
  return enough
    ? [`${id} is refused, though it can reach ${reached.toFixed(2)} of ${reserveOf(account).toFixed()}`]
    : []
}

/** The attained figures are recomputed; bounds never exceed them. */
export function certificateFaults(model: Model, plan: Plan, standing: Standing): string[] {
  if (!plan.certificate) return plan.status === 'trade' ? ['no certificate'] : []
  if ('objective' in plan.certificate) return objectiveFaults(model, plan, standing, plan.certificate)
  const { distance, expense } = plan.certificate
  const faults: string[] = []
  if (new Decimal(distance.bound).greaterThan(distance.attained))
    faults.push(`distance bound ${distance.bound} above ${distance.attained}`)
  if (new Decimal(expense.bound).greaterThan(expense.attained))
    faults.push(`expense bound ${expense.bound} above ${expense.attained}`)
  const unit = new Decimal(10).pow(-minorUnits(model.base))
  if (expenseOf(model, plan).minus(expense.attained).abs().greaterThan(unit))
    faults.push(`expense ${expense.attained}`)
  if (plan.status === 'hold' && plan.fired.length === 0) return faults
  const attained = distanceIn(model, plan, standing)
  if (attained.minus(distance.attained).abs().greaterThan('2e-10'))
    faults.push(`distance ${distance.attained}, should be ${attained.toFixed(12)}`)
  return faults
}

/** sqrt(D) of a plan, on weights after costs. */
export function distanceIn(model: Model, plan: Plan, standing: Standing): Decimal {
  const aims = aimsOf(model, standing, isFired(model, standing, stuckIn(plan)))
  return distanceOf(model, standing, aims, endOf(model, plan)).sqrt()
}

/** Cash without a target of its own never fires. */
export function cashFires(model: Model, plan: Plan): string[] {
  const named = plan.fired.some((each) => each.kind === 'band' && each.class === cash)
  return named && !model.hasCashTarget ? ['cash fires without a target'] : []
}
