/** Trades that pay for themselves: who moves, what that costs, and what is held then, as routines of the machine. */
import { call, either, f64, give, i32, increase, loop, perform, type Routine, routine } from './assembler.ts'
import { set, type Step, type Value, when } from './assembler.ts'
import { type Desk, slipOf } from './desk.ts'
import type { Lanes } from './lanes.ts'
import { type Market, one } from './stretch.ts'
import type { Setup } from './terms.ts'

type I32 = Value<'i32'>
type F64 = Value<'f64'>

/** Reading and writing what stands at fixed places of the desk. */
function hands(desk: Desk) {
  const nowhere = i32.of(0)
  const place = (name: keyof typeof slipOf): number => desk.slip.byteOffset + slipOf[name] * one
  return {
    read: (name: keyof typeof slipOf): F64 => f64.load(nowhere, place(name)),
    write: (name: keyof typeof slipOf, to: F64): Step => f64.store(nowhere, to, place(name)),
    all: i32.load(nowhere, desk.ends.byteOffset),
    setAll: (to: I32): Step => i32.store(nowhere, to, desk.ends.byteOffset),
    fixed: i32.load(nowhere, desk.ends.byteOffset + 4),
    setFixed: (to: I32): Step => i32.store(nowhere, to, desk.ends.byteOffset + 4),
    list: i32.of(desk.touched.byteOffset),
    /** Of a class, in bytes. */
    at: (of: Float64Array, row: I32): F64 => f64.load(row, of.byteOffset),
    put: (of: Float64Array, row: I32, to: F64): Step => f64.store(row, to, of.byteOffset),
    side: (row: I32): I32 => i32.load(row, desk.side.byteOffset),
    isTouched: (row: I32): I32 => i32.load(row, desk.isTouched.byteOffset),
    setTouched: (row: I32, to: number): Step => i32.store(row, i32.of(to), desk.isTouched.byteOffset),
  }
}

/** The bands and aims of all policies as weights, `across` apart: one for each class, and what makes them even stands for nothing. */
export interface Rules {
  readonly across: number
  readonly low: Float64Array
  readonly high: Float64Array
  /** Where rows that move end up at the nearest. */
  readonly aimLow: Float64Array
  readonly aimHigh: Float64Array
}

/**
 * (bands, total, only breached): lays out the aims of this look and marks who is outside them. 1: somebody is; 2: somebody
 * is outside the band, strictly. With scope `breached` the rows inside their band need only stay inside it.
 */
export function aimRoutine({ size }: Setup, desk: Desk, rules: Rules): Routine<'i32'> {
  const own = hands(desk)
  return routine(['i32', 'f64', 'i32'], 'i32', (take, bands, total, onlyBreached) => {
    const [row, list, found, isIn, side] = [take('i32'), take('i32'), take('i32'), take('i32'), take('i32')]
    const [value, least, most, still] = [take('f64'), take('f64'), take('f64'), take('f64')]
    const ofTotal = (weight: F64): F64 => f64.mul(weight, total)
    const rule = (of: Float64Array): F64 => f64.load(bands, of.byteOffset)
    return [
      set(list, own.list),
      loop(i32.less(row, i32.of(size * one)), [
        set(value, own.at(desk.start, row)),
        set(least, rule(rules.low)),
        set(most, rule(rules.high)),
        set(isIn, i32.isZero(i32.or(f64.less(value, ofTotal(least)), f64.more(value, ofTotal(most))))),
        set(found, i32.or(found, i32.shl(i32.isZero(isIn), i32.of(1)))),
        when(i32.isZero(i32.and(isIn, onlyBreached)), [
          set(least, rule(rules.aimLow)),
          set(most, rule(rules.aimHigh)),
        ]),
        own.put(desk.aimLow, row, least),
        own.put(desk.aimHigh, row, most),
        own.put(desk.after, row, value),
        set(side, i32.sub(f64.more(value, ofTotal(most)), f64.less(value, ofTotal(least)))),
        i32.store(row, side, desk.side.byteOffset),
        own.setTouched(row, 0),
        when(side, [set(found, i32.or(found, i32.of(1)))], [set(still, f64.add(still, value))]),
        when(i32.or(side, f64.differs(value, own.at(desk.held, row))), [
          i32.store(list, row),
          own.setTouched(row, 1),
          increase(list, 4),
        ]),
        increase(row, one),
        increase(bands, one),
      ]),
      own.setAll(list),
      own.setFixed(list),
      own.write('still', still),
      give(found),
    ]
  })
}

/** Differences below this share of the total are what rounding leaves, and no reason for an order. */
const least = 1e-13

/**
 * (value): rows outside their aim go to its nearer end; what then is missing to the total, or too much, is the cheapest
 * class's with room inside its aim, then the next one's; what rounding leaves is the cheapest's of those that move anyway.
 * Only classes that change are written.
 */
