/** An independent reading of a document: what the contract says its parts mean, with defaults filled in. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { RawAccount, RawBand, RawCost, RawDocument, RawInstrument } from './raw.ts'

export const cash = 'cash'

export interface Asset {
  readonly id: string
  readonly currency: string
  readonly price: Decimal
  readonly step: Decimal
  readonly minTrade: Decimal
  /** Shares by class without those that are zero, in code-point order. */
  readonly exposure: ReadonlyMap<string, Decimal>
  /** The exposure as text: two instruments with equal signatures are equivalents. */
  readonly signature: string
  readonly exclude: boolean
  readonly preference: number
  readonly cost: Required<RawCost>
}

export interface Leafage {
  readonly class: string
  readonly leaf: boolean
  readonly leaves: readonly string[]
  readonly weight: Decimal
  readonly band: RawBand | null
}

export interface Model {
  readonly raw: RawDocument
  readonly base: string
  readonly assets: ReadonlyMap<string, Asset>
  readonly accounts: readonly RawAccount[]
  /** Quantity by account and instrument, joined by a newline. */
  readonly positions: ReadonlyMap<string, Decimal>
  /** Cash by account and currency before any flow, joined by a newline; the base currency is always there. */
  readonly purses: ReadonlyMap<string, Decimal>
  /** Leaves, and inner nodes with a band of their own, in code-point order. */
  readonly nodes: readonly Leafage[]
  readonly hasCashTarget: boolean
}

export const pair = (a: string, b: string): string => `${a}\n${b}`

export function modelOf(raw: RawDocument): Model {
  const accounts = [...raw.accounts].sort((a, b) => byCodePoint(a.id, b.id))
  const positions = new Map<string, Decimal>()
  for (const lot of raw.lots) add(positions, pair(lot.account, lot.instrument), new Decimal(lot.quantity))
  const purses = new Map<string, Decimal>()
  for (const account of accounts) {
    add(purses, pair(account.id, raw.baseCurrency), zero)
    for (const [currency, amount] of Object.entries(account.cash ?? {}))
      add(purses, pair(account.id, currency), new Decimal(amount))
  }
  const assets = new Map(raw.instruments.map((each) => [each.id, assetOf(each)]))
  const hasCashTarget = raw.targets.some((target) => target.class === cash)
  return {
    raw,
    base: raw.baseCurrency,
    assets,
    accounts,
    positions,
    purses,
    nodes: nodesOf(raw, hasCashTarget),
    hasCashTarget,
  }
}

export function add(map: Map<string, Decimal>, key: string, amount: Decimal): void {
  map.set(key, (map.get(key) ?? zero).plus(amount))
}

/** Code points, not UTF-16 units: astral characters come after everything of the basic plane. */
export function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (c) => c.codePointAt(0) ?? 0)
  const right = Array.from(b, (c) => c.codePointAt(0) ?? 0)
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

export function rateOf(model: Model, currency: string): Decimal {
  return currency === model.base ? new Decimal(1) : new Decimal(model.raw.rates?.[currency] ?? 0)
}

export function conversionOf(model: Model, currency: string): Decimal {
  return new Decimal(model.raw.conversion?.[currency] ?? 0)
}

export function flowOf(account: RawAccount): Decimal {
  return new Decimal(account.flow ?? 0)
}

export function reserveOf(account: RawAccount): Decimal {
  return new Decimal(account.reserve ?? 0)
}

/** Which instruments share a wash group; one without a group is alone in its own. */
export function washGroupOf({ raw }: Model, instrument: string): string {
  const group = raw.instruments.find((each) => each.id === instrument)?.washGroup ?? null
  return group === null ? `alone ${instrument}` : `group ${group}`
}

/** With `afterTax` a deferred account counts without the tax that is still to come; everything else counts whole. */
export function countedIn({ raw, accounts }: Model, account: string): Decimal {
  if (!raw.tax?.afterTax) return whole
  const isDeferred = accounts.some((each) => each.id === account && each.kind === 'deferred')
  return isDeferred ? whole.minus(raw.tax.deferredRate ?? 0) : whole
}

const whole = new Decimal(1)

/** Minor units of the currencies that the laws use: the yen has none, the dinar three, a coin eight. */
export function minorUnits(currency: string): number {
  if (currency === 'JPY' || currency === 'KRW') return 0
  if (currency === 'KWD' || currency === 'TND') return 3
  return ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'SEK'].includes(currency) ? 2 : 8
}

function assetOf(raw: RawInstrument): Asset {
  const shares = Object.entries(raw.exposure ?? { [raw.id]: '1' })
  const exposure = new Map(
    shares
      .map(([name, share]) => [name, new Decimal(share)] as const)
      .filter(([, share]) => !share.isZero())
      .sort(([a], [b]) => byCodePoint(a, b)),
  )
  return {
    id: raw.id,
    currency: raw.currency,
    price: new Decimal(raw.price),
    step: new Decimal(raw.step ?? 1),
    minTrade: new Decimal(raw.minTrade ?? 0),
    exposure,
    signature: JSON.stringify([...exposure].map(([name, share]) => [name, share.toFixed()])),
    exclude: raw.exclude ?? false,
    preference: raw.preference ?? 1,
    cost: {
      fixed: '0',
      perUnit: '0',
      rate: '0',
      min: '0',
      maxRate: null,
      halfSpread: '0',
      gas: '0',
      impact: null,
      pool: null,
      ...raw.cost,
    },
  }
}

/** Weights of the whole from top to bottom; in each family the last id takes what the others leave. */
function nodesOf(raw: RawDocument, hasCashTarget: boolean): Leafage[] {
  const rows: Leafage[] = []
  const visit = (parent: string | null, whole: Decimal): string[] => {
    const family = raw.targets
      .filter((target) => (target.parent ?? null) === parent)
      .sort((a, b) => byCodePoint(a.class, b.class))
    const others = sumOf(family.slice(0, -1).map((target) => new Decimal(target.weight)))
    return family.flatMap((target, at) => {
      const share = at === family.length - 1 ? new Decimal(1).minus(others) : new Decimal(target.weight)
      const weight = whole.times(share)
      const below = visit(target.class, weight)
      const leaf = below.length === 0
      const leaves = leaf ? [target.class] : below
      const band = target.band ?? null
      if (leaf || band) rows.push({ class: target.class, leaf, leaves, weight, band })
      return leaves
    })
  }
  visit(null, new Decimal(1))
  if (!hasCashTarget) rows.push({ class: cash, leaf: true, leaves: [cash], weight: zero, band: null })
  return rows.sort((a, b) => byCodePoint(a.class, b.class))
}
