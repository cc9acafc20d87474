/** How long a drift is expected to last before it is traded away, from what trading costs: the horizon of a one-period plan. */

/**
 * Half-width of the no-trade interval that balances drift against proportional cost, to leading order:
 * h* = (3 c w^2 (1-w)^2 / (2 gamma))^(1/3), c the one-way cost of the switch, w the target weight, gamma the aversion.
 * It does not depend on volatility.
 */
export function balancedHalfWidth(cost: number, weight: number, aversion: number): number {
  const spread = weight * (1 - weight)
  return cubeRoot((3 * cost * spread * spread) / (2 * aversion))
}

/** A class beside all others: its target weight, the one-way cost of a switch, and its volatility against the rest. */
export interface Stake {
  readonly weight: number
  readonly cost: number
  readonly volatility: number
}

/**
 * H = 2/3 * median (h*_i / s_i)^2 in years, s_i = w (1-w) sigma_i the volatility of weight i. With one risky class and
 * cash, the plan that minimises 1/2 gamma H d' Sigma d + expense then trades to exactly h* from the target, which is
 * where the best policy over many periods would stop. Null where nothing moves or trading costs nothing: then any
 * horizon leads to the same plan, or to none.
 */
export function horizonYears(stakes: readonly Stake[], aversion: number): number | null {
  const squares = stakes.flatMap(({ weight, cost, volatility }) => {
    const own = weight * (1 - weight) * volatility
    if (own <= 0) return []
    const ratio = balancedHalfWidth(cost, weight, aversion) / own
    return [ratio * ratio]
  })
  const horizon = (2 / 3) * medianOf(squares)
  return horizon > 0 ? horizon : null
}

/** c_i = k_i + sum over j <> i of w_j k_j / (1 - w_i): the class is bought with the others, or they with it. */
export function switchCosts(weights: readonly number[], costs: readonly number[]): number[] {
  let all = 0
  weights.forEach((weight, at) => (all += weight * (costs[at] ?? 0)))
  return weights.map((weight, at) => {
    const own = costs[at] ?? 0
    return weight < 1 ? own + (all - weight * own) / (1 - weight) : own
  })
}

/** The middle value, or the mean of the middle two; 0 of none. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** Newton's steps double the correct digits; from anywhere between 1 and 8 so many reach the last. */
const newtonSteps = 7

/** The cube root of a number that is not negative; every machine computes the same digits. */
export function cubeRoot(value: number): number {
  if (value <= 0 || value === Infinity) return value
  let rest = value
  let scale = 1
  for (; rest >= 8; scale *= 2) rest /= 8
  for (; rest < 1; scale /= 2) rest *= 8
  let root = 1 + (rest - 1) / 7
  for (let step = 0; step < newtonSteps; step += 1) root = (2 * root + rest / (root * root)) / 3
  return root * scale
}
