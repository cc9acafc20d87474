/** Whether a well-formed experiment makes sense: lengths, signs, sums and correlations, each fault with its path. */
import { contradictedClass } from './covariance.ts'
import { Decimal, decimalOf, sumOf, textOf } from './decimal.ts'
import type { Band } from './document.ts'
import {
  baselineOf,
  policiesOf,
  type Experiment,
  type LabPolicy,
  type Market,
  type Prices,
} from './experiment.ts'
import { remembered } from './memo.ts'
import { problem, type Problem } from './problem.ts'

/** As in documents: people type targets with few digits. */
const sumTolerance = new Decimal('0.0001')

/** More policies than any picture can show: their figures would no longer fit beside each other in memory. */
export const mostPolicies = 2500
/** More steps than a century of days, or ten years of hours. */
const mostSteps = 100_000
/** Paths beyond these sharpen nothing that anyone could see. */
const mostPaths = 10_000_000

/** Every fault of the experiment's meaning, in its own order. */
export function experimentProblems(experiment: Experiment): Problem[] {
  const policies = policiesOf(experiment)
  const known = baselineOf(experiment, policies) >= 0 || policies.length === 0
  return [
    ...classProblems(experiment),
    ...marketProblems(experiment.market, experiment.classes),
    ...costProblems(experiment),
    ...positive(experiment.aversion, 'aversion'),
    ...policyProblems(experiment, policies),
    ...(known ? [] : [problem('unknown-baseline', 'baseline', { found: String(experiment.baseline) })]),
  ]
}

function classProblems({ classes, targets, bands }: Experiment): Problem[] {
  if (classes.length === 0) return [problem('list-empty', 'classes')]
  const sum = sumOf(targets.map(decimalOf))
  const kind = sum.greaterThan(1) ? 'targets-exceed-one' : 'targets-below-one'
  const far = sum.minus(1).abs().greaterThan(sumTolerance)
  return [
    ...duplicates(classes, (at) => `classes/${at}`),
    ...lengths(targets, classes.length, 'targets'),
    ...targets.flatMap((text, at) => fraction(text, `targets/${at}`)),
    ...(bands === undefined ? [] : lengths(bands, classes.length, 'bands')),
    ...(bands ?? []).flatMap((band, at) => (band === null ? [] : bandProblems(band, `bands/${at}`))),
    ...(far && targets.length === classes.length ? [problem(kind, 'targets', { sum: textOf(sum) })] : []),
  ]
}

function marketProblems(market: Market, classes: readonly string[]): readonly Problem[] {
  const at = 'market'
  switch (market.kind) {
    case 'gbm':
      return [...spanProblems(market), ...momentProblems(market, classes, at)]
    case 'student-t':
      return [
        ...spanProblems(market),
        ...momentProblems(market, classes, at),
        ...tooSmall(
          decimalOf(market.degrees).lessThanOrEqualTo(2),
          'more than 2',
          market.degrees,
          `${at}/degrees`,
        ),
      ]
    case 'jump':
      return [
        ...spanProblems(market),
        ...momentProblems(market, classes, at),
        ...jumpProblems(market, classes),
      ]
    case 'mean-reverting':
      return [
        ...spanProblems(market),
        ...momentProblems(market, classes, at),
        ...positive(market.halfLifeYears, `${at}/halfLifeYears`),
      ]
    case 'regimes':
      return [
        ...spanProblems(market),
        ...(market.states.length === 0 ? [problem('list-empty', `${at}/states`)] : []),
        ...market.states.flatMap((state, of) => momentProblems(state, classes, `${at}/states/${of}`)),
        ...notNegative(market.switchPerYear, `${at}/switchPerYear`),
      ]
    case 'history':
      return priceProblems(market.prices, classes.length)
    case 'bootstrap':
      return [
        ...spanProblems({ ...market, stepsPerYear: market.stepsPerYear ?? 1 }),
        ...tooSmall(
          decimalOf(market.meanBlock).lessThan(1),
          'at least 1',
          market.meanBlock,
          `${at}/meanBlock`,
        ),
        ...priceProblems(market.prices, classes.length),
      ]
  }
}

