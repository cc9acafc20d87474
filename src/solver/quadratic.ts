/** Convex quadratic programs with diagonal curvature, solved to a certificate: the one door of the solver. */

import { searchBall } from './ballSearch.ts'
import type { SolveFlat } from './ballSearch.ts'
import { infeasibilityRay, provesInfeasible, steepestEscape } from './certificate.ts'
import { follow } from './interior.ts'
import type { Goal } from './interior.ts'
import type { System } from './newton/system.ts'
import { polish } from './polish.ts'
import { presolve } from './presolve.ts'
import { candidateOf, pointOf, rayOf } from './restore.ts'
import type { Back } from './restore.ts'
import { standardOf } from './standard.ts'
import type { Origin, Standard } from './standard.ts'
import { judge, smallObjective } from './verdict.ts'
import type { Verdict } from './verdict.ts'
import { walkOf } from './walk.ts'
import type { Point } from './walk.ts'

/** minimise c'x + 1/2 sum q_j x_j^2  subject to  A x = b, lower <= x <= upper, and optionally 1/2 sum p_j x_j^2 <= cap. */
export interface Program {
  readonly columns: number
  readonly rows: number
  readonly cost: Float64Array // c, length columns
  readonly quadratic: Float64Array // q >= 0, the diagonal, length columns
  readonly columnStart: Int32Array // A in compressed columns: length columns + 1
  readonly rowIndex: Int32Array
  readonly value: Float64Array
  readonly right: Float64Array // b, length rows
  readonly lower: Float64Array // may be -Infinity
  readonly upper: Float64Array // may be +Infinity
  readonly ball?: { readonly weight: Float64Array; readonly cap: number } // p >= 0, one convex quadratic constraint
}

export type Solution =
  | ({ readonly kind: 'optimal' } & Solved)
  | { readonly kind: 'infeasible'; readonly ray: Float64Array } // Farkas multipliers by row: y'b > max y'A x over the bounds
  | { readonly kind: 'unbounded' }
  | ({ readonly kind: 'stalled' } & Solved)

export interface Solved {
  readonly x: Float64Array
  readonly y: Float64Array // row multipliers: the objective's change per unit of the right side
  readonly z: Float64Array // reduced costs: positive at a lower bound, negative at an upper one
  readonly lambda: number // the ball's multiplier, 0 without one
  readonly objective: number
  readonly bound: number // no feasible x has a smaller objective (open columns searched as far as max(1, 2 |x|))
  readonly residual: number // the largest scaled KKT residual
  readonly steps: number
}

export interface Options {
  /** Relative gap asked for, against max(|objective|, 1e-8). Default 1e-10. */
  readonly tolerance?: number
  /** Where to begin looking; it changes the steps taken, not the answer. */
  readonly start?: Float64Array
  /** The answer to a neighbouring program with the same columns and rows: where it holds here too, nothing is walked. */
  readonly near?: Near
}

export type Near = Pick<Solved, 'x' | 'y' | 'z' | 'lambda'>

/** The optimum, or the proof that there is none, or honestly neither. Same program, same answer, bit for bit. */
export function solve(program: Program, options: Options = {}): Solution {
  const tolerance = options.tolerance ?? 1e-10
  if (program.ball !== undefined && program.ball.cap <= 0) return solve(withoutBall(program), options)
  const presolved = presolve(program)
  if (presolved.kind === 'impossible') return { kind: 'infeasible', ray: presolved.ray }
  if (presolved.kind === 'unbounded') return unboundedIfFeasible(program)
  const { standard, origin } = standardOf(program, presolved)
  const back: Back = { program, presolved, origin }
  const polished = (point: Point, system: System, near: number): Verdict =>
    judge(program, candidateOf(back, polish(standard, system, point, near)))
  let best: Verdict | null = null
  const jump = (point: Point, system: System, mu: number): boolean => {
    const landed = polished(point, system, jumpReach * Math.sqrt(mu))
    if (rank(landed, tolerance) <= 1) best = landed
    return best !== null
  }
  const landed = options.near && polished(pointOf(back, options.near), walkOf(standard).system, undecided)
  if (landed && rank(landed, tolerance) <= 1) return { kind: 'optimal', ...solvedOf(landed, 0) }
  const path = follow(standard, goalOf(tolerance, origin), startOf(origin, options.start), jump)
  const met = path.ray && rayOf(back, path.ray)
  if (met !== null && provesInfeasible(program, met)) return { kind: 'infeasible', ray: met }
  best ??= finest(judge(program, candidateOf(back, path.point)), tolerance, (near) =>
    polished(path.point, path.system, near),
  )
  if (isOptimal(best, tolerance)) return { kind: 'optimal', ...solvedOf(best, path.steps) }
  const none = excuse(back, standard)
  if (none !== null) return none
  if (program.ball !== undefined)
    best = alongMultiplier(back, best, tolerance, (point, near) => polished(point, path.system, near)) ?? best
  return { kind: isOptimal(best, tolerance) ? 'optimal' : 'stalled', ...solvedOf(best, path.steps) }
}

