/** The routines that every step of every policy goes through: what fixed holdings are worth, and what that adds to a policy's sums. */
import {
  f64,
  f64x2,
  give,
  i32,
  i32x4,
  increase,
  loop,
  perform,
  type Local,
  type Routine,
} from './assembler.ts'
import { either, routine, set, type Step, type Value, when } from './assembler.ts'
import type { Lanes } from './lanes.ts'

/** Bytes of a number, and of two. */
export const [one, both] = [8, 16]
/** Steps whose values are summed side by side, so that sums need not wait for each other; some after the last may be read and written. */
export const atOnce = 8

/** Where routines find the market of a chunk: prices class by class, and what one policy is worth at each step and just before. */
export interface Market {
  readonly size: number
  readonly chunk: number
  readonly prices: Float64Array
  readonly values: Float64Array
}

/** (units, from, to): the total value of these holdings at each step; steps are in bytes from the chunk's first. */
export function valuesRoutine({ size, chunk, prices, values }: Market): Routine<null> {
  return routine(['i32', 'i32', 'i32'], null, (take, units, from, to) => {
    const [unit, end, price, held] = [take('i32'), take('i32'), take('i32'), take('v128')]
    const sums = Array.from({ length: atOnce / 2 }, () => take('v128'))
    const added = sums.map((sum, k) =>
      set(sum, f64x2.add(sum, f64x2.mul(held, f64x2.load(price, prices.byteOffset + k * both)))),
    )
    return [
      set(end, i32.add(units, i32.of(size * one))),
      loop(i32.less(from, to), [
        ...sums.map((sum) => set(sum, f64x2.of(0))),
        set(unit, units),
        set(price, from),
        loop(i32.less(unit, end), [
          set(held, f64x2.loadTwice(unit)),
          ...added,
          increase(unit, one),
          increase(price, chunk * one),
        ]),
        ...sums.map((sum, k) => f64x2.store(from, sum, values.byteOffset + k * both)),
        increase(from, atOnce * one),
      ]),
    ]
  })
}

/** All bits of the first of two numbers, and none of the second. */
const firstOnly = i32x4.of(-1, -1, 0, 0)

/**
 * (lane, from, to): returns, their squares and losses of these steps, two at a time, and the drawdown where it can have
 * changed. `deepen` is the place of the routine that follows it step by step.
 */
export function tallyRoutine(lanes: Lanes, { values }: Market, deepen: number): Routine<null> {
  return routine(['i32', 'i32', 'i32'], null, (take, lane, from, to) => {
    const [sum, squares, losses, most, least] = [
      take('v128'),
      take('v128'),
      take('v128'),
      take('v128'),
      take('v128'),
    ]
    const [at, value, r, off] = [take('i32'), take('v128'), take('v128'), take('v128')]
    const here = values.byteOffset
    const counted = [
      // Twice the loss, or nothing, without asking which.
      set(off, f64x2.sub(r, f64x2.abs(r))),
      set(sum, f64x2.add(sum, r)),
      set(squares, f64x2.add(squares, f64x2.mul(r, r))),
      set(losses, f64x2.add(losses, f64x2.mul(off, off))),
      set(most, f64x2.pmax(most, value)),
      set(least, f64x2.pmin(least, value)),
    ]
    const gain = (before: Value<'v128'>) => f64x2.sub(f64x2.div(value, before), f64x2.of(1))
    const pairAt = (offset: number): Step[] => [
      set(value, f64x2.load(at, here + offset)),
      set(r, gain(f64x2.load(at, here + offset - one))),
      ...counted,
    ]
    return [
      f64.store(from, f64.load(lane, lanes.value.byteOffset), here - one),
      set(at, from),
      set(least, f64x2.of(Infinity)),
      // Four steps a round, then two.
      loop(i32.less(i32.add(at, i32.of(both + one)), to), [
        ...pairAt(0),
        ...pairAt(both),
        increase(at, 2 * both),
      ]),
      loop(i32.less(i32.add(at, i32.of(one)), to), [...pairAt(0), increase(at, both)]),
      when(i32.less(at, to), [
        set(value, f64x2.loadTwice(at, here)),
        set(r, i32x4.and(gain(f64x2.loadTwice(at, here - one)), firstOnly)),
        ...counted,
      ]),
      grown(lane, lanes.returns, sum),
      grown(lane, lanes.squares, squares),
      grown(lane, lanes.losses, losses),
      f64.store(lane, f64.load(to, here - one), lanes.value.byteOffset),
      perform(deepen, lane, from, to, larger(most), smaller(least)),
    ]
  })
}

type Pair = Local<'v128'>
export const larger = (of: Pair): Value<'f64'> =>
  either(f64.more(f64x2.first(of), f64x2.second(of)), f64x2.first(of), f64x2.second(of))
export const smaller = (of: Pair): Value<'f64'> =>
  either(f64.less(f64x2.first(of), f64x2.second(of)), f64x2.first(of), f64x2.second(of))

/** A policy's sum, more by both halves of a pair. */
function grown(lane: Local<'i32'>, { byteOffset }: Float64Array, by: Pair): Step {
  const more = f64.add(f64x2.first(by), f64x2.second(by))
  return f64.store(lane, f64.add(f64.load(lane, byteOffset), more), byteOffset)
}

/**
 * (lane, from, to, highest, lowest): peak and drawdown after these steps. Step by step only where a value may lie
 * deeper below its peak than ever: otherwise the highest is the peak, and that is all.
 */
export function deepenRoutine(lanes: Lanes, { values }: Market): Routine<null> {
  return routine(['i32', 'i32', 'i32', 'f64', 'f64'], null, (take, lane, from, to, highest, lowest) => {
    const [peak, floor, drawdown, value] = [take('f64'), take('f64'), take('f64'), take('f64')]
    const keep = [
      f64.store(lane, peak, lanes.peak.byteOffset),
      f64.store(lane, floor, lanes.floor.byteOffset),
      f64.store(lane, drawdown, lanes.drawdown.byteOffset),
      give(),
    ]
    const rise = (to: Value<'f64'>): Step[] => [
      set(peak, to),
      set(floor, f64.mul(peak, f64.add(f64.of(1), drawdown))),
    ]
    return [
      set(peak, f64.load(lane, lanes.peak.byteOffset)),
      set(floor, f64.load(lane, lanes.floor.byteOffset)),
      set(drawdown, f64.load(lane, lanes.drawdown.byteOffset)),
      when(
        f64.atLeast(peak, highest),
        [when(f64.atLeast(lowest, floor), [give()])],
        [
          when(f64.atLeast(lowest, f64.mul(highest, f64.add(f64.of(1), drawdown))), [
            ...rise(highest),
            ...keep,
          ]),
        ],
      ),
      loop(i32.less(from, to), [
        set(value, f64.load(from, values.byteOffset)),
        when(f64.more(value, peak), rise(value), [
          when(f64.less(value, floor), [
            set(drawdown, f64.sub(f64.div(value, peak), f64.of(1))),
            set(floor, value),
          ]),
        ]),
        increase(from, one),
      ]),
      ...keep,
    ]
  })
}
