/** The ball by its multiplier: where its cap is so tight that no interior is left to walk through. */

// For every lambda >= 0 the program with curvature Q + lambda P and no ball has a well-behaved optimum x(lambda), and
// the length r(lambda) = sqrt(sum p x^2) falls as lambda grows. The cap is met where r(lambda) = radius; 1/r is nearly
// linear in lambda, so a secant on it needs few trials (Reinsch 1971; Moré and Sorensen 1983). Any lambda gives a
// valid bound; any mixture of an x within the cap and one beyond gives a point exactly on it.

import type { Program } from './quadratic.ts'
import type { Candidate } from './verdict.ts'

/** Solves the program without its ball; null if that fails. */
export type SolveFlat = (program: Program) => { readonly x: Float64Array; readonly y: Float64Array } | null

interface Trial extends Candidate {
  readonly length: number
}

const mostTrials = 60
// Where a trial fails, one close by is as good.
const aside = 1.01

/** Candidates of growing quality, each handed to `good`; ends with the first that is good enough, or null. */
export function searchBall<Found>(
  program: Program,
  first: number,
  solveFlat: SolveFlat,
  good: (candidate: Candidate) => Found | null,
): Found | null {
  const radius = Math.sqrt(2 * program.ball!.cap)
  let beyond: Trial | null = null
  let within: Trial | null = null
  let lambda = first
  let wasBeyond = false
  let stays = 0 // trials since the other side last moved
  for (let k = 0; k < mostTrials; k++) {
    const trial = trialAt(program, lambda, solveFlat) ?? trialAt(program, lambda * aside, solveFlat)
    if (trial === null) return null
    const isBeyond = trial.length > radius
    stays = isBeyond === wasBeyond ? stays + 1 : 0
    wasBeyond = isBeyond
    if (isBeyond) beyond = trial
    else within = trial
    if (within !== null) {
      const found = good(beyond === null ? within : mixed(program, within, beyond, radius))
      if (found !== null || within.lambda === 0) return found
    }
    const next = nextLambda(lambda, within, beyond, radius, stays >= 2)
    if (next === lambda) return null
    lambda = next
  }
  return null
}

function trialAt(program: Program, lambda: number, solveFlat: SolveFlat): Trial | null {
  const { ball, ...rest } = program
  const quadratic = program.quadratic.map((q, j) => q + lambda * ball!.weight[j]!)
  const found = solveFlat({ ...rest, quadratic })
  return found && { x: found.x, y: found.y, lambda, length: lengthOf(program, found.x) }
}

function lengthOf(program: Program, x: Float64Array): number {
  let sum = 0
  for (let j = 0; j < x.length; j++) sum += program.ball!.weight[j]! * x[j]! * x[j]!
  return Math.sqrt(sum)
}

const widen = 16
// Below this a multiplier is tried as zero.
const least = 1e-14

/** By secant between the two sides, or by halves where that creeps; by powers while one side is missing. */
function nextLambda(
  lambda: number,
  within: Trial | null,
  beyond: Trial | null,
  radius: number,
  creeps: boolean,
): number {
  if (within === null) return lambda === 0 ? 1 : lambda * widen
  if (beyond === null) return lambda < least ? 0 : lambda / widen
  const low = 1 / beyond.length - 1 / radius
  const high = 1 / Math.max(within.length, 1e-300) - 1 / radius
  const share = creeps ? 0.5 : Math.min(Math.max(-low / (high - low), 0.01), 0.99)
  return beyond.lambda + share * (within.lambda - beyond.lambda)
}

/** The point of the segment that lies on the cap, with the multipliers of its nearer end mixed alike. */
function mixed(program: Program, within: Trial, beyond: Trial, radius: number): Candidate {
  const { weight } = program.ball!
  let a = 0
  let b = 0
  for (let j = 0; j < weight.length; j++) {
    const move = beyond.x[j]! - within.x[j]!
    a += weight[j]! * move * move
    b += weight[j]! * move * within.x[j]!
  }
  const c = radius * radius - within.length * within.length
  const share = a > 0 ? Math.min(1, c / (b + Math.sqrt(b * b + a * c))) : 1
  const mix = (inner: Float64Array, outer: Float64Array): Float64Array =>
    inner.map((value, j) => value + share * (outer[j]! - value))
  return {
    x: mix(within.x, beyond.x),
    y: mix(within.y, beyond.y),
    lambda: within.lambda + share * (beyond.lambda - within.lambda),
  }
}