// Of a trial's own objective, which the ball's part can make a thousand times the caller's.
const trialTolerance = 1e-13

/** The search over the ball's multiplier, every candidate of which may be polished into the answer. */
function alongMultiplier(
  back: Back,
  best: Verdict,
  tolerance: number,
  polished: (point: Point, near: number) => Verdict,
): Verdict | null {
  const { program } = back
  const solveFlat: SolveFlat = (flat) => {
    const found = solve(flat, { tolerance: trialTolerance })
    return found.kind === 'optimal' || found.kind === 'stalled' ? found : null
  }
  let coarse: Verdict | null = null
  const found = searchBall(program, Math.max(best.lambda, 1e-3), solveFlat, (candidate) => {
    const plain = judge(program, candidate)
    const fine = polished(pointOf(back, plain), 0)
    const better = rank(fine, tolerance) < rank(plain, tolerance) ? fine : plain
    if (coarse === null || rank(better, tolerance) < rank(coarse, tolerance)) coarse = better
    return rank(better, tolerance) <= 1 ? better : null
  })
  return found ?? coarse
}

// A column whose distance to a bound is about sqrt(mu) or less is going there, or its multiplier vanishes with it.
const jumpReach = 3
const undecided = 1e-6

/** A ball without radius: its columns stand as near to zero as their bounds permit. */
function withoutBall(program: Program): Program {
  const { ball, ...rest } = program
  const fixed = (bound: Float64Array): Float64Array =>
    bound.map((x, j) =>
      ball!.weight[j]! > 0 ? Math.min(Math.max(0, program.lower[j]!), program.upper[j]!) : x,
    )
  return { ...rest, lower: fixed(program.lower), upper: fixed(program.upper) }
}

function unboundedIfFeasible(program: Program): Solution {
  const idle = {
    ...program,
    cost: new Float64Array(program.columns),
    quadratic: new Float64Array(program.columns),
  }
  const found = solve(idle)
  return found.kind === 'infeasible' ? found : { kind: 'unbounded' }
}

function goalOf(tolerance: number, origin: Origin): Goal {
  // A third of what was asked leaves room for what the polish rounds.
  return { gap: tolerance / 1000, floor: smallObjective * origin.objectiveScale, residual: 1e-12 }
}

function startOf(origin: Origin, start: Float64Array | undefined): Float64Array | undefined {
  return (
    start && Float64Array.from(origin.column, (j, k) => (start[j]! - origin.origin[k]!) / origin.unit[k]!)
  )
}

/** The best of the walk's own end and its polishes, the bold one first. */
function finest(walked: Verdict, tolerance: number, polished: (near: number) => Verdict): Verdict {
  const bold = polished(undecided)
  if (rank(bold, tolerance) <= 1) return bold
  const better = (first: Verdict, second: Verdict): Verdict =>
    rank(first, tolerance) <= rank(second, tolerance) ? first : second
  return better(better(bold, polished(0)), walked)
}

/** At most 1 for an answer nobody needs to improve: rows to the last digits, gap and signs well within what is asked. */
function rank(verdict: Verdict, tolerance: number): number {
  const { objective, bound, infeasibility, residual } = verdict
  const gap = (objective - bound) / toleranceOf(verdict, 0.1 * tolerance)
  const rank = Math.max(gap, infeasibility / 1e-13, residual / 1e-10)
  return Number.isNaN(rank) ? Infinity : rank
}

function toleranceOf(verdict: Verdict, tolerance: number): number {
  return tolerance * Math.max(Math.abs(verdict.objective), smallObjective) + verdict.noise
}

// Rows and cap must hold this well before a point may be called an answer at all.
const worstInfeasibility = 1e-9

function isOptimal(verdict: Verdict, tolerance: number): boolean {
  return (
    verdict.infeasibility <= worstInfeasibility &&
    verdict.objective - verdict.bound <= toleranceOf(verdict, tolerance)
  )
}

// A distance from feasibility, or a slope, below this cannot be told from rounding.
const surelyPositive = 1e-8

function excuse(back: Back, standard: Standard): Solution | null {
  const { ray, distance } = infeasibilityRay(standard)
  const full = rayOf(back, ray)
  if (distance > surelyPositive && provesInfeasible(back.program, full))
    return { kind: 'infeasible', ray: full }
  return steepestEscape(standard) < -surelyPositive ? { kind: 'unbounded' } : null
}

function solvedOf(verdict: Verdict, steps: number): Solved {
  const { x, y, z, lambda, objective, bound, residual } = verdict
  return { x, y, z, lambda, objective, bound, residual, steps }
}
