/** One look of one policy: does it fire, what is traded, and what that adds to its sums. */
import {
  call,
  either,
  f64,
  give,
  i32,
  increase,
  loop,
  perform,
  type Routine,
  routine,
  set,
} from './assembler.ts'
import { type Step, type Value, when } from './assembler.ts'
import { type Desk, slipOf } from './desk.ts'
import type { Lanes } from './lanes.ts'
import { type Market, one } from './stretch.ts'

/** What a look did: nothing, a flow invested, or a rebalancing; as numbers in this order. */
export type Did = 'nothing' | 'flow' | 'event'
export const deeds: readonly Did[] = ['nothing', 'flow', 'event']
const [flowed, fired] = [1, 2]

/** A withdrawal never takes more than this of what is there, so that a path that runs dry goes on with next to nothing. */
const mostWithdrawn = 0.5

/** Places of the routines that a look calls; `pour` is not of the machine. */
export interface LookPlaces {
  readonly pour: number
  readonly aim: number
  readonly settle: number
  readonly tally: number
  readonly noteDesk: number
  readonly book: number
}

/**
 * (lane, at, due, has band, only breached, flow, is sample): looks at a step, in bytes, and trades; says what it did.
 * `due`: the calendar fires. Weights are of the total with the flow, which is so much at each look.
 */
export function lookRoutine(
  { size, chunk, prices, values }: Market,
  lanes: Lanes,
  desk: Desk,
  across: number,
  places: LookPlaces,
): Routine<'i32'> {
  const slip = (name: keyof typeof slipOf): number => desk.slip.byteOffset + slipOf[name] * one
  const write = (name: keyof typeof slipOf, to: Value<'f64'>): Step => f64.store(i32.of(0), to, slip(name))
  const list = desk.touched.byteOffset
  return routine(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'i32'],
    'i32',
    (take, lane, at, due, hasBand, onlyBreached, flow, isSample) => {
      const [own, row, price, found, did] = [take('i32'), take('i32'), take('i32'), take('i32'), take('i32')]
      const [held, before, total] = [take('f64'), take('f64'), take('f64')]
      const isFlow = f64.differs(flow, f64.of(0))
      const more = ({ byteOffset }: Float64Array, by: Value<'f64'>): Step =>
        f64.store(lane, f64.add(f64.load(lane, byteOffset), by), byteOffset)
      const note = (what: Float64Array, of: Value<'f64'>, weight: Value<'f64'>): Step =>
        perform(places.noteDesk, i32.of(what.byteOffset), of, weight)
      const half = f64.of(0.5)
      const touchAll = [
        set(row, i32.of(0)),
        loop(i32.less(row, i32.of(size)), [
          i32.store(i32.shl(row, i32.of(2)), i32.shl(row, i32.of(3)), list),
          increase(row, 1),
        ]),
        i32.store(i32.of(0), i32.of(list + size * 4), desk.ends.byteOffset),
      ]
      return [
        set(own, i32.mul(lane, i32.of(size))),
        set(price, at),
        loop(i32.less(row, i32.of(size * one)), [
          set(
            held,
            f64.mul(f64.load(i32.add(own, row), lanes.units.byteOffset), f64.load(price, prices.byteOffset)),
          ),
          f64.store(row, held, desk.held.byteOffset),
          f64.store(row, held, desk.start.byteOffset),
          set(before, f64.add(before, held)),
          increase(row, one),
          increase(price, chunk * one),
        ]),
        set(total, f64.mul(before, f64.of(-mostWithdrawn))),
        set(flow, either(f64.less(flow, total), total, flow)),
        set(total, f64.add(before, flow)),
        write('before', before),
        write('flow', flow),
        when(isFlow, [perform(places.pour, flow, i32.of(desk.start.byteOffset))]),
        set(found, call(places.aim, 'i32', i32.mul(lane, i32.of(across)), total, onlyBreached)),
        set(hasBand, i32.and(hasBand, i32.shr(found, i32.of(1)))),
        more(lanes.outside, f64.from(hasBand)),
        when(
          i32.and(found, i32.or(hasBand, due)),
          [set(did, i32.of(fired))],
          [when(isFlow, [set(did, i32.of(flowed)), ...touchAll])],
        ),
        when(
          did,
          [set(total, call(places.settle, 'f64', total, own, i32.equal(did, i32.of(fired))))],
          [set(total, before)],
        ),
        write('total', total),
        f64.store(at, f64.sub(total, flow), values.byteOffset),
        perform(places.tally, lane, at, i32.add(at, i32.of(one))),
        when(isSample, [
          note(desk.held, before, either(did, half, f64.of(1))),
          when(did, [note(desk.after, total, half)]),
          more(lanes.samples, f64.of(1)),
        ]),
        when(did, [perform(places.book, lane, own, at, i32.equal(did, i32.of(fired)))]),
        give(did),
      ]
    },
  )
}
