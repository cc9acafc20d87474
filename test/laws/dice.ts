/** Seeded dice for the laws: the same seed throws the same numbers on every machine and in every order of tests. */
import { Decimal } from '../../src/domain/decimal.ts'

export interface Dice {
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** A few of the items, at least `least`, in their order. */
  some<T>(items: readonly T[], least?: number): T[]
  /** Decimal text between low and high with at most this many decimals. */
  decimal(low: number, high: number, places: number): string
  shuffled<T>(items: readonly T[]): T[]
}

/** A counter run through a mixing function (murmur's finaliser twice), so that streams of near seeds differ. */
export function diceOf(seed: number): Dice {
  let counter = Math.imul(seed + 1, 0x9e3779b9)
  const next = (): number => {
    counter = (counter + 0x6d2b79f5) | 0
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const chance = (probability: number): boolean => next() < probability
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const shuffled = <T>(items: readonly T[]): T[] => {
    const rest = [...items]
    return items.map(() => rest.splice(int(0, rest.length - 1), 1)[0] as T)
  }
  return {
    int,
    chance,
    pick,
    shuffled,
    some: (items, least = 0) => {
      const chosen = items.filter(() => chance(0.5))
      return chosen.length >= least ? chosen : items.slice(0, least)
    },
    decimal: (low, high, places) =>
      new Decimal(low + next() * (high - low)).toDecimalPlaces(places).toFixed(),
  }
}
