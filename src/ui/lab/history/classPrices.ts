/** Prices of classes on their common days, and how an experiment of the lab takes those it needs. */
import type { Prices } from '../../../domain/experiment.ts'
import { cashClass } from '../../../domain/target.ts'

/** A list of prices for each class, in their order. */
export interface ClassPrices {
  readonly classes: readonly string[]
  readonly prices: Prices
  /** Rows of prices a year. */
  readonly stepsPerYear: number
}

/** The prices of exactly these classes, in this order; cash neither rises nor falls. Null where one of them has none. */
export function pricesFor(
  classes: readonly string[],
  { classes: known, prices }: ClassPrices,
): Prices | null {
  const lists = classes.map((name) =>
    name === cashClass ? prices.dates.map(() => '1') : prices.classes[known.indexOf(name)],
  )
  const found = lists.flatMap((list) => (list === undefined ? [] : [[...list]]))
  return found.length < classes.length ? null : { dates: prices.dates, classes: found }
}
