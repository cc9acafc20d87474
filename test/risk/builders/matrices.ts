/** Seeded covariance matrices of every temper: well sampled, scarcely sampled, singular, twins, pure factors, calm beside wild. */
import type { Group, Limits, Universe } from '../../../src/risk/builders/universe.ts'
import { diceOf } from '../../laws/dice.ts'
import { normals, uniforms } from '../draws.ts'

export const tempers = ['plenty', 'scarce', 'singular', 'twins', 'factors', 'uneven'] as const
export type Temper = (typeof tempers)[number]

/** Annual, as equities and bonds have it. */
export function covarianceOf(size: number, temper: Temper, seed: number): Float64Array {
  const normal = normals(seed)
  const next = uniforms(seed + 7)
  const factors = Math.min(3, size)
  const loadings = Array.from({ length: size * factors }, (_, at) =>
    at % factors === 0 ? 0.6 : 0.4 * normal(),
  )
  const own = temper === 'factors' ? 1e-4 : 0.5
  const rows = { plenty: 4 * size + 20, scarce: size + 2, singular: Math.max(3, Math.floor(size / 2)), twins: 3 * size, factors: 3 * size, uneven: 3 * size }[temper] // prettier-ignore
  const scales = Array.from({ length: size }, () =>
    temper === 'uneven' ? 10 ** (-3 + 3 * next()) : 0.05 + 0.3 * next(),
  )
  const covariance = new Float64Array(size * size)
  for (let row = 0; row < rows; row += 1) {
    const drawn = Array.from({ length: factors }, normal)
    const returns = Float64Array.from({ length: size }, (_, i) => {
      const common = drawn.reduce((sum, value, f) => sum + value * (loadings[i * factors + f] ?? 0), 0)
      return (scales[i] ?? 0) * (common + own * normal())
    })
    // The second class is the first with a breath of its own.
    if (temper === 'twins') returns[1] = (returns[0] ?? 0) * 1.1 + 1e-6 * normal()
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1)
        covariance[i * size + j]! += ((returns[i] ?? 0) * (returns[j] ?? 0)) / rows
  }
  return covariance
}

/** Boxes and groups that can hold: around weights that exist. */
export function limitsOf(size: number, seed: number): Limits {
  const dice = diceOf(seed)
  const raw = Float64Array.from({ length: size }, () => dice.int(1, 100))
  const total = raw.reduce((sum, value) => sum + value, 0)
  const within = raw.map((value) => value / total)
  const cut = dice.int(1, size - 1)
  const group = (from: number, to: number): Group => {
    const members = Int32Array.from({ length: to - from }, (_, at) => from + at)
    const sum = members.reduce((all, i) => all + (within[i] ?? 0), 0)
    return {
      members,
      lower: dice.chance(0.5) ? 0.9 * sum : 0,
      upper: dice.chance(0.5) ? Math.min(1, 1.1 * sum) : 1,
    }
  }
  return {
    lower: within.map((weight) => (dice.chance(0.3) ? 0.5 * weight : 0)),
    upper: within.map((weight) => (dice.chance(0.5) ? Math.min(1, 2 * weight) : 1)),
    groups: dice.chance(0.6) ? [group(0, cut), group(cut, size)] : [],
  }
}

export function meansOf(size: number, seed: number): Float64Array {
  const next = uniforms(seed + 13)
  return Float64Array.from({ length: size }, () => 0.01 + 0.09 * next())
}

export function universeOf(size: number, temper: Temper, seed: number, limits: Limits): Universe {
  return { size, covariance: covarianceOf(size, temper, seed), means: meansOf(size, seed), ...limits }
}

/** The largest amount by which weights miss their sum, boxes and groups. */
export function missedBy({ lower, upper, groups }: Limits, weights: Float64Array): number {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const boxes = weights.reduce(
    (most, weight, i) => Math.max(most, (lower[i] ?? NaN) - weight, weight - (upper[i] ?? NaN)),
    Math.abs(sum - 1),
  )
  return groups.reduce((most, group) => {
    const total = group.members.reduce((all, i) => all + (weights[i] ?? NaN), 0)
    return Math.max(most, group.lower - total, total - group.upper)
  }, boxes)
}
