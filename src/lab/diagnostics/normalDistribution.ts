/** The normal distribution: density, probability and quantile, the same digits on every machine. */
import { exp } from '../../risk/elementary.ts'

const rootTwoPi = Math.sqrt(2 * Math.PI)
/** Beyond this the probability is 0 or 1 to the last digit. */
const most = 8.5

export function normalDensity(x: number): number {
  return exp((-x * x) / 2) / rootTwoPi
}

/** P(Z <= x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + …), to about 1e-15 (Marsaglia, Evaluating the normal distribution, 2004). */
export function normalProbability(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x <= -most) return 0
  if (x >= most) return 1
  let [sum, term, before] = [x, x, 0]
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + sum * normalDensity(x)
}

/** Each halving settles one more binary digit. */
const halvings = 60

/** The x with P(Z <= x) = p, by halving; p from 0 to 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  let [low, high] = [-most, most]
  for (let left = halvings; left > 0; left -= 1) {
    const middle = (low + high) / 2
    if (normalProbability(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
