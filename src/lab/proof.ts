/** Proof that nothing happens: what prices do within some steps bounds every weight, and most blocks need no look at all. */
import { f64, f64x2, give, i32, i32x4, increase, loop, perform, type Routine, routine } from './assembler.ts'
import { set, type Value, when } from './assembler.ts'
import { both, larger, type Market, one, smaller } from './stretch.ts'
import type { Rules } from './trade.ts'

/** Steps of a block that is passed over or looked at as a whole. */
export const blockSteps = 64

export interface Blocks {
  /** Between a block's numbers and the next one's, as in the rules. */
  readonly across: number
  readonly targets: Float64Array
  /** Lowest and highest price of each class within each block, as a share of the portfolio that was at its targets when the block began. */
  readonly lowest: Float64Array
  readonly highest: Float64Array
  /** Scratch: such a portfolio's holdings, and the classes that could leave their band. */
  readonly shares: Float64Array
  readonly suspects: Float64Array
}

/** (steps): lowest and highest of all blocks of a chunk of so many steps, in bytes. `worth` is the place of the routine of values. */
export function surveyRoutine(
  { size, chunk, prices, values }: Market,
  blocks: Blocks,
  worth: number,
): Routine<null> {
  const { lowest, highest, shares, targets, across } = blocks
  const here = prices.byteOffset
  return routine(['i32'], null, (take, steps) => {
    const [from, end, at, row, price, into] = [
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
    ]
    const [low, high, value] = [take('v128'), take('v128'), take('v128')]
    const share = f64.div(f64.load(row, targets.byteOffset), f64.load(price, here))
    return [
      loop(i32.less(from, steps), [
        set(end, i32.add(from, i32.of(blockSteps * one))),
        when(i32.less(steps, end), [set(end, steps)]),
        set(row, i32.of(0)),
        set(price, from),
        loop(i32.less(row, i32.of(size * one)), [
          f64.store(row, share, shares.byteOffset),
          increase(row, one),
          increase(price, chunk * one),
        ]),
        perform(worth, i32.of(shares.byteOffset), from, end),
        set(at, from),
        loop(i32.less(at, end), [
          f64x2.store(at, f64x2.div(f64x2.of(1), f64x2.load(at, values.byteOffset)), values.byteOffset),
          increase(at, both),
        ]),
        set(row, i32.of(0)),
        loop(i32.less(row, i32.of(size)), [
          set(low, f64x2.of(Infinity)),
          set(high, f64x2.of(0)),
          set(at, from),
          set(price, i32.add(from, i32.mul(row, i32.of(chunk * one)))),
          loop(i32.less(at, end), [
            set(value, f64x2.mul(f64x2.load(price, here), f64x2.load(at, values.byteOffset))),
            set(low, f64x2.pmin(low, value)),
            set(high, f64x2.pmax(high, value)),
            increase(at, both),
            increase(price, both),
          ]),
          f64.store(into, smaller(low), lowest.byteOffset),
          f64.store(into, larger(high), highest.byteOffset),
          increase(into, one),
          increase(row, 1),
        ]),
        increase(into, (across - size) * one),
        increase(from, blockSteps * one),
      ]),
    ]
  })
}

/** More than rounding can be off. */
const slack = 1 + 1e-9

/**
 * (units, bands, block): which classes could leave their band within the block, into `suspects`; returns the end of that
 * list, and an empty one is a proof. The largest weight of class i has its own price at the highest and all others at the
 * lowest; the smallest the other way round. `bands` and `block` are bytes from the first policy's and the first block's.
 */
