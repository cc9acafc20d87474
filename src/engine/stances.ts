/**
 * Planning with taxes, as often as it takes: first freely, then, where that has losses disallowed, without buying what disallows
 * them and without selling at those losses; and with losses harvested where that is asked for. The best of these stands.
 */
import { decimalOf } from '../domain/decimal.ts'
import type { Instrument, Portfolio } from '../domain/document.ts'
import { exposureKey, permitsOf } from './permit.ts'
import type { Workings } from './plan.ts'
import { groupOf, plainStance, type Stance } from './stance.ts'
import { overBudget, taxationOf, type Taxation } from './taxation.ts'
import { compareScores, type Score } from './trial.ts'
import { taxedAccounts } from './lots.ts'
import { priceOf } from '../domain/weights.ts'

/** How often a plan's wash sales are evaded; each time there are two ways. */
const mostEvasions = 2

/** The best plan of a document; its taxation is null where it asks for no tax. */
export function planned(document: Portfolio, plan: (stance: Stance) => Workings): Workings {
  if (document.tax === null) return plan(plainStance)
  const harvesting = harvestOf(document)
  const tries = [
    ...evasions(document, plan, plainStance, mostEvasions),
    ...(harvesting ? evasions(document, plan, harvesting, mostEvasions) : []),
  ]
  return tries.reduce((best, each) => (compareScores(each.score, best.score) < 0 ? each : best)).workings
}

interface Try {
  readonly workings: Workings
  readonly score: Score
}

function evasions(
  document: Portfolio,
  plan: (stance: Stance) => Workings,
  stance: Stance,
  left: number,
): Try[] {
  const workings = plan(stance)
  const taxation = taxationOf(document, workings.settled)
  if (taxation === null) return [{ workings, score: workings.rounded.score }]
  const now = { workings, score: judged(document, workings, taxation) }
  if (left === 0) return [now]
  return [
    now,
    ...others(document, stance, taxation).flatMap((next) => evasions(document, plan, next, left - 1)),
  ]
}

/** What might be better than this: nothing where no loss is disallowed and the budget is kept. */
function others(document: Portfolio, stance: Stance, taxation: Taxation): Stance[] {
  const over = overBudget(document, taxation)
  const withheld = over.isZero() ? [] : [{ ...stance, withheld: stance.withheld + over.toNumber() }]
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

/** The score of the search, with what disallowed losses forgo among the expense; over budget no plan stands. */
function judged(document: Portfolio, { rounded, board }: Workings, taxation: Taxation): Score {
  const { score } = rounded
  return {
    ...score,
    broken: score.broken + overBudget(document, taxation).toNumber(),
    expense: score.expense + Math.round(taxation.forgone.toNumber() / board.grain),
  }
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
