/** The experiment that answers “which threshold?” for one's own portfolio: its targets, risk, costs and tax, and a grid of policies. */
import { aversionOf, costOf, preferredInstruments } from '../../domain/costAware.ts'
import { Decimal, decimalOf, sumOf, textOf } from '../../domain/decimal.ts'
import type { Band, Portfolio } from '../../domain/document.ts'
import type { Drift, Row } from '../../domain/drift.ts'
import { ticketOf } from '../../domain/estimate.ts'
import type { Experiment, LabPolicy } from '../../domain/experiment.ts'
import { experimentProblems } from '../../domain/experimentSoundness.ts'
import { cashClass } from '../../domain/target.ts'
import type { ClassPrices } from './history/classPrices.ts'
import { knownPrices, marketOf, type Moments, stepsPerYear } from './labMarket.ts'
import type { GridBand, KeptPlaces, LabSettings } from './labSettings.ts'
import { presentPolicyOf, type Apart } from './presentPolicy.ts'

/** A ready question: the policy at trigger t and destination d is number t x destinations + d. */
export interface LabQuestion {
  readonly kind: 'ready'
  readonly experiment: Experiment
  readonly grid: LabGrid
  /** Places of the portfolio's own policy and of never rebalancing among the policies. */
  readonly present: number
  readonly never: number
  readonly apart: readonly Apart[]
  /** Every class has prices, so that the market may be what was. */
  readonly hasPrices: boolean
}

export interface LabGrid {
  readonly kind: GridBand
  readonly triggers: readonly string[]
  readonly destinations: readonly string[]
}

/** Why there is nothing to ask. */
export interface Lacking {
  readonly kind: 'lacking'
  readonly because: 'targets' | 'risk' | 'classes' | 'fault'
  /** Classes that the risk model says nothing about. */
  readonly classes: readonly string[]
}

/** What else an experiment depends on. */
export interface Asked {
  readonly settings: LabSettings
  readonly lookEverySteps: number
  readonly kept: KeptPlaces
  /** For the markets that need them. */
  readonly prices?: ClassPrices | null
}

/** Shares of the whole, or of the target where the band is relative. */
const usualTriggers: Readonly<Record<'points' | 'shares', readonly string[]>> = {
  points: ['0.005', '0.01', '0.015', '0.02', '0.03', '0.04', '0.05', '0.07', '0.1'],
  shares: ['0.05', '0.1', '0.15', '0.2', '0.25', '0.3', '0.4', '0.5', '0.75'],
}
const usualDestinations = ['0', '0.25', '0.5', '0.75', '1']

export function experimentOf(document: Portfolio, drift: Drift, asked: Asked): LabQuestion | Lacking {
  const rows = drift.rows.filter((row) => row.leaf && row.target.greaterThan(0))
  if (rows.length < 2) return lacking('targets')
  if (document.risk === null) return lacking('risk')
  const described = new Set([...document.risk.classes, cashClass])
  const missing = rows.map((row) => row.class).filter((name) => !described.has(name))
  if (missing.length > 0) return lacking('classes', missing)
  const { settings } = asked
  const moments = momentsOf(document.risk, rows, settings.mean)
  const { policies, ...places } = policiesOf(document, asked)
  const classes = rows.map((row) => row.class)
  const known = knownPrices(classes, asked.prices ?? null)
  const market = marketOf(settings, moments, known)
  const experiment: Experiment = {
    evenkeelExperiment: 1,
    seed: settings.seed,
    classes,
    targets: targetsOf(rows),
    market,
    lookEverySteps: looksIn(market, asked.lookEverySteps),
    cost: costsOf(document, drift.total, rows),
    tax: document.tax === null ? null : { rate: document.tax.longRate },
    flowPerYear: '0',
    aversion: textOf(new Decimal(aversionOf(document))),
    policies: policies.map((policy) => timedIn(market, policy)),
    baseline: places.never,
  }
  if (experimentProblems(experiment).length > 0) return lacking('fault')
  return {
    kind: 'ready',
    experiment,
    ...places,
    apart: presentPolicyOf(document).apart,
    hasPrices: known !== null,
  }
}

/** As often in a year, whatever the market's steps; at most at each. */
function looksIn(market: Experiment['market'], everySteps: number): number {
  const rows = market.stepsPerYear ?? stepsPerYear
  return Math.max(1, Math.round((everySteps * rows) / stepsPerYear))
}

/** A policy's own times in steps of this market. */
function timedIn(market: Experiment['market'], policy: LabPolicy): LabPolicy {
  const { calendarSteps, lookEverySteps } = policy
  return {
    ...policy,
    calendarSteps: calendarSteps === null ? null : looksIn(market, calendarSteps),
    lookEverySteps: lookEverySteps === null ? null : looksIn(market, lookEverySteps),
  }
}

function lacking(because: Lacking['because'], classes: readonly string[] = []): Lacking {
  return { kind: 'lacking', because, classes }
}

