/** Chance by place: the shock of a path, step and asset, the same whoever asks for it and in whatever order. */
import { exp, log } from '../risk/elementary.ts'
import { type Mill, wordAt } from './mill.ts'
import { philox } from './philox.ts'
import { one } from './stretch.ts'
import { threefry } from './threefry.ts'
import { heights, sure, tailStart, widths } from './ziggurat.ts'

/** Unrelated uses of chance, each under keys of its own. */
const uses = [
  'shock',
  'shock-again',
  'shock-tail',
  'size',
  'size-again',
  'size-tail',
  'mixing',
  'mixing-test',
  'state',
  'jump',
  'row',
] as const
export type Use = (typeof uses)[number]

/** The key of one use by one asset: Philox of the seed, so that no two are related. */
export interface Key {
  readonly k0: number
  readonly k1: number
}

export function keyOf(seed: number, use: Use, asset = 0): Key {
  const out = new Int32Array(4)
  philox(asset, uses.indexOf(use), 0, 0, seed | 0, Math.floor(seed / 2 ** 32), out)
  return { k0: out[0] as number, k1: out[1] as number }
}

/** Standard normal shocks of one asset. */
export interface Shocks {
  /** The shocks of `count` steps from an even step on, into `out` from `at`; one more may be written after an odd count. */
  write(out: Float64Array, at: number, path: number, step: number, count: number): void
}

/** What a shock draws from where its own word does not settle it. */
interface Reserve {
  readonly again: Key
  readonly tail: Key
}

/** `out` must be an array of the mill. */
export function shocksOf(mill: Mill, seed: number, asset: number, use: 'shock' | 'size' = 'shock'): Shocks {
  const key = keyOf(seed, use, asset)
  const reserve = { again: keyOf(seed, `${use}-again`, asset), tail: keyOf(seed, `${use}-tail`, asset) }
  const { words, unsure, routines } = mill
  const write = (out: Float64Array, at: number, path: number, step: number, count: number): void => {
    const into = out.byteOffset + at * one
    const many = routines.normals(into, (count + 1) >> 1, step >>> 1, path, key.k0, key.k1)
    for (let k = 0; k < many; k += 1) {
      const of = unsure[k] as number
      if (of < count) out[at + of] = uncertain(words[wordAt(of)] as number, path, step + of, reserve)
    }
  }
  return { write }
}

/** Tries that a step may need have counters of their own; one step in seventy needs one, and hardly any needs two. */
const triesPerStep = 64
const pair = new Int32Array(2)

/** A place at a layer's edge: under the curve, or drawn anew from the words that this step has in reserve. */
function uncertain(first: number, path: number, step: number, { again, tail }: Reserve): number {
  let word = first
  for (let attempt = 0; attempt < triesPerStep; attempt += 1) {
    const layer = word & 0xff
    const place = word >> 8
    const x = place * (widths[layer] as number)
    if (Math.abs(place) < (sure[layer] as number)) return x
    if (layer === 0) return fromTail(place < 0, path, step, tail)
    threefry(pair, 2, step * triesPerStep + attempt, path, again.k0, again.k1)
    const low = heights[layer] as number
    const height = low + ((heights[layer + 1] as number) - low) * unit(pair[0] as number)
    if (height < exp((-x * x) / 2)) return x
    word = pair[1] as number
  }
  return 0
}

/** Beyond the last edge: Marsaglia's exponential tail. */
function fromTail(isNegative: boolean, path: number, step: number, tail: Key): number {
  for (let attempt = 0; attempt < triesPerStep; attempt += 1) {
    threefry(pair, 2, step * triesPerStep + attempt, path, tail.k0, tail.k1)
    const x = -log(unit(pair[0] as number)) / tailStart
    const y = -log(unit(pair[1] as number))
    if (y + y > x * x) return isNegative ? -tailStart - x : tailStart + x
  }
  return 0
}

/** The middle of a word's slice of the unit interval: never 0, never 1. */
function unit(word: number): number {
  return (word >>> 0) / 2 ** 32 + 1 / 2 ** 33
}

/** Two independent numbers between 0 and 1 of one place. */
export function unitsAt(key: Key, path: number, counter: number, out: Float64Array): void {
  threefry(pair, 2, counter, path, key.k0, key.k1)
  out[0] = unit(pair[0] as number)
  out[1] = unit(pair[1] as number)
}

/**
 * Gamma variables of scale 1 and a shape of at least 1, by path and step (Marsaglia and Tsang 2000): tries from normal
 * numbers, which Marsaglia's polar method makes from pairs inside the unit circle.
 */
export function gammaOf(seed: number, shape: number): (path: number, step: number) => number {
  const [key, test] = [keyOf(seed, 'mixing'), keyOf(seed, 'mixing-test')]
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  const units = new Float64Array(2)
  return (path, step) => {
    for (let attempt = 0; attempt < triesPerStep; attempt += 1) {
      const counter = step * triesPerStep + attempt
      unitsAt(key, path, counter, units)
      const [u, w] = [2 * (units[0] as number) - 1, 2 * (units[1] as number) - 1]
      const square = u * u + w * w
      if (square >= 1) continue
      const x = u * Math.sqrt((-2 * log(square)) / square)
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      unitsAt(test, path, counter, units)
      if (log(units[0] as number) < 0.5 * x * x + d * (1 - v + log(v))) return d * v
    }
    return d
  }
}
