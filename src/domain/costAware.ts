/** The band that costs set: as wide as balances drift against what trading the class costs, by each row's own costs. */
import { Decimal, decimalOf } from './decimal.ts'
import type { Destination, Instrument, Portfolio } from './document.ts'
import { remembered } from './memo.ts'
import { compareText } from './order.ts'
import { cashClass } from './target.ts'
import { balancedHalfWidth, switchCost, widening } from './thresholds.ts'
import { exposureOf } from './weights.ts'

/** Half-width of a row's cost-aware band, and what it follows from. */
export interface CostAware {
  readonly half: Decimal
  /** c, one-way cost of a switch between the row and all others, as a fraction of what is traded. */
  readonly cost: number
  readonly aversion: number
  /** r, the share of the half-width at which trades stop: 1 the edge, 0 the target. */
  readonly kept: number
  /** The formula's own half-width, before it is held between its limits. */
  readonly formula: number
  /** What decides instead of the formula: half a point, ten points, or a quarter of the target. */
  readonly limit: 'least' | 'most' | 'share' | null
}

/** Who says nothing about risk weighs it like this. */
const usualAversion = 4

/** No band is narrower than half a point or wider than ten, and none reaches further than a quarter of its target. */
const narrowest = new Decimal('0.005')
const widest = new Decimal('0.10')
const shareOfTarget = new Decimal('0.25')

/**
 * width = h* (4 / ((1+r^2)(1+r)))^(1/3), h* = (3 c w^2 (1-w)^2 / (2 γ))^(1/3), held between min(0.005, t/4) and
 * min(0.10, t/4), for a row that is the sum of these leaves. The targets are absolute, by leaf, in the order in which
 * they are summed; the answer is the same on every machine. A target of 0 has no band.
 */
export function costAwareOf(
  document: Portfolio,
  targets: ReadonlyMap<string, Decimal>,
): (target: Decimal, leaves: readonly string[]) => CostAware {
  const preferred = preferredInstruments(document.instruments)
  const spent = (leaves: Iterable<string>): number => {
    let sum = 0
    for (const leaf of leaves) sum += (targets.get(leaf)?.toNumber() ?? 0) * costOf(preferred, leaf)
    return sum
  }
  let all: number | null = null
  const aversion = aversionOf(document)
  const kept = keptOf(document.policy.destination)
  return (target, leaves) => {
    const weight = target.toNumber()
    all ??= spent(targets.keys())
    const cost = switchCost(weight, spent(leaves), all)
    const formula = cost > 0 ? balancedHalfWidth(cost, weight, aversion) * widening(kept) : 0
    return { ...held(formula, target), cost, aversion, kept, formula }
  }
}

function held(formula: number, target: Decimal): Pick<CostAware, 'half' | 'limit'> {
  const quarter = target.times(shareOfTarget)
  const least = Decimal.min(narrowest, quarter)
  const most = Decimal.min(widest, quarter)
  const below = !(formula > least.toNumber())
  if (!below && formula < most.toNumber()) return { half: new Decimal(formula), limit: null }
  const half = below ? least : most
  return { half, limit: half.equals(quarter) ? 'share' : below ? 'least' : 'most' }
}

/** γ of the document, or the usual one. */
export function aversionOf({ risk }: Pick<Portfolio, 'risk'>): number {
  return risk === null ? usualAversion : decimalOf(risk.aversion).toNumber()
}

/**
 * r = 1 - q for a destination q; a destination by distance keeps its share; "optimal" trades as far as is worth its
 * cost, which is where costs balance: it keeps all of h*.
 */
export function keptOf(destination: Destination): number {
  if (destination === 'optimal') return 1
  if (typeof destination === 'object') return decimalOf(destination.distance).toNumber()
  return 1 - decimalOf(destination).toNumber()
}

/** k, rate and half spread of the instrument that each class is traded with first; cash and what nothing leads to cost 0. */
export function costOf(preferred: ReadonlyMap<string, Instrument>, name: string): number {
  const cost = name === cashClass ? undefined : preferred.get(name)?.cost
  return cost === undefined ? 0 : Number(cost.rate) + Number(cost.halfSpread)
}

interface Way {
  readonly instrument: Instrument
  readonly share: Decimal
}

/**
 * The instrument that each class is traded with first: the one with the largest share of the class, then the lowest
 * preference, then the id.
 */
export const preferredInstruments = remembered(
  (instruments: readonly Instrument[]): ReadonlyMap<string, Instrument> => {
    const ways = new Map<string, Way>()
    for (const instrument of instruments) {
      if (instrument.exclude) continue
      for (const [name, share] of exposureOf(instrument)) {
        const way = { instrument, share }
        const before = ways.get(name)
        if (share.greaterThan(0) && (before === undefined || isBefore(way, before))) ways.set(name, way)
      }
    }
    return new Map([...ways].map(([name, { instrument }]) => [name, instrument]))
  },
)

function isBefore(a: Way, b: Way): boolean {
  const order =
    b.share.comparedTo(a.share) ||
    a.instrument.preference - b.instrument.preference ||
    compareText(a.instrument.id, b.instrument.id)
  return order < 0
}
