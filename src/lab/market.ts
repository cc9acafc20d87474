/** Markets as the kernel sees them: prices of all classes along a path, some steps at a time. */
import type { Market } from '../domain/experiment.ts'
import { diffusionOf } from './diffusion.ts'
import { bootstrapOf, historyOf } from './resample.ts'

export interface Paths {
  readonly classes: number
  /** Steps of a path. */
  readonly steps: number
  readonly stepsPerYear: number
  readonly paths: number
  /** Annual, classes x classes: of what is assumed, or of the sample. */
  readonly covariance: Float64Array
  /** Begins a path; all prices are 1. */
  begin(path: number): void
  /** The prices after each of the next `count` steps: class by class, `stride` apart. At most `longestFill` at once, an even count but at the end. */
  next(prices: Float64Array, stride: number, count: number): void
}

/** The paths of a market. `prices` of histories are read here; whether they are sound was asked before. */
export function pathsOf(market: Market, seed: number): Paths {
  switch (market.kind) {
    case 'history':
      return historyOf(market)
    case 'bootstrap':
      return bootstrapOf(market, seed)
    case 'gbm':
    case 'student-t':
    case 'jump':
    case 'mean-reverting':
    case 'regimes':
      return diffusionOf(market, seed)
  }
}
