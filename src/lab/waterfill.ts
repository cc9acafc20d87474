/** Money in or out, one-sided: buys lift the classes that are lowest against their targets, sells lower the highest. */

/**
 * after_i = max(held_i, level t_i) for money in, min(held_i, level t_i) for money out, with the level at which the
 * amounts sum to `amount`. Ties do not matter: what is level stays level. `order` is scratch for the classes.
 */
export function waterfill(
  held: Float64Array,
  targets: Float64Array,
  amount: number,
  after: Float64Array,
  order: number[],
): void {
  after.set(held)
  if (amount === 0) return
  const sign = amount > 0 ? 1 : -1
  // Nothing is bought of a class without a target; it is the first to be sold.
  const height = (i: number): number => {
    const target = targets[i] as number
    return target === 0 ? Infinity : (held[i] as number) / target
  }
  order.sort((a, b) => sign * (height(a) - height(b)) || a - b)
  const left = sign > 0 ? amount : -soldWithoutTarget(targets, -amount, after)
  if (left !== 0) level(order, height, targets, left, after)
}

/** Sells classes without a target, in their order; returns what remains to be raised. */
function soldWithoutTarget(targets: Float64Array, amount: number, after: Float64Array): number {
  let left = amount
  for (let i = 0; i < targets.length && left > 0; i += 1) {
    if ((targets[i] as number) !== 0) continue
    const sold = Math.min(left, after[i] as number)
    after[i] = (after[i] as number) - sold
    left -= sold
  }
  return left
}

/** Takes classes in until the common level does not reach the next one. */
function level(
  order: readonly number[],
  height: (i: number) => number,
  targets: Float64Array,
  amount: number,
  after: Float64Array,
): void {
  let sum = amount
  let share = 0
  const members: number[] = []
  for (const i of order) {
    if ((targets[i] as number) === 0) continue
    const reached = share > 0 ? sum / share : NaN
    if (amount > 0 ? reached <= height(i) : reached >= height(i)) break
    sum += after[i] as number
    share += targets[i] as number
    members.push(i)
  }
  for (const i of members) after[i] = (sum / share) * (targets[i] as number)
}
