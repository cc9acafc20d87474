/** Means and co-moments over paths, one path at a time, and blocks of paths merged in the order of their index. */
import type { Tally } from '../domain/labResult.ts'
import { mergedFan } from './fan.ts'

/** How many figures each policy has on a path; their names are in the domain, which this room knows by its types only. */
export const metricCount = 14

/** Up to so many policies every one is a reference; with more, only the baseline. */
const mostReferences = 128

export function emptyTally(policies: number, baseline: number): Tally {
  const all = Array.from({ length: policies }, (_, at) => at)
  const references = policies <= mostReferences ? all : [baseline]
  return {
    count: 0,
    references,
    policies,
    means: new Float64Array(metricCount * policies),
    squares: new Float64Array(metricCount * policies),
    products: new Float64Array(metricCount * references.length * policies),
  }
}

/** The tally with one more path, in place but for its count (Welford 1962). `figures` is metrics x policies. */
export function withPath(tally: Tally, figures: Float64Array): Tally {
  const { means, squares, products, references, policies } = tally
  const count = tally.count + 1
  const kept = (count - 1) / count
  const offs = new Float64Array(policies)
  for (let metric = 0; metric < metricCount; metric += 1) {
    const from = metric * policies
    for (let p = 0; p < policies; p += 1) {
      const off = (figures[from + p] as number) - (means[from + p] as number)
      offs[p] = off
      means[from + p] = (means[from + p] as number) + off / count
      squares[from + p] = (squares[from + p] as number) + kept * (off * off)
    }
    addProducts(products, metric * references.length * policies, references, offs, kept)
  }
  return { ...tally, count }
}

/** Both tallies as one (Chan, Golub and LeVeque 1979). The order matters to the last bit: always the lower paths first. */
export function merged(first: Tally, second: Tally): Tally {
  if (first.count === 0) return second
  if (second.count === 0) return first
  const { references, policies } = first
  const count = first.count + second.count
  const weight = (first.count * second.count) / count
  const means = first.means.slice()
  const squares = first.squares.slice()
  const products = first.products.slice()
  const offs = new Float64Array(policies)
  for (let at = 0; at < products.length; at += 1)
    products[at] = (products[at] as number) + (second.products[at] as number)
  for (let metric = 0; metric < metricCount; metric += 1) {
    const from = metric * policies
    for (let p = 0; p < policies; p += 1) {
      const off = (second.means[from + p] as number) - (first.means[from + p] as number)
      offs[p] = off
      means[from + p] = (first.means[from + p] as number) + (off * second.count) / count
      squares[from + p] =
        (squares[from + p] as number) + (second.squares[from + p] as number) + weight * (off * off)
    }
    addProducts(products, metric * references.length * policies, references, offs, weight)
  }
  const fan = first.fan && second.fan ? { fan: mergedFan(first.fan, second.fan) } : {}
  return { count, references, policies, means, squares, products, ...fan }
}

/** products += weight offs_r offs_p: in this order, so that a policy's product with itself is its square to the last bit. */
function addProducts(
  products: Float64Array,
  start: number,
  references: readonly number[],
  offs: Float64Array,
  weight: number,
): void {
  let at = start
  for (const r of references) {
    const own = offs[r] as number
    for (let p = 0; p < offs.length; p += 1, at += 1)
      products[at] = (products[at] as number) + weight * (own * (offs[p] as number))
  }
}
