/** The interior point's programs for a reduced universe: quadratic ones, risk budgets, and the best ratio of a slope to risk. */
import type { InteriorProgram, Logs, Row } from './interior.ts'
import type { Reduced } from './reduced.ts'

/** Covariance and slopes of the free classes, with what the pinned ones add to them. */
export interface Part {
  readonly curvature: Float64Array
  readonly linear: Float64Array
}

/** C among the free, and q + C times the pinned. */
export function partOf(covariance: Float64Array, linear: Float64Array, { free, pinned }: Reduced): Part {
  const [size, count] = [pinned.length, free.length]
  const curvature = new Float64Array(count * count)
  const slopes = new Float64Array(count)
  for (let a = 0; a < count; a += 1) {
    const row = free[a]! * size
    let slope = linear[free[a]!]!
    for (let j = 0; j < size; j += 1) slope += covariance[row + j]! * pinned[j]!
    slopes[a] = slope
    for (let b = 0; b < count; b += 1) curvature[a * count + b] = covariance[row + free[b]!]!
  }
  return { curvature, linear: slopes }
}

/** Over the limits; with logarithms their classes need no bound at zero. */
export function withinLimits(
  part: Part,
  { free, sum, lower, upper, groups }: Reduced,
  logs: Logs | null,
): InteriorProgram {
  const equal = [ones(everyone(free.length), 1, sum)]
  const least: Row[] = []
  for (let i = 0; i < free.length; i += 1) {
    const hasLog = logs !== null && logs.budgets[i]! > 0
    if (!hasLog || lower[i]! > 0) least.push(ones(Int32Array.of(i), 1, lower[i]!))
    if (upper[i]! < 1) least.push(ones(Int32Array.of(i), -1, -upper[i]!))
  }
  for (const group of groups) {
    if (group.lower === group.upper) equal.push(ones(group.members, 1, group.lower))
    else {
      if (group.lower > -Infinity) least.push(ones(group.members, 1, group.lower))
      if (group.upper < Infinity) least.push(ones(group.members, -1, -group.upper))
    }
  }
  return { size: free.length, ...part, equal, least, logs }
}

/**
 * Homogeneous: of y = k w with a free k = sum y, the least variance with slope'y = 1 is the highest slope'w / volatility.
 * The last unknown is k; pinned classes go with it, and every bound becomes one of y against k.
 */
export function ratioProgram(
  covariance: Float64Array,
  slope: Float64Array,
  reduced: Reduced,
): InteriorProgram {
  const { free, pinned, sum, lower, upper, groups } = reduced
  const count = free.length
  const equal = [withScale(everyone(count), 1, sum)]
  const least: Row[] = []
  for (let i = 0; i < count; i += 1) {
    least.push(withScale(Int32Array.of(i), 1, lower[i]!))
    if (upper[i]! < 1) least.push(withScale(Int32Array.of(i), -1, -upper[i]!))
  }
  for (const group of groups) {
    if (group.lower === group.upper) equal.push(withScale(group.members, 1, group.lower))
    else {
      if (group.lower > -Infinity) least.push(withScale(group.members, 1, group.lower))
      if (group.upper < Infinity) least.push(withScale(group.members, -1, -group.upper))
    }
  }
  const value = Float64Array.from([...free, -1], (i) =>
    i < 0 ? slope.reduce((all, s, j) => all + s * pinned[j]!, 0) : slope[i]!,
  )
  equal.push({ index: everyone(count + 1), value, side: 1 })
  return {
    size: count + 1,
    curvature: bordered(covariance, reduced),
    linear: new Float64Array(count + 1),
    equal,
    least,
    logs: null,
  }

  /** sign times the sum of y less side times k. */
  function withScale(members: Int32Array, sign: number, side: number): Row {
    const entries = new Float64Array(members.length + 1).fill(sign)
    entries[members.length] = -side
    return { index: Int32Array.from([...members, count]), value: entries, side: 0 }
  }
}

/**
 * C among the free, and a last row and column for the pinned portfolio. The square of (sum y - sum k), which is zero, is
 * added: without it nothing would bend along k where no bound is near.
 */
function bordered(covariance: Float64Array, reduced: Reduced): Float64Array {
  const { free, pinned, sum } = reduced
  const [size, count] = [pinned.length, free.length]
  const { curvature, linear } = partOf(covariance, new Float64Array(size), reduced)
  const whole = new Float64Array((count + 1) * (count + 1))
  for (let a = 0; a < count; a += 1) {
    whole.set(curvature.subarray(a * count, (a + 1) * count), a * (count + 1))
    whole[a * (count + 1) + count] = linear[a]!
    whole[count * (count + 1) + a] = linear[a]!
  }
  let variance = 0
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) variance += pinned[i]! * covariance[i * size + j]! * pinned[j]!
  whole[count * (count + 1) + count] = variance
  const row = new Float64Array(count + 1).fill(1)
  row[count] = -sum
  return whole.map((value, at) => value + row[Math.floor(at / (count + 1))]! * row[at % (count + 1)]!)
}

/** Between the bounds, each as far up as the sum asks of all. */
export function middleOf({ sum, lower, upper }: Reduced): Float64Array {
  const total = (values: Float64Array): number => values.reduce((all, value) => all + value, 0)
  const [least, most] = [total(lower), total(upper)]
  const share = Math.min(1, Math.max(0, (sum - least) / (most - least)))
  return lower.map((low, i) => low + (upper[i]! - low) * share)
}

export function ones(index: Int32Array, sign: number, side: number): Row {
  return { index, value: new Float64Array(index.length).fill(sign), side }
}

function everyone(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, i) => i)
}
