/** Runs the convex solver once on a problem of no meaning, so that the first plan finds it compiled. */

import { solveConvex } from '../solver/convex.ts'

const columns = 40
const factors = 4

/** Forty holdings to be brought to equal shares, with costs and impact: every loop of the method turns. */
export function warm(): void {
  const each = (value: (j: number) => number): Float64Array =>
    Float64Array.from({ length: columns }, (_, j) => value(j))
  solveConvex({
    columns,
    curvature: {
      kind: 'factor',
      factors,
      loadings: Float64Array.from({ length: columns * factors }, (_, p) => ((p * 7) % 11) / 50),
      diagonal: each((j) => 0.01 + j / 1000),
    },
    target: each(() => 1 / columns),
    cost: {
      origin: each((j) => (j % 2 === 0 ? 2 / columns : 0)),
      buy: each(() => 0.001),
      sell: each(() => 0.001),
      power: each((j) => (j % 3) / 1000),
    },
    rows: {
      count: 1,
      start: Int32Array.from({ length: columns + 1 }, (_, j) => j),
      index: new Int32Array(columns),
      value: each(() => 1),
      low: Float64Array.of(1),
      high: Float64Array.of(1),
    },
    lower: each(() => 0),
    upper: each(() => 1),
  })
}
