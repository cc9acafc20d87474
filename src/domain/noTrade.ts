/** The best trigger with its destination where orders cost tickets, and the exact width of a no-trade region: both by halving. */
import { balancedHalfWidth, type Terms, type Trip } from './thresholds.ts'

/** Halvings after which float64 has no digit left to decide. */
const halvings = 80

/**
 * The trip that loses least. With p = h + d, m = h - d and v = 2 g^2 / γ its two conditions are p = 6 K v / m^3 and
 * p^3 - m^2 p = 6 v c, of which the second falls in m; without a ticket h = d = h*. Volatility cancels out.
 */
export function bestTrip({ cost, ticket, aversion }: Terms, weight: number): Trip {
  const balanced = balancedHalfWidth(cost, weight, aversion)
  if (ticket <= 0) return { trigger: balanced, destination: balanced }
  const spread = weight * (1 - weight)
  const v = (2 * spread * spread) / aversion
  const sumAt = (gap: number): number => (6 * ticket * v) / (gap * gap * gap)
  const gap = leastWhere(
    (m) => {
      const p = sumAt(m)
      return p * (p * p - m * m) <= 6 * v * cost
    },
    Math.sqrt(Math.sqrt(6 * ticket * v)),
  )
  const sum = Math.max(gap, sumAt(gap))
  return { trigger: (sum + gap) / 2, destination: (sum - gap) / 2 }
}

/** Panels of the quadrature; its integrand is smooth, and with so many the error is far below the digits shown. */
const panels = 64

/**
 * The exact half-width x of the no-trade region of one risky class beside a safe one, both boundaries w ± x, for an
 * investor of constant aversion who would hold w without costs, and sells at 1 - ε, ε = 2 c: x solves
 * ∫ e / (q (q - e)) dy = -log(1-ε) from w-x to w+x, with q = y (1-y) and e = γ (x^2 - (y-w)^2). Its first term gives h*.
 * It is the condition of smooth pasting of the free boundary problem, integrated. Null where no such region exists.
 */
export function exactHalfWidth(cost: number, weight: number, aversion: number): number | null {
  const widest = Math.min(weight, 1 - weight)
  if (widest <= 0 || cost <= 0 || cost >= 0.5) return null
  const wanted = -logOneMinus(2 * cost)
  const half = leastWhere((x) => pasting(x, weight, aversion) >= wanted, widest)
  return half < widest ? half : null
}

/** The integral above by Simpson's rule; infinite where the region has become too wide for a solution. */
function pasting(half: number, weight: number, aversion: number): number {
  let sum = 0
  for (let at = 1; at < panels; at += 1) {
    const off = (half * (2 * at - panels)) / panels
    const q = (weight + off) * (1 - weight - off)
    const e = aversion * (half * half - off * off)
    if (q <= e) return Infinity
    sum += ((at % 2 === 0 ? 2 : 4) * e) / (q * (q - e))
  }
  // At both ends e and with it the integrand is zero.
  return (sum * 2 * half) / (3 * panels)
}

/** log(1-x) of a number below one, as -2 artanh(x / (2-x)) by its series. */
function logOneMinus(x: number): number {
  const z = x / (2 - x)
  let sum = 0
  for (let power = z, odd = 1; sum + power / odd !== sum; odd += 2, power *= z * z) sum += power / odd
  return -2 * sum
}

/** The least number between 0 and `most` of which this holds, where it holds of every greater one. */
function leastWhere(holds: (value: number) => boolean, most: number): number {
  let [low, high] = [0, most]
  for (let at = 0; at < halvings; at += 1) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
