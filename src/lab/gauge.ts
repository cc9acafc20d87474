/** The gauge: drifts are noted while a policy walks, and their risk is computed four at a time. */
import type { Lanes } from './lanes.ts'
import type { Setup } from './terms.ts'

export interface Gauge {
  /** Notes the drift of values at a total. Two halves make a whole: before and after a trade. */
  note(values: Float64Array, total: number, weight: number): void
  /** Adds what was noted to a policy's sums, and forgets it. */
  settle(lanes: Lanes, policy: number): void
}

/** At most so many drifts are noted in between: two a step of a chunk, and what rounds them up to fours. */
function roomFor(chunk: number): number {
  return 2 * chunk + 4
}

/** TE^2 = d' Sigma d, and the mean over classes of d^2. */
export function gaugeOf({ size, targets, chunk, paths }: Setup): Gauge {
  const { covariance } = paths
  const room = roomFor(chunk)
  const drifts = new Float64Array(size * room)
  const weights = new Float64Array(room)
  let noted = 0

  const note = (values: Float64Array, total: number, weight: number): void => {
    const share = 1 / total
    for (let i = 0, at = noted; i < size; i += 1, at += room)
      drifts[at] = (values[i] as number) * share - (targets[i] as number)
    weights[noted] = weight
    noted += 1
  }

  /** Nothing, with no weight, up to a multiple of four. */
  const fillUp = (): void => {
    while (noted % 4 !== 0) {
      for (let i = 0; i < size; i += 1) drifts[i * room + noted] = 0
      weights[noted] = 0
      noted += 1
    }
  }

  const settle = (lanes: Lanes, policy: number): void => {
    if (noted === 0) return
    fillUp()
    let variance = lanes.variance[policy] as number
    let drift = lanes.drift[policy] as number
    for (let m = 0; m < noted; m += 4) {
      foursAt(m)
      variance += sums[0] as number
      drift += sums[1] as number
    }
    lanes.variance[policy] = variance
    lanes.drift[policy] = drift
    noted = 0
  }

  const sums = new Float64Array(2)
  /** Of the four drifts from m on: weighted sums of their risks and of their mean squares. */
  const foursAt = (m: number): void => {
    let va = 0
    let vb = 0
    let vc = 0
    let vd = 0
    let sa = 0
    let sb = 0
    let sc = 0
    let sd = 0
    for (let i = 0, own = m; i < size; i += 1, own += room) {
      const a = drifts[own] as number
      const b = drifts[own + 1] as number
      const c = drifts[own + 2] as number
      const d = drifts[own + 3] as number
      let ra = 0
      let rb = 0
      let rc = 0
      let rd = 0
      for (let j = i * size, at = m; at < own; j += 1, at += room) {
        const entry = covariance[j] as number
        ra += entry * (drifts[at] as number)
        rb += entry * (drifts[at + 1] as number)
        rc += entry * (drifts[at + 2] as number)
        rd += entry * (drifts[at + 3] as number)
      }
      const self = covariance[i * size + i] as number
      va += a * (self * a + 2 * ra)
      vb += b * (self * b + 2 * rb)
      vc += c * (self * c + 2 * rc)
      vd += d * (self * d + 2 * rd)
      sa += a * a
      sb += b * b
      sc += c * c
      sd += d * d
    }
    const wa = weights[m] as number
    const wb = weights[m + 1] as number
    const wc = weights[m + 2] as number
    const wd = weights[m + 3] as number
    sums[0] = wa * va + wb * vb + (wc * vc + wd * vd)
    sums[1] = (wa * sa + wb * sb + (wc * sc + wd * sd)) / size
  }
  return { note, settle }
}