interface Span {
  readonly years: string
  readonly stepsPerYear: number
  readonly paths: number
}

function spanProblems({ years, stepsPerYear, paths }: Span): Problem[] {
  const steps = decimalOf(years).times(stepsPerYear)
  const long = steps.greaterThan(mostSteps)
  return [
    ...positive(years, 'market/years'),
    // Returns vary only where there are two of them.
    ...tooSmall(steps.greaterThan(0) && steps.lessThan(2), 'at least two steps', years, 'market/years'),
    ...(long
      ? [problem('too-large', 'market/years', { most: String(mostSteps / stepsPerYear), found: years })]
      : []),
    ...(paths > mostPaths
      ? [problem('too-large', 'market/paths', { most: String(mostPaths), found: String(paths) })]
      : []),
  ]
}

interface Moments {
  readonly mean: readonly string[]
  readonly volatility: readonly string[]
  readonly correlation: readonly (readonly string[])[]
}

function momentProblems(
  { mean, volatility, correlation }: Moments,
  classes: readonly string[],
  at: string,
): Problem[] {
  const size = classes.length
  const shape = [
    ...lengths(mean, size, `${at}/mean`),
    ...lengths(volatility, size, `${at}/volatility`),
    ...lengths(correlation, size, `${at}/correlation`),
    ...correlation.flatMap((row, of) => lengths(row, size, `${at}/correlation/${of}`)),
  ]
  const signs = volatility.flatMap((text, of) => notNegative(text, `${at}/volatility/${of}`))
  return [...shape, ...signs, ...(shape.length === 0 ? correlationProblems(correlation, classes, at) : [])]
}

function correlationProblems(
  correlation: readonly (readonly string[])[],
  classes: readonly string[],
  at: string,
): Problem[] {
  const entries = correlation.flatMap((row, i) =>
    row.flatMap((found, j): Problem[] => {
      const path = `${at}/correlation/${i}/${j}`
      const mirrored = correlation[j]?.[i] ?? found
      if (i === j) return Number(found) === 1 ? [] : [problem('correlation-diagonal', path, { found })]
      if (decimalOf(found).abs().greaterThan(1)) return [problem('correlation-range', path, { found })]
      if (i < j || decimalOf(found).equals(mirrored)) return []
      const names = { class: classes[i] ?? '', other: classes[j] ?? '' }
      return [problem('correlation-asymmetric', path, { ...names, found, mirrored })]
    }),
  )
  if (entries.length > 0) return entries
  const volatility = classes.map(() => '1')
  const contradicted = contradictedClass({
    aversion: '1',
    horizonYears: null,
    classes,
    volatility,
    correlation,
  })
  if (contradicted === null) return []
  return [problem('correlation-indefinite', `${at}/correlation`, { class: contradicted })]
}

function jumpProblems({ jump }: Extract<Market, { kind: 'jump' }>, classes: readonly string[]): Problem[] {
  return [
    ...notNegative(jump.perYear, 'market/jump/perYear'),
    ...lengths(jump.mean, classes.length, 'market/jump/mean'),
    ...lengths(jump.deviation, classes.length, 'market/jump/deviation'),
    ...jump.deviation.flatMap((text, at) => notNegative(text, `market/jump/deviation/${at}`)),
  ]
}

/** Three days at least: two returns, so that they can vary. */
const leastDays = 3

function priceProblems(prices: Prices, size: number): readonly Problem[] {
  return [...lengths(prices.classes, size, 'market/prices/classes'), ...ownPriceProblems(prices)]
}

/** Years of days for twenty classes take as long to read as all else together, and stay the same from experiment to experiment. */
const ownPriceProblems = remembered(({ dates, classes }: Prices): readonly Problem[] => {
  const at = 'market/prices'
  const short = dates.length < leastDays
  const unordered = dates.findIndex((day, of) => of > 0 && day <= (dates[of - 1] ?? ''))
  return [
    ...(short
      ? [
          problem('list-length', `${at}/dates`, {
            expected: `at least ${leastDays}`,
            found: String(dates.length),
          }),
        ]
      : []),
    ...(unordered < 0
      ? []
      : [problem('dates-unordered', `${at}/dates/${unordered}`, { found: dates[unordered] ?? '' })]),
    ...classes.flatMap((prices, of) => [
      ...lengths(prices, dates.length, `${at}/classes/${of}`),
      ...prices.flatMap((text, row) => positive(text, `${at}/classes/${of}/${row}`)),
    ]),
  ]
})

