/** What selling whole units of a small position can realise: in the method's order, or for the least tax in every way. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Part } from './checkLots.ts'
import {
  compareKeys,
  isTaxed,
  keyOfLot,
  lotsIn,
  methodOf,
  taxOn,
  taxRate,
  termAt,
  type OwnLot,
} from './lots.ts'
import type { Asset, Model } from './model.ts'
import { roundUp } from './standing.ts'

/** In base currency, which is the only one: taxes as they count in the choice, rounded up by lots; known gains. */
export interface Realised {
  readonly tax: number
  readonly gain: number
  /** What each lot gives. */
  readonly parts: readonly Part[]
}

const nothing: Realised = { tax: 0, gain: 0, parts: [] }

/** Units by lot. */
type Drawn = readonly { readonly lot: OwnLot; readonly units: number }[]

export function realisedBy(
  model: Model,
  account: string,
  asset: Asset,
  quantity: number,
  cost: Decimal,
): Realised[] {
  if (!isTaxed(model, account)) return [nothing]
  const lots = lotsIn(model, account, asset.id)
  const net = asset.price.minus(cost.dividedBy(quantity))
  const valuing = { tax: model.raw.tax ?? {}, asOf: model.raw.asOf, harvested: false }
  const method = methodOf(model, account)
  const key = (lot: OwnLot): Decimal[] => keyOfLot(lot, method, net, valuing)
  const inTurn = lots.toSorted((a, b) => compareKeys(key(a), key(b)))
  // Where losses may be washed away, another choice of lots would be another question than the method's.
  const isFree = method === 'min-tax' && model.raw.tax?.washSales === false
  const draws = isFree ? everyDraw(inTurn, quantity) : [firstOf(inTurn, quantity)]
  return draws.map((drawn) => summed(model, { account, asset, drawn, net }))
}

function firstOf(lots: readonly OwnLot[], quantity: number): Drawn {
  let left = quantity
  return lots.flatMap((lot) => {
    const units = Math.min(left, lot.quantity.toNumber())
    left -= units
    return units > 0 ? [{ lot, units }] : []
  })
}

/** Every way to take so many units; lots of unknown basis only when all others are used up. */
function everyDraw(lots: readonly OwnLot[], quantity: number): Drawn[] {
  const known = lots.filter((lot) => lot.unitCost !== null)
  const most = known.reduce((sum, lot) => sum + lot.quantity.toNumber(), 0)
  if (quantity >= most) return [firstOf(lots, quantity)]
  const [first, ...rest] = known
  if (!first) return quantity === 0 ? [[]] : []
  const own = Math.min(quantity, first.quantity.toNumber())
  return Array.from({ length: own + 1 }, (_, units) =>
    everyDrawOf(rest, quantity - units).map((drawn) =>
      units > 0 ? [{ lot: first, units }, ...drawn] : drawn,
    ),
  ).flat()
}

function everyDrawOf(lots: readonly OwnLot[], quantity: number): Drawn[] {
  const [first, ...rest] = lots
  if (!first) return quantity === 0 ? [[]] : []
  const own = Math.min(quantity, first.quantity.toNumber())
  return Array.from({ length: own + 1 }, (_, units) =>
    everyDrawOf(rest, quantity - units).map((drawn) =>
      units > 0 ? [{ lot: first, units }, ...drawn] : drawn,
    ),
  ).flat()
}

interface Draw {
  readonly account: string
  readonly asset: Asset
  readonly drawn: Drawn
  /** What a unit brings after costs. */
  readonly net: Decimal
}

/** A part of unknown basis counts in the choice as if all it brings were a short gain; it has no gain of its own. */
function summed(model: Model, { account, asset, drawn, net }: Draw): Realised {
  let [tax, gain] = [zero, zero]
  const parts = drawn.map(({ lot, units }): Part => {
    const own = net.minus(lot.unitCost ?? 0).times(units)
    const term = lot.unitCost === null ? null : termAt(lot.acquired, model.raw.asOf)
    const rate = taxRate(model.raw.tax ?? {}, term)
    tax = tax.plus(roundUp(taxOn(own, rate, false), model.base))
    if (lot.unitCost !== null) gain = gain.plus(own)
    return {
      account,
      asset,
      lot,
      quantity: new Decimal(units),
      taxed: true,
      harvested: false,
      gain: lot.unitCost === null ? null : own,
      proceeds: net.times(units),
      term,
      rate,
    }
  })
  return { tax: tax.toNumber(), gain: gain.toNumber(), parts }
}
