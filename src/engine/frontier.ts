/**
 * The frontier: what coming closer to the targets costs. Twenty-one plans on one board that differ only in the share
 * of today's distance that they may keep, from none to all of it; each starts from the best of those before it, which
 * is near enough for the next one too.
 */
import { Decimal, roundedText } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import type { Frontier, FrontierMark, FrontierPart, FrontierPoint } from '../domain/frontier.ts'
import { distanceOf } from './after.ts'
import { aimsOf } from './aim.ts'
import { plannable } from './check.ts'
import { distanceDecimals } from './digits.ts'
import { bestFor, landingOf, markOf, pointOf, type Landing, type Scene } from './landing.ts'
import { solved, work, type Workings } from './plan.ts'
import { emptyProblems } from './refuse.ts'
import { leastOf, round, roundFrom, type Hint } from './round.ts'

/** Shares fall in steps of a twentieth, 5 points on a slider. */
const shareSteps = 20

/** The whole frontier of a document (parsed JSON); null where the document cannot be planned. */
export function frontier(json: unknown): Frontier | null {
  const parts = frontierParts(json)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

/**
 * The frontier as it becomes known: the present plan, the points from the exact target up, edge and midpoint. What is
 * returned in the end is the last word: a point may still give way to a plan that is both nearer and cheaper.
 */
export function* frontierParts(json: unknown): Generator<FrontierPart, Frontier | null> {
  const checked = plannable(json)
  if (!checked.ok) return null
  const drift = driftOf(checked.value)
  if (emptyProblems(drift).length > 0) return null
  const exact = work(towards(checked.value, { distance: '0' }), drift)
  if (exact.settled.missing.size > 0) return null
  const start = distanceOf(
    drift,
    exact.aims,
    drift.rows.map((row) => row.weight),
  )
  const sweep = { scene: exact, today: start, known: [landingOf(exact, exact)] }
  const marks: FrontierMark[] = []
  for (const mark of marksOf(checked.value, drift, exact, sweep.known)) {
    marks.push(mark)
    yield { kind: 'mark', mark }
  }
  for (const point of swept(sweep)) yield { kind: 'point', point }
  const points = settledPoints(sweep)
  const knee = kneeOf(points)
  return { points, marks: knee ? [...marks, knee] : marks, today: roundedText(start, distanceDecimals) }
}

/** The same document with every row fired, so that nothing but the destination decides how far a plan goes. */
function towards(document: Portfolio, destination: Portfolio['policy']['destination']): Portfolio {
  const policy = { ...document.policy, trigger: always, cooldown: null, scope: 'all' as const, destination }
  return { ...document, policy }
}

const always: Portfolio['policy']['trigger'] = { any: [{ kind: 'always' }] }

interface Sweep {
  readonly scene: Scene
  readonly today: Decimal
  /** Every plan found so far. */
  readonly known: Landing[]
}

/** One plan for each share, from the exact target to doing nothing. */
function* swept(sweep: Sweep): Generator<FrontierPoint> {
  const { scene, known } = sweep
  const least = known[0]?.after.distance.isZero() ? 0 : leastOf(scene.board)
  for (const share of shares()) {
    const allowance = sweep.today.times(share).toNumber()
    const begun = bestFor(scene, allowance, known)
    if (!begun) return
    const found = share.isZero() ? begun : nextLanding(scene, allowance, { start: begun.levels, least })
    known.push(found)
    yield pointOf(scene, share, found)
  }
}

function nextLanding(scene: Scene, allowance: number, hint: Hint): Landing {
  const { document, drift, board } = scene
  return landingOf(
    scene,
    solved(document, drift, { ...board, allowance }, (tight) => roundFrom(tight, hint)),
  )
}

/** Rising from 0 to 1. */
function shares(): Decimal[] {
  return Array.from({ length: shareSteps + 1 }, (_, at) => new Decimal(at).dividedBy(shareSteps))
}

/**
 * The best known plan for each share, shares falling from 1 to 0: no point is both farther and dearer than another.
 * Where a share is out of reach, plans of the same visible step would still differ; the next larger share's stands.
 */
function settledPoints({ scene, today, known }: Sweep): FrontierPoint[] {
  const points: FrontierPoint[] = []
  let last: Landing | null = null
  for (const share of shares().reverse()) {
    const best = bestFor(scene, today.times(share).toNumber(), known)
    if (!best) continue
    if (!last || !isFarther(best, last)) last = best
    points.push(pointOf(scene, share, last))
  }
  return points
}

function isFarther(a: Landing, b: Landing): boolean {
  return a.after.distance.greaterThan(b.after.distance)
}

/** The document's own plan, every row just inside its band, and halfway from there to the target. */
function* marksOf(
  document: Portfolio,
  drift: Drift,
  exact: Workings,
  known: Landing[],
): Generator<FrontierMark> {
  const present = work(document, drift)
  if (present.settled.missing.size === 0) yield markOf('present', landingOf(exact, present))
  for (const [kind, destination] of [
    ['edge', '0'],
    ['midpoint', '0.5'],
  ] as const) {
    const aims = aimsOf(towards(document, destination), drift, exact.decision)
    const low = Float64Array.from(aims, (aim) => aim.low.toNumber())
    const high = Float64Array.from(aims, (aim) => aim.high.toNumber())
    const board = { ...exact.board, low, high }
    const landing = landingOf(exact, solved(exact.document, drift, board, round))
    known.push(landing)
    yield markOf(kind, landing)
  }
}

/** The point farthest below the straight line between the curve's ends; none where the curve nowhere sags. */
function kneeOf(points: readonly FrontierPoint[]): FrontierMark | null {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const run = Number(last.distance) - Number(first.distance)
  const rise = Number(last.expense) - Number(first.expense)
  let knee: FrontierMark | null = null
  let most = leastSag * Math.abs(run * rise)
  for (const { distance, expense } of points) {
    const sag =
      (Number(distance) - Number(first.distance)) * rise - (Number(expense) - Number(first.expense)) * run
    const below = run < 0 ? -sag : sag
    if (below <= most) continue
    most = below
    knee = { kind: 'knee', distance, expense }
  }
  return knee
}

/** A curve that sags by less than this share of its height has no knee to speak of. */
const leastSag = 0.01
