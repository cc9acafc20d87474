/** The certificate: how close and how cheap any plan under the same rules could be, from the continuous relaxation. */
import { Decimal, roundedText, textOf } from '../domain/decimal.ts'
import type { Certificate, ObjectiveCertificate } from '../domain/plan.ts'
import type { Near } from '../solver/quadratic.ts'
import type { After } from './after.ts'
import type { Board } from './board.ts'
import { distanceDecimals } from './digits.ts'
import { riskAt, type Objective } from './objective.ts'
import { relax, type Freedom, type Goal } from './relax.ts'
import type { Settled } from './settle.ts'

/** With more slots than this the search's answer seldom holds for the bound as it is, and trying takes longer than it saves. */
const mostSlots = 250

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
  const cheapest = expense.isZero()
    ? nothing
    : boundOf(
        board,
        { kind: 'expense', cap, tiebreak: false },
        freedom,
        (least) => least * after.total.toNumber(),
        distance.isZero() && board.slots.length <= mostSlots ? inside : undefined,
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
  const weights = Float64Array.from(after.weights, (weight) => weight.toNumber())
  const attained = new Decimal(riskAt(objective, weights, 1)).plus(settled.expense.dividedBy(board.total))
  const freedom = freedomOf(board, after)
  const least = attained.isZero() ? nothing : leastObjective(board, objective, freedom)
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
  if (!relaxed) return nothing
  const { bound, residual } = relaxed.solution
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

/** The relaxation's dual bound; 0, which is always true, where the solver could not finish. */
function boundOf(
  board: Board,
  goal: Goal,
  freedom: Freedom,
  inUnits: (least: number) => number,
  near?: Near,
): Bound {
  const relaxed = relax(board, goal, freedom, near)
  if (relaxed?.solution.kind !== 'optimal') return nothing
  return { bound: inUnits(Math.max(0, relaxed.solution.bound)), residual: relaxed.solution.residual }
}

/** Rounded down, and never above what was attained. */
function boundText(bound: number, attained: Decimal): string {
  const down = new Decimal(Number.isFinite(bound) ? bound : 0).toDecimalPlaces(
    distanceDecimals,
    Decimal.ROUND_FLOOR,
  )
  const limit = attained.toDecimalPlaces(distanceDecimals, Decimal.ROUND_FLOOR)
  return textOf(Decimal.max(0, Decimal.min(down, limit)))
}

/** A residual to two significant digits, as plain decimal text. */
function residualText(residual: number): string {
  return textOf(new Decimal(residual).toSignificantDigits(2, Decimal.ROUND_CEIL))
}
