/** Hierarchical risk parity: classes in the order of a tree of their distances, halved again and again. */
import { correlationOf } from '../sample.ts'
import type { Distance } from './recipe.ts'

/**
 * M. Lopez de Prado, Building diversified portfolios that outperform out of sample, 2016: single linkage, classes in the
 * order of its tree, then halves of that order. All variances are positive. `distance` says what the tree is of.
 */
export function hierarchicalWeights(
  covariance: Float64Array,
  size: number,
  distance: Distance,
): Float64Array {
  const correlation = correlationOf(covariance, size)
  return halvedWeights(covariance, leafOrder(distancesOf(correlation, size, distance), size))
}

/** Each half of an order gets weight in inverse proportion to the variance of its inverse-variance portfolio, and so on down. */
export function halvedWeights(covariance: Float64Array, order: Int32Array): Float64Array {
  const size = order.length
  const weights = new Float64Array(size).fill(1)
  const waiting: (readonly [number, number])[] = [[0, size]]
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    const [from, to] = span
    if (to - from < 2) continue
    const middle = from + Math.floor((to - from) / 2)
    const first = varianceOf(covariance, size, order.subarray(from, middle))
    const second = varianceOf(covariance, size, order.subarray(middle, to))
    const share = 1 - first / (first + second)
    for (let at = from; at < to; at += 1) weights[order[at]!]! *= at < middle ? share : 1 - share
    waiting.push([from, middle], [middle, to])
  }
  return weights
}

/** Of the inverse-variance portfolio of these classes. */
function varianceOf(covariance: Float64Array, size: number, members: Int32Array): number {
  const inverse = Float64Array.from(members, (i) => 1 / covariance[i * (size + 1)]!)
  const total = inverse.reduce((sum, value) => sum + value, 0)
  let variance = 0
  members.forEach((i, a) =>
    members.forEach((j, b) => (variance += inverse[a]! * inverse[b]! * covariance[i * size + j]!)),
  )
  return variance / (total * total)
}

/** sqrt((1 - r) / 2), or the Euclidean distance between the columns of that. */
export function distancesOf(correlation: Float64Array, size: number, distance: Distance): Float64Array {
  const plain = correlation.map((r) => Math.sqrt(Math.max(0, (1 - r) / 2)))
  if (distance === 'correlation') return plain
  const apart = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) {
      let sum = 0
      for (let k = 0; k < size; k += 1) {
        const difference = plain[i * size + k]! - plain[j * size + k]!
        sum += difference * difference
      }
      apart[i * size + j] = Math.sqrt(sum)
    }
  return apart
}

interface Branch {
  readonly leaves: readonly number[]
  /** When it was made: a branch made earlier stands first, a leaf before any branch. */
  readonly rank: number
}

/**
 * Single linkage joins the two branches that are nearest, by the links of a least spanning tree in ascending order; of the
 * two the one made earlier stands first, and a leaf before that.
 */
export function leafOrder(distances: Float64Array, size: number): Int32Array {
  const branches: Branch[] = Array.from({ length: size }, (_, i) => ({ leaves: [i], rank: i }))
  const links = spanningLinks(distances, size).toSorted(
    (a, b) => a.length - b.length || a.from - b.from || a.to - b.to,
  )
  links.forEach(({ from, to }, at) => {
    const [one, other] = [branches[from]!, branches[to]!]
    const leaves = one.rank < other.rank ? [...one.leaves, ...other.leaves] : [...other.leaves, ...one.leaves]
    const joined = { leaves, rank: size + at }
    for (const leaf of leaves) branches[leaf] = joined
  })
  return Int32Array.from(branches[0]?.leaves ?? [])
}

interface Link {
  readonly from: number
  readonly to: number
  readonly length: number
}

/** Prim's tree. */
function spanningLinks(distances: Float64Array, size: number): Link[] {
  const nearest = new Float64Array(size).fill(Infinity)
  const parent = new Int32Array(size)
  const isIn = new Uint8Array(size)
  const links: Link[] = []
  let last = 0
  for (let count = 1; count < size; count += 1) {
    isIn[last] = 1
    let next = -1
    for (let i = 0; i < size; i += 1) {
      if (isIn[i] === 1) continue
      const length = distances[last * size + i]!
      if (length < nearest[i]!) {
        nearest[i] = length
        parent[i] = last
      }
      if (next < 0 || nearest[i]! < nearest[next]!) next = i
    }
    links.push({
      from: Math.min(parent[next]!, next),
      to: Math.max(parent[next]!, next),
      length: nearest[next]!,
    })
    last = next
  }
  return links
}