export function suspectsRoutine(blocks: Blocks, rules: Rules): Routine<'i32'> {
  const { across, lowest, highest, suspects } = blocks
  const { low, high } = rules
  const bytes = across * one
  return routine(['i32', 'i32', 'i32'], 'i32', (take, units, bands, block) => {
    const [least, most, up, down, safe] = [
      take('v128'),
      take('v128'),
      take('v128'),
      take('v128'),
      take('v128'),
    ]
    const [unit, bits, found, row] = [take('i32'), take('i32'), take('i32'), take('i32')]
    const ends = [
      set(up, f64x2.mul(f64x2.load(unit), f64x2.load(block, highest.byteOffset))),
      set(down, f64x2.mul(f64x2.load(unit), f64x2.load(block, lowest.byteOffset))),
    ]
    const on = [increase(unit, both), increase(block, both), increase(row, both)]
    const back = [increase(unit, -bytes), increase(block, -bytes), set(row, i32.of(0))]
    const upper = f64x2.load(bands, high.byteOffset)
    const lower = f64x2.load(bands, low.byteOffset)
    const summed = (sum: typeof least) => f64x2.twice(f64.add(f64x2.first(sum), f64x2.second(sum)))
    const withSlack = (value: Value<'v128'>) => f64x2.mul(value, f64x2.of(slack))
    // A weight cannot leave a band that ends at 0 or 1 there; rounding alone breaches neither.
    const notAbove = i32x4.or(
      f64x2.less(withSlack(up), f64x2.mul(upper, f64x2.add(f64x2.sub(least, down), up))),
      f64x2.atLeast(upper, f64x2.of(1)),
    )
    const notBelow = i32x4.or(
      f64x2.more(down, withSlack(f64x2.mul(lower, f64x2.add(f64x2.sub(most, up), down)))),
      f64x2.atMost(lower, f64x2.of(0)),
    )
    const note = (bit: number) =>
      when(i32.and(bits, i32.of(1 << bit)), [
        i32.store(found, i32.add(row, i32.of(bit * one))),
        increase(found, 4),
      ])
    return [
      set(unit, units),
      set(found, i32.of(suspects.byteOffset)),
      loop(i32.less(row, i32.of(bytes)), [
        ...ends,
        set(least, f64x2.add(least, down)),
        set(most, f64x2.add(most, up)),
        ...on,
      ]),
      set(least, summed(least)),
      set(most, summed(most)),
      ...back,
      loop(i32.less(row, i32.of(bytes)), [
        ...ends,
        set(safe, i32x4.not(i32x4.and(notAbove, notBelow))),
        when(i32x4.any(safe), [set(bits, i32x4.halves(safe)), note(0), note(1)]),
        ...on,
        increase(bands, both),
      ]),
      give(found),
    ]
  })
}

/**
 * (units, bands, suspects' end, from, to, every): the first look in [from, to) at which one of the suspects is outside its
 * band; `to` where there is none. `from` is a look, and the next is `every` bytes on. With a look at every step four are
 * looked at together until one of them is outside.
 */
export function eventRoutine(
  { chunk, prices, values }: Market,
  { suspects }: Blocks,
  { low, high }: Rules,
): Routine<'i32'> {
  return routine(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    'i32',
    (take, units, bands, last, from, to, every) => {
      const [next, row, at, price, fine] = [take('i32'), take('i32'), take('i32'), take('i32'), take('i32')]
      const [unit, lower, upper] = [take('v128'), take('v128'), take('v128')]
      const [held, total, outside] = [take('v128'), take('v128'), take('v128')]
      const isOutside = i32x4.or(
        f64x2.less(held, f64x2.mul(lower, total)),
        f64x2.more(held, f64x2.mul(upper, total)),
      )
      const pairAt = (offset: number) => [
        set(held, f64x2.mul(unit, f64x2.load(price, prices.byteOffset + offset))),
        set(total, f64x2.load(at, values.byteOffset + offset)),
      ]
      const on = (bytes: number | Value<'i32'>) => [increase(at, bytes), increase(price, bytes)]
      return [
        set(next, i32.of(suspects.byteOffset)),
        loop(i32.less(next, last), [
          set(row, i32.load(next)),
          set(unit, f64x2.loadTwice(i32.add(units, row))),
          set(lower, f64x2.loadTwice(i32.add(bands, row), low.byteOffset)),
          set(upper, f64x2.loadTwice(i32.add(bands, row), high.byteOffset)),
          set(at, from),
          set(price, i32.add(from, i32.mul(row, i32.of(chunk)))),
          set(fine, i32.equal(every, i32.of(one))),
          loop(i32.and(fine, i32.less(at, to)), [
            ...pairAt(0),
            set(outside, isOutside),
            ...pairAt(both),
            set(fine, i32.isZero(i32x4.any(i32x4.or(outside, isOutside)))),
            when(fine, on(2 * both)),
          ]),
          loop(i32.less(at, to), [
            set(held, f64x2.mul(unit, f64x2.loadTwice(price, prices.byteOffset))),
            set(total, f64x2.loadTwice(at, values.byteOffset)),
            when(i32x4.any(isOutside), [set(to, at)]),
            ...on(every),
          ]),
          increase(next, 4),
        ]),
        give(to),
      ]
    },
  )
}
