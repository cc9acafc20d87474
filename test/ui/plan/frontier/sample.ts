/** A frontier with invented values: expense rises as the square of what is gone of today's distance. */
import type { Frontier, FrontierPoint } from '../../../../src/domain/frontier.ts'

const today = 0.2

const points: readonly FrontierPoint[] = Array.from({ length: 21 }, (_, at) => {
  const share = (20 - at) / 20
  return {
    share: String(share),
    distance: (share * today).toFixed(10),
    expense: ((at / 20) ** 2 * 40).toFixed(2),
    turnover: (at / 100).toFixed(10),
    orders: Math.ceil(at / 4),
    maxDrift: (share * 0.12).toFixed(10),
    trackingError: null,
  }
})

export const frontier: Frontier = {
  points,
  marks: [
    { kind: 'present', distance: '0.1000000000', expense: '10.00' },
    { kind: 'edge', distance: '0.1500000000', expense: '2.50' },
    { kind: 'midpoint', distance: '0.1000000000', expense: '10.00' },
    { kind: 'knee', distance: '0.0600000000', expense: '19.60' },
  ],
  today: '0.2000000000',
}
