/** Bends and pools of the columns that have more than one kink, laid out by column and direction. */

import type { ConvexProblem } from '../convex.ts'

/** Side 0 is selling, side 1 buying; a column's list on a side is ascending in distance from its origin. */
export interface Bends {
  readonly special: Uint8Array // by column: whether anything here concerns it
  readonly start: readonly [Int32Array, Int32Array]
  readonly at: readonly [Float64Array, Float64Array] // distance from the origin, > 0
  readonly rise: readonly [Float64Array, Float64Array]
  readonly rate: readonly [Float64Array, Float64Array] // of the pool; 0 without one
  readonly depth: readonly [Float64Array, Float64Array]
}

export function bendsOf({ columns: n, cost }: ConvexProblem): Bends | null {
  const { kinks, pools } = cost
  if (kinks === undefined && pools === undefined) return null
  const special = new Uint8Array(n)
  const lists = [new Array<[number, number]>(), new Array<[number, number]>()] as const
  const start = [new Int32Array(n + 1), new Int32Array(n + 1)] as const
  for (let j = 0; j < n; j++) {
    const own: [number, number][] = []
    for (let p = kinks?.start[j] ?? 0; p < (kinks?.start[j + 1] ?? 0); p++)
      own.push([kinks!.at[p]!, kinks!.rise[p]!])
    if (own.length > 0) special[j] = 1
    own.sort((a, b) => Math.abs(a[0]) - Math.abs(b[0]))
    for (const [at, rise] of own) lists[at < 0 ? 0 : 1].push([Math.abs(at), rise])
    start[0][j + 1] = lists[0].length
    start[1][j + 1] = lists[1].length
  }
  const pick = (part: 0 | 1): readonly [Float64Array, Float64Array] => [
    Float64Array.from(lists[0], (entry) => entry[part]),
    Float64Array.from(lists[1], (entry) => entry[part]),
  ]
  const rate = [new Float64Array(n), new Float64Array(n)] as const
  const depth = [new Float64Array(n), new Float64Array(n)] as const
  for (const pool of pools ?? []) {
    special[pool.column] = 1
    rate[0][pool.column] = pool.sell.rate
    depth[0][pool.column] = pool.sell.depth
    rate[1][pool.column] = pool.buy.rate
    depth[1][pool.column] = pool.buy.depth
  }
  return { special, start, at: pick(0), rise: pick(1), rate, depth }
}