/** More digits would be rounding. */
const digits = 15

/** Targets, scaled to a sum of one where cash without a target of its own was left out. */
function targetsOf(rows: readonly Row[]): string[] {
  const sum = sumOf(rows.map((row) => row.target))
  return rows.map((row) => textOf(row.target.dividedBy(sum).toSignificantDigits(digits)))
}

/** Cash has no risk, unless the model says so. */
function momentsOf(risk: NonNullable<Portfolio['risk']>, rows: readonly Row[], mean: string): Moments {
  const places = rows.map((row) => risk.classes.indexOf(row.class))
  return {
    mean: rows.map(() => mean),
    volatility: places.map((at) => risk.volatility[at] ?? '0'),
    correlation: places.map((i, row) =>
      places.map((j, column) => (row === column ? '1' : (risk.correlation[i]?.[j] ?? '0'))),
    ),
  }
}

/** What trading each class costs with the instrument that it is traded with first, and the mean ticket as a share of the whole. */
function costsOf(document: Portfolio, total: Decimal, rows: readonly Row[]): NonNullable<Experiment['cost']> {
  const preferred = preferredInstruments(document.instruments)
  const tickets = rows.map((row) => {
    const instrument = row.class === cashClass ? undefined : preferred.get(row.class)
    return instrument === undefined ? 0 : ticketOf(document, instrument)
  })
  const mean = tickets.reduce((sum, each) => sum + each, 0) / tickets.length
  const share = total.greaterThan(0) ? new Decimal(mean).dividedBy(total) : new Decimal(0)
  return {
    oneWay: rows.map((row) => textOf(new Decimal(costOf(preferred, row.class)))),
    ticket: textOf(share.toSignificantDigits(digits)),
  }
}

type Policies = Pick<LabQuestion, 'grid' | 'present' | 'never'> & { readonly policies: LabPolicy[] }

/** The grid, then the portfolio's own policy where it has no place on the grid, then never. */
function policiesOf(document: Portfolio, { settings, kept }: Asked): Policies {
  const { policy: present, isByBand } = presentPolicyOf(document)
  const own = document.policy.band
  const kind = settings.band ?? (own.kind === 'cost-aware' ? 'absolute' : own.kind)
  const isOnGrid = isByBand && own.kind === kind
  const here = triggerOf(own)
  const grid = {
    kind,
    triggers: placesOf(usualTriggers[kind === 'relative' ? 'shares' : 'points'], [
      ...kept.triggers,
      ...(isOnGrid && here !== null ? [here] : []),
    ]),
    destinations: placesOf(usualDestinations, [
      ...kept.destinations,
      ...(isOnGrid ? [present.destination] : []),
    ]),
  }
  const cells = cellPolicies(document, grid, isByBand ? present : null)
  const place = isOnGrid
    ? grid.triggers.indexOf(here ?? '') * grid.destinations.length +
      grid.destinations.indexOf(present.destination)
    : cells.length
  const policies = [...cells, ...(isOnGrid ? [] : [present]), neverPolicy]
  return { grid, policies, present: place, never: policies.length - 1 }
}

const neverPolicy: LabPolicy = {
  name: 'never',
  band: null,
  destination: '0.5',
  calendarSteps: null,
  scope: 'all',
  lookEverySteps: null,
}

function cellPolicies(document: Portfolio, grid: LabGrid, present: LabPolicy | null): LabPolicy[] {
  return grid.triggers.flatMap((trigger) =>
    grid.destinations.map((destination) => ({
      name: `${trigger} to ${destination}`,
      band: bandAt(document.policy.band, grid.kind, trigger),
      destination,
      calendarSteps: present?.calendarSteps ?? null,
      scope: document.policy.scope,
      lookEverySteps: present?.lookEverySteps ?? null,
    })),
  )
}

/** What a band is called by: its width, or the points of one that has two. */
export function triggerOf(band: Band): string | null {
  if (band.kind === 'cost-aware') return null
  return textOf(decimalOf(band.kind === 'absolute' || band.kind === 'relative' ? band.width : band.absolute))
}

/** The 5/25 rule. */
const usualRatio = '5'

/** A band of this kind and trigger; of two parts it keeps the ratio that the policy's band has. */
export function bandAt(own: Band, kind: GridBand, trigger: string): Band {
  if (kind === 'absolute' || kind === 'relative') return { kind, width: trigger }
  const absolute = decimalOf(own.kind === kind ? own.absolute : '0')
  const ratio =
    own.kind === kind && absolute.greaterThan(0)
      ? decimalOf(own.relative).dividedBy(absolute)
      : new Decimal(usualRatio)
  return {
    kind,
    absolute: trigger,
    relative: textOf(decimalOf(trigger).times(ratio).toSignificantDigits(digits)),
  }
}

function placesOf(usual: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...usual, ...others])].sort((a, b) => decimalOf(a).comparedTo(decimalOf(b)))
}
