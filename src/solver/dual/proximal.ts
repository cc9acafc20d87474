/** The outer method: proximal rounds where a column has no curvature of its own, then the proof. */

import type { ConvexOptions, ConvexSolution } from '../convex.ts'
import { ascend } from './ascend.ts'
import type { Form } from './form.ts'
import { aim } from './newton.ts'
import { columnGap, infeasibilityOf, objectiveOf, proofOf, provesInfeasible } from './proof.ts'
import type { Proof } from './proof.ts'
import { measureRows, sweep } from './sweep.ts'
import { newTools, workOf } from './tools.ts'
import type { Work } from './tools.ts'

// What the objective is compared with where it is nearly nothing.
const smallObjective = 1e-8
const rowTolerance = 1e-12

export function solveForm(form: Form, options: ConvexOptions): ConvexSolution {
  const tolerance = options.tolerance ?? 1e-10
  const crossed = form.lower.findIndex((low, j) => low > form.upper[j]!)
  if (crossed >= 0) return { kind: 'infeasible', ray: new Float64Array(form.hard), column: crossed }
  const work = workOf(form, options.tools ?? newTools())
  begin(form, work, options.start)
  const scale = curvatureScale(form)
  const unit = unitOf(form, work)
  let steps = 0
  const first = Math.max(firstRho * scale, (G.a * unit) / spanOf(form))
  let rho = form.curve.every((d) => d > leastCurve * scale) ? 0 : first
  for (let round = 0; round < mostRounds; round++) {
    soften(form, work, rho)
    const ascent = ascend(form, work, unit, rho === 0 ? G.m : mostSteps, (gap) =>
      isEnough(form, work, gap, tolerance, rho),
    )
    steps += ascent.steps
    const proof = proofOf(form, work)
    if (isProven(proof, tolerance)) return answer(form, work, 'optimal', proof, steps)
    const refined = refine(form, work, proof)
    if (isProven(refined, tolerance)) return answer(form, work, 'optimal', refined, steps)
    const ray = rayOf(form, work)
    if (ray !== null) return { kind: 'infeasible', ray, column: -1 }
    rho = rho === 0 ? first : Math.max(rho * G.d, leastRho * scale)
    sweep(form, work)
    work.anchor.set(work.x)
  }
  return answer(form, work, 'stalled', proofOf(form, work), steps)
}

export const G = { a: 0.1, m: 20, d: 0.1 }
/** The mean width of the bounds, where they have one. */
function spanOf({ lower, upper }: Form): number {
  let sum = 0
  let count = 0
  for (let j = 0; j < lower.length; j++) {
    const width = upper[j]! - lower[j]!
    if (!(width > 0 && width < Infinity)) continue
    sum += width
    count++
  }
  return count === 0 ? 1 : sum / count
}

const mostSteps = 60
const mostRounds = 30
const firstRho = 0.03
const leastRho = 1e-8
const leastCurve = 1e-7

function isProven(proof: Proof, tolerance: number): boolean {
  return (
    proof.infeasibility <= rowTolerance &&
    proof.gap <= tolerance * Math.max(Math.abs(proof.objective), smallObjective)
  )
}

/** The inner method stops where the rows' gap is lost in the columns', or in what was asked for. */
function isEnough(form: Form, work: Work, gap: number, tolerance: number, rho: number): boolean {
  let columns = 0
  if (rho > 0) for (let j = 0; j < form.n; j++) if (work.rho[j]! > 0) columns += Math.max(0, columnGap(form, work, j)) // prettier-ignore
  const wanted = tolerance * Math.max(Math.abs(objectiveOf(form, work)), smallObjective)
  if (gap > Math.max(0.1 * wanted, 0.02 * columns)) return false
  return infeasibilityOf(form, work) <= (columns > wanted ? 1e-5 : 0.5 * rowTolerance)
}

