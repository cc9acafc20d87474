/** Where a rising function crosses zero, each look at which is dear. */

/** A place, the function there, and what was made on the way. */
export interface Look<T> {
  readonly at: number
  readonly value: number
  readonly made: T
}

/** Looks: five to ten are usual. */
const mostLooks = 60
/** Ends of the bracket this close, as a share of the place, are one. */
const rounding = 1e-12

/**
 * Regula falsi by Anderson and Bjoerck (1973), which shrinks the value at an end that stays: superlinear, and never out of
 * the bracket. `low` has a value below zero, `high` one above; the answer is the look that is nearest to zero.
 */
export function crossing<T>(
  low: Look<T>,
  high: Look<T>,
  look: (at: number) => Look<T>,
  closeEnough: number,
): Look<T> {
  let [a, b] = [low, high]
  let [left, right] = [low.value, high.value]
  let last = 0
  for (let turn = 0; turn < mostLooks; turn += 1) {
    if (Math.min(Math.abs(a.value), Math.abs(b.value)) <= closeEnough) break
    if (b.at - a.at <= rounding * Math.abs(b.at)) break
    const inner = a.at + ((b.at - a.at) * left) / (left - right)
    const next = look(inner > a.at && inner < b.at ? inner : (a.at + b.at) / 2)
    if (!Number.isFinite(next.value)) break
    const side = next.value > 0 ? 1 : -1
    const isAgain = side === last
    last = side
    if (side > 0) {
      if (isAgain) left *= kept(next.value, right)
      ;[b, right] = [next, next.value]
    } else {
      if (isAgain) right *= kept(next.value, left)
      ;[a, left] = [next, next.value]
    }
  }
  return Math.abs(a.value) <= Math.abs(b.value) ? a : b
}

/** What is left of the value at the end that has now stayed twice. */
function kept(value: number, before: number): number {
  const share = 1 - value / before
  return share > 0 ? share : 0.5
}
