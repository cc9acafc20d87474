/** The engine's plan of a small document with taxes beside every combination of orders and of lots. */
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import {
  bestOf,
  chosenBy,
  compare,
  keyOf,
  puzzleOf,
  sizeOf,
  type Choice,
  type Key,
  type Puzzle,
} from './exhaustive.ts'
import type { RawDocument } from './raw.ts'
import { isOpen } from './shortfall.ts'

const mostCombinations = 40_000

/** What is wrong with the plan of a document beside all others; null where there are too many to try. */
export function taxShortfallOf(document: RawDocument): string | null {
  const plan = rebalance(document)
  const faults = violationsOf(document, plan)
  if (faults.length > 0) return faults.join('; ')
  const puzzle = puzzleOf(document, stuckIn(plan))
  if (!isOpen(document, plan) || sizeOf(puzzle) > mostCombinations) return null
  const best = bestOf(puzzle)
  if (plan.status === 'refused') return best ? `refused, though ${JSON.stringify(best)} is possible` : null
  const key = keyBy(puzzle, plan)
  if (!best || !key) return `no key: best ${JSON.stringify(best)}, planned ${JSON.stringify(key)}`
  return isWorse(document, key, best)
    ? `planned ${JSON.stringify(key)}, possible ${JSON.stringify(best)}`
    : null
}

/** Of all choices of lots for the plan's quantities the cheapest, which its own is to be. */
function keyBy(puzzle: Puzzle, plan: Plan): Key | null {
  const chosen = chosenBy(puzzle, plan).map((each, at): Choice | null => {
    const same = puzzle.slots[at]?.choices.filter((choice) => choice.quantity === each?.quantity) ?? []
    const taxes = taxIn(plan, puzzle.slots[at]?.name ?? '')
    return taxes === null ? each : (same.find((choice) => choice.realised.tax <= taxes + hair) ?? null)
  })
  return chosen.every((each) => each !== null) ? keyOf(puzzle, chosen) : null
}

const hair = 1e-9

/** What a plan's sell is taxed as printed; null where it does not sell, or sells parts whose tax is not printed. */
function taxIn(plan: Plan, name: string): number | null {
  const sell = plan.trades.find(
    (each) => `${each.account}\n${each.instrument}` === name && each.side === 'sell',
  )
  if (!sell || sell.lots.some((lot) => lot.tax === null)) return null
  return sell.lots.reduce((sum, lot) => sum + Number(lot.tax), 0)
}

/** Cents that rounding by lots may cost more than another choice of lots. */
const cents = 0.03

/** Ties between sheltered and taxed sells go by a preference that comes before the number of trades. */
function isWorse(document: RawDocument, key: Key, best: Key): boolean {
  if (document.tax?.lotMethod === 'min-tax')
    return best.level < key.level || (best.level === key.level && best.expense < key.expense - cents)
  const kinds = new Set(document.accounts.map((each) => each.kind))
  if (kinds.size === 1) return compare(key, best) !== 0
  return best.level < key.level || (best.level === key.level && best.expense < key.expense - hair)
}