export function placeRoutine({ size }: Setup, desk: Desk): Routine<null> {
  const own = hands(desk)
  const cheapest = i32.of(desk.cheapest.byteOffset)
  const lastOfCheapest = i32.of(desk.cheapest.byteOffset + (size - 1) * 4)
  return routine(['f64'], null, (take, value) => {
    const [entry, row, end, side] = [take('i32'), take('i32'), take('i32'), take('i32')]
    const [rest, room] = [take('f64'), take('f64')]
    const start = own.at(desk.start, row)
    const after = own.at(desk.after, row)
    const aimAbove = (isHigh: I32): F64 => either(isHigh, own.at(desk.aimHigh, row), own.at(desk.aimLow, row))
    const touch = when(i32.isZero(own.isTouched(row)), [
      own.setTouched(row, 1),
      i32.store(own.all, row),
      own.setAll(i32.add(own.all, i32.of(4))),
    ])
    const gives = [touch, own.put(desk.after, row, f64.add(after, room)), set(rest, f64.sub(rest, room))]
    const isRising = f64.more(rest, f64.of(0))
    return [
      // Who took what was left for another total starts again.
      set(entry, own.fixed),
      set(end, own.all),
      loop(i32.less(entry, end), [
        set(row, i32.load(entry)),
        own.put(desk.after, row, start),
        own.setTouched(row, 0),
        increase(entry, 4),
      ]),
      own.setAll(own.fixed),
      set(rest, f64.sub(value, own.read('still'))),
      set(entry, own.list),
      set(end, own.fixed),
      loop(i32.less(entry, end), [
        set(row, i32.load(entry)),
        set(side, own.side(row)),
        when(
          side,
          [
            own.put(desk.after, row, f64.mul(value, aimAbove(i32.less(i32.of(0), side)))),
            set(rest, f64.sub(rest, after)),
          ],
          [own.put(desk.after, row, start)],
        ),
        increase(entry, 4),
      ]),
      set(entry, cheapest),
      loop(
        i32.and(
          i32.isZero(i32.less(lastOfCheapest, entry)),
          f64.more(f64.abs(rest), f64.mul(f64.of(least), value)),
        ),
        [
          set(row, i32.load(entry)),
          set(room, f64.sub(f64.mul(value, aimAbove(isRising)), after)),
          // No further than there is room, and only the way that is needed.
          when(f64.more(f64.mul(room, rest), f64.of(0)), [
            set(room, either(f64.less(f64.abs(rest), f64.abs(room)), rest, room)),
            ...gives,
          ]),
          increase(entry, 4),
        ],
      ),
      when(f64.differs(rest, f64.of(0)), [
        set(entry, cheapest),
        loop(i32.and(i32.less(entry, lastOfCheapest), i32.isZero(own.side(i32.load(entry)))), [
          increase(entry, 4),
        ]),
        set(row, i32.load(entry)),
        set(room, rest),
        ...gives,
      ]),
    ]
  })
}

/** (total): cost and tax of going from held to after, in a lane whose basis is given. Losses at sale are worth nothing here. */
export function chargeRoutine({ ticket, taxRate }: Setup, desk: Desk, lanes: Lanes): Routine<null> {
  const own = hands(desk)
  return routine(['f64', 'i32'], null, (take, total, units) => {
    const [entry, end, row, orders] = [take('i32'), take('i32'), take('i32'), take('i32')]
    const [held, x, cost, tax, traded, gain] = [
      take('f64'),
      take('f64'),
      take('f64'),
      take('f64'),
      take('f64'),
      take('f64'),
    ]
    const basis = f64.load(i32.add(units, row), lanes.basis.byteOffset)
    // What is sold, times what it gained on its average cost; bought or lost, nothing.
    const taxed = [
      set(gain, f64.mul(f64.sub(f64.of(0), x), f64.sub(f64.of(1), f64.div(basis, held)))),
      when(i32.and(f64.less(x, f64.of(0)), f64.more(gain, f64.of(0))), [
        set(tax, f64.add(tax, f64.mul(f64.of(taxRate), gain))),
      ]),
    ]
    return [
      set(entry, own.list),
      set(end, own.all),
      loop(i32.less(entry, end), [
        set(row, i32.load(entry)),
        set(held, own.at(desk.held, row)),
        set(x, f64.sub(own.at(desk.after, row), held)),
        when(f64.differs(x, f64.of(0)), [
          increase(orders, 1),
          set(traded, f64.add(traded, f64.abs(x))),
          set(cost, f64.add(cost, f64.mul(own.at(desk.oneWay, row), f64.abs(x)))),
          ...(taxRate > 0 ? taxed : []),
        ]),
        increase(entry, 4),
      ]),
      own.write('orders', f64.from(orders)),
      own.write('traded', traded),
      own.write('tax', tax),
      own.write('cost', f64.add(cost, f64.mul(f64.mul(f64.of(ticket), total), f64.from(orders)))),
    ]
  })
}

/** The secant's steps end at the last digit after three or four; more happen only where a ticket comes and goes. */
const mostRounds = 24

/** Places of the routines that settling calls; `pour` is not of the machine. */
export interface SettlePlaces {
  readonly pour: number
  readonly place: number
  readonly charge: number
  readonly miss: number
}

