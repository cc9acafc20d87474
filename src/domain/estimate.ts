/** What the bands of a document are expected to do in a year: closed forms for prices that wander without trend, row by row. */
import { aversionOf, costAwareOf, preferredInstruments, type CostAware } from './costAware.ts'
import { riskModelOf } from './covariance.ts'
import { durationOf } from './day.ts'
import { Decimal, decimalOf } from './decimal.ts'
import type { Instrument, Policy, Portfolio, TriggerKind } from './document.ts'
import type { Drift, Row } from './drift.ts'
import { bestTrip } from './noTrade.ts'
import { cashClass } from './target.ts'
import { balancedHalfWidth, ratesOf, switchCost, type Trip } from './thresholds.ts'
import { classesWithoutRisk } from './trackingError.ts'
import { untouchedVariance, weightRiskOf, weightVolatility, type WeightRisk } from './weightRisk.ts'
import { rateOf } from './weights.ts'

/** A row beside all others together; what other rows do is left out, so rows do not add up to a portfolio. */
export interface RowEstimate {
  readonly row: Row
  /** Is its band the policy's, and not its own? */
  readonly common: boolean
  /** What its band would be if costs set it. */
  readonly suggested: CostAware
  /** What an order on each side costs whatever its size, as a fraction of the whole. */
  readonly ticket: number
  /** The trip that is cheapest with this ticket; null where orders have none. */
  readonly ticketed: Trip | null
  /** Null where volatilities are missing. */
  readonly rates: RowRates | null
}

export interface RowRates {
  /** A year. */
  readonly events: number
  /** One-way, a year, as a fraction of the whole. */
  readonly turnover: number
  /** Of this row's drift alone, in a year. */
  readonly trackingError: number
  /** Commissions, spread and tickets a year, as a fraction of the whole. */
  readonly cost: number
}

export interface Estimate {
  /** Rows that can fire, in the order of the drift. */
  readonly rows: readonly RowEstimate[]
  /** Of the rows with the policy's band, or of all where each has its own, the one with the most events; null without any. */
  readonly busiest: RowEstimate | null
  /** Classes without a volatility. */
  readonly missing: readonly string[]
  /** The whole portfolio's tracking error after a year in which nobody trades; null where volatilities are missing. */
  readonly untouched: number | null
  /** Do bands open plans at all under this trigger? */
  readonly decides: boolean
  /** Years between looks: those asked for, or longer where the trigger also waits for the calendar. */
  readonly lookYears: number
}

/** Weights are taken at their targets. The document may be unsound; then figures that mean nothing are left out. */
export function estimateOf(document: Portfolio, drift: Drift, lookYears: number): Estimate {
  const leaves = drift.rows.filter((row) => row.leaf)
  const byCost = costAwareOf(document, new Map(leaves.map((row) => [row.class, row.target])))
  const tickets = ticketsOf(document, drift, leaves)
  const missing = classesWithoutRisk(document, 'held')
  const moves =
    document.risk === null || missing.length > 0
      ? null
      : weightRiskOf(
          riskModelOf(document.risk),
          new Map(leaves.map((row) => [row.class, row.target.toNumber()])),
        )
  const look = Math.max(lookYears, calendarYears(document.policy))
  const rows = drift.rows
    .filter((row) => row.fires && row.target.greaterThan(0))
    .map((row) => rowEstimate(document, row, byCost(row.target, row.leaves), tickets(row), moves, look))
  return {
    rows,
    busiest: busiestOf(rows.filter((each) => each.common)) ?? busiestOf(rows),
    missing,
    untouched: moves === null ? null : finite(Math.sqrt(untouchedVariance(moves))),
    decides: kindsOf(document.policy).some((each) => each.kind === 'band'),
    lookYears: look,
  }
}

function rowEstimate(
  document: Portfolio,
  row: Row,
  suggested: CostAware,
  ticket: number,
  moves: WeightRisk | null,
  lookYears: number,
): RowEstimate {
  const { cost, aversion } = suggested
  const weight = row.target.toNumber()
  const ticketed = ticket > 0 && weight < 1 ? bestTrip({ cost, ticket, aversion }, weight) : null
  const volatility = moves === null ? NaN : weightVolatility(moves, row.leaves)
  const rates = ratesOf(tripOf(document, row, suggested), volatility, lookYears)
  const spread = weight * (1 - weight)
  const figures = {
    events: rates.events,
    turnover: rates.turnover,
    trackingError: spread > 0 ? (volatility / spread) * Math.sqrt(rates.meanSquare) : 0,
    cost: cost * rates.turnover + ticket * rates.events,
  }
  const known = Object.values(figures).every(Number.isFinite)
  const common = document.targets.every((each) => each.class !== row.class || each.band === null)
  return { row, common, suggested, ticket, ticketed, rates: known ? figures : null }
}

/** A band's half-width and where its trades stop; "optimal" stops where costs balance, or at the edge before. */
function tripOf(document: Portfolio, row: Row, { cost, kept }: CostAware): Trip {
  const trigger = row.half.toNumber()
  if (document.policy.destination !== 'optimal') return { trigger, destination: trigger * kept }
  const balanced = balancedHalfWidth(cost, row.target.toNumber(), aversionOf(document))
  return { trigger, destination: Math.min(trigger, balanced) }
}

/** One order for the row and one on the other side, each by the mean of what its leaves' orders cost at least. */
function ticketsOf(document: Portfolio, drift: Drift, leaves: readonly Row[]): (row: Row) => number {
  const preferred = preferredInstruments(document.instruments)
  const total = drift.total.toNumber()
  const spent = new Map(
    leaves.map((row) => {
      const instrument = row.class === cashClass ? undefined : preferred.get(row.class)
      const ticket = instrument === undefined ? 0 : ticketOf(document, instrument)
      return [row.class, row.target.toNumber() * ticket]
    }),
  )
  const sum = (names: Iterable<string>): number => {
    let all = 0
    for (const name of names) all += spent.get(name) ?? 0
    return all
  }
  const all = sum(spent.keys())
  return (row) => (total > 0 ? switchCost(row.target.toNumber(), sum(row.leaves), all) / total : 0)
}

/** The part of an order's cost that its size does not change, in base currency: its fixed part or minimum, and gas. */
export function ticketOf(document: Portfolio, { cost, currency }: Instrument): number {
  const commission = Decimal.max(decimalOf(cost.fixed), decimalOf(cost.min))
  return commission.times(rateOf(document, currency)).plus(decimalOf(cost.gas)).toNumber()
}

function busiestOf(rows: readonly RowEstimate[]): RowEstimate | null {
  const events = (estimate: RowEstimate | null): number => estimate?.rates?.events ?? 0
  return rows.reduce<RowEstimate | null>((best, each) => (events(each) > events(best) ? each : best), null)
}

function kindsOf({ trigger }: Policy): readonly TriggerKind[] {
  return 'any' in trigger ? trigger.any : trigger.all
}

/** Mean length of a month and a day, in years. */
const monthYears = 1 / 12
const dayYears = 1 / 365.25

/** How far apart the days are on which a calendar lets the bands decide; 0 where none does. */
function calendarYears({ trigger }: Policy): number {
  if (!('all' in trigger)) return 0
  const years = trigger.all.map((each) => {
    if (each.kind !== 'calendar') return 0
    const { months, days } = durationOf(each.every)
    return months * monthYears + days * dayYears
  })
  return Math.max(0, ...years)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
