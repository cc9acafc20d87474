/**
 * Planning with taxes, as often as it takes: first freely, then, where that has losses disallowed, without buying what disallows
 * them and without selling at those losses; and with losses harvested where that is asked for. The best of these stands.
 */
import { decimalOf, type Decimal } from '../domain/decimal.ts'
import type { Instrument, Portfolio, Tax } from '../domain/document.ts'
import type { Board } from './board.ts'
import { exposureKey, permitsOf } from './permit.ts'
import type { Workings } from './plan.ts'
import { costUnits, taxAt, valueUnits, type Slot } from './slot.ts'
import { groupOf, plainStance, type Stance } from './stance.ts'
import { overBudget, taxationUnder, type Taxation } from './taxation.ts'
import { compareScores, type Score } from './trial.ts'
import { taxedAccounts } from './lots.ts'
import { priceOf } from '../domain/weights.ts'

/** How to plan with a stance; `near` is a plan with another that differs little. */
export type Planner = (stance: Stance, near?: Workings) => Workings

/** So many ways of planning are tried from one beginning, and so often one of them is begun from again. */
const mostTries = 6
const mostEvasions = 2

/** On larger boards every way but the first begins from the best before it, and all follow one another. */
const mostSlots = 60

/** The best plan of a document; its taxation is null where it asks for no tax. */
export function planned(document: Portfolio, plan: Planner): Workings {
  if (document.tax === null) return plan(plainStance)
  const household: Household = { document, tax: document.tax, plan }
  const harvesting = harvestOf(document)
  const plain = bestOf(evasions(household, plainStance))
  const harvested = harvesting && bestOf(evasions(household, harvesting))
  return harvested && isWorthIt(harvested, plain) ? harvested.workings : plain.workings
}

interface Household {
  readonly document: Portfolio
  readonly tax: Tax
  readonly plan: Planner
}

/** Losses are harvested for what they save: never for a shorter distance at a higher expense. */
function isWorthIt(harvested: Try, plain: Try): boolean {
  if (compareScores(harvested.score, plain.score) >= 0) return false
  return plain.score.broken > 0 || harvested.score.expense < plain.score.expense
}

function bestOf(tries: readonly Try[]): Try {
  return tries
    .filter((each) => each.over.isZero())
    .reduce((best, each) => (compareScores(each.score, best.score) < 0 ? each : best))
}

interface Try {
  readonly stance: Stance
  readonly workings: Workings
  readonly taxation: Taxation
  readonly score: Score
  /** What losses that are taken away would have been worth beyond what the search has counted, base currency. */
  readonly unforeseen: number
  /** By how much it exceeds the gains budget without the losses that are disallowed. */
  readonly over: Decimal
}

function tryOf({ document, tax, plan }: Household, stance: Stance, near?: Workings): Try {
  const workings = plan(stance, near)
  const taxation = taxationUnder(document, tax, workings.settled)
  const over = overBudget(document, taxation)
  const unforeseen = taxation.forgone.toNumber() - fearedBy(workings)
  return { stance, workings, taxation, score: judged(workings, unforeseen), unforeseen, over }
}

/** This stance, and those that evade what it has disallowed; the last resort for the budget always is among them. */
function evasions(household: Household, stance: Stance): Try[] {
  const first = tryOf(household, stance)
  const { board } = first.workings
  return board.slots.length > mostSlots && board.objective === null
    ? descent(household, first)
    : spread(household, first)
}

/** Each way begins from the best so far, as long as that helps. */
function descent(household: Household, first: Try): Try[] {
  const tries = [first]
  let best = first
  const isBetter = (stance: Stance): boolean => {
    if (tries.length >= mostTries) return false
    const next = tryOf(household, stance, best.workings)
    tries.push(next)
    const better = compareTries(next, best) < 0
    if (better) best = next
    return better
  }
  fearing(first).some(isBetter)
  // What the search has counted it has weighed already.
  while (best.unforeseen > best.workings.board.grain && barring(best).some(isBetter)) continue
  if (withholding(best).some(isBetter) || best.over.isZero()) return tries
  return [...tries, tryOf(household, { ...best.stance, gainsOnly: true })]
}

/** The gains budget comes before all else. */
function compareTries(a: Try, b: Try): number {
  return a.over.comparedTo(b.over) || compareScores(a.score, b.score)
}

