/** Figures: what a search asks of slots again and again, list by list, since hundreds of thousands of looks at objects take their time. */
import { remembered } from '../domain/memo.ts'
import { ceiling, costUnits, exact, halfEven, marketValue, taxAt, valueUnits, type Slot } from './slot.ts'

/** By slot; the names are those of the slot's own fields. */
export interface Figures {
  readonly slots: readonly Slot[]
  readonly stepValue: Float64Array
  readonly mostBuy: Float64Array
  readonly leastBuy: Float64Array
  readonly mostSell: Float64Array
  readonly leastSell: Float64Array
  readonly account: Int32Array
  /** A slot's rows and shares begin here, and end where those of the next begin. */
  readonly rowStart: Int32Array
  readonly rows: Int32Array
  readonly shares: Float64Array
  readonly misplacedBuy: Float64Array
  readonly misplacedSell: Float64Array
  /** Is all that follows enough to know an order's costs? Not so where there are curves, taxes, remainders or huge numbers. */
  readonly plain: Uint8Array
  readonly unit: Float64Array
  readonly gas: Float64Array
  readonly stepUnits: Float64Array
  readonly divisor: Float64Array
  readonly fixed: Float64Array
  readonly perStep: Float64Array
  readonly rate: Float64Array
  readonly least: Float64Array
  readonly mostRate: Float64Array
  readonly halfSpread: Float64Array
  /** May an order cost less than nothing? */
  readonly harvest: Uint8Array
}

export const figuresOf = remembered((slots: readonly Slot[]): Figures => {
  const each = (value: (slot: Slot) => number): Float64Array => Float64Array.from(slots, value)
  const { rowStart, rows, shares } = rowsOf(slots)
  return {
    slots,
    stepValue: each((slot) => slot.stepValue),
    mostBuy: each((slot) => slot.mostBuy),
    leastBuy: each((slot) => slot.leastBuy),
    mostSell: each((slot) => slot.mostSell),
    leastSell: each((slot) => slot.leastSell),
    account: Int32Array.from(slots, (slot) => slot.account),
    rowStart,
    rows,
    shares,
    misplacedBuy: each((slot) => slot.misplacedBuy),
    misplacedSell: each((slot) => slot.misplacedSell),
    plain: Uint8Array.from(slots, (slot) => (isPlain(slot) ? 1 : 0)),
    unit: each((slot) => slot.unit),
    gas: each((slot) => slot.gas),
    stepUnits: each((slot) => slot.terms.stepUnitsNumber),
    divisor: each((slot) => slot.terms.divisor),
    fixed: each((slot) => slot.terms.fixed),
    perStep: each((slot) => slot.terms.perStep),
    rate: each((slot) => slot.terms.rate),
    least: each((slot) => slot.terms.least),
    mostRate: each((slot) => slot.terms.mostRate),
    halfSpread: each((slot) => slot.terms.halfSpread),
    harvest: Uint8Array.from(slots, (slot) => (slot.lots?.harvest === true ? 1 : 0)),
  }
})

function rowsOf(slots: readonly Slot[]): Pick<Figures, 'rowStart' | 'rows' | 'shares'> {
  const rowStart = new Int32Array(slots.length + 1)
  for (let at = 0; at < slots.length; at += 1)
    rowStart[at + 1] = (rowStart[at] as number) + (slots[at] as Slot).rows.length
  const rows = new Int32Array(rowStart[slots.length] as number)
  const shares = new Float64Array(rows.length)
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at] as Slot
    rows.set(slot.rows, rowStart[at])
    shares.set(slot.shares, rowStart[at])
  }
  return { rowStart, rows, shares }
}

function isPlain({ lots, terms, remainder, mostBuy, mostSell }: Slot): boolean {
  const huge = Math.max(mostBuy, mostSell) * terms.stepUnitsNumber > exact
  return lots === null && terms.curve === null && !remainder && !huge
}

/** May an order have this level? */
export function mayBe(figures: Figures, at: number, level: number): boolean {
  if (level > 0) return level >= (figures.leastBuy[at] as number) && level <= (figures.mostBuy[at] as number)
  return (
    level === 0 || (-level >= (figures.leastSell[at] as number) && -level <= (figures.mostSell[at] as number))
  )
}

/** The level a stride leads to: past the gap below the minimum order, and not past the whole position. */
export function nextLevel(figures: Figures, at: number, from: number, by: number): number {
  const to = from + by
  if (to > 0) {
    const least = figures.leastBuy[at] as number
    if (to < least) return by > 0 ? least : 0
    return Math.min(figures.mostBuy[at] as number, to)
  }
  if (to === 0) return 0
  const least = figures.leastSell[at] as number
  if (-to < least) return by < 0 ? -least : 0
  return Math.max(-(figures.mostSell[at] as number), to)
}

/** Signed base value of an order, unrounded. */
export function marketAt(figures: Figures, at: number, level: number): number {
  return figures.plain[at] === 1
    ? level * (figures.stepValue[at] as number)
    : marketValue(figures.slots[at] as Slot, level)
}

/** What an order comes to: base value, but `paid`, minor units that leave its account, costs and gas included. */
export interface Amounts {
  market: number
  paid: number
  /** Costs and taxes; value without a sign; misplacement. */
  cost: number
  gross: number
  misplaced: number
}

export function noAmounts(): Amounts {
  return { market: 0, paid: 0, cost: 0, gross: 0, misplaced: 0 }
}

/** What an order of this level comes to; `unit` is a minor unit of base. */
export function amountsAt(figures: Figures, at: number, level: number, unit: number, into: Amounts): void {
  if (level === 0) {
    into.market = into.paid = into.cost = into.gross = into.misplaced = 0
    return
  }
  if (figures.plain[at] !== 1) {
    curvedAmounts(figures.slots[at] as Slot, level, unit, into)
    return
  }
  const steps = Math.abs(level)
  const value = halfEven(steps * (figures.stepUnits[at] as number), figures.divisor[at] as number)
  const commission = Math.min(
    Math.max(
      (figures.fixed[at] as number) +
        (figures.perStep[at] as number) * steps +
        (figures.rate[at] as number) * value,
      figures.least[at] as number,
    ),
    (figures.mostRate[at] as number) * value,
  )
  const own = ceiling(commission) + ceiling((figures.halfSpread[at] as number) * value)
  const gas = figures.gas[at] as number
  const market = level * (figures.stepValue[at] as number)
  into.market = market
  into.paid = (level > 0 ? value : -value) + own + gas
  into.cost = own * (figures.unit[at] as number) + gas * unit
  into.gross = value * (figures.unit[at] as number)
  into.misplaced =
    Math.abs(market) * ((level > 0 ? figures.misplacedBuy[at] : figures.misplacedSell[at]) as number)
}

/** The same where the slot itself has to say it. */
function curvedAmounts(slot: Slot, level: number, unit: number, into: Amounts): void {
  const value = valueUnits(slot, level)
  const own = costUnits(slot, level, value)
  const cost = own * slot.unit + slot.gas * unit
  const market = marketValue(slot, level)
  into.market = market
  into.paid = (level > 0 ? value : -value) + own + slot.gas
  into.cost = cost + taxAt(slot, level, cost, unit)
  into.gross = value * slot.unit
  into.misplaced = Math.abs(market) * (level > 0 ? slot.misplacedBuy : slot.misplacedSell)
}
