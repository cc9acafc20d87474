/** From when to when each symbol of a history is known, and the longest time without a value. */
import { daysBetween } from './day.ts'
import type { Coverage, PriceSeries } from './history.ts'

export function coverageOf(series: PriceSeries): Coverage {
  const { symbol, days, holes } = series
  const first = days[0] ?? ''
  return {
    symbol,
    first,
    last: days.at(-1) ?? first,
    observations: days.length,
    missing: holes.length,
    longestGap: longestGapOf(days),
  }
}

/** The first of the longest stretches between two neighbouring days. */
function longestGapOf(days: readonly string[]): Coverage['longestGap'] {
  let longest = { from: days[0] ?? '', to: days[0] ?? '', days: 0 }
  let before = days[0] ?? ''
  for (const day of days.slice(1)) {
    const between = daysBetween(before, day)
    if (between > longest.days) longest = { from: before, to: day, days: between }
    before = day
  }
  return longest
}
