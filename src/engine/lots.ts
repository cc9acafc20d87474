/** Which lots a sale uses up, and what each realises: gain after costs, term, and tax where one is due. */
import { minorDecimals, roundMoneyUp } from '../domain/currency.ts'
import { decimalOf, one, roundedText, sumOf, textOf, zero, type Decimal } from '../domain/decimal.ts'
import type { Instrument, Lot, Portfolio, Tax } from '../domain/document.ts'
import { firstUnits, lotsInOrder, type SellingLot } from '../domain/lotOrder.ts'
import { remembered } from '../domain/memo.ts'
import type { LotSold } from '../domain/plan.ts'
import { termOf, type Term } from '../domain/term.ts'
import { windowOf } from '../domain/wash.ts'
import { priceOf, rateOf } from '../domain/weights.ts'
import { baseCost, type Order } from './ledger.ts'
import { lotCurveOf, type LotCurve, type SoldLot } from './lotCurve.ts'
import type { Permit } from './permit.ts'
import { groupOf, type Stance } from './stance.ts'
import { termsOf } from './terms.ts'

/** A document's lots by position. */
type LotBook = ReadonlyMap<string, readonly Lot[]>

/** What a sale takes from one lot. */
export interface LotPart {
  readonly lot: SellingLot
  readonly quantity: Decimal
  /** In the instrument's currency; null where the basis is unknown. */
  readonly gain: Decimal | null
  /** Null where no tax asks for it, or where the day is unknown. */
  readonly term: Term | null
  /** In base currency; null where none is asked for or the basis is unknown. */
  readonly tax: Decimal | null
}

const lotBookOf = remembered((document: Portfolio): LotBook => {
  const book = new Map<string, Lot[]>()
  for (const lot of document.lots) {
    const key = keyOf(lot.account, lot.instrument)
    const lots = book.get(key)
    if (lots) lots.push(lot)
    else book.set(key, [lot])
  }
  return book
})

/** What a unit brings at most after the costs of its sale. */
function bestNet(instrument: Instrument): Decimal {
  return priceOf(instrument).times(1 - termsOf(instrument).slope)
}

/**
 * The lots of a position as they are sold at this price after costs: by the document's method where gains are taxed, first in
 * first out where they are not.
 */
function lotsSold(
  document: Portfolio,
  { account, instrument }: Permit,
  tax: Tax | null,
  price: Decimal,
): SellingLot[] {
  const lots = lotBookOf(document).get(keyOf(account.id, instrument.id)) ?? []
  return lotsInOrder(lots, tax?.lotMethod ?? 'fifo', { price, asOf: document.asOf, ...ratesOf(tax) })
}

function keyOf(account: string, instrument: string): string {
  // The length says where the account ends, whatever ids are made of.
  return `${account.length} ${account}${instrument}`
}

function ratesOf(tax: Tax | null): { readonly shortRate: Decimal; readonly longRate: Decimal } {
  return { shortRate: decimalOf(tax?.shortRate ?? '0'), longRate: decimalOf(tax?.longRate ?? '0') }
}

/** The accounts whose gains are taxed when they are realised. */
export function taxedAccounts({ tax, accounts }: Portfolio): ReadonlySet<string> {
  return new Set(tax === null ? [] : accounts.filter((each) => each.kind === 'taxable').map(({ id }) => id))
}

/** The parts of lots that make up an order's quantity, its costs shared among them by quantity; none for a buy. */
export function partsOf(document: Portfolio, order: Order): LotPart[] {
  if (order.side === 'buy') return []
  const { account, instrument } = order.slot.permit
  const rate = rateOf(document, instrument.currency)
  const inBase = baseCost(document, order)
  const cost = rate === one ? inBase : inBase.dividedBy(rate)
  const taxed = document.tax !== null && account.kind === 'taxable' ? document.tax : null
  // Only where gains are taxed does the order of the lots depend on it.
  const net = taxed === null ? order.price : order.price.minus(cost.dividedBy(order.quantity))
  const lots = lotsSold(document, order.slot.permit, taxed, net)
  return firstUnits(lots, order.quantity).map(({ lot, quantity }) => {
    const gain =
      lot.unitCost === null
        ? null
        : quantity
            .times(order.price.minus(decimalOf(lot.unitCost)))
            .minus(shareOf(cost, quantity, order.quantity))
    const term = taxed === null ? null : termOf(lot.acquired, document.asOf)
    const tax =
      taxed === null ? sheltered(document) : taxOn(gain, term, taxed, order.slot.lots?.harvest === true)
    return { lot, quantity, gain, term, tax: tax && roundMoneyUp(tax.times(rate), document.baseCurrency) }
  })
}

