/** Where an opened plan goes, in words, for each kind of destination. */
import { decimalOf } from '../../domain/decimal.ts'
import type { Destination, Portfolio } from '../../domain/document.ts'
import type { Step } from '../../state/portfolio.ts'
import { percentAsWritten } from '../format.ts'

/** The share of the way from the band's edge to the target; null for a destination of another kind. */
export function bandShareOf(destination: Destination): string | null {
  return typeof destination === 'string' && destination !== 'optimal' ? destination : null
}

/** The share of today's distance that may be left; null for a destination of another kind. */
export function distanceShareOf(destination: Destination): string | null {
  return typeof destination === 'string' ? null : destination.distance
}

export function destinationWords(destination: Destination): string {
  if (typeof destination !== 'string')
    return `until at most ${percentAsWritten(destination.distance)} of today’s distance is left`
  if (destination === 'optimal') return 'to where tracking error and expense balance'
  return shareWords(decimalOf(destination).toNumber())
}

/** Where a breached class is brought to. */
export function shareWords(share: number): string {
  if (share <= 0) return 'to the edge of its band'
  if (share >= 1) return 'to its target'
  if (share === 0.5) return 'halfway to its target'
  return `${Math.round(share * 100)} % of the way to its target`
}

/** Halfway is where a portfolio begins. */
const usual = '0.5'

/** The destination before one was chosen by distance: the last other one among the steps. */
export function destinationBefore(past: readonly Step[]): Destination {
  const others = past.map((step) => step.document.policy.destination)
  return others.findLast((each) => distanceShareOf(each) === null) ?? usual
}

/** The last share of the band among the steps. */
export function bandShareBefore(past: readonly Step[]): string {
  const shares = past.map((step) => bandShareOf(step.document.policy.destination))
  return shares.findLast((each) => each !== null) ?? usual
}

export function withDestination(document: Portfolio, destination: Destination): Portfolio {
  return { ...document, policy: { ...document.policy, destination } }
}
