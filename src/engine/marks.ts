/** The places on a frontier that have a name: the present plan, the band's edge, halfway to the target, and the knee. */
import { decimalOf } from '../domain/decimal.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Drift } from '../domain/drift.ts'
import type { FrontierMark, FrontierPoint } from '../domain/frontier.ts'
import { aimsOf } from './aim.ts'
import { landingOf, markOf, type Landing } from './landing.ts'
import { solved, work, type Workings } from './plan.ts'
import { round } from './round.ts'

export interface Marked {
  readonly mark: FrontierMark
  readonly landing: Landing
}

/**
 * The document's own plan, every row just inside its band, and halfway from there to the target; where gains are taxed also
 * what can be reached without tax, and within a tax budget.
 */
export function* marksOf(
  document: Portfolio,
  drift: Drift,
  exact: Workings,
  taxBudget: string | null,
): Generator<Marked> {
  const present = work(document, drift)
  const here = landingOf(exact, present)
  if (present.settled.missing.size === 0) yield marked('present', here)
  for (const [kind, destination] of named) {
    const same = present.decision.triggered && isTowards(document, destination)
    yield marked(kind, same ? here : landingAt(drift, exact, destination))
  }
  const budgets = [
    ['no-tax', '0'] as const,
    ...(taxBudget === null ? [] : [['tax-budget', taxBudget] as const]),
  ]
  for (const [kind, budget] of exact.board.slots.some((slot) => slot.lots !== null) ? budgets : []) {
    const landing = landingWithin(drift, exact, decimalOf(budget).toNumber())
    if (landing) yield marked(kind, landing)
  }
}

/** As near to the targets as the taxes of its lots allow; null where flows cannot be met within them. */
function landingWithin(drift: Drift, exact: Workings, taxBudget: number): Landing | null {
  const { document, board } = exact
  const found = solved(document, drift, { ...board, taxBudget }, round)
  const isKept = found.rounded.score.broken === 0 && found.settled.missing.size === 0
  return isKept ? landingOf(exact, found) : null
}

const named = [
  ['edge', '0'],
  ['midpoint', '0.5'],
] as const

function marked(kind: FrontierMark['kind'], landing: Landing): Marked {
  return { mark: markOf(kind, landing), landing }
}

/** Does the document ask for this very plan? Then its own board has the slots of the exact one, in the same order. */
function isTowards({ policy }: Portfolio, destination: string): boolean {
  return policy.scope === 'all' && policy.destination === destination
}

/** The plan to another destination on the board of the exact one: only the aims differ. */
function landingAt(drift: Drift, exact: Workings, destination: string): Landing {
  const { document, decision } = exact
  const policy = { ...document.policy, destination }
  const aims = aimsOf({ ...document, policy }, drift, decision)
  const low = Float64Array.from(aims, (aim) => aim.low.toNumber())
  const high = Float64Array.from(aims, (aim) => aim.high.toNumber())
  return landingOf(exact, solved(document, drift, { ...exact.board, low, high }, round))
}

/** The point farthest below the straight line between the curve's ends; none where the curve hardly sags. */
export function kneeOf(points: readonly FrontierPoint[]): FrontierMark | null {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const run = Number(first.distance) - Number(last.distance)
  const rise = Number(last.expense) - Number(first.expense)
  let knee: FrontierMark | null = null
  let most = leastSag * run * rise
  for (const { distance, expense } of points) {
    const nearer = Number(first.distance) - Number(distance)
    const dearer = Number(expense) - Number(first.expense)
    const sag = nearer * rise - dearer * run
    if (sag <= most) continue
    most = sag
    knee = { kind: 'knee', distance, expense }
  }
  return knee
}

/** A curve that sags by less than this share of its height has no knee to speak of. */
const leastSag = 0.01
