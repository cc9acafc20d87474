/**
 * The outer method: one climb of the dual where every column has curvature of its own, proximal rounds where not.
 *
 * Chosen by measurement. With curvature everywhere (a factor model's diagonal, costs that curve) one climb takes 3 to 10
 * steps. Columns that only have kinks make the dual kinked as well; lending them curvature around where they stand, less
 * in each round, takes 20 to 60 steps in all, and ends at the same proof because the last rounds lend next to nothing.
 */

import type { ConvexOptions, ConvexSolution } from '../convex.ts'
import { ascend, settleAnew } from './ascend.ts'
import { approach } from './approach.ts'
import { begin } from './begin.ts'
import type { Units } from './begin.ts'
import type { Form } from './form.ts'
import { escapeOf, rayAtHand, searchedRay } from './impossible.ts'
import { lend } from './lend.ts'
import { columnGap, infeasibilityOf, noiseOf, objectiveOf, proofOf } from './proof.ts'
import type { Proof } from './proof.ts'
import { refine } from './refine.ts'
import { settle } from './sweep.ts'
import { newTools, workOf } from './tools.ts'
import type { Work } from './tools.ts'

// What the objective is compared with where it is nearly nothing.
const smallObjective = 1e-8
// Rows must hold this well, relative to their terms.
const rowTolerance = 1e-12
// And better than this if a correction of the places can do it.
const cleanRows = 1e-14
// A climb without lent curvature either succeeds soon or meets kinks it cannot tell apart.
const firstSteps = 20
const laterSteps = 60
const lastSteps = 4
const mostRounds = 40
// Curvature is lent in the unit of the problem's own, or of its costs over the room its columns have; found by trial.
const ofCurvature = 0.1
const ofCosts = 3
const decay = 0.3
const slowDecay = 0.5
const lastDecay = 0.03
const leastLent = 1e-8
const roughly = 1e-3
const closely = 1e-3
// Less curvature than this share of the mean is none.
const leastCurve = 1e-7

export function solveForm(form: Form, options: ConvexOptions): ConvexSolution {
  const tolerance = options.tolerance ?? 1e-10
  const crossed = crossedOf(form)
  if (crossed >= 0) return { kind: 'infeasible', ray: new Float64Array(form.hard), column: crossed }
  const work = workOf(form, options.tools ?? newTools())
  const units = begin(form, work, options.start)
  return climb(form, work, units, tolerance, options.start !== undefined)
}

function climb(form: Form, work: Work, units: Units, tolerance: number, isWarm: boolean): ConvexSolution {
  const { curvature: scale, cost: unit, room } = units
  // What is found near its end needs little lent to get there.
  const first = Math.max(ofCurvature * scale, (ofCosts * unit) / room) * (isWarm ? decay * decay : 1)
  let lent = isCurved(form, leastCurve * scale) ? 0 : first
  let shrink = decay
  let steps = 0
  let rough = roughly
  let mayBeInfeasible = true
  let found: ConvexSolution | null = null
  for (let round = 0; round < mostRounds; round++) {
    lend(form, work, lent)
    settle(form, work)
    if (round === 0) approach(form, work, unit, isWarm)
    const most = found !== null ? lastSteps : lent === 0 ? firstSteps : laterSteps
    const ascent = ascend(form, work, unit, most, {
      enough: (gap) => isEnough(form, work, gap, tolerance, rough),
      affords: (loss) => lent === 0 && loss <= closely * wantedOf(objectiveOf(form, work), tolerance),
    })
    steps += ascent.steps
    const isExact = lent === 0 && ascent.met
    let proof = proofOf(form, work)
    if (!isProven(form, work, proof, tolerance) || proof.infeasibility > cleanRows)
      proof = refine(form, work, proof)
    if (isProven(form, work, proof, tolerance)) {
      const closed = isExact || proof.spread <= closely * wantedOf(proof.objective, tolerance)
      if (closed || found !== null) return answer(form, work, 'optimal', proof, steps)
      // Proven, but not closely: one more round, with next to nothing lent, brings the places nearer for a step or two.
      found = answer(form, work, 'optimal', proof, steps)
      shrink = lastDecay
    } else if (found !== null) return found
    else {
      const mustSearch: boolean = mayBeInfeasible && !ascent.met && lent > 0
      if (mustSearch) mayBeInfeasible = false
      const none = excuse(form, work, mustSearch)
      if (none !== null) return none
    }
    settleAnew(form, work)
    if (lent === 0) lent = found === null ? first : 0
    else if (ascent.met) {
      work.anchor.set(work.x)
      lent = Math.max(lent * shrink, leastLent * scale)
      rough *= decay
    } else {
      lent /= decay
      shrink = slowDecay
    }
  }
  return answer(form, work, 'stalled', proofOf(form, work), steps)
}

/** The first column whose bounds are crossed, or -1. */
function crossedOf({ n, lower, upper }: Form): number {
  for (let j = 0; j < n; j++) if (lower[j]! > upper[j]!) return j
  return -1
}

/** Whether every column has more curvature of its own than this. */
function isCurved({ n, curve }: Form, least: number): boolean {
  for (let j = 0; j < n; j++) if (!(curve[j]! > least)) return false
  return true
}

/** Why there is no answer, once there is a proof of it. */
function excuse(form: Form, work: Work, search: boolean): ConvexSolution | null {
  const ray = rayAtHand(form, work) ?? (search ? searchedRay(form) : null)
  if (ray !== null) return { kind: 'infeasible', ray, column: -1 }
  const direction = escapeOf(form, work)
  return direction && { kind: 'unbounded', direction }
}

const wantedOf = (objective: number, tolerance: number): number =>
  tolerance * Math.max(Math.abs(objective), smallObjective)

function isProven(form: Form, work: Work, proof: Proof, tolerance: number): boolean {
  const wanted = wantedOf(proof.objective, tolerance)
  if (!(proof.infeasibility <= rowTolerance)) return false
  return proof.gap <= wanted || proof.gap <= wanted + noiseOf(form, work)
}

/**
 * The inner method stops where the rows' gap is lost in the columns', or well within what was asked for. While the
 * columns' gap is what is left, the rows need not be met better than roughly.
 */
function isEnough(form: Form, work: Work, gap: number, tolerance: number, rough: number): boolean {
  let columns = 0
  for (let j = 0; j < form.n; j++) if (work.rho[j]! > 0) columns += Math.max(0, columnGap(form, work, j))
  const missed = infeasibilityOf(form, work)
  if (missed > (columns > 0 ? rough : 0.5 * rowTolerance)) return false
  const wanted = wantedOf(objectiveOf(form, work), tolerance)
  return gap <= Math.max(closely * wanted, columns) && (columns > wanted || missed <= 0.5 * rowTolerance)
}

function answer(
  form: Form,
  work: Work,
  kind: 'optimal' | 'stalled',
  { objective, gap, infeasibility }: Proof,
  steps: number,
): ConvexSolution {
  const { k, hard, rowScale } = form
  const y = work.z.slice(k, k + hard).map((u, i) => (u === 0 ? 0 : -u / rowScale[i]!))
  return { kind, x: work.x.slice(), y, objective, bound: objective - gap, gap, infeasibility, steps }
}
