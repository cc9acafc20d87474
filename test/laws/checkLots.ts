/** Laws of lots: never oversold, used in the method's order, and each part's gain, term and tax recomputed. */
import { Decimal, sumOf, zero } from '../../src/domain/decimal.ts'
import type { LotSold, Plan, Trade } from '../../src/domain/plan.ts'
import {
  compareKeys,
  gainText,
  inCurrency,
  isHarvested,
  isTaxed,
  keyOfLot,
  lotsIn,
  methodOf,
  taxOn,
  taxRate,
  taxText,
  termAt,
  type OwnLot,
  type Term,
  type Valuing,
} from './lots.ts'
import { rateOf, type Asset, type Model } from './model.ts'

/** A part of a lot that a plan sells, with what it really gains. */
export interface Part {
  readonly account: string
  readonly asset: Asset
  readonly lot: OwnLot
  readonly quantity: Decimal
  readonly taxed: boolean
  readonly harvested: boolean
  /** In base currency, unrounded; null where the basis is unknown. */
  readonly gain: Decimal | null
  readonly proceeds: Decimal
  readonly term: Term | null
  readonly rate: Decimal
}

export interface Sold {
  readonly parts: readonly Part[]
  readonly faults: readonly string[]
}

/** Every part that a plan sells; where one fits no lot, that is a fault and it has no part. */
export function soldBy(model: Model, plan: Pick<Plan, 'trades'>): Sold {
  const sells = plan.trades
    .filter((trade) => trade.side === 'sell')
    .map((trade) => {
      const sold = soldIn(model, trade)
      const name = `sell ${trade.quantity} ${trade.instrument} in ${trade.account}`
      return { parts: sold.parts, faults: sold.faults.map((fault) => `${name}: ${fault}`) }
    })
  return {
    parts: sells.flatMap((each) => each.parts),
    faults: sells.flatMap((each) => each.faults),
  }
}

function soldIn(model: Model, trade: Trade): Sold {
  const asset = model.assets.get(trade.instrument)
  if (!asset) return { parts: [], faults: ['unknown instrument'] }
  const lots = lotsIn(model, trade.account, trade.instrument)
  const sale = saleOf(model, trade, asset)
  const chosen = fitted(trade.lots, lots, (part, lot) => mismatchOf(sale, part, lot).length === 0)
  if (chosen === null) return { parts: [], faults: whyUnfitted(sale, trade, lots) }
  const parts = trade.lots.map((part, at) => partOf(sale, new Decimal(part.quantity), chosen[at] as OwnLot))
  return { parts, faults: [...turnFaults(sale, parts, lots), ...dearFaults(sale, parts, lots)] }
}

/** One order with what each of its units costs and how it is taxed. */
interface Sale {
  readonly model: Model
  readonly account: string
  readonly asset: Asset
  readonly taxed: boolean
  readonly valuing: Valuing
  /** Of the whole order, in the instrument's currency. */
  readonly quantity: Decimal
  readonly costs: Decimal
}

function saleOf(model: Model, trade: Trade, asset: Asset): Sale {
  const { commission, spread, impact, gas } = trade.costs
  return {
    model,
    account: trade.account,
    asset,
    taxed: isTaxed(model, trade.account),
    // A plan may also leave losses unharvested; then it counts none of them.
    valuing: {
      tax: model.raw.tax ?? {},
      asOf: model.raw.asOf,
      harvested: isHarvested(model, asset) && trade.lots.some((lot) => lot.tax?.startsWith('-')),
    },
    quantity: new Decimal(trade.quantity),
    costs: new Decimal(commission)
      .plus(spread)
      .plus(impact)
      .plus(inCurrency(model, new Decimal(gas), asset.currency)),
  }
}

/** What a unit sells for after its share of the order's costs, in the instrument's currency. */
const netOf = (sale: Sale): Decimal => sale.asset.price.minus(sale.costs.dividedBy(sale.quantity))

function partOf(sale: Sale, quantity: Decimal, lot: OwnLot): Part {
  const { model, asset } = sale
  const rate = rateOf(model, asset.currency)
  const proceeds = quantity.times(asset.price).minus(sale.costs.times(quantity).dividedBy(sale.quantity))
  const term = sale.taxed ? termAt(lot.acquired, model.raw.asOf) : null
  return {
    account: sale.account,
    asset,
    lot,
    quantity,
    taxed: sale.taxed,
    harvested: sale.valuing.harvested,
    gain: lot.unitCost === null ? null : proceeds.minus(quantity.times(lot.unitCost)).times(rate),
    proceeds: proceeds.times(rate),
    term: lot.unitCost === null && lot.acquired === null ? null : term,
    rate: sale.taxed ? taxRate(sale.valuing.tax, term) : zero,
  }
}

/** What of a printed part is not as it would be if it came from this lot. */
function mismatchOf(sale: Sale, part: LotSold, lot: OwnLot): string[] {
  const quantity = new Decimal(part.quantity)
  if (part.acquired !== lot.acquired) return ['acquired on another day']
  if (quantity.greaterThan(lot.quantity) || !quantity.greaterThan(0)) return ['more than the lot holds']
  const own = partOf(sale, quantity, lot)
  const gain = own.gain?.dividedBy(rateOf(sale.model, sale.asset.currency)) ?? null
  const expected = { gain: gain === null ? null : gainText(sale.asset, gain), taxes: taxesOf(sale, own) }
  return [
    ...(part.gain === expected.gain ? [] : [`gain ${String(part.gain)}, should be ${String(expected.gain)}`]),
    ...(termsOf(sale, own).includes(part.term)
      ? []
      : [`term ${String(part.term)}, should be ${String(own.term)}`]),
    ...(expected.taxes.includes(part.tax)
      ? []
      : [`tax ${String(part.tax)}, should be ${expected.taxes.join(' or ')}`]),
  ]
}

