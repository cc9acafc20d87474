/** Whether a well-formed document makes sense: ids, references, sums and signs, each fault a problem with its path. */
import { curvedCostProblems, poolNotes } from './costSoundness.ts'
import { Decimal, decimalOf, sumOf } from './decimal.ts'
import type { Account, Band, Cost, Instrument, Portfolio, Target } from './document.ts'
import { remembered } from './memo.ts'
import { problem, type Note, type Problem } from './problem.ts'
import { riskProblems } from './riskSoundness.ts'
import { cashClass, childrenOf, leafClasses } from './target.ts'
import { targetSetNotes, targetSetProblems } from './targetSetsSoundness.ts'
import { taxNotes, taxProblems } from './taxSoundness.ts'

/** How far a sum that should be one may be off: a few units of the fourth decimal, as people type percentages. */
const sumTolerance = new Decimal('0.0001')

/** Every fault of the document's meaning, in document order. */
export function problemsOf(document: Portfolio): Problem[] {
  return [
    ...ratesProblems(document),
    ...duplicates(
      document.instruments.map((each) => each.id),
      'instruments',
      'id',
    ),
    ...duplicates(
      document.accounts.map((each) => each.id),
      'accounts',
      'id',
    ),
    ...duplicates(
      document.targets.map((each) => each.class),
      'targets',
      'class',
    ),
    ...instrumentProblems(document),
    ...accountProblems(document),
    ...lotProblems(document),
    ...targetProblems(document),
    ...targetSetProblems(document),
    ...policyProblems(document),
    ...riskProblems(document),
    ...taxProblems(document),
  ]
}

/** What deserves a warning but stops nothing. */
export function notesOf(document: Portfolio): Note[] {
  return [...targetSetNotes(document), ...instrumentNotes(document), ...taxNotes(document)]
}

function instrumentNotes(document: Portfolio): Note[] {
  const held = new Set(document.lots.map((lot) => lot.instrument))
  return document.instruments.flatMap((instrument, at): Note[] => {
    const stale = instrument.priceAsOf !== null && instrument.priceAsOf < document.asOf && !instrument.exclude
    const path = `instruments/${at}`
    if (instrument.exclude && held.has(instrument.id))
      return [{ kind: 'set-aside', path, instrument: instrument.id }]
    const old: Note = {
      kind: 'price-stale',
      path,
      instrument: instrument.id,
      priceAsOf: instrument.priceAsOf ?? '',
    }
    return [...(stale ? [old] : []), ...poolNotes(instrument, path)]
  })
}

/** Instruments that wait to be given a class: counted, but in no leaf of the target tree. */
export function unclassifiedInstruments(document: Portfolio): Instrument[] {
  const leaves = leafClasses(document)
  return document.instruments.filter(
    (each) => !each.exclude && classesOf(each).some((name) => !leaves.has(name)),
  )
}

function classesOf(instrument: Instrument): string[] {
  return instrument.exposure === null ? [instrument.id] : Object.keys(instrument.exposure)
}

function duplicates(ids: readonly string[], list: string, key: string): Problem[] {
  const seen = new Set<string>()
  return ids.flatMap((id, at) => {
    if (seen.has(id)) return [problem('duplicate-id', `${list}/${at}/${key}`, { id })]
    seen.add(id)
    return []
  })
}

function knownCurrency(document: Portfolio, currency: string): boolean {
  return currency === document.baseCurrency || Object.hasOwn(document.rates, currency)
}

function ratesProblems(document: Portfolio): Problem[] {
  const rates = Object.entries(document.rates).flatMap(([currency, rate]): Problem[] => {
    if (currency === document.baseCurrency && !decimalOf(rate).equals(1))
      return [problem('rate-of-base', `rates/${currency}`, { currency })]
    return decimalOf(rate).greaterThan(0)
      ? []
      : [problem('not-positive', `rates/${currency}`, { found: rate })]
  })
  const conversions = Object.entries(document.conversion).flatMap(([currency, rate]): Problem[] => {
    if (!knownCurrency(document, currency))
      return [problem('unknown-currency', `conversion/${currency}`, { currency })]
    return fraction(rate, `conversion/${currency}`)
  })
  return [...rates, ...conversions]
}

/** An edit mostly leaves the instruments alone, and what they are held against. */
function instrumentProblems(document: Portfolio): readonly Problem[] {
  const { instruments, rates, baseCurrency } = document
  const against = JSON.stringify([[...leafClasses(document)], Object.keys(rates), baseCurrency])
  const known = knownProblems(instruments)
  const problems = known.get(against) ?? freshInstrumentProblems(document)
  known.set(against, problems)
  return problems
}