function costProblems({ cost, tax, classes }: Experiment): Problem[] {
  return [
    ...(cost?.oneWay ? lengths(cost.oneWay, classes.length, 'cost/oneWay') : []),
    ...(cost?.oneWay ?? []).flatMap((text, at) => belowOne(text, `cost/oneWay/${at}`)),
    ...(cost ? belowOne(cost.ticket, 'cost/ticket') : []),
    ...(tax ? belowOne(tax.rate, 'tax/rate') : []),
  ]
}

function policyProblems(experiment: Experiment, policies: readonly LabPolicy[]): Problem[] {
  const { policies: given } = experiment
  if (policies.length === 0) return [problem('list-empty', 'policies')]
  const most = { most: String(mostPolicies), found: String(policies.length) }
  const listed = 'grid' in given ? given.also : given
  const path = 'grid' in given ? 'policies/also' : 'policies'
  return [
    ...(policies.length > mostPolicies ? [problem('too-large', 'policies', most)] : []),
    ...('grid' in given ? gridProblems(given.grid) : []),
    ...duplicates(
      policies.map((policy) => policy.name),
      (at) => ('grid' in given ? 'policies' : `policies/${at}/name`),
    ),
    ...listed.flatMap((policy, at) => [
      ...fraction(policy.destination, `${path}/${at}/destination`),
      ...(policy.band === null ? [] : bandProblems(policy.band, `${path}/${at}/band`)),
    ]),
  ]
}

type Grid = Extract<Experiment['policies'], { grid: unknown }>['grid']

function gridProblems({ trigger, destination }: Grid): Problem[] {
  const at = 'policies/grid'
  return [
    ...trigger.flatMap((text, of) => notNegative(text, `${at}/trigger/${of}`)),
    ...destination.flatMap((text, of) => fraction(text, `${at}/destination/${of}`)),
  ]
}

function bandProblems(band: Band, at: string): Problem[] {
  switch (band.kind) {
    case 'absolute':
    case 'relative':
      return notNegative(band.width, `${at}/width`)
    case 'lesser':
    case 'greater':
      return [
        ...notNegative(band.absolute, `${at}/absolute`),
        ...notNegative(band.relative, `${at}/relative`),
      ]
    case 'cost-aware':
      return []
  }
}

function duplicates(names: readonly string[], pathOf: (at: number) => string): Problem[] {
  const seen = new Set<string>()
  return names.flatMap((id, at) => {
    if (seen.has(id)) return [problem('duplicate-id', pathOf(at), { id })]
    seen.add(id)
    return []
  })
}

function lengths(list: readonly unknown[], expected: number, path: string): Problem[] {
  if (list.length === expected) return []
  return [problem('list-length', path, { expected: String(expected), found: String(list.length) })]
}

function positive(found: string, path: string): Problem[] {
  return decimalOf(found).greaterThan(0) ? [] : [problem('not-positive', path, { found })]
}

function notNegative(found: string, path: string): Problem[] {
  return decimalOf(found).lessThan(0) ? [problem('negative', path, { found })] : []
}

function tooSmall(is: boolean, least: string, found: string, path: string): Problem[] {
  return is ? [problem('too-small', path, { least, found })] : []
}

function fraction(found: string, path: string): Problem[] {
  const value = decimalOf(found)
  return value.lessThan(0) || value.greaterThan(1) ? [problem('out-of-range', path, { found })] : []
}

/** Rates of a whole: at 1 a trade would leave nothing to trade with. */
function belowOne(found: string, path: string): Problem[] {
  const value = decimalOf(found)
  return value.lessThan(0) || value.greaterThanOrEqualTo(1) ? [problem('out-of-range', path, { found })] : []
}
