/** The engine's plan of a small document with wash sales beside every combination of orders, disallowed losses counted. */
import { zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { violationsOf } from './checker.ts'
import { stuckIn } from './checkRows.ts'
import {
  bestOf,
  chosenBy,
  keyOf,
  puzzleOf,
  sizeOf,
  type Choice,
  type Key,
  type Puzzle,
} from './exhaustive.ts'
import { modelOf, type Model } from './model.ts'
import type { RawDocument } from './raw.ts'
import { isOpen } from './shortfall.ts'
import { disallowedIn } from './wash.ts'

const mostCombinations = 20_000

export interface Compared {
  readonly planned: Key
  readonly possible: Key
  /** Is a loss of the plan disallowed, or would one be of the plan that does not look for them? */
  readonly washed: boolean
}

/** The keys of a plan and of the best there is; text where something is wrong, null where there are too many to try. */
export function comparedWash(document: RawDocument): Compared | string | null {
  const plan = rebalance(document)
  const faults = violationsOf(document, plan)
  if (faults.length > 0) return faults.join('; ')
  const puzzle = puzzleOf(document, stuckIn(plan))
  if (!isOpen(document, plan) || sizeOf(puzzle) > mostCombinations) return null
  const model = modelOf(document)
  const idle = forgoneBy(model, puzzle, [])
  const forgone = (chosen: readonly Choice[]): number => forgoneBy(model, puzzle, chosen) - idle
  const possible = bestOf(puzzle, forgone)
  if (plan.status === 'refused') return possible ? 'refused, though there is a plan' : null
  const chosen = chosenBy(puzzle, plan)
  const own = chosen.every((each) => each !== null) ? keyOf(puzzle, chosen) : null
  if (!possible || !own || !chosen.every((each) => each !== null)) return 'no key'
  const planned = { ...own, expense: own.expense + forgone(chosen) }
  return { planned, possible, washed: isWashed(document, plan) }
}

function isWashed(document: RawDocument, plan: Plan): boolean {
  if (plan.washSales.length > 0) return true
  const free = rebalance({ ...document, tax: { ...document.tax, washSales: false } })
  return JSON.stringify(free.trades) !== JSON.stringify(plan.trades)
}

/** What disallowed losses would have been worth, in base currency. */
function forgoneBy(model: Model, puzzle: Puzzle, chosen: readonly Choice[]): number {
  const parts = chosen.flatMap((each) => each.realised.parts)
  const trades = chosen.flatMap(({ quantity }, at): Plan['trades'] => {
    const [account = '', instrument = ''] = puzzle.slots[at]?.name.split('\n') ?? []
    return quantity > 0 ? [bought(account, instrument, quantity)] : []
  })
  return disallowedIn(model, parts, { trades })
    .reduce((sum, { of, loss }) => sum.plus(loss.times(of.rate)), zero)
    .toNumber()
}

/** Of a trade only these three decide what it replaces. */
function bought(account: string, instrument: string, quantity: number): Plan['trades'][number] {
  const costs = { commission: '0', spread: '0', impact: '0', gas: '0' }
  return {
    account,
    instrument,
    side: 'buy',
    quantity: String(quantity),
    price: '1',
    value: '1',
    phase: 1,
    costs,
    lots: [],
    because: { kind: 'invest-cash', account, amount: '1' },
  }
}
