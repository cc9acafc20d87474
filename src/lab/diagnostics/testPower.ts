/** How often the unit-root test would notice a series that does come back: a test that seldom would proves nothing by its silence. */
import { exp } from '../../risk/elementary.ts'
import { dickeyFuller } from './dickeyFuller.ts'
import { normalsOf, unitsOf } from './draws.ts'

/** Enough for one standard error of two points. */
const paths = 500
/** The usual level at which a random walk is ruled out. */
const level = 0.05
/**
 * Longer series are looked at every second, third … step: what the test can tell is how many half-lives there are, and
 * hardly how finely they are watched.
 */
const mostRows = 1500

/**
 * Share of simulated autoregressions x_t = f x_(t-1) + e of this length, f = 2^(-1 / halfLife) with the half-life in steps,
 * begun in their stationary state, for which the test with a constant and no lags has a probability below 5 %.
 */
export function powerAt(halfLife: number, rows: number, seed: number): number {
  const every = Math.ceil(rows / mostRows)
  const series = new Float64Array(Math.floor(rows / every))
  const persistence = exp((-Math.LN2 * every) / halfLife)
  let noticed = 0
  for (let path = 0; path < paths; path += 1) {
    wander(series, persistence, normalsOf(unitsOf(seed, 'power', path)))
    const test = dickeyFuller(series, 0)
    if (test !== null && test.probability < level) noticed += 1
  }
  return noticed / paths
}

function wander(series: Float64Array, persistence: number, normal: () => number): void {
  series[0] = normal() / Math.sqrt(1 - persistence * persistence)
  for (let at = 1; at < series.length; at += 1) series[at] = persistence * series[at - 1]! + normal()
}
