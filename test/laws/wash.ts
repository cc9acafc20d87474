/** Wash sales found anew: every loss of the household whose units were bought again within 30 days, unit for unit. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Part } from './checkLots.ts'
import { kindOf, taxRate, termAt, type Term } from './lots.ts'
import { byCodePoint, washGroupOf, type Model } from './model.ts'
import type { RawLot } from './raw.ts'

/** Units sold at a loss; the loss is positive, in base currency. */
export interface Loss {
  readonly account: string
  readonly instrument: string
  readonly group: string
  readonly sold: string
  readonly acquired: string | null
  readonly quantity: Decimal
  readonly loss: Decimal
  readonly rate: Decimal
  readonly term: Term | null
  /** Planned: of which lot. */
  readonly lot: RawLot | null
}

export interface Disallowed {
  readonly of: Loss
  readonly quantity: Decimal
  readonly loss: Decimal
  /** Of the loss, what goes for good because the replacement is in a deferred or exempt account. */
  readonly lost: Decimal
}

interface Bought {
  readonly group: string
  readonly account: string
  readonly instrument: string
  readonly day: string
  readonly lot: RawLot | null
  left: Decimal
}

/** Losses in taxable accounts: what was sold before, then what the plan sells. */
export function lossesOf(model: Model, parts: readonly Part[]): Loss[] {
  const tax = model.raw.tax ?? {}
  const realised = (model.raw.realised ?? []).flatMap((sale): Loss[] => {
    const gain = new Decimal(sale.gain)
    if (!gain.lessThan(0) || kindOf(model, sale.account) !== 'taxable') return []
    const { account, instrument, sold, acquired = null } = sale
    const term = termAt(acquired, sold)
    return [
      {
        account,
        instrument,
        sold,
        acquired,
        term,
        lot: null,
        group: washGroupOf(model, instrument),
        quantity: new Decimal(sale.quantity),
        loss: gain.negated(),
        rate: taxRate(tax, term),
      },
    ]
  })
  const planned = parts.flatMap((part): Loss[] => {
    if (!part.taxed || !part.gain?.lessThan(0)) return []
    return [
      {
        account: part.account,
        instrument: part.asset.id,
        group: washGroupOf(model, part.asset.id),
        sold: model.raw.asOf,
        acquired: part.lot.acquired,
        quantity: part.quantity,
        loss: part.gain.negated(),
        rate: part.rate,
        term: part.term,
        lot: part.lot.raw,
      },
    ]
  })
  return [...realised, ...planned]
}

/**
 * Lots by their day, and what the plan buys. Units that it sells replace nothing in a taxable account, where the loss would
 * move on to them and count at once; what was bought in a shelter has lost it for good, sold or not, now or before.
 */
function boughtBy(model: Model, parts: readonly Part[], plan: Pick<Plan, 'trades'>): Bought[] {
  const held = model.raw.lots.flatMap((lot): Bought[] => {
    const acquired = lot.acquired ?? null
    if (acquired === null) return []
    const sold = parts.filter((part) => part.lot.raw === lot && part.taxed)
    const left = sold.reduce((rest, part) => rest.minus(part.quantity), new Decimal(lot.quantity))
    const { account, instrument } = lot
    return [{ account, instrument, group: washGroupOf(model, instrument), day: acquired, lot, left }]
  })
  const gone = (model.raw.realised ?? []).flatMap(({ account, instrument, quantity, acquired }): Bought[] => {
    if (!acquired || kindOf(model, account) === 'taxable') return []
    const group = washGroupOf(model, instrument)
    return [{ account, instrument, group, day: acquired, lot: null, left: new Decimal(quantity) }]
  })
  const buys = plan.trades
    .filter((trade) => trade.side === 'buy')
    .map(({ account, instrument, quantity }): Bought => {
      const group = washGroupOf(model, instrument)
      return { account, instrument, group, day: model.raw.asOf, lot: null, left: new Decimal(quantity) }
    })
  return [...held, ...gone, ...buys]
}

const windowDays = 30

const dayOf = (text: string): number => Date.parse(text) / 86_400_000

/** Losses by day of sale and of acquisition, each matched with what was bought earliest; taxable accounts first. */
export function disallowedIn(model: Model, parts: readonly Part[], plan: Pick<Plan, 'trades'>): Disallowed[] {
  if (!model.raw.tax || model.raw.tax.washSales === false) return []
  const order = ['taxable', 'deferred', 'exempt']
  const bought = boughtBy(model, parts, plan).sort(
    (a, b) =>
      dayOf(a.day) - dayOf(b.day) ||
      order.indexOf(kindOf(model, a.account)) - order.indexOf(kindOf(model, b.account)) ||
      byCodePoint(a.account, b.account) ||
      byCodePoint(a.instrument, b.instrument),
  )
  return lossesOf(model, parts)
    .toSorted(
      (a, b) =>
        dayOf(a.sold) - dayOf(b.sold) ||
        dayOf(a.acquired ?? '9999-12-31') - dayOf(b.acquired ?? '9999-12-31'),
    )
    .flatMap((loss) => disallowedOf(model, loss, bought))
}

function disallowedOf(model: Model, of: Loss, bought: readonly Bought[]): Disallowed[] {
  let quantity = zero
  let inShelter = zero
  for (const each of bought) {
    if (each.group !== of.group || Math.abs(dayOf(each.day) - dayOf(of.sold)) > windowDays) continue
    if (each.lot !== null && each.lot === of.lot) continue
    const units = Decimal.min(of.quantity.minus(quantity), each.left)
    if (!units.greaterThan(0)) continue
    each.left = each.left.minus(units)
    quantity = quantity.plus(units)
    if (kindOf(model, each.account) !== 'taxable') inShelter = inShelter.plus(units)
  }
  if (quantity.isZero()) return []
  const share = (units: Decimal): Decimal => of.loss.times(units).dividedBy(of.quantity)
  return [{ of, quantity, loss: share(quantity), lost: share(inShelter) }]
}
