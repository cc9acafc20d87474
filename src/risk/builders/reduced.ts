/** The universe without the classes that its limits pin down, so that what is left has room on both sides. */
import type { Group, Limits, Universe } from './universe.ts'

export interface Reduced {
  /** The classes that are not pinned. */
  readonly free: Int32Array
  /** Weights of the pinned classes, 0 for the others. */
  readonly pinned: Float64Array
  /** What the free classes share. */
  readonly sum: number
  /** By position in `free`. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Members are positions in `free`; bounds that nothing could break are infinite. */
  readonly groups: readonly Group[]
}

/** Less room than this is none. */
const noRoom = 1e-12
/** Each round tightens by every row once; trees need as many rounds as they are deep. */
const mostRounds = 8

/** Null where the bounds contradict each other in a way that adding them up shows. */
export function reduced({ size, ...limits }: Pick<Universe, 'size' | keyof Limits>): Reduced | null {
  const tight = tightened(size, limits)
  if (tight === null) return null
  const { lower, upper } = tight
  const isFree = (i: number): boolean => upper[i]! - lower[i]! > noRoom
  const free = Int32Array.from(Array.from({ length: size }, (_, i) => i).filter(isFree))
  const pinned = lower.map((least, i) => (isFree(i) ? 0 : within(least, limits, i)))
  const place = new Int32Array(size).fill(-1)
  free.forEach((i, at) => (place[i] = at))
  const groups = limits.groups.flatMap((group) => reducedGroup(group, pinned, place, limits))
  return {
    free,
    pinned,
    sum: 1 - pinned.reduce((sum, weight) => sum + weight, 0),
    lower: Float64Array.from(free, (i) => Math.max(0, limits.lower[i]!)),
    upper: Float64Array.from(free, (i) => Math.min(1, limits.upper[i]!)),
    groups,
  }
}

function within(value: number, { lower, upper }: Limits, i: number): number {
  return Math.min(Math.max(value, lower[i]!), Math.max(lower[i]!, Math.min(1, upper[i]!)))
}

interface Boxes {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** Every class as far as the sum and its groups leave it, the others at their best. */
function tightened(size: number, limits: Limits): Boxes | null {
  const lower = limits.lower.map((least) => Math.max(0, least))
  const upper = limits.upper.map((most) => Math.min(1, most))
  const everyone = Int32Array.from({ length: size }, (_, i) => i)
  const rows = [{ members: everyone, lower: 1, upper: 1 }, ...limits.groups]
  if (lower.some((least, i) => least > upper[i]! + noRoom)) return null
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = 0
    for (const row of rows) {
      const change = tighten(row, lower, upper)
      if (change === null) return null
      moved = Math.max(moved, change)
    }
    if (moved <= noRoom) break
  }
  return { lower, upper }
}

/** The largest change, or null where the row cannot hold. */
function tighten(row: Group, lower: Float64Array, upper: Float64Array): number | null {
  const [least, most] = sumsOf(row.members, { lower, upper })
  if (least > row.upper + noRoom || most < row.lower - noRoom || row.lower > row.upper + noRoom) return null
  let moved = 0
  for (const i of row.members) {
    const [low, high] = [lower[i]!, upper[i]!]
    const top = Math.max(low, Math.min(high, row.upper - (least - low)))
    const bottom = Math.min(top, Math.max(low, row.lower - (most - high)))
    upper[i] = top
    lower[i] = bottom
    moved = Math.max(moved, high - top, bottom - low)
  }
  return moved
}

function sumsOf(members: Int32Array, { lower, upper }: Boxes): readonly [number, number] {
  let [least, most] = [0, 0]
  for (const i of members) {
    least += lower[i]!
    most += upper[i]!
  }
  return [least, most]
}

/** Nothing where the members' own bounds, or the sum, see to it. */
function reducedGroup(group: Group, pinned: Float64Array, place: Int32Array, limits: Limits): Group[] {
  const members = group.members.filter((i) => place[i]! >= 0).map((i) => place[i]!)
  if (members.length === 0) return []
  const [least, most] = sumsOf(group.members, limits)
  const taken = group.members.reduce((sum, i) => sum + pinned[i]!, 0)
  // With its two sides together a group is an equality, however tight the members are.
  const isEqual = group.upper - group.lower <= noRoom
  const lower = !isEqual && Math.max(0, least) >= group.lower ? -Infinity : group.lower - taken
  const upper = !isEqual && Math.min(1, most) <= group.upper ? Infinity : group.upper - taken
  return lower === -Infinity && upper === Infinity ? [] : [{ members, lower, upper }]
}