/** Multipliers and places to begin with: what was found before, or nothing traded and no row's price. */
function begin(form: Form, work: Work, start: ConvexOptions['start']): void {
  const { k, hard, rowScale, soft, low } = form
  const { z, x, anchor, base, trial } = work
  for (let j = 0; j < form.n; j++)
    x[j] = Math.min(Math.max(start?.x[j] ?? form.origin[j]!, form.lower[j]!), form.upper[j]!)
  anchor.set(x)
  base.set(form.linear)
  trial.fill(0)
  measureRows(form, work)
  z.fill(0)
  for (let i = 0; i < z.length; i++) if (soft[i] === 1) z[i] = work.product[i]! - low[i]!
  if (start === undefined) return
  for (let i = 0; i < hard; i++) {
    const price = -start.y[i]! * rowScale[i]!
    const side = price > 0 ? form.high[k + i]! : low[k + i]!
    z[k + i] = Math.abs(side) < Infinity ? price : 0
  }
}

/** The mean curvature a column meets. */
function curvatureScale(form: Form): number {
  let sum = 0
  for (let j = 0; j < form.n; j++) sum += form.curve[j]!
  for (const b of form.loadings) sum += b * b
  for (let p = 0; p < form.index.length; p++)
    if (form.index[p]! >= form.hard) sum += form.value[p]! * form.value[p]!
  return sum > 0 ? sum / form.n : 1
}

/** The largest slope a column begins with: the unit that row multipliers are measured in. */
function unitOf(form: Form, work: Work): number {
  const { k, loadings, start, index, value, curve, center } = form
  const { z, x } = work
  let most = 0
  for (let j = 0; j < form.n; j++) {
    let slope = form.linear[j]! + curve[j]! * (x[j]! - center[j]!)
    for (let i = 0; i < k; i++) slope += loadings[j * k + i]! * z[i]!
    for (let p = start[j]!; p < start[j + 1]!; p++) slope += value[p]! * z[k + index[p]!]!
    most = Math.max(most, Math.abs(slope), Math.abs(form.buy[j]!), Math.abs(form.sell[j]!), form.power[j]!)
  }
  return most > 0 ? most : 1
}

/** Lends curvature rho to columns that have less, around where they stood. */
function soften(form: Form, work: Work, rho: number): void {
  for (let j = 0; j < form.n; j++) {
    const own = form.curve[j]!
    const lent = Math.max(0, rho - own)
    work.rho[j] = lent
    work.curve[j] = own + lent
    work.center[j] =
      lent === 0
        ? form.center[j]!
        : form.center[j]! + (lent / (own + lent)) * (work.anchor[j]! - form.center[j]!)
  }
}

/** Moves the free columns by what the rows still miss: free of the rounding that slopes of a stiff problem carry. */
function refine(form: Form, work: Work, before: Proof): Proof {
  const { k, n, loadings, start, index, value } = form
  let proof = before
  for (let round = 0; round < 2 && !isClean(proof); round++) {
    aim(form, work, 0)
    const { along, ease, x } = work
    for (let j = 0; j < n; j++) {
      if (ease[j] === 0) continue
      let slope = 0
      for (let i = 0; i < k; i++) slope += loadings[j * k + i]! * along[i]!
      for (let p = start[j]!; p < start[j + 1]!; p++) slope += value[p]! * along[k + index[p]!]!
      x[j] = Math.min(Math.max(x[j]! - ease[j]! * slope, form.lower[j]!), form.upper[j]!)
    }
    measureRows(form, work)
    proof = proofOf(form, work)
  }
  return proof
}

const isClean = (proof: Proof): boolean => proof.infeasibility <= 1e-15

/** Multipliers that prove the rows impossible, if those at hand do. */
function rayOf(form: Form, work: Work): Float64Array | null {
  const { k, hard, rowScale } = form
  for (const source of [work.z, work.along, work.residual]) {
    const ray = source.slice(k, k + hard)
    if (!provesInfeasible(form, ray)) continue
    return ray.map((u, i) => -u / rowScale[i]!)
  }
  return null
}

function answer(
  form: Form,
  work: Work,
  kind: 'optimal' | 'stalled',
  { objective, gap, infeasibility }: Proof,
  steps: number,
): ConvexSolution {
  const { k, hard, rowScale } = form
  const y = work.z.slice(k, k + hard).map((u, i) => -u / rowScale[i]!)
  return { kind, x: work.x.slice(), y, objective, bound: objective - gap, gap, infeasibility, steps }
}
