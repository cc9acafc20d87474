/** The experiment that answers “which threshold?” for one's own portfolio: its targets, bands, risk, costs and tax, and a grid of policies. */
import { aversionOf, costOf, preferredInstruments } from '../../domain/costAware.ts'
import { Decimal, sumOf, textOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Drift, Row } from '../../domain/drift.ts'
import { ticketOf } from '../../domain/estimate.ts'
import type { Experiment, LabPolicy } from '../../domain/experiment.ts'
import { experimentProblems } from '../../domain/experimentSoundness.ts'
import { cashClass } from '../../domain/target.ts'
import { looks as allLooks, type Look } from '../estimate/looks.ts'
import type { ClassPrices } from './history/classPrices.ts'
import { cellPolicies, cellsIn, gridOf, type LabGrid } from './labGrid.ts'
import { knownPrices, marketOf, type Moments, stepsPerYear } from './labMarket.ts'
import type { KeptPlaces, LabSettings } from './labSettings.ts'
import { lookSteps } from './lookSteps.ts'
import { presentPolicyOf, type Apart } from './presentPolicy.ts'

/** A ready question: the cells of the grid, then the portfolio's own policy where it has no place on it, then never. */
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
  readonly look: Look
  readonly kept: KeptPlaces
  /** For the markets that need them. */
  readonly prices?: ClassPrices | null
}

export function experimentOf(document: Portfolio, drift: Drift, asked: Asked): LabQuestion | Lacking {
  const rows = drift.rows.filter((row) => row.leaf && row.target.greaterThan(0))
  if (rows.length < 2) return lacking('targets')
  if (document.risk === null) return lacking('risk')
  const described = new Set([...document.risk.classes, cashClass])
  const missing = rows.map((row) => row.class).filter((name) => !described.has(name))
  if (missing.length > 0) return lacking('classes', missing)
  const { settings } = asked
  const moments = momentsOf(document.risk, rows, settings.mean)
  const classes = rows.map((row) => row.class)
  const known = knownPrices(classes, asked.prices ?? null)
  const market = marketOf(settings, moments, known)
  const { policies, ...places } = policiesOf(document, asked, market)
  const experiment: Experiment = {
    evenkeelExperiment: 1,
    seed: settings.seed,
    classes,
    targets: targetsOf(rows),
    ...ownBandsOf(document, classes),
    market,
    lookEverySteps: looksIn(market, lookSteps[asked.look]),
    cost: costsOf(document, drift.total, rows),
    tax: document.tax === null ? null : { rate: document.tax.longRate },
    flowPerYear: shareOf(new Decimal(settings.flow), drift.total),
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

/** Classes whose own band wins over the policy's, whatever that is. */
function ownBandsOf({ targets }: Portfolio, classes: readonly string[]): Pick<Experiment, 'bands'> {
  const bands = classes.map((name) => targets.find((target) => target.class === name)?.band ?? null)
  return bands.some((band) => band !== null) ? { bands } : {}
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
  return {
    oneWay: rows.map((row) => textOf(new Decimal(costOf(preferred, row.class)))),
    ticket: shareOf(new Decimal(mean), total),
  }
}

/** An amount as a share of the whole; of nothing it is none. */
function shareOf(amount: Decimal, total: Decimal): string {
  return total.greaterThan(0) ? textOf(amount.dividedBy(total).toSignificantDigits(digits)) : '0'
}

type Policies = Pick<LabQuestion, 'grid' | 'present' | 'never'> & { readonly policies: LabPolicy[] }

function policiesOf(
  document: Portfolio,
  { settings, kept, look }: Asked,
  market: Experiment['market'],
): Policies {
  const own = presentPolicyOf(document)
  const band = document.policy.band
  const kind = settings.band ?? (band.kind === 'cost-aware' ? 'absolute' : band.kind)
  const looks = looksApart(market, look)
  const { grid, present } = gridOf(document, own, { kind, axis: settings.axis, look, looks, kept })
  const cells = cellPolicies(document, grid, own)
  const policies = [...cells, ...(present === null ? [own.policy] : []), neverPolicy]
  return { grid, policies, present: present ?? cellsIn(grid), never: policies.length - 1 }
}

/** Of intervals that are the same number of this market's steps, one's own or the longest. */
function looksApart(market: Experiment['market'], own: Look): readonly Look[] {
  const stepsOf = (look: Look): number => looksIn(market, lookSteps[look])
  const all = allLooks.map(({ value }) => value)
  return all.filter((look, at) =>
    stepsOf(look) === stepsOf(own)
      ? look === own
      : all.slice(at + 1).every((later) => stepsOf(later) !== stepsOf(look)),
  )
}

const neverPolicy: LabPolicy = {
  name: 'never',
  band: null,
  destination: '0.5',
  calendarSteps: null,
  scope: 'all',
  lookEverySteps: null,
}
