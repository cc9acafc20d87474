/** The engine: a document in, a plan out. The eight steps of a rebalance, in order. */
import type { Interval } from '../domain/band.ts'
import { isWritable } from '../domain/decode.ts'
import type { Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import { hashOf } from '../domain/hash.ts'
import type { Recall } from '../domain/memo.ts'
import type { Plan } from '../domain/plan.ts'
import type { Problem } from '../domain/problem.ts'
import { notesOf } from '../domain/soundness.ts'
import { afterOf, type After } from './after.ts'
import { aimsOf } from './aim.ts'
import { boardOf, type Board } from './board.ts'
import { certify } from './certify.ts'
import { plannable } from './check.ts'
import { decide, type Decision } from './decide.ts'
import { skippedOf } from './explain.ts'
import { permitsOf } from './permit.ts'
import { cashProblems, emptyProblems } from './refuse.ts'
import { cashResults, conversionResults, rowsOf, totalsOf, tradesOf, washResults } from './report.ts'
import { reconsider } from './reconsider.ts'
import { round, type Rounded } from './round.ts'
import { roundNear } from './roundNear.ts'
import { settle, type Settled } from './settle.ts'
import type { Stance } from './stance.ts'
import { planned } from './stances.ts'
import { taxationOf } from './taxation.ts'
import { emptyTrial, isWithinCaps } from './trial.ts'
import { engineVersion } from './version.ts'

/** Everything the steps have found out, before it is written down as a plan. */
export interface Workings {
  readonly document: Portfolio
  readonly drift: Drift
  readonly decision: Decision
  readonly aims: readonly Interval[]
  readonly board: Board
  readonly rounded: Rounded
  readonly settled: Settled
  readonly after: After
}

/**
 * Plans a rebalance of a document (parsed JSON). Expected trouble comes back as a plan with status `refused` and its
 * problems; nothing is thrown for it. Same document, same engine version, same plan, whatever a recall remembers.
 */
export function rebalance(json: unknown, recall?: Recall): Plan {
  const checked = plannable(json, recall) // 1 check
  // What is too deep or too broken to be written down has no fingerprint.
  const documentHash = checked.ok || isWritable(json) ? hashOf(json, recall) : ''
  if (!checked.ok) return refused(documentHash, checked.problems)
  const document = checked.value
  const drift = driftOf(document) // 2 weigh
  const empty = emptyProblems(document, drift)
  if (empty.length > 0) return refused(documentHash, empty)
  const workings = work(document, drift) // 3 to 7
  const { settled, board, decision } = workings
  if (settled.missing.size > 0)
    return {
      ...refused(documentHash, cashProblems(document, drift, board, decision, settled.missing)),
      rows: rowsOf(drift, null),
      notes: notes(workings),
    }
  return written(documentHash, workings) // 8 explain
}

/** Steps 3 to 7 on a checked document whose total is positive; with taxes as often as there are ways to plan with them. */
export function work(document: Portfolio, drift: Drift): Workings {
  return planned(document, (stance, near) => workWith(document, drift, stance, near))
}

function workWith(document: Portfolio, drift: Drift, stance: Stance, near?: Workings): Workings {
  const decision = decide(document, drift, permitsOf(document, stance), stance) // 3 decide
  const aims = aimsOf(document, drift, decision) // 4 aim
  const board = boardOf(document, drift, aims, decision)
  const { rounded, settled } = solved(
    document,
    drift,
    decision.open ? board : { ...board, slots: [] },
    near === undefined
      ? searching({ document, drift, decision, aims })
      : (each) => roundNear(each, near.board, near.rounded),
  )
  return {
    document,
    drift,
    decision,
    aims,
    board,
    rounded,
    settled,
    after: afterOf(document, drift, aims, settled),
  }
}

/** How often the search may be asked again for a plan whose exact cash does not come out. */
const mostRetries = 4

/** Steps 5 and 6: the search, and a second look at its plan where bands and destination set the aims. */
function searching({
  document,
  drift,
  decision,
  aims,
}: Pick<Workings, 'document' | 'drift' | 'decision' | 'aims'>): (board: Board) => Rounded {
  return (board) => {
    const first = round(board) // 5 solve, 6 round
    return decision.triggered
      ? reconsider({ document, aims, decision, board }, first, (each) =>
          settle(document, drift, board, each.trial),
        )
      : first
  }
}

export type Solved = Pick<Workings, 'rounded' | 'settled'>

/** Steps 5 to 7. The search counts in float64; where exact decimals disagree by a cent, it keeps that cent aside and searches again. */
export function solved(
  document: Portfolio,
  drift: Drift,
  board: Board,
  search: (board: Board) => Rounded,
): Solved {
  let reserve = board.reserve
  for (let retry = 0; ; retry += 1) {
    const rounded = search({ ...board, reserve })
    if (!isWithinCaps(board, rounded.trial)) return idle(document, drift, board, rounded)
    const settled = settle(document, drift, board, rounded.trial) // 7 settle
    if (settled.missing.size === 0 || rounded.score.broken > 0 || retry === mostRetries)
      return { rounded, settled }
    reserve = tightened(board, reserve, settled)
  }
}

/** Where the caps leave no plan that raises the cash, nothing is traded and the cash that is missing says why. */
function idle(document: Portfolio, drift: Drift, board: Board, rounded: Rounded): Solved {
  const trial = emptyTrial(board)
  return { rounded: { ...rounded, trial }, settled: settle(document, drift, board, trial) }
}

function tightened(board: Board, reserve: Float64Array, settled: Settled): Float64Array {
  return Float64Array.from(board.accounts, (account, at) => {
    const missing = settled.missing.get(account.id)
    return (reserve[at] ?? 0) + (missing ? Math.ceil(missing.toNumber() / (board.unit[0] ?? 1)) + 1 : 0)
  })
}

function notes({ document, decision }: Workings): Plan['notes'] {
  return [...notesOf(document), ...decision.notes]
}

function refused(documentHash: string, problems: readonly Problem[]): Plan {
  return {
    evenkeelPlan: 1,
    engine: engineVersion,
    documentHash,
    status: 'refused',
    problems,
    fired: [],
    rows: [],
    trades: [],
    skipped: [],
    conversions: [],
    cash: [],
    washSales: [],
    totals: null,
    notes: [],
    certificate: null,
  }
}

function written(documentHash: string, workings: Workings): Plan {
  const { document, drift, decision, aims, board, rounded, settled, after } = workings
  const taxation = taxationOf(document, settled)
  const trading = settled.orders.length > 0 || settled.conversions.length > 0
  return {
    evenkeelPlan: 1,
    engine: engineVersion,
    documentHash,
    status: trading ? 'trade' : 'hold',
    problems: [],
    fired: decision.fired,
    rows: rowsOf(drift, after),
    trades: tradesOf(document, drift, after, settled),
    skipped: skippedOf(document, drift, aims, board, rounded, decision),
    conversions: conversionResults(document, settled),
    cash: cashResults(settled),
    washSales: washResults(document, taxation),
    totals: totalsOf(document, drift, after, settled, taxation),
    notes: notes(workings),
    certificate: certify(decision.open ? board : { ...board, slots: [] }, settled, after, rounded.inside),
  }
}
