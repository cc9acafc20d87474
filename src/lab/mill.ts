/** The mill: words of chance, normal numbers, and prices made of them, several at a time in WebAssembly. */
import { either, f64, f64x2, give, i32, i32x4, increase, loop, type Local, perform } from './assembler.ts'
import { type Routine, routine, set, type Step, type Value } from './assembler.ts'
import { type Allot, filled, landOf, type Machine, machineOf } from './machine.ts'
import { both, one } from './stretch.ts'
import { rotations } from './threefry.ts'
import { layers, sure, widths } from './ziggurat.ts'

/** At most so many steps are asked for at once. */
export const longestFill = 256

/** Steps that routines may read and write after the last. */
export const spareSteps = 8

/** Counters side by side, and the bytes of their words. */
const [lanes, lanesBytes] = [4, 16]
/** Each counter gives two words; the second ones stand behind all first ones. */
const halfWords = longestFill / 2 + lanes
const halfBytes = halfWords * 4

/** Where the word of a step stands. */
export const wordAt = (step: number): number => (step >> 1) + (step & 1) * halfWords

interface Places {
  readonly words: number
  readonly unsure: number
  readonly table: number
}

export interface Mill {
  /** Arrays that the routines can reach. */
  readonly allot: Allot
  readonly words: Int32Array
  /** Steps whose word did not settle them. */
  readonly unsure: Int32Array
  readonly routines: Machine<(typeof names)[number]>
}

const names = ['words', 'normals', 'blend', 'compound'] as const

/** A mill with room for so many more numbers. */
export function millOf(room: number): Mill {
  const { memory, parts } = landOf((allot) => ({
    words: allot(halfWords),
    unsure: allot(halfWords),
    table: filled(
      allot,
      Array.from({ length: 2 * layers }, (_, at) => (at % 2 === 0 ? sure : widths)[at >> 1] ?? 0),
    ),
    rest: allot(room),
  }))
  const { words, unsure, table, rest } = parts
  const places = { words: words.byteOffset, unsure: unsure.byteOffset, table: table.byteOffset }
  let used = 0
  return {
    allot: (length) => {
      const from = used
      used += length + (length % 2)
      if (used > room) throw new Error(`The mill has room for ${room} numbers, not for ${used}.`)
      return rest.subarray(from, from + length)
    },
    words: new Int32Array(memory.buffer, places.words, 2 * halfWords),
    unsure: new Int32Array(memory.buffer, places.unsure, 2 * halfWords),
    routines: machineOf(memory, {
      helpers: {},
      names,
      routines: {
        words: wordsRoutine(places),
        normals: normalsRoutine(places),
        blend: blendRoutine(),
        compound: compoundRoutine(),
      },
    }),
  }
}

/** (many, c0, c1, k0, k1): the words of so many counters and up to three more, as `threefry` has them. */
function wordsRoutine({ words }: Places): Routine<null> {
  return routine(['i32', 'i32', 'i32', 'i32', 'i32'], null, (take, many, c0, c1, k0, k1) => {
    const [a, b, x, y, z] = [take('v128'), take('v128'), take('v128'), take('v128'), take('v128')]
    const [at, end] = [take('i32'), take('i32')]
    const keys = [x, y, z] as const
    const keyAt = (s: number): Local<'v128'> => keys[s % 3] ?? x
    const round = (turn: number): Step[] => [
      set(a, i32x4.add(a, b)),
      set(b, i32x4.xor(i32x4.or(i32x4.shl(b, i32.of(turn)), i32x4.shr(b, i32.of(32 - turn))), a)),
    ]
    const rounds = rotations.flatMap((turn, r) => {
      const s = (r + 1) / 4
      const isMixed = (r + 1) % 4 === 0
      const mixed = isMixed
        ? [
            set(a, i32x4.add(a, keyAt(s))),
            set(b, i32x4.add(b, i32x4.add(keyAt(s + 1), i32x4.of(s, s, s, s)))),
          ]
        : []
      return [...round(turn), ...mixed]
    })
    // The third key word is the publication's.
    const third = i32.xor(i32.xor(k0, k1), i32.of(0x1bd11bda))
    return [
      set(x, i32x4.twice(k0)),
      set(y, i32x4.twice(k1)),
      set(z, i32x4.twice(third)),
      set(end, i32.shl(many, i32.of(2))),
      loop(i32.less(at, end), [
        set(a, i32x4.add(i32x4.add(i32x4.twice(c0), i32x4.of(0, 1, 2, 3)), x)),
        set(b, i32x4.add(i32x4.twice(c1), y)),
        ...rounds,
        i32x4.store(at, a, words),
        i32x4.store(at, b, words + halfBytes),
        increase(at, lanesBytes),
        increase(c0, lanes),
      ]),
    ]
  })
}