/** Every way but those that only count otherwise begins anew: there are few orders, and another beginning may end better. */
function spread(household: Household, first: Try): Try[] {
  const tries: Try[] = []
  const due: Turn[] = [{ stance: first.stance, evasions: 0 }]
  let overspent = false
  for (let turn = due.shift(); turn && tries.length < mostTries; turn = due.shift()) {
    const { stance, evasions: times, near } = turn
    const made = tries.length === 0 ? first : tryOf(household, stance, near)
    const isOver = !made.over.isZero()
    tries.push(made)
    if (isOver && !overspent) due.unshift({ stance: { ...stance, gainsOnly: true }, evasions: mostEvasions })
    overspent ||= isOver
    if (times < mostEvasions) due.push(...turnsFrom(made, times + 1))
  }
  return tries
}

interface Turn {
  readonly stance: Stance
  readonly evasions: number
  readonly near?: Workings
}

function turnsFrom(made: Try, times: number): Turn[] {
  const { workings } = made
  const near = workings.board.objective === null ? { near: workings } : {}
  return [
    ...barring(made).map((stance) => ({ stance, evasions: times })),
    ...fearing(made).map((stance) => ({ stance, evasions: times, ...near })),
    ...withholding(made).map((stance) => ({ stance, evasions: times })),
  ]
}

function isWashed({ taxation }: Try): boolean {
  return taxation.forgone.greaterThan(0)
}

/** Without buying the groups of which losses are taken away, and without selling them; nothing where none are. */
function barring(made: Try): Stance[] {
  if (!isWashed(made)) return []
  const { stance, workings, taxation } = made
  const groups = new Map(workings.document.instruments.map((each) => [each.id, groupOf(each)]))
  const washed = taxation.washed.flatMap(({ instrument }) => groups.get(instrument) ?? [])
  return [
    { ...stance, unbought: new Set([...stance.unbought, ...washed]) },
    { ...stance, unsold: new Set([...stance.unsold, ...washed]) },
  ]
}

/** With what lots of the last days take away counted from the beginning. */
function fearing(made: Try): Stance[] {
  return isWashed(made) && !made.stance.wary ? [{ ...made.stance, wary: true }] : []
}

/** With more kept back from the gains budget, where that is exceeded. */
function withholding({ stance, taxation, over }: Try): Stance[] {
  if (over.isZero()) return []
  return [
    { ...stance, withheld: Math.max(stance.withheld + over.toNumber(), taxation.disallowed.toNumber()) },
  ]
}

/** The score of the search, with what disallowed losses really forgo among the expense. */
function judged({ rounded: { score }, board }: Workings, unforeseen: number): Score {
  return { ...score, expense: score.expense + Math.round(unforeseen / board.grain) }
}

/** What the search counted because losses might be taken away, base currency. */
function fearedBy({ rounded, board }: Workings): number {
  const { levels } = rounded.trial
  return board.slots.reduce((sum, slot, at) => sum + fearedAt(board, slot, levels[at] ?? 0), 0)
}

function fearedAt(board: Board, slot: Slot, level: number): number {
  if (level >= 0 || slot.lots === null || slot.lots.lost === 0) return 0
  const [unit, value] = [board.unit[0] ?? 1, valueUnits(slot, level)]
  const cost = costUnits(slot, level, value) * slot.unit + slot.gas * unit
  const plain = { ...slot, lots: { ...slot.lots, lost: 0 } }
  return taxAt(slot, level, cost, unit) - taxAt(plain, level, cost, unit)
}

/**
 * Harvesting every loss that has a substitute: an instrument of the same look-through outside its wash group, which some account
 * may buy. Null where losses are not asked for, or none can be.
 */
function harvestOf(document: Portfolio): Stance | null {
  if (document.tax?.harvest !== true) return null
  const losing = losers(document)
  const buyable = permitsOf(document, { ...plainStance, unbought: new Set(losing.map(groupOf)) })
    .filter((permit) => permit.buy === null)
    .map((permit) => permit.instrument)
  const looks = new Set(buyable.map(exposureKey))
  const harvested = losing.filter((each) => looks.has(exposureKey(each)))
  if (harvested.length === 0) return null
  return {
    ...plainStance,
    unbought: new Set(harvested.map(groupOf)),
    harvested: new Set(harvested.map((each) => each.id)),
  }
}

/** Instruments of which a taxable account has a lot below its cost. */
function losers(document: Portfolio): Instrument[] {
  const taxed = taxedAccounts(document)
  const instruments = new Map(document.instruments.map((each) => [each.id, each]))
  const ids = new Set(
    document.lots.flatMap(({ account, instrument, unitCost }) => {
      const found = instruments.get(instrument)
      if (!taxed.has(account) || unitCost === null || !found || found.exclude) return []
      return decimalOf(unitCost).greaterThan(priceOf(found)) ? [instrument] : []
    }),
  )
  return document.instruments.filter((each) => ids.has(each.id))
}
