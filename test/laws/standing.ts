/** Where a portfolio stands: its total, its rows against their bands, its triggers, and the aims that follow. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import { costAwareHalf } from './costWidth.ts'
import {
  add,
  cash,
  countedIn,
  flowOf,
  minorUnits,
  pair,
  rateOf,
  reserveOf,
  type Leafage,
  type Model,
} from './model.ts'
import type { RawBand, RawTrigger } from './raw.ts'
import { varianceAt } from './risk.ts'

export interface Interval {
  readonly low: Decimal
  readonly high: Decimal
}

export interface Row extends Leafage {
  readonly target: Decimal
  readonly half: Decimal
  readonly interval: Interval
  readonly before: Decimal
  readonly breached: boolean
}

/** Quantities by account and instrument and amounts by account and currency. */
export interface Holdings {
  readonly positions: ReadonlyMap<string, Decimal>
  readonly purses: ReadonlyMap<string, Decimal>
}

export interface Standing {
  readonly total: Decimal
  readonly rows: readonly Row[]
}

/** What is held at the start, flows arrived. */
export function startOf(model: Model): Holdings {
  const purses = new Map(model.purses)
  for (const account of model.accounts) add(purses, pair(account.id, model.base), flowOf(account))
  return { positions: model.positions, purses }
}

export function valuesOf(model: Model, held: Holdings): ReadonlyMap<string, Decimal> {
  const values = new Map<string, Decimal>()
  for (const [key, quantity] of held.positions) {
    const asset = model.assets.get(key.split('\n')[1] ?? '')
    if (!asset || asset.exclude) continue
    const whole = quantity.times(asset.price).times(rateOf(model, asset.currency))
    const value = whole.times(countedIn(model, key.split('\n')[0] ?? ''))
    for (const [name, share] of asset.exposure) add(values, name, value.times(share))
  }
  for (const [key, amount] of held.purses) {
    const [account = '', currency = ''] = key.split('\n')
    add(values, cash, amount.times(rateOf(model, currency)).times(countedIn(model, account)))
  }
  return values
}

export function standingOf(model: Model): Standing {
  const values = valuesOf(model, startOf(model))
  const total = sumOf(values.values())
  if (total.lessThanOrEqualTo(0)) return { total, rows: [] }
  const targets = targetsOf(model, total)
  return { total, rows: model.nodes.map((node) => rowOf(model, node, values, targets, total)) }
}

function rowOf(
  model: Model,
  node: Leafage,
  values: ReadonlyMap<string, Decimal>,
  targets: ReadonlyMap<string, Decimal>,
  total: Decimal,
): Row {
  const target = sumOf(node.leaves.map((leaf) => targets.get(leaf) ?? zero))
  const kind = node.band ?? model.raw.policy.band
  const half = kind.kind === 'cost-aware' ? costAwareHalf(model, node, targets) : halfOf(kind, target)
  const band = around(target, half)
  const before = sumOf(node.leaves.map((leaf) => values.get(leaf) ?? zero)).dividedBy(total)
  const breached = before.lessThan(band.low) || before.greaterThan(band.high)
  return { ...node, target, half, interval: band, before, breached }
}

/** Reserves above cash's own share raise its target; the other leaves share what is left in proportion. */
function targetsOf(model: Model, total: Decimal): ReadonlyMap<string, Decimal> {
  const leaves = model.nodes.filter((node) => node.leaf)
  const own = leaves.find((node) => node.class === cash)?.weight ?? zero
  const reserves = sumOf(model.accounts.map((each) => reserveOf(each).times(countedIn(model, each.id))))
  if (reserves.lessThanOrEqualTo(own.times(total)))
    return new Map(leaves.map((node) => [node.class, node.weight]))
  const raised = Decimal.min(1, reserves.dividedBy(total))
  const scale = own.equals(1) ? zero : new Decimal(1).minus(raised).dividedBy(new Decimal(1).minus(own))
  return new Map(leaves.map((node) => [node.class, node.class === cash ? raised : node.weight.times(scale)]))
}

function halfOf(band: Exclude<RawBand, { kind: 'cost-aware' }>, target: Decimal): Decimal {
  if (target.isZero()) return zero
  if (band.kind === 'absolute') return new Decimal(band.width)
  if (band.kind === 'relative') return target.times(band.width)
  const pairOf = [new Decimal(band.absolute), target.times(band.relative)]
  return band.kind === 'lesser' ? Decimal.min(...pairOf) : Decimal.max(...pairOf)
}

function around(target: Decimal, half: Decimal): Interval {
  return { low: clip(target.minus(half)), high: clip(target.plus(half)) }
}

const clip = (weight: Decimal): Decimal => Decimal.max(0, Decimal.min(1, weight))

