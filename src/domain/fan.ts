/** A fan: how the wealth of policies spreads beside the baseline's from path to path, at some steps, as counts in fixed bins. */

/**
 * Counts are whole numbers: merged in any order they are the same, and however many paths there are they need the same
 * room. A difference x of wealth, as a share of the baseline's, falls by u = x / (c + |x|), from -1 to 1, into one of
 * equally wide bins of u: fine where policies differ by little, coarse where they are far apart.
 */
export interface FanTally {
  /** Steps since the start at which wealth is looked at. */
  readonly points: readonly number[]
  readonly policies: number
  /** points x policies x bins. */
  readonly counts: Uint32Array
}

/** At a difference of two percent the bins are a hundred-thousandth of wealth wide, at one of a half a third of a percent. */
export const fanBins = 4096
/** c: as many bins lie within a difference of so much as beyond it. */
export const fanCentre = 0.02

/** The differences below which these shares of the paths are, point by point; NaN without any path. */
export function percentilesOf(fan: FanTally, policy: number, shares: readonly number[]): number[][] {
  return fan.points.map((_, point) => {
    const from = (point * fan.policies + policy) * fanBins
    const counts = fan.counts.subarray(from, from + fanBins)
    const paths = counts.reduce((sum, each) => sum + each, 0)
    return shares.map((share) => percentileIn(counts, share * paths))
  })
}

/** Within a bin paths are taken to lie evenly. */
function percentileIn(counts: Uint32Array, rank: number): number {
  let before = 0
  for (let bin = 0; bin < counts.length; bin += 1) {
    const here = counts[bin] ?? 0
    if (here > 0 && before + here >= rank) {
      const [low, high] = [edgeOf(bin), edgeOf(bin + 1)]
      return low + ((high - low) * (rank - before)) / here
    }
    before += here
  }
  return NaN
}

/** The difference where a bin begins; at both ends finite. */
export function edgeOf(bin: number): number {
  const u = Math.min(Math.max((2 * bin) / fanBins - 1, -1 + 1 / fanBins), 1 - 1 / fanBins)
  return (fanCentre * u) / (1 - Math.abs(u))
}
