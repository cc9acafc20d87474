/** An instrument at another price; a pool moves with it. */
import { decimalOf, textOf, type Decimal } from '../domain/decimal.ts'
import type { Cost, Instrument } from '../domain/document.ts'
import type { Slot } from './slot.ts'

/** The instrument at this price; its first pool quotes as much more or less, and is as deep as before. */
export function atPrice(instrument: Instrument, price: Decimal): Instrument {
  const { cost, price: before } = instrument
  if (before === null) return instrument
  const pool = cost.pool && movedPool(cost.pool, price.dividedBy(before))
  return { ...instrument, price: textOf(price), cost: { ...cost, pool } }
}

type Pool = NonNullable<Cost['pool']>

function movedPool(pool: Pool, factor: Decimal): Pool {
  const reserve = decimalOf(pool.quoteReserve).times(factor)
  return { ...pool, quoteReserve: textOf(reserve.toDecimalPlaces(reserveDecimals)) }
}

/** Smallest units of a token. */
const reserveDecimals = 18

/** The slot with its instrument at another price, for settling an order there; its limits stay as they were. */
export function slotAt(slot: Slot, price: Decimal): Slot {
  return { ...slot, permit: { ...slot.permit, instrument: atPrice(slot.permit.instrument, price) } }
}