/** (total, value, units, is event): what is missing when the total after costs is taken to be `value`. */
export function missRoutine(desk: Desk, { pour, place, charge }: SettlePlaces): Routine<'f64'> {
  const own = hands(desk)
  return routine(['f64', 'f64', 'i32', 'i32'], 'f64', (_take, total, value, units, isEvent) => [
    when(
      isEvent,
      [perform(place, value)],
      [perform(pour, f64.sub(value, own.read('before')), i32.of(desk.after.byteOffset))],
    ),
    perform(charge, total, units),
    give(f64.sub(f64.sub(f64.sub(total, own.read('cost')), own.read('tax')), value)),
  ])
}

/**
 * (total, units, is event): the total after costs: the root of v = total - charge(v). Between changes of who trades the
 * charge is linear in v, so the secant is exact. Where a ticket hangs on v itself there may be no root; then the
 * difference is charged as cost, and nothing appears or vanishes.
 */
export function settleRoutine(desk: Desk, { miss }: SettlePlaces): Routine<'f64'> {
  const own = hands(desk)
  return routine(['f64', 'i32', 'i32'], 'f64', (take, total, units, isEvent) => {
    const [last, lastMiss, value, off, slope] = [
      take('f64'),
      take('f64'),
      take('f64'),
      take('f64'),
      take('f64'),
    ]
    const round = take('i32')
    const missAt = (v: F64): F64 => call(miss, 'f64', total, v, units, isEvent)
    const isSteep = f64.less(slope, f64.of(-0.1))
    return [
      set(last, total),
      set(lastMiss, missAt(total)),
      set(value, f64.add(total, lastMiss)),
      loop(i32.and(i32.less(round, i32.of(mostRounds)), f64.differs(lastMiss, f64.of(0))), [
        set(off, missAt(value)),
        when(f64.atLeast(f64.mul(total, f64.of(Number.EPSILON)), f64.abs(off)), [give(value)]),
        set(slope, f64.div(f64.sub(off, lastMiss), f64.sub(value, last))),
        set(last, value),
        set(lastMiss, off),
        set(value, f64.add(value, either(isSteep, f64.div(f64.sub(f64.of(0), off), slope), off))),
        increase(round, 1),
      ]),
      own.write('cost', f64.sub(f64.sub(total, own.read('tax')), last)),
      give(last),
    ]
  })
}

/** (lane, units, at, is event): writes what was traded into a policy's lane, at a step in bytes. */
export function bookRoutine({ chunk, prices }: Market, desk: Desk, lanes: Lanes): Routine<null> {
  const own = hands(desk)
  return routine(['i32', 'i32', 'i32', 'i32'], null, (take, lane, units, at, isEvent) => {
    const [entry, end, row, lot] = [take('i32'), take('i32'), take('i32'), take('i32')]
    const [held, now, basis, total, moved] = [take('f64'), take('f64'), take('f64'), take('f64'), take('f64')]
    const price = f64.load(i32.add(at, i32.mul(row, i32.of(chunk))), prices.byteOffset)
    const lanePut = (of: Float64Array, to: F64): Step => f64.store(lane, to, of.byteOffset)
    const laneAt = (of: Float64Array): F64 => f64.load(lane, of.byteOffset)
    const more = (of: Float64Array, by: F64): Step => lanePut(of, f64.add(laneAt(of), by))
    const bought = f64.sub(f64.add(basis, now), held)
    const kept = f64.mul(basis, f64.div(now, held))
    return [
      set(entry, own.list),
      set(end, own.all),
      loop(i32.less(entry, end), [
        set(row, i32.load(entry)),
        set(held, own.at(desk.held, row)),
        set(now, own.at(desk.after, row)),
        when(f64.differs(now, held), [
          set(lot, i32.add(units, row)),
          f64.store(lot, f64.div(now, price), lanes.units.byteOffset),
          set(basis, f64.load(lot, lanes.basis.byteOffset)),
          f64.store(lot, either(f64.more(now, held), bought, kept), lanes.basis.byteOffset),
        ]),
        increase(entry, 4),
      ]),
      set(total, f64.add(own.read('before'), own.read('flow'))),
      lanePut(lanes.value, own.read('total')),
      more(lanes.events, f64.from(isEvent)),
      more(lanes.orders, own.read('orders')),
      more(lanes.turnover, f64.div(f64.mul(own.read('traded'), f64.of(0.5)), total)),
      more(lanes.cost, f64.div(own.read('cost'), total)),
      more(lanes.tax, f64.div(own.read('tax'), total)),
      when(f64.differs(own.read('flow'), f64.of(0)), [
        // The index does not see the flow; the peak moves with it.
        set(moved, f64.div(own.read('total'), f64.sub(own.read('total'), own.read('flow')))),
        lanePut(lanes.peak, f64.mul(laneAt(lanes.peak), moved)),
        lanePut(lanes.floor, f64.mul(laneAt(lanes.floor), moved)),
        lanePut(lanes.scale, f64.div(laneAt(lanes.scale), moved)),
      ]),
    ]
  })
}
