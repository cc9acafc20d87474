/** The certificate: how close and how cheap any plan under the same rules could be, from the continuous relaxation. */
import { Decimal, roundedText, textOf } from '../domain/decimal.ts'
import type { Certificate, ObjectiveCertificate } from '../domain/plan.ts'
import type { Near } from '../solver/quadratic.ts'
import type { After } from './after.ts'
import type { Board } from './board.ts'
import { distanceDecimals } from './digits.ts'
import { objectiveAt, type Objective } from './objective.ts'
import { mostBenefit } from './lotCurve.ts'
import { relax, type Freedom, type Goal } from './relax.ts'
import type { Settled } from './settle.ts'

/** With more slots than this the search's answer seldom holds for the bound as it is, and trying takes longer than it saves. */
const mostSlots = 400

/**
 * Bounds hold for every plan that costs no more than this one: quantities continuous, costs proportional, and cash
 * free to be lost up to what the plan itself loses, so that the plan is one of the relaxation's own points. `inside` is the
 * search's own answer inside every aim, from which the bound at distance zero is near.
 */
export function certify(board: Board, settled: Settled, after: After, inside?: Near): Certificate {
  if (board.objective) return certifyObjective(board, board.objective, settled, after)
  const distance = after.distance
  const expense = settled.expense
  const freedom = freedomOf(board, after)
  const closest = distance.isZero() ? nothing : boundOf(board, { kind: 'distance' }, freedom, Math.sqrt)
  const cap = distance.toNumber() * distance.toNumber()
  const cheapest =
    expense.isZero() && !mayGive(board)
      ? nothing
      : boundOf(
          board,
          { kind: 'expense', cap, tiebreak: false },
          freedom,
          // What losses give back counts with the largest total there can be.
          (least) => (least < 0 ? least * board.total : least * after.total.toNumber()),
          distance.isZero() && isSearchable(board) ? inside : undefined,
        )
  return {
    residual: residualText(Math.max(closest.residual, cheapest.residual)),
    distance: {
      attained: roundedText(distance, distanceDecimals),
      bound: boundText(closest.bound, distance),
    },
    expense: { attained: textOf(expense), bound: boundText(cheapest.bound, expense) },
  }
}

/**
 * The objective in units of the total before costs v, while the relaxation counts in units of the total after them v'.
 * With K the largest v/v', expense/v is at least (expense/v')/K: the relaxation weighs risk K times and its bound is
 * divided by K.
 */
function certifyObjective(
  board: Board,
  objective: Objective,
  settled: Settled,
  after: After,
): ObjectiveCertificate {
  const attained = objectiveAt(objective, after.weights, settled.expense, board.total)
  const freedom = freedomOf(board, after)
  const least = attained.isZero() && !mayGive(board) ? nothing : leastObjective(board, objective, freedom)
  return {
    residual: residualText(least.residual),
    objective: {
      attained: roundedText(attained, distanceDecimals),
      bound: boundText(least.bound, attained),
    },
  }
}

/**
 * Objectives are often so small that the last digits asked of the solver are float noise; where it stops short of them,
 * its dual bound holds all the same.
 */
function leastObjective(board: Board, objective: Objective, freedom: Freedom): Bound {
  const scaled = { ...board, objective: weighed(objective, freedom.mostScale) }
  const relaxed = relax(scaled, { kind: 'optimal' }, freedom)
  if (!relaxed) return { bound: -mostGiven(board) / board.total, residual: 0 }
  const { bound, residual } = relaxed.solution
  if (mayGive(board)) return { bound: bound < 0 ? bound : bound / freedom.mostScale, residual }
  return { bound: Math.max(0, bound) / freedom.mostScale, residual }
}

/** The same objective with risk counted `by` times. */
function weighed({ rank, factors, wanted }: Objective, by: number): Objective {
  const root = Math.sqrt(by)
  return { rank, factors: factors.map((each) => each * root), wanted: wanted.map((each) => each * root) }
}

function freedomOf(board: Board, after: After): Freedom {
  return { mostScale: Math.max(1, board.total / after.total.toNumber()) * (1 + 1e-12), waste: true }
}

interface Bound {
  readonly bound: number
  readonly residual: number
}

const nothing: Bound = { bound: 0, residual: 0 }

/** The relaxation's dual bound; where the solver could not finish, what is always true. */
function boundOf(
  board: Board,
  goal: Goal,
  freedom: Freedom,
  inUnits: (least: number) => number,
  near?: Near,
): Bound {
  const relaxed = relax(board, goal, freedom, near)
  if (relaxed?.solution.kind !== 'optimal') return unknown(board, goal)
  const { bound, residual } = relaxed.solution
  const isPositive = goal.kind === 'distance' || !mayGive(board)
  return { bound: inUnits(isPositive ? Math.max(0, bound) : bound), residual }
}

/** Are the columns of a search those of a bound? Lots of unknown basis are taxed in one and not in the other. */
function isSearchable({ slots }: Board): boolean {
  return (
    slots.length <= mostSlots &&
    slots.every(({ lots }) => lots === null || lots.unknown === lots.steps.length)
  )
}

/** Where nothing is known: no distance is below zero, and no expense below what all losses could give back. */
function unknown(board: Board, goal: Goal): Bound {
  return goal.kind === 'distance' ? nothing : { bound: -mostGiven(board), residual: 0 }
}

/** Can expense be below zero, because losses are harvested? */
function mayGive(board: Board): boolean {
  return board.slots.some((slot) => slot.lots?.harvest === true)
}

function mostGiven(board: Board): number {
  return board.slots.reduce((sum, slot) => sum + mostBenefit(slot.lots, slot.positionValue), 0)
}

/** Rounded down, and never above what was attained. */
function boundText(bound: number, attained: Decimal): string {
  const down = new Decimal(Number.isFinite(bound) ? bound : 0).toDecimalPlaces(
    distanceDecimals,
    Decimal.ROUND_FLOOR,
  )
  const limit = attained.toDecimalPlaces(distanceDecimals, Decimal.ROUND_FLOOR)
  return textOf(Decimal.min(down, limit))
}

/** A residual to two significant digits, as plain decimal text. */
function residualText(residual: number): string {
  return textOf(new Decimal(residual).toSignificantDigits(2, Decimal.ROUND_CEIL))
}