/** What a part of a quantity bears of a cost; a division takes longer than all else. */
function shareOf(cost: Decimal, part: Decimal, whole: Decimal): Decimal {
  return part.equals(whole) ? cost : cost.times(part).dividedBy(whole)
}

function sheltered({ tax }: Portfolio): Decimal | null {
  return tax === null ? null : zero
}

/** A loss counts nothing unless it is harvested; a gain of unknown term is taxed as a short one. */
function taxOn(gain: Decimal | null, term: Term | null, tax: Tax, harvest: boolean): Decimal | null {
  if (gain === null) return null
  if (gain.lessThanOrEqualTo(0) && !harvest) return zero
  return gain.times(decimalOf(term === 'long' ? tax.longRate : tax.shortRate))
}

/** The sum of the parts' own taxes, in base currency. */
export function taxOf(parts: readonly LotPart[]): Decimal {
  return sumOf(parts.map((part) => part.tax ?? zero))
}

export function lotSold(
  order: Order,
  { lot, quantity, gain, term, tax }: LotPart,
  baseCurrency: string,
): LotSold {
  return {
    acquired: lot.acquired,
    quantity: textOf(quantity),
    gain: gain && roundedText(gain, minorDecimals(order.slot.permit.instrument.currency)),
    term,
    tax: tax && textOf(tax, minorDecimals(baseCurrency)),
  }
}

/** The curves of a document's taxed positions; null where it asks for no tax. */
export function salesOf(
  document: Portfolio,
  stance: Stance,
): ((permit: Permit, quantity: Decimal) => LotCurve | null) | null {
  const { tax } = document
  if (tax === null) return null
  const rates = {
    short: Number(tax.shortRate),
    long: Number(tax.longRate),
    least: tax.lotMethod === 'min-tax',
    budget: tax.gainsBudget !== null,
    gainsOnly: stance.gainsOnly,
  }
  const positions = positionsOf(document)
  return (permit, quantity) => {
    const { account, instrument } = permit
    if (account.kind !== 'taxable' || quantity.isZero()) return null
    const key = keyOf(account.id, instrument.id)
    const position = positions.get(key) ?? positionOf(document, permit, tax)
    positions.set(key, position)
    const harvest = stance.harvested.has(instrument.id)
    // Every way of planning with the same document sells the same lots.
    const flags = (harvest ? 1 : 0) + (stance.gainsOnly ? 2 : 0) + (stance.wary ? 4 : 0)
    const known = position.curves[flags]
    if (known) return known
    const { lots, stepValue, slope } = position
    const lost = stance.wary ? position.replaced : 0
    const curve = lotCurveOf(lots, { ...rates, harvest, lost }, stepValue, slope)
    position.curves[flags] = curve
    return curve
  }
}

/** A taxed position's lots in selling order, and their curves as far as they have been asked for. */
interface Position {
  readonly lots: readonly SoldLot[]
  readonly stepValue: number
  readonly slope: number
  /** Steps that lots of the last days would replace if they were sold at a loss. */
  readonly replaced: number
  /** By what they count, the sum of: losses as a benefit (1), as no room in the gains budget (2), as taken away (4). */
  readonly curves: LotCurve[]
}

const positionsOf = remembered<Portfolio, Map<string, Position>>(() => new Map())

function positionOf(document: Portfolio, permit: Permit, tax: Tax): Position {
  const { instrument } = permit
  const { price, step, stepPrice, slope } = termsOf(instrument)
  const [priceNumber, single] = [price.toNumber(), step.equals(1)]
  const lots = lotsSold(document, permit, tax, bestNet(instrument)).map((lot) => ({
    steps: single ? Number(lot.quantity) : decimalOf(lot.quantity).dividedBy(step).toNumber(),
    unitShare: lot.unitCost === null ? null : Number(lot.unitCost) / priceNumber,
    term: termOf(lot.acquired, document.asOf),
  }))
  return {
    lots,
    slope,
    stepValue: stepPrice.times(rateOf(document, instrument.currency)).toNumber(),
    replaced: (recentUnits(document).get(groupOf(instrument)) ?? zero).dividedBy(step).toNumber(),
    curves: [],
  }
}

/** By wash group, the units that the household acquired in the days before the plan in which that disallows a loss. */
const recentUnits = remembered(({ asOf, instruments, lots }: Portfolio): ReadonlyMap<string, Decimal> => {
  const groups = new Map(instruments.map((each) => [each.id, groupOf(each)]))
  const [earliest] = windowOf(asOf)
  const units = new Map<string, Decimal>()
  for (const { acquired, instrument, quantity } of lots) {
    if (acquired === null || acquired < earliest) continue
    const group = groups.get(instrument) ?? ''
    units.set(group, decimalOf(quantity).plus(units.get(group) ?? zero))
  }
  return units
})