/**
 * (into, many, c0, c1, k0, k1): two normal numbers for each of so many counters, one after the other. Returns of how many
 * the word did not settle them; their steps are listed, and what stands there is no normal number yet.
 */
function normalsRoutine({ words, unsure, table }: Places): Routine<'i32'> {
  return routine(['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], 'i32', (take, into, many, c0, c1, k0, k1) => {
    const [at, end, listed, step, word, layer] = [
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
      take('i32'),
    ]
    const place = take('f64')
    const half = (second: 0 | 1): Step[] => [
      set(word, i32.load(at, words + second * halfBytes)),
      // A byte chooses the layer, of two numbers each in the table; the rest is the place in it.
      set(layer, i32.shl(i32.and(word, i32.of(layers - 1)), i32.of(4))),
      set(place, f64.from(i32.shrSigned(word, i32.of(8)))),
      f64.store(into, f64.mul(place, f64.load(layer, table + one)), second * one),
      i32.store(listed, i32.add(step, i32.of(second)), unsure),
      increase(listed, either(f64.less(f64.abs(place), f64.load(layer, table)), i32.of(0), i32.of(4))),
    ]
    return [
      perform(names.indexOf('words'), many, c0, c1, k0, k1),
      set(end, i32.shl(many, i32.of(2))),
      loop(i32.less(at, end), [
        ...half(0),
        ...half(1),
        increase(at, 4),
        increase(into, both),
        increase(step, 2),
      ]),
      give(i32.shr(listed, i32.of(2))),
    ]
  })
}

/** Steps that are blended side by side: each entry of L is read once for all of them. */
const blendPairs = 4

/**
 * (out, start, rows, end, shocks, count): one class's log returns of `count` steps, in bytes, and up to seven more:
 * start + sum over k of L_k z_k, where its row of L stands from `rows` to `end` and the shocks `longestFill` apart.
 */
function blendRoutine(): Routine<null> {
  return routine(
    ['i32', 'f64', 'i32', 'i32', 'i32', 'i32'],
    null,
    (take, out, start, rows, end, shocks, count) => {
      const [entry, shock, last, factor] = [take('i32'), take('i32'), take('i32'), take('v128')]
      const sums = Array.from({ length: blendPairs }, () => take('v128'))
      return [
        set(last, i32.add(out, count)),
        loop(i32.less(out, last), [
          ...sums.map((sum) => set(sum, f64x2.twice(start))),
          set(entry, rows),
          set(shock, shocks),
          loop(i32.less(entry, end), [
            set(factor, f64x2.loadTwice(entry)),
            ...sums.map((sum, k) => set(sum, f64x2.add(sum, f64x2.mul(factor, f64x2.load(shock, k * both))))),
            increase(entry, one),
            increase(shock, longestFill * one),
          ]),
          ...sums.map((sum, k) => f64x2.store(out, sum, k * both)),
          increase(out, blendPairs * both),
          increase(shocks, blendPairs * both),
        ]),
      ]
    },
  )
}

/** Below this e^x needs ten terms, as in `expNearZero`, whose sums these are. */
function expOf(x: Local<'v128'>, square: Local<'v128'>): Value<'v128'> {
  const { add, mul, of } = f64x2
  const low = add(add(of(1 / 6), mul(x, of(1 / 24))), mul(square, add(of(1 / 120), mul(x, of(1 / 720)))))
  const high = add(add(of(1 / 5040), mul(x, of(1 / 40_320))), mul(square, of(1 / 362_880)))
  const rest = add(low, mul(mul(square, square), high))
  return add(of(1), add(x, mul(square, add(of(0.5), mul(x, rest)))))
}

/**
 * (into, logs, last, count): prices from a last one on, two steps at a time, and one more after an odd count; in bytes.
 * Returns the largest size of a logarithm: beyond `nearZero` the prices are not good.
 */
function compoundRoutine(): Routine<'f64'> {
  return routine(['i32', 'i32', 'f64', 'i32'], 'f64', (take, into, logs, last, count) => {
    const [end, x, square, factor, most] = [
      take('i32'),
      take('v128'),
      take('v128'),
      take('v128'),
      take('v128'),
    ]
    return [
      set(end, i32.add(into, count)),
      loop(i32.less(into, end), [
        set(x, f64x2.load(logs)),
        set(square, f64x2.mul(x, x)),
        set(most, f64x2.pmax(most, f64x2.abs(x))),
        set(factor, expOf(x, square)),
        set(last, f64.mul(last, f64x2.first(factor))),
        f64.store(into, last),
        set(last, f64.mul(last, f64x2.second(factor))),
        f64.store(into, last, one),
        increase(into, both),
        increase(logs, both),
      ]),
      give(either(f64.more(f64x2.first(most), f64x2.second(most)), f64x2.first(most), f64x2.second(most))),
    ]
  })
}
