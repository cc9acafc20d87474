/** A history as the prices of an experiment's market: each symbol a class that begins at 1 and grows by its returns. */
import type { Alignment } from './alignment.ts'
import { Decimal, one, textOf } from './decimal.ts'
import type { Prices } from './experiment.ts'

/** As many as a float64 has; more would be rounding. */
const digits = 15

/** Only ratios matter to a market. Returns that were left out join their neighbours, so that nothing happens in between. */
export function experimentPrices({ symbols, start, days, returns }: Alignment): Prices {
  const classes = symbols.map((_, column) => {
    let level = 1
    const levels = days.map((_day, row) => {
      level *= 1 + (returns[row * symbols.length + column] ?? 0)
      return textOf(new Decimal(level).toSignificantDigits(digits))
    })
    return [textOf(one), ...levels]
  })
  return { dates: [start, ...days], classes }
}
