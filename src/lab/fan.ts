/** Counts how the wealth of policies spreads beside the baseline's: room for a fixed number of points, whatever the paths. */
import type { FanTally } from '../domain/fan.ts'
import type { Lanes } from './lanes.ts'
import type { Setup } from './terms.ts'

/** As the domain reads them, which this room knows by its types only. */
const bins = 4096
const centre = 0.02

export interface FanCounter {
  /** What the kernel tells after each chunk of steps. */
  readonly watch: (step: number, lanes: Lanes) => void
  readonly empty: () => FanTally
  /** Counts the path that was just followed, in place. */
  readonly count: (into: FanTally) => void
}

/** The ends of chunks are the points. */
export function fanCounterOf({ paths, chunk, policies }: Setup, baseline: number): FanCounter {
  const many = policies.length
  const points = Array.from({ length: Math.ceil(paths.steps / chunk) }, (_, at) =>
    Math.min(paths.steps, (at + 1) * chunk),
  )
  const wealth = new Float64Array(points.length * many)
  return {
    watch: (step, { value, scale }) => {
      const from = (Math.ceil(step / chunk) - 1) * many
      for (let p = 0; p < many; p += 1) wealth[from + p] = (value[p] as number) * (scale[p] as number)
    },
    empty: () => ({ points, policies: many, counts: new Uint32Array(points.length * many * bins) }),
    count: ({ counts }) => {
      for (let at = 0; at < wealth.length; at += 1) {
        const base = wealth[at - (at % many) + baseline] as number
        const bin = at * bins + binOf((wealth[at] as number) / base - 1)
        counts[bin] = (counts[bin] as number) + 1
      }
    },
  }
}

/** u = x / (c + |x|) from -1 to 1 in equal parts. What is no number differs by nothing. */
export function binOf(x: number): number {
  const u = x / (centre + Math.abs(x))
  const bin = Math.floor(((u + 1) / 2) * bins)
  return bin >= 0 ? Math.min(bins - 1, bin) : bins / 2
}

export function mergedFan(first: FanTally, second: FanTally): FanTally {
  const counts = first.counts.slice()
  for (let at = 0; at < counts.length; at += 1)
    counts[at] = (counts[at] as number) + (second.counts[at] as number)
  return { ...first, counts }
}