/** Does this kind of trigger hold, taking for granted which rows are stuck? */
export function holds(
  model: Model,
  standing: Standing,
  trigger: RawTrigger,
  stuck: ReadonlySet<string>,
): boolean {
  switch (trigger.kind) {
    case 'always':
      return true
    case 'never':
      return false
    case 'band':
      return standing.rows.some((row) => fires(model, row) && !stuck.has(row.class))
    case 'calendar':
      return (trigger.last ?? null) === null || model.raw.asOf >= dayAfter(trigger.last ?? '', trigger.every)
    case 'drift':
      return driftOf(standing).greaterThan(trigger.cap)
    case 'tracking-error':
      return (varianceAt(model, standing, valuesOf(model, startOf(model))) ?? zero)
        .sqrt()
        .greaterThan(trigger.cap)
  }
}

export function fires(model: Model, row: Row): boolean {
  return row.breached && (row.class !== cash || model.hasCashTarget)
}

export function driftOf(standing: Standing): Decimal {
  return sumOf(
    standing.rows.filter((row) => row.leaf).map((row) => row.before.minus(row.target).abs()),
  ).dividedBy(2)
}

/** Has the trigger fired, the cooldown over? Flows open a plan without it. */
export function isFired(model: Model, standing: Standing, stuck: ReadonlySet<string>): boolean {
  const { trigger, cooldown, lastTraded } = model.raw.policy
  if (cooldown && lastTraded && model.raw.asOf < dayAfter(lastTraded, cooldown)) return false
  const test = (each: RawTrigger): boolean => holds(model, standing, each, stuck)
  return 'any' in trigger ? trigger.any.some(test) : trigger.all.every(test)
}

/** Calendar arithmetic by way of the platform's own dates, month ends clamped. */
export function dayAfter(day: string, duration: string): string {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration)
  const [years, months, weeks, days] = [1, 2, 3, 4].map((at) => Number(parts?.[at] ?? 0))
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year + (years ?? 0), month + (months ?? 0), 0)).getUTCDate()
  const clamped = Math.min(date, lastDay) + 7 * (weeks ?? 0) + (days ?? 0)
  return new Date(Date.UTC(year + (years ?? 0), month - 1 + (months ?? 0), clamped))
    .toISOString()
    .slice(0, 10)
}

/** The interval in which each row's weight should end. */
export function aimsOf(model: Model, standing: Standing, fired: boolean): Interval[] {
  const { destination = '0.5', scope = 'all' } = model.raw.policy
  const invests = model.accounts.some((account) => flowOf(account).greaterThan(0))
  return standing.rows.map((row) => {
    if (!fired || destination === 'optimal' || (invests && row.class === cash))
      return { low: row.target, high: row.target }
    if (scope === 'breached' && !row.breached)
      return {
        low: Decimal.min(row.interval.low, row.before),
        high: Decimal.max(row.interval.high, row.before),
      }
    const way = typeof destination === 'string' ? new Decimal(destination) : 1
    return around(row.target, new Decimal(1).minus(way).times(row.half))
  })
}

/** D: squared distances from the aims, each over its target; what nobody can see counts as nothing. */
export function distanceOf(
  model: Model,
  standing: Standing,
  aims: readonly Interval[],
  held: Holdings,
): Decimal {
  const values = valuesOf(model, held)
  const total = sumOf(values.values())
  const terms = standing.rows.map((row, at) => {
    const weight = sumOf(row.leaves.map((leaf) => values.get(leaf) ?? zero)).dividedBy(total)
    const aim = aims[at] ?? row.interval
    const violation = Decimal.max(0, aim.low.minus(weight), weight.minus(aim.high))
    return violation.times(violation).dividedBy(Decimal.max(row.target, '0.01'))
  })
  const sum = sumOf(terms)
  return sum.lessThan('1e-18') ? zero : sum
}

/** The distance from the aims that counts as arrived: the share that a destination by distance may keep of today's. */
export function allowanceOf(model: Model, standing: Standing, aims: readonly Interval[]): Decimal {
  const { destination } = model.raw.policy
  if (typeof destination !== 'object') return zero
  return distanceOf(model, standing, aims, startOf(model)).sqrt().times(destination.distance)
}

/** All of an account's cash in base currency. */
export function cashOf(model: Model, held: Holdings, account: string): Decimal {
  let sum = zero
  for (const [key, amount] of held.purses) {
    const [owner = '', currency = ''] = key.split('\n')
    if (owner === account) sum = sum.plus(amount.times(rateOf(model, currency)))
  }
  return sum
}

/** Does an account need money at the start: less than its reserve, or a currency overdrawn? */
export function isShort(model: Model, account: RawAccountLike): boolean {
  const held = startOf(model)
  if (cashOf(model, held, account.id).lessThan(account.reserve ?? 0)) return true
  return [...held.purses].some(([key, amount]) => key.startsWith(`${account.id}\n`) && amount.lessThan(0))
}

interface RawAccountLike {
  readonly id: string
  readonly reserve?: string
}

export function roundUp(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(minorUnits(currency), Decimal.ROUND_CEIL)
}
