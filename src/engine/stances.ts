/**
 * Planning with taxes, as often as it takes: first freely, then, where that has losses disallowed, without buying what disallows
 * them and without selling at those losses; and with losses harvested where that is asked for. The best of these stands.
 */
import { decimalOf, type Decimal } from '../domain/decimal.ts'
import type { Instrument, Portfolio } from '../domain/document.ts'
import { exposureKey, permitsOf } from './permit.ts'
import type { Workings } from './plan.ts'
import { groupOf, plainStance, type Stance } from './stance.ts'
import { overBudget, taxationOf, type Taxation } from './taxation.ts'
import { compareScores, type Score } from './trial.ts'
import { taxedAccounts } from './lots.ts'
import { priceOf } from '../domain/weights.ts'

/** So many ways of planning are tried from one beginning, and so often one of them is begun from again. */
const mostTries = 5
const mostEvasions = 2

/** The best plan of a document; its taxation is null where it asks for no tax. */
export function planned(document: Portfolio, plan: (stance: Stance) => Workings): Workings {
  if (document.tax === null) return plan(plainStance)
  const harvesting = harvestOf(document)
  const plain = bestOf(evasions(document, plan, plainStance))
  const harvested = harvesting && bestOf(evasions(document, plan, harvesting))
  return harvested && isWorthIt(harvested, plain) ? harvested.workings : plain.workings
}

/** Losses are harvested for what they save: never for a shorter distance at a higher expense. */
function isWorthIt(harvested: Try, plain: Try): boolean {
  if (compareScores(harvested.score, plain.score) >= 0) return false
  return plain.score.broken > 0 || harvested.score.expense < plain.score.expense
}

function bestOf(tries: readonly Try[]): Try {
  return tries
    .filter((each) => each.keeps)
    .reduce((best, each) => (compareScores(each.score, best.score) < 0 ? each : best))
}

interface Try {
  readonly workings: Workings
  readonly score: Score
  /** Is the gains budget kept without the losses that are disallowed? */
  readonly keeps: boolean
}

/** This stance, and those that evade what it has disallowed; the last resort for the budget always is among them. */
function evasions(document: Portfolio, plan: (stance: Stance) => Workings, first: Stance): Try[] {
  const tries: Try[] = []
  const due: { readonly stance: Stance; readonly evasions: number }[] = [{ stance: first, evasions: 0 }]
  let overspent = false
  for (let next = due.shift(); next && tries.length < mostTries; next = due.shift()) {
    const { stance, evasions: times } = next
    const workings = plan(stance)
    const taxation = taxationOf(document, workings.settled)
    if (taxation === null) return [{ workings, score: workings.rounded.score, keeps: true }]
    const over = overBudget(document, taxation)
    tries.push({ workings, score: judged(workings, taxation), keeps: over.isZero() })
    if (!over.isZero() && !overspent)
      due.unshift({ stance: { ...stance, gainsOnly: true }, evasions: mostEvasions })
    overspent ||= !over.isZero()
    if (times < mostEvasions)
      due.push(
        ...others(document, stance, taxation, over).map((each) => ({ stance: each, evasions: times + 1 })),
      )
  }
  return tries
}

/** What might be better than this: nothing where no loss is disallowed and the budget is kept. */
function others(document: Portfolio, stance: Stance, taxation: Taxation, over: Decimal): Stance[] {
  const room = Math.max(stance.withheld + over.toNumber(), taxation.disallowed.toNumber())
  const withheld = over.isZero() ? [] : [{ ...stance, withheld: room }]
  if (!taxation.forgone.greaterThan(0)) return withheld
  const instruments = new Map(document.instruments.map((each) => [each.id, each]))
  const groups = taxation.washed.flatMap(({ instrument }) => {
    const found = instruments.get(instrument)
    return found ? [groupOf(found)] : []
  })
  return [
    { ...stance, unbought: new Set([...stance.unbought, ...groups]) },
    { ...stance, unsold: new Set([...stance.unsold, ...groups]) },
    ...withheld,
  ]
}

/** The score of the search, with what disallowed losses forgo among the expense. */
function judged({ rounded, board }: Workings, { forgone }: Taxation): Score {
  const { score } = rounded
  return { ...score, expense: score.expense + Math.round(forgone.toNumber() / board.grain) }
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