const knownProblems = remembered<readonly Instrument[], Map<string, readonly Problem[]>>(() => new Map())

function freshInstrumentProblems(document: Portfolio): Problem[] {
  const leaves = leafClasses(document)
  return document.instruments.flatMap((instrument, at) => {
    const path = `instruments/${at}`
    const unknown = knownCurrency(document, instrument.currency)
      ? []
      : [problem('unknown-currency', `${path}/currency`, { currency: instrument.currency })]
    return [
      ...unknown,
      ...priceProblems(instrument, path),
      ...positive(instrument.step, `${path}/step`),
      ...notNegative(instrument.minTrade, `${path}/minTrade`),
      ...costProblems(instrument.cost, `${path}/cost`),
      ...exposureProblems(instrument, path, leaves),
    ]
  })
}

function priceProblems(instrument: Instrument, path: string): Problem[] {
  if (instrument.price !== null) return positive(instrument.price, `${path}/price`)
  return instrument.exclude ? [] : [problem('price-missing', `${path}/price`, { instrument: instrument.id })]
}

function costProblems(cost: Cost, path: string): Problem[] {
  const rates = [
    ['rate', cost.rate],
    ['halfSpread', cost.halfSpread],
    ['maxRate', cost.maxRate],
  ] as const
  const amounts = [
    ['fixed', cost.fixed],
    ['perUnit', cost.perUnit],
    ['min', cost.min],
    ['gas', cost.gas],
  ] as const
  return [
    ...amounts.flatMap(([key, text]) => notNegative(text, `${path}/${key}`)),
    ...rates.flatMap(([key, text]) => (text === null ? [] : fraction(text, `${path}/${key}`))),
    ...curvedCostProblems(cost, path),
  ]
}

function exposureProblems(instrument: Instrument, path: string, leaves: ReadonlySet<string>): Problem[] {
  if (instrument.exclude) return []
  if (instrument.exposure === null) {
    return leaves.has(instrument.id)
      ? []
      : [problem('unclassified', path, { instrument: instrument.id, class: instrument.id })]
  }
  const entries = Object.entries(instrument.exposure)
  const unknown = entries.filter(([name]) => !leaves.has(name))
  const sum = sumOf(entries.map(([, share]) => decimalOf(share)))
  return [
    ...unknown.map(([name]) =>
      problem('unclassified', `${path}/exposure/${name}`, { instrument: instrument.id, class: name }),
    ),
    ...entries.flatMap(([name, share]) => fraction(share, `${path}/exposure/${name}`)),
    ...(nearOne(sum)
      ? []
      : [problem('exposure-sum', `${path}/exposure`, { instrument: instrument.id, sum: sum.toFixed() })]),
  ]
}

function accountProblems(document: Portfolio): Problem[] {
  const known = new Set(document.instruments.map((each) => each.id))
  return document.accounts.flatMap((account, at) => {
    const path = `accounts/${at}`
    return [
      ...notNegative(account.reserve, `${path}/reserve`),
      ...Object.keys(account.cash).flatMap((currency) =>
        knownCurrency(document, currency)
          ? []
          : [problem('unknown-currency', `${path}/cash/${currency}`, { currency })],
      ),
      ...unknownInstruments(account, path, known),
    ]
  })
}

function unknownInstruments(account: Account, path: string, known: ReadonlySet<string>): Problem[] {
  const missing = (instrument: string, at: string): Problem[] =>
    known.has(instrument) ? [] : [problem('unknown-instrument', at, { instrument })]
  return [
    ...(account.allowed ?? []).flatMap((instrument, at) => missing(instrument, `${path}/allowed/${at}`)),
    ...account.rules.flatMap((rule, at) => missing(rule.instrument, `${path}/rules/${at}/instrument`)),
  ]
}

function lotProblems(document: Portfolio): Problem[] {
  const accounts = new Set(document.accounts.map((each) => each.id))
  const instruments = new Set(document.instruments.map((each) => each.id))
  const references = (
    each: { readonly account: string; readonly instrument: string },
    path: string,
  ): Problem[] => [
    ...(accounts.has(each.account)
      ? []
      : [problem('unknown-account', `${path}/account`, { account: each.account })]),
    ...(instruments.has(each.instrument)
      ? []
      : [problem('unknown-instrument', `${path}/instrument`, { instrument: each.instrument })]),
  ]
  const quantity = (text: string, path: string): Problem[] =>
    text.startsWith('-') ? [problem('negative-quantity', `${path}/quantity`, { found: text })] : []
  return [
    ...document.lots.flatMap((lot, at) => [
      ...references(lot, `lots/${at}`),
      ...quantity(lot.quantity, `lots/${at}`),
      ...(lot.unitCost === null ? [] : notNegative(lot.unitCost, `lots/${at}/unitCost`)),
    ]),
    ...document.realised.flatMap((sale, at) => [
      ...references(sale, `realised/${at}`),
      ...quantity(sale.quantity, `realised/${at}`),
    ]),
  ]
}