/** Of a lot without a cost the term is known where its day is; it may be left open all the same. */
function termsOf(sale: Sale, part: Part): (Term | null)[] {
  return sale.taxed && part.gain === null ? [part.term, null] : [part.term]
}

/** No tax is asked for: null. Nothing is due: zero. The basis is unknown: no figure is invented. */
function taxesOf(sale: Sale, part: Part): (string | null)[] {
  if ((sale.model.raw.tax ?? null) === null) return [null]
  const nothing = taxText(sale.model, zero)
  if (!sale.taxed) return part.gain === null ? [null, nothing] : [nothing]
  if (part.gain === null) return [null]
  return [taxText(sale.model, taxOn(part.gain, part.rate, part.harvested))]
}

/** For each part another lot that fits it; whole lots are tried first. Null where there is no such choice. */
function fitted(
  parts: readonly LotSold[],
  lots: readonly OwnLot[],
  fits: (part: LotSold, lot: OwnLot) => boolean,
): OwnLot[] | null {
  const choose = (at: number, free: readonly OwnLot[]): OwnLot[] | null => {
    const part = parts[at]
    if (!part) return []
    const candidates = free.filter((lot) => fits(part, lot))
    const whole = (lot: OwnLot): number => (lot.quantity.equals(part.quantity) ? 0 : 1)
    for (const lot of candidates.toSorted((a, b) => whole(a) - whole(b))) {
      const rest = choose(
        at + 1,
        free.filter((each) => each !== lot),
      )
      if (rest) return [lot, ...rest]
    }
    return null
  }
  return choose(0, lots)
}

function whyUnfitted(sale: Sale, trade: Trade, lots: readonly OwnLot[]): string[] {
  return trade.lots
    .flatMap((part) => {
      const all = lots.map((lot) => mismatchOf(sale, part, lot))
      if (all.some((each) => each.length === 0)) return []
      const same = lots
        .filter((lot) => lot.acquired === part.acquired)
        .map((lot) => mismatchOf(sale, part, lot))
      const closest = same.toSorted((a, b) => a.length - b.length)[0]
      return [
        `${part.quantity} of ${String(part.acquired)} fits no lot: ${closest?.join(', ') ?? 'no such day'}`,
      ]
    })
    .concat('its lots do not fit the document’s')
}

/** All lots whose turn is earlier are used up, and at most one is left in part. */
function turnFaults(sale: Sale, parts: readonly Part[], lots: readonly OwnLot[]): string[] {
  const method = methodOf(sale.model, sale.account)
  const used = (lot: OwnLot): Decimal =>
    sumOf(parts.filter((part) => part.lot === lot).map((part) => part.quantity))
  const begun = lots.filter((lot) => used(lot).greaterThan(0) && used(lot).lessThan(lot.quantity))
  const faults = begun.length > 1 ? [`${begun.length} lots are used in part`] : []
  const key = (lot: OwnLot): Decimal[] => {
    const all = keyOfLot(lot, method, netOf(sale), sale.valuing)
    // What is cheapest is asked of the sum, since rounding may make equals of lots or part them.
    return method === 'min-tax' || method === 'specific' ? all.slice(0, -1) : all
  }
  const last = parts.map((part) => key(part.lot)).reduce((a, b) => (compareKeys(a, b) < 0 ? b : a))
  const passed = lots.filter((lot) => compareKeys(key(lot), last) < 0 && used(lot).lessThan(lot.quantity))
  return [
    ...faults,
    ...passed.map(
      (lot) =>
        `a lot of ${String(lot.acquired)} at ${lot.unitCost?.toFixed() ?? '?'} was passed over by ${method}`,
    ),
  ]
}

/** What rounding of quotients may add; amounts have two to eight decimals. */
const hair = new Decimal('1e-30')

/** The sum of rate x gain over parts, a loss only where it is harvested, is the least of all choices and methods. */
function dearFaults(sale: Sale, parts: readonly Part[], lots: readonly OwnLot[]): string[] {
  const method = methodOf(sale.model, sale.account)
  if (!sale.taxed || method !== 'min-tax') return []
  const own = sumOf(parts.map((part) => (part.gain ? taxOn(part.gain, part.rate, part.harvested) : zero)))
  return (['min-tax', 'fifo', 'lifo', 'hifo'] as const).flatMap((other) => {
    const sum = taxBy(sale, other, lots)
    return own.greaterThan(sum.plus(hair))
      ? [`min-tax costs ${own.toFixed(8)}, ${other} ${sum.toFixed(8)}`]
      : []
  })
}

/** The same sum for the same quantity by another method. */
function taxBy(sale: Sale, method: 'min-tax' | 'fifo' | 'lifo' | 'hifo', lots: readonly OwnLot[]): Decimal {
  const key = (lot: OwnLot): Decimal[] => keyOfLot(lot, method, netOf(sale), sale.valuing)
  let left = sale.quantity
  let sum = zero
  for (const lot of lots.toSorted((a, b) => compareKeys(key(a), key(b)))) {
    const quantity = Decimal.min(left, lot.quantity)
    if (!quantity.greaterThan(0)) continue
    left = left.minus(quantity)
    const part = partOf(sale, quantity, lot)
    if (part.gain) sum = sum.plus(taxOn(part.gain, part.rate, part.harvested))
  }
  return sum
}
