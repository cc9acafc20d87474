/** Prices of classes on their common days, and how an experiment of the lab takes those it needs. */
import type { Prices } from '../../../domain/experiment.ts'
import { remembered } from '../../../domain/memo.ts'
import { cashClass } from '../../../domain/target.ts'

/** A list of prices for each class, in their order. */
export interface ClassPrices {
  readonly classes: readonly string[]
  readonly prices: Prices
  /** Rows of prices a year. */
  readonly stepsPerYear: number
}

/**
 * The prices of exactly these classes, in this order; cash neither rises nor falls. Null where one of them has none. The
 * same object for the same classes, so that experiments can be told apart without reading prices.
 */
export function pricesFor(classes: readonly string[], given: ClassPrices): Prices | null {
  const found = foundOf(given)
  const key = JSON.stringify(classes)
  const before = found.get(key)
  if (before !== undefined) return before
  const prices = chosenOf(classes, given)
  found.set(key, prices)
  return prices
}

const foundOf = remembered((_given: ClassPrices) => new Map<string, Prices | null>())

function chosenOf(classes: readonly string[], { classes: known, prices }: ClassPrices): Prices | null {
  const lists = classes.map((name) =>
    name === cashClass ? prices.dates.map(() => '1') : prices.classes[known.indexOf(name)],
  )
  const found = lists.flatMap((list) => (list === undefined ? [] : [list]))
  return found.length < classes.length ? null : { dates: prices.dates, classes: found }
}
