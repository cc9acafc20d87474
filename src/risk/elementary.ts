/** Exponential, logarithm and power in float64, built from what IEEE 754 settles, so that every machine computes the same digits. */

/** ln 2 in two parts: the first ends in so many zeros that whole multiples of it up to 2^11 are exact. */
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10

/** Beyond these the result is infinite, or less than half of the smallest number. */
const expMost = 709.782712893384
const expLeast = -745.1332191019412

const highPart = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1
const cell = new Float64Array(1)
const words = new Uint32Array(cell.buffer)

/** 2^k for whole k from -1022 to 1023. */
function powerOfTwo(k: number): number {
  words[1 - highPart] = 0
  words[highPart] = (k + 1023) << 20
  return cell[0] as number
}

/** Below this the series of e^x needs ten terms instead of fourteen. */
export const nearZero = 1 / 16

/** e^x to one unit in the last place: k ln 2 taken out, then the exponential series. */
export function exp(x: number): number {
  if (x > -nearZero && x < nearZero) return expNearZero(x)
  if (!(x < expMost)) return x > expMost ? Infinity : x === expMost ? Number.MAX_VALUE : x
  if (x < expLeast) return 0
  const k = Math.round(x * Math.LOG2E)
  const high = x - k * ln2High
  const low = k * ln2Low
  const y = expSeries(high - low, high, low)
  // In two factors where one would overflow, or lose digits below the smallest normal number.
  if (k > 1023) return y * powerOfTwo(k - 1) * 2
  return k < -1021 ? y * powerOfTwo(k + 100) * powerOfTwo(-100) : y * powerOfTwo(k)
}

/** Sum of x^j / j! to j = 9, in pairs so that the processor can compute them side by side; only for |x| < nearZero. */
export function expNearZero(x: number): number {
  const x2 = x * x
  const low = 1 / 6 + x * (1 / 24) + x2 * (1 / 120 + x * (1 / 720))
  const high = 1 / 5040 + x * (1 / 40320) + x2 * (1 / 362880)
  return 1 + (x + x2 * (0.5 + x * (low + x2 * x2 * high)))
}

/** e^r for |r| <= ln 2 / 2, r = high - low: the rest of that difference enters last. */
function expSeries(r: number, high: number, low: number): number {
  const r2 = r * r
  const r4 = r2 * r2
  const first = 0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120))
  const second = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880))
  const third = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800))
  return 1 + (high - (low - r2 * (first + r4 * (second + r4 * third))))
}

/** The natural logarithm, to one unit in the last place: x = m 2^k, ln m = 2 artanh s with s = (m - 1) / (m + 1). */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  if (x < 2.2250738585072014e-308) return log(x * 2 ** 54) - 54 * Math.LN2
  cell[0] = x
  let k = ((words[highPart] as number) >>> 20) - 1023
  words[highPart] = ((words[highPart] as number) & 0xfffff) | 0x3ff00000
  let m = cell[0]
  if (m > Math.SQRT2) {
    m /= 2
    k += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const tail = s * (f - logTail(s * s))
  return k * ln2High - (tail - k * ln2Low - f)
}

/** f - 2 artanh(s) = s (f - tail), tail = 2 (z/3 + z^2/5 + …), z = s^2 <= 0.0295: eleven terms reach the last digit. */
function logTail(z: number): number {
  const z2 = z * z
  const z4 = z2 * z2
  const first = 2 / 3 + z * (2 / 5) + z2 * (2 / 7 + z * (2 / 9))
  const second = 2 / 11 + z * (2 / 13) + z2 * (2 / 15 + z * (2 / 17))
  const third = 2 / 19 + z * (2 / 21) + z2 * (2 / 23)
  return z * (first + z4 * (second + z4 * third))
}

/** x to the power y, for x > 0; a few units in the last place for moderate results. */
export function power(x: number, y: number): number {
  return exp(y * log(x))
}
