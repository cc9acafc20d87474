/** How far to trade at once towards a target that moves and comes back: part of the way, and not towards all of it. */

export interface Moving {
  /** Price of variance, gamma. */
  readonly aversion: number
  /** Price of trading, lambda: trading u costs lambda u'Cu / 2 a period. */
  readonly cost: number
  /** By which later periods count less, rho; from 0 to below 1. */
  readonly discount: number
  /** Share of its distance from its anchor that the target loses each period, phi. */
  readonly decay: number
}

export interface MovingAim {
  /** Share of the way to the aim that is traded each period. */
  readonly rate: number
  /** Share of the target's distance from its anchor at which the aim stands. */
  readonly reach: number
}

/**
 * N. Garleanu and L. Pedersen, Dynamic trading with predictable returns and transaction costs, 2013, propositions 2 to 4:
 * rate = a / lambda with a = (sqrt(g^2 + 4 gamma lambda (1 - rho)^2) - g) / (2 (1 - rho)), g = gamma (1 - rho) + lambda rho,
 * and reach = 1 / (1 + phi a / gamma).
 */
export function movingAim({ aversion, cost, discount, decay }: Moving): MovingAim {
  const left = 1 - discount
  const g = aversion * left + cost * discount
  // The difference of two near numbers, without their cancelling.
  const a = (2 * aversion * cost * left) / (Math.sqrt(g * g + 4 * aversion * cost * left * left) + g)
  return { rate: a / cost, reach: 1 / (1 + (decay * a) / aversion) }
}

/** The weights to hold after this period's trade; all three sum to one, and so does what comes out. */
export function stepTowards(
  present: Float64Array,
  target: Float64Array,
  anchor: Float64Array,
  { rate, reach }: MovingAim,
): Float64Array {
  return present.map((weight, i) => {
    const aim = anchor[i]! + reach * (target[i]! - anchor[i]!)
    return weight + rate * (aim - weight)
  })
}
