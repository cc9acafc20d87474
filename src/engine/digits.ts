/** How many decimals the plan's texts have. */

/** Weights, targets, drift and turnover. */
export const weightDecimals = 10

/** Distances and bounds of the certificate, finer than weights so that bound <= attained survives rounding. */
export const distanceDecimals = 12

/** 10^digits as a float64, exact up to 10^22. */
export function powerOfTen(digits: number): number {
  let power = 1
  for (let at = 0; at < digits; at += 1) power *= 10
  return power
}
