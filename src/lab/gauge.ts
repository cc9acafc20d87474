/** The gauge: drifts are noted while a policy walks, and their risk is computed eight at a time. */
import { f64, f64x2, i32, increase, loop, routine, type Routine, set } from './assembler.ts'
import type { Lanes } from './lanes.ts'
import { type Allot, filled } from './machine.ts'
import { both, type Market, one } from './stretch.ts'
import type { Setup } from './terms.ts'

/** Drifts and how much each counts: two halves make a whole, before and after a trade. */
export interface Gauge {
  readonly size: number
  /** Between the drifts of a class and of the next one. */
  readonly room: number
  readonly targets: Float64Array
  /** Rows of the covariance up to their diagonal, one after the other. */
  readonly triangle: Float64Array
  /** Class by class, `room` apart. */
  readonly drifts: Float64Array
  readonly weights: Float64Array
  /** How many are noted, in bytes of their numbers. */
  readonly noted: Int32Array
}

/** Drifts side by side, so that sums need not wait for each other. */
const atOnce = 8

/** At most so many drifts are noted in between: two a step of a chunk, and what rounds them up. */
const roomFor = (chunk: number): number => 2 * chunk + atOnce

export function gaugeOf({ size, targets, chunk, paths }: Setup, allot: Allot): Gauge {
  const room = roomFor(chunk)
  const cell = allot(1)
  const triangle = allot((size * (size + 1)) / 2)
  for (let i = 0, at = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1, at += 1) triangle[at] = paths.covariance[i * size + j] as number
  return {
    size,
    room,
    targets: filled(allot, targets),
    triangle,
    drifts: allot(size * room),
    weights: allot(room),
    noted: new Int32Array(cell.buffer, cell.byteOffset, 1),
  }
}

/** (values, total, weight): notes the drift of values, as they stand in memory, at a total. */
export function noteDeskRoutine({ size, room, targets, drifts, weights, noted }: Gauge): Routine<null> {
  return routine(['i32', 'f64', 'f64'], null, (take, values, total, weight) => {
    const [share, row, drift, here] = [take('f64'), take('i32'), take('i32'), take('i32')]
    return [
      set(share, f64.div(f64.of(1), total)),
      set(here, i32.load(i32.of(noted.byteOffset))),
      set(drift, here),
      f64.store(here, weight, weights.byteOffset),
      i32.store(i32.of(noted.byteOffset), i32.add(here, i32.of(one))),
      loop(i32.less(row, i32.of(size * one)), [
        f64.store(
          drift,
          f64.sub(f64.mul(f64.load(values), share), f64.load(row, targets.byteOffset)),
          drifts.byteOffset,
        ),
        increase(row, one),
        increase(values, one),
        increase(drift, room * one),
      ]),
    ]
  })
}

/** (units, at): notes the drift of these holdings at a step, in bytes, at which nothing is traded. */
export function noteRoutine(gauge: Gauge, { prices, values, chunk }: Market): Routine<null> {
  const { size, room, targets, drifts, weights, noted } = gauge
  return routine(['i32', 'i32'], null, (take, units, at) => {
    const [share, row, drift, here] = [take('f64'), take('i32'), take('i32'), take('i32')]
    const held = f64.mul(f64.load(units), f64.load(at, prices.byteOffset))
    return [
      set(share, f64.div(f64.of(1), f64.load(at, values.byteOffset))),
      set(here, i32.load(i32.of(noted.byteOffset))),
      set(drift, here),
      f64.store(here, f64.of(1), weights.byteOffset),
      i32.store(i32.of(noted.byteOffset), i32.add(here, i32.of(one))),
      loop(i32.less(row, i32.of(size * one)), [
        f64.store(drift, f64.sub(f64.mul(held, share), f64.load(row, targets.byteOffset)), drifts.byteOffset),
        increase(row, one),
        increase(units, one),
        increase(at, chunk * one),
        increase(drift, room * one),
      ]),
    ]
  })
}

/** (lane): adds what was noted to a policy's sums, and forgets it. TE^2 = d' Sigma d, and the mean over classes of d^2. */
export function weighRoutine(gauge: Gauge, lanes: Lanes): Routine<null> {
  const { size, room, triangle, drifts, weights, noted } = gauge
  const [row, group] = [room * one, atOnce * one]
  const cell = i32.of(noted.byteOffset)
  return routine(['i32'], null, (take, lane) => {
    const [end, at, own, other, entry] = [take('i32'), take('i32'), take('i32'), take('i32'), take('i32')]
    const factor = take('v128')
    /** Of two drifts each: their risk, their square, and the row that is summed. */
    const pairs = Array.from({ length: atOnce / 2 }, (_, k) => k * both).map((offset) => ({
      offset,
      risk: take('v128'),
      square: take('v128'),
      sum: take('v128'),
      drift: take('v128'),
    }))
    const [variances, squares] = [take('v128'), take('v128')]
    const added = ({ byteOffset }: Float64Array, pair: typeof variances, share: number) => {
      const more = f64.mul(f64.add(f64x2.first(pair), f64x2.second(pair)), f64.of(share))
      return f64.store(lane, f64.add(f64.load(lane, byteOffset), more), byteOffset)
    }
    return [
      set(end, i32.load(cell)),
      // Nothing, with no weight, up to a multiple of eight.
      set(at, end),
      loop(i32.and(at, i32.of(group - 1)), [
        f64.store(at, f64.of(0), weights.byteOffset),
        set(own, at),
        loop(i32.less(own, i32.of(size * row)), [
          f64.store(own, f64.of(0), drifts.byteOffset),
          increase(own, row),
        ]),
        increase(at, one),
      ]),
      set(at, i32.of(0)),
      loop(i32.less(at, end), [
        ...pairs.flatMap(({ risk, square }) => [set(risk, f64x2.of(0)), set(square, f64x2.of(0))]),
        set(own, at),
        set(entry, i32.of(triangle.byteOffset)),
        loop(i32.less(own, i32.of(size * row)), [
          ...pairs.flatMap(({ sum, drift, square, offset }) => [
            set(sum, f64x2.of(0)),
            set(drift, f64x2.load(own, drifts.byteOffset + offset)),
            set(square, f64x2.add(square, f64x2.mul(drift, drift))),
          ]),
          set(other, at),
          loop(i32.less(other, own), [
            set(factor, f64x2.loadTwice(entry)),
            ...pairs.map(({ sum, offset }) =>
              set(sum, f64x2.add(sum, f64x2.mul(factor, f64x2.load(other, drifts.byteOffset + offset)))),
            ),
            increase(entry, one),
            increase(other, row),
          ]),
          // d_i (s_ii d_i + 2 sum over j < i of s_ij d_j)
          set(factor, f64x2.loadTwice(entry)),
          ...pairs.map(({ sum, drift, risk }) =>
            set(
              risk,
              f64x2.add(risk, f64x2.mul(drift, f64x2.add(f64x2.mul(factor, drift), f64x2.add(sum, sum)))),
            ),
          ),
          increase(own, row),
          increase(entry, one),
        ]),
        ...pairs.flatMap(({ risk, square, offset }) => [
          set(factor, f64x2.load(at, weights.byteOffset + offset)),
          set(variances, f64x2.add(variances, f64x2.mul(factor, risk))),
          set(squares, f64x2.add(squares, f64x2.mul(factor, square))),
        ]),
        increase(at, group),
      ]),
      added(lanes.variance, variances, 1),
      added(lanes.drift, squares, 1 / size),
      i32.store(cell, i32.of(0)),
    ]
  })
}
