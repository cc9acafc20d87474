/**
 * The frontier: what coming closer to the targets costs. Twenty-one plans on one board that differ only in the share
 * of today's distance that they may keep, from none to all of it; each starts from the best of those before it, which
 * is near enough for the next one too.
 */
import { Decimal, roundedText, textOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import type { Frontier, FrontierMark, FrontierPart, FrontierPoint } from '../domain/frontier.ts'
import { distanceOf } from './after.ts'
import { plannable } from './check.ts'
import { distanceDecimals } from './digits.ts'
import { bestFor, landingOf, type Landing, type Scene } from './landing.ts'
import { kneeOf, marksOf } from './marks.ts'
import { solved, work, type Workings } from './plan.ts'
import { emptyProblems } from './refuse.ts'
import { roundFrom, wantedOn, type Hint } from './round.ts'

/** Shares fall in steps of a twentieth, 5 points on a slider. */
const shareSteps = 20

/**
 * So many shares apart relaxations are solved; between them they are mixed. The cheapest expense is convex in the
 * distance, and a mixture of two plans is no farther than the mixture of their distances: a thousandth of
 * the expense is lost.
 */
const knotSteps = 2

/** The whole frontier of a document (parsed JSON); null where the document cannot be planned. */
export function frontier(json: unknown, taxBudget: string | null = null): Frontier | null {
  const parts = frontierParts(json, taxBudget)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

/**
 * The frontier as it becomes known: the present plan, edge and midpoint, and the points from the exact target up. What
 * is returned in the end is the last word: a point may still give way to a plan that is both nearer and cheaper. The plan
 * within a tax budget (base currency) is marked where one is given.
 */
export function* frontierParts(
  json: unknown,
  taxBudget: string | null = null,
): Generator<FrontierPart, Frontier | null> {
  const checked = plannable(json)
  if (!checked.ok) return null
  const document = checked.value
  const drift = driftOf(document)
  if (emptyProblems(document, drift).length > 0) return null
  const exact = work(exactly(document), drift)
  if (exact.settled.missing.size > 0) return null
  const sweep = sweepOf(exact, drift)
  const marks: FrontierMark[] = []
  for (const { mark, landing } of marksOf(document, drift, exact, taxBudget)) {
    marks.push(mark)
    if (mark.kind !== 'present') sweep.known.push(landing)
    yield { kind: 'mark', mark }
  }
  for (const point of swept(sweep)) yield { kind: 'point', point }
  const points = finalPoints(sweep)
  const knee = kneeOf(points)
  return { points, marks: knee ? [...marks, knee] : marks, today: roundedText(sweep.today, distanceDecimals) }
}

/** The same document on its way to the exact target with every row fired: nothing but the share will differ. */
function exactly(document: Portfolio): Portfolio {
  const trigger = { any: [{ kind: 'always' as const }] }
  const destination = { distance: '0' }
  return {
    ...document,
    policy: { ...document.policy, trigger, cooldown: null, scope: 'all', destination },
  }
}

interface Sweep {
  readonly scene: Scene
  readonly today: Decimal
  /** The squared distance that the exact plan reached: no plan need be nearer. */
  readonly least: number
  /** Every plan found so far. */
  readonly known: Landing[]
  /** Relaxed trades by number of steps from the exact target. */
  readonly wanted: Map<number, Float64Array>
}

function sweepOf(exact: Workings, drift: Drift): Sweep {
  const weights = drift.rows.map((row) => row.weight)
  const { score, wanted } = exact.rounded
  return {
    scene: exact,
    today: distanceOf(drift, exact.aims, weights),
    least: score.distance,
    known: [landingOf(exact, exact)],
    wanted: new Map([[0, wanted]]),
  }
}

/** The share of today's distance that is kept at a number of steps from the exact target. */
function shareAt(step: number): Decimal {
  return new Decimal(step).dividedBy(shareSteps)
}

function allowanceAt({ today }: Sweep, step: number): number {
  return today.times(shareAt(step)).toNumber()
}

/** One plan for each share, from the exact target to doing nothing. */
function* swept(sweep: Sweep): Generator<FrontierPoint> {
  for (let step = 0; step <= shareSteps; step += 1) {
    const begun = bestFor(sweep.scene, allowanceAt(sweep, step), sweep.known)
    if (!begun) return
    const found = step === 0 ? begun : nextLanding(sweep, step, begun)
    sweep.known.push(found)
    yield pointAt(step, found)
  }
}

function pointAt(step: number, { point }: Landing): FrontierPoint {
  return { share: textOf(shareAt(step)), ...point }
}

function nextLanding(sweep: Sweep, step: number, begun: Landing): Landing {
  const { scene, least } = sweep
  const hint: Hint = { start: begun.levels, wanted: wantedAt(sweep, step), least }
  const board = { ...scene.board, allowance: allowanceAt(sweep, step) }
  return landingOf(
    scene,
    solved(scene.document, scene.drift, board, (tight) => roundFrom(tight, hint)),
  )
}

function wantedAt(sweep: Sweep, step: number): Float64Array {
  const known = sweep.wanted.get(step)
  if (known) return known
  const before = step - (step % knotSteps)
  const wanted = before === step ? solvedAt(sweep, step) : mixedAt(sweep, step, before)
  sweep.wanted.set(step, wanted)
  return wanted
}

function solvedAt(sweep: Sweep, step: number): Float64Array {
  const board = { ...sweep.scene.board, allowance: allowanceAt(sweep, step) }
  return wantedOn(board, sweep.least) ?? new Float64Array(board.slots.length)
}

function mixedAt(sweep: Sweep, step: number, before: number): Float64Array {
  const [near, far] = [wantedAt(sweep, before), wantedAt(sweep, before + knotSteps)]
  const share = (step - before) / knotSteps
  return near.map((value, at) => value + share * ((far[at] ?? 0) - value))
}

/**
 * The best known plan for each share, shares falling from 1 to 0: no point is both farther and dearer than another.
 * Where a share is out of reach, plans of the same visible step would still differ; the next larger share's stands.
 */
function finalPoints(sweep: Sweep): FrontierPoint[] {
  const points: FrontierPoint[] = []
  let last: Landing | null = null
  for (let step = shareSteps; step >= 0; step -= 1) {
    const best = bestFor(sweep.scene, allowanceAt(sweep, step), sweep.known)
    if (!best) continue
    if (!last || !isFarther(best, last)) last = best
    points.push(pointAt(step, last))
  }
  return points
}

function isFarther(a: Landing, b: Landing): boolean {
  return a.after.distance.greaterThan(b.after.distance)
}
