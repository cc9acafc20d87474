/** Aspects: what one climb of the search compares plans by, and which gains are too small to follow. */
import type { Board } from './board.ts'
import { compareScores, type Score } from './trial.ts'

/** What a climb looks at, and what a unit of base value that is missed counts there: all (Infinity), or nothing (0). */
export interface Aspect {
  readonly compare: (a: Score, b: Score) => number
  readonly price: number
  /** The distance below which misses have no price. */
  readonly edge: number
}

/**
 * Rounding is mended first where that is cheap: what is missed counts a share of its value, at first many times a
 * usual cost, then enough to pay a ticket for a cent.
 */
export const missPrices = [0.02, 2]

/** Plans by their expense and a price on what they miss beyond the distance of a bucket, in base value. */
export function meritsOf(board: Board, goal: number, price: number): Aspect {
  const edge = board.allowance + goal * board.resolution
  const merit = (each: Score): number =>
    each.expense * board.grain + (each.broken + missBeyond(each.miss, each.distance, edge)) * price
  return { compare: (a, b) => merit(a) - merit(b), price, edge }
}

/** Of what is missed at a squared distance, the part beyond an edge. */
export function missBeyond(miss: number, square: number, edge: number): number {
  const distance = Math.sqrt(square)
  return distance > edge ? (miss * (distance - edge)) / distance : 0
}

function compareDistances(a: Score, b: Score): number {
  return a.broken - b.broken || a.distance - b.distance
}

export const distances: Aspect = { compare: compareDistances, price: Infinity, edge: 0 }
export const scores: Aspect = { compare: compareScores, price: 0, edge: 0 }

/** A gain in distance alone, within the same visible step, that is too small to follow further. */
export function isTrifle(next: Score, best: Score): boolean {
  if (next.broken < best.broken || next.bucket !== best.bucket || next.expense !== best.expense) return false
  if (next.misplaced !== best.misplaced || next.orders !== best.orders) return false
  return (
    best.distance - next.distance < trifle * best.distance && best.gross - next.gross < trifle * best.gross
  )
}

/** Share of the squared distance that a move must take away to be worth making for that alone. */
const trifle = 1e-4
