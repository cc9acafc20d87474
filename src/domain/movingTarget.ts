/** How far to trade at once towards targets that are rebuilt again and again: part of the way, and less where changes come back. */
import { decimalOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import type { Recipe } from './recipe.ts'

/** What decides it; a period is the time between two rebuilds. */
export interface MovingTerms {
  readonly aversion: number
  /** One way, a fraction of what is traded. */
  readonly cost: number
  /** Of a class, a year. */
  readonly volatility: number
  readonly periodsPerYear: number
  /** By how much a weight usually changes when targets are rebuilt. */
  readonly change: number
  /** Share of a change that comes back until the next rebuild. */
  readonly decay: number
}

export interface MovingStep {
  /** The price of trading whose cost of the usual change is the proportional one's: lambda = 2 c p / (s^2 u). */
  readonly price: number
  /** Share of the way to the aim that is traded at each rebuild. */
  readonly rate: number
  /** Share of the change at which the aim stands. */
  readonly reach: number
  /** What is left of the distance: 1 - rate * reach. */
  readonly keep: number
}

/** By which a later year counts less. */
const yearlyDiscount = 0.03

/**
 * N. Garleanu and L. Pedersen, Dynamic trading with predictable returns and transaction costs, 2013, propositions 2 to 4,
 * with costs lambda u'Su / 2: a = (sqrt(g^2 + 4 gamma lambda (1-rho)^2) - g) / (2 (1-rho)), g = gamma (1-rho) + lambda rho,
 * rate = a / lambda, reach = 1 / (1 + phi a / gamma). Without a cost everything is traded at once.
 */
export function movingStep({
  aversion,
  cost,
  volatility,
  periodsPerYear,
  change,
  decay,
}: MovingTerms): MovingStep {
  const price = (2 * cost * periodsPerYear) / (volatility * volatility * change)
  const { rate, reach } = aimOf(aversion, price, yearlyDiscount / periodsPerYear, decay)
  return { price, rate, reach, keep: 1 - rate * reach }
}

/** The formula itself: gamma, lambda, rho, phi. */
export function aimOf(
  gamma: number,
  lambda: number,
  rho: number,
  phi: number,
): Pick<MovingStep, 'rate' | 'reach'> {
  if (!(lambda > 0)) return { rate: 1, reach: 1 / (1 + phi) }
  const left = 1 - rho
  const g = gamma * left + lambda * rho
  // The difference of two near numbers, without their cancelling.
  const a = (2 * gamma * lambda * left) / (Math.sqrt(g * g + 4 * gamma * lambda * left * left) + g)
  return { rate: a / lambda, reach: 1 / (1 + (phi * a) / gamma) }
}

const usualAversion = 4
/** A weight that changes by two points is usual for estimates of a few years. */
const usualChange = 0.02
const monthly = 12

/** As the document says where it does: its aversion, the mean cost of its instruments, the mean volatility of the recipe's classes. */
export function movingTermsOf({ risk, instruments }: Portfolio, { estimates }: Recipe): MovingTerms {
  const traded = instruments.filter((each) => !each.exclude)
  const costs = traded.map(({ cost }) => decimalOf(cost.rate).plus(decimalOf(cost.halfSpread)).toNumber())
  const volatilities = estimates.volatility.map((text) => decimalOf(text).toNumber())
  return {
    aversion: risk === null ? usualAversion : decimalOf(risk.aversion).toNumber(),
    cost: meanOf(costs),
    volatility: meanOf(volatilities),
    periodsPerYear: monthly,
    change: usualChange,
    decay: 0,
  }
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