function targetProblems(document: Portfolio): Problem[] {
  if (document.targets.length === 0) return [problem('targets-missing', 'targets')]
  const known = new Set(document.targets.map((each) => each.class))
  const own = document.targets.flatMap((target, at) => [
    ...fraction(target.weight, `targets/${at}/weight`),
    ...(target.band === null ? [] : bandProblems(target.band, `targets/${at}/band`)),
    ...parentProblems(target, at, known),
  ])
  return [...own, ...cycleProblems(document.targets), ...sumProblems(document)]
}

function parentProblems(target: Target, at: number, known: ReadonlySet<string>): Problem[] {
  if (target.parent === null) return []
  if (!known.has(target.parent))
    return [problem('unknown-parent', `targets/${at}/parent`, { class: target.class, parent: target.parent })]
  return target.parent === cashClass
    ? [problem('cash-has-children', `targets/${at}/parent`, { class: target.class })]
    : []
}

function cycleProblems(targets: readonly Target[]): Problem[] {
  const parents = new Map(targets.map((target) => [target.class, target.parent]))
  return targets.flatMap((target, at) => {
    const seen = new Set([target.class])
    for (let up = target.parent; up !== null && up !== undefined; up = parents.get(up) ?? null) {
      if (seen.has(up)) return [problem('target-cycle', `targets/${at}/parent`, { class: target.class })]
      seen.add(up)
    }
    return []
  })
}

function sumProblems(document: Portfolio): Problem[] {
  return [...childrenOf(document.targets)].flatMap(([parent, family]): Problem[] => {
    const sum = sumOf(family.map((target) => decimalOf(target.weight)))
    if (nearOne(sum)) return []
    const at =
      parent === null
        ? 'targets'
        : `targets/${document.targets.findIndex((target) => target.class === parent)}`
    return [
      problem(sum.greaterThan(1) ? 'targets-exceed-one' : 'targets-below-one', at, {
        parent: parent ?? '',
        sum: sum.toFixed(),
      }),
    ]
  })
}

function bandProblems(band: Band, path: string): Problem[] {
  switch (band.kind) {
    case 'absolute':
    case 'relative':
      return notNegative(band.width, `${path}/width`)
    case 'lesser':
    case 'greater':
      return [
        ...notNegative(band.absolute, `${path}/absolute`),
        ...notNegative(band.relative, `${path}/relative`),
      ]
    case 'cost-aware':
      return []
  }
}

function policyProblems(document: Portfolio): Problem[] {
  const { policy } = document
  const kinds = 'any' in policy.trigger ? policy.trigger.any : policy.trigger.all
  const list = 'any' in policy.trigger ? 'any' : 'all'
  const caps = kinds.flatMap((kind, at) =>
    'cap' in kind ? notNegative(kind.cap, `policy/trigger/${list}/${at}/cap`) : [],
  )
  const { destination } = policy
  const distance =
    typeof destination === 'object'
      ? fraction(destination.distance, 'policy/destination/distance')
      : destination === 'optimal'
        ? []
        : fraction(destination, 'policy/destination')
  return [
    ...(kinds.length === 0 ? [problem('trigger-empty', `policy/trigger/${list}`)] : []),
    ...caps,
    ...bandProblems(policy.band, 'policy/band'),
    ...distance,
    ...positive(policy.resolution, 'policy/resolution'),
    ...(policy.turnoverCap === null ? [] : notNegative(policy.turnoverCap, 'policy/turnoverCap')),
  ]
}

function nearOne(sum: Decimal): boolean {
  return sum.minus(1).abs().lessThanOrEqualTo(sumTolerance)
}

function positive(text: string, path: string): Problem[] {
  return decimalOf(text).greaterThan(0) ? [] : [problem('not-positive', path, { found: text })]
}

/** The text is plain decimal already, so its sign tells. */
function notNegative(text: string, path: string): Problem[] {
  return text.startsWith('-') && decimalOf(text).lessThan(0)
    ? [problem('negative', path, { found: text })]
    : []
}

function fraction(text: string, path: string): Problem[] {
  if (text === '0' || text.startsWith('0.')) return []
  const value = decimalOf(text)
  return value.lessThan(0) || value.greaterThan(1) ? [problem('out-of-range', path, { found: text })] : []
}
