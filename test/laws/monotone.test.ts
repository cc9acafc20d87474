/** With fixed aims a higher cost never makes a plan cheaper, and a rule less never makes one worse. */
import { expect, test } from 'vitest'
import { driftOf } from '../../src/domain/drift.ts'
import { aimsOf } from '../../src/engine/aim.ts'
import { boardOf, type Board } from '../../src/engine/board.ts'
import { plannable } from '../../src/engine/check.ts'
import { decide } from '../../src/engine/decide.ts'
import { permitsOf } from '../../src/engine/permit.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { looseScale, relax, type Goal } from '../../src/engine/relax.ts'
import { documentOf } from './generate.ts'
import type { RawDocument } from './raw.ts'
import { smallDocument } from './small.ts'

const boards = 150
/** Relative noise of two solves. */
const noise = 1e-7

function boardFor(json: unknown): Board | null {
  const checked = plannable(json)
  if (!checked.ok) return null
  const drift = driftOf(checked.value)
  if (drift.total.lessThanOrEqualTo(0)) return null
  const decision = decide(checked.value, drift, permitsOf(checked.value))
  return boardOf(checked.value, drift, aimsOf(checked.value, drift, decision), decision)
}

/** The least of a goal over relaxed plans that may lose cash; null where there is none. */
function leastOf(board: Board, goal: Goal, mostScale: number, only?: ReadonlySet<number>): number | null {
  const relaxed = relax(board, goal, { mostScale, waste: true, ...(only ? { only } : {}) })
  return relaxed?.solution.kind === 'optimal' ? relaxed.solution.objective : null
}

test('relaxed: a slope more never saves expense, a slot less never saves distance or expense', () => {
  const faults: string[] = []
  let compared = 0
  for (let seed = 0; seed < boards; seed += 1) {
    const board = boardFor(documentOf(seed))
    if (!board || board.slots.length < 2) continue
    const at = seed % board.slots.length
    const dearer = {
      ...board,
      slots: board.slots.map((slot, index) => (index === at ? { ...slot, slope: slot.slope + 0.003 } : slot)),
    }
    const scale = looseScale(dearer)
    const near = leastOf(board, { kind: 'distance' }, scale)
    if (near === null) continue
    const goal: Goal = { kind: 'expense', cap: 1.5 * near + 1e-6, tiebreak: false }
    const others = new Set(board.slots.keys())
    others.delete(at)
    const [plain, raised] = [leastOf(board, goal, scale), leastOf(dearer, goal, scale)]
    // Without any slot an account is out of the program, and so is the cash it must have.
    const account = board.slots[at]?.account
    const staysIn = [...others].some((other) => board.slots[other]?.account === account)
    const fewer = staysIn ? leastOf(board, goal, scale, others) : null
    const fewerNear = staysIn ? leastOf(board, { kind: 'distance' }, scale, others) : null
    const check = (what: string, less: number | null, more: number | null): void => {
      if (less === null || more === null) return
      compared += 1
      if (more < less - noise * Math.max(less, 1e-6)) faults.push(`${seed} ${what}: ${less} then ${more}`)
    }
    check('slope', plain, raised)
    check('slot', plain, fewer)
    check('distance', near, fewerNear)
  }
  expect(faults).toEqual([])
  expect(compared).toBeGreaterThan(boards)
})

/** Distance in steps of the resolution, then expense: what plans compare by first. */
function standing(document: RawDocument): readonly [number, number] | null {
  const { certificate } = rebalance(document)
  if (!certificate || !('distance' in certificate)) return null
  const resolution = Number(document.policy.resolution ?? '0.001')
  const distance = Number(certificate.distance.attained)
  return [Math.ceil(distance / resolution - 1e-9), Number(certificate.expense.attained)]
}

test('small documents: without their rules plans are at least as near, and as cheap where they are as near', () => {
  const faults: unknown[] = []
  for (let seed = 0; seed < 160; seed += 1) {
    const document = smallDocument(seed)
    const policy = { ...document.policy, trigger: { any: [{ kind: 'always' as const }] } }
    const ruled = { ...document, policy }
    const free = {
      ...ruled,
      accounts: ruled.accounts.map(({ rules: _rules, allowed: _allowed, ...account }) => account),
    }
    const [bound, loose] = [standing(ruled), standing(free)]
    if (!bound || !loose) continue
    if (loose[0] > bound[0] || (loose[0] === bound[0] && loose[1] > bound[1]))
      faults.push({ seed, bound, loose })
  }
  expect(faults).toEqual([])
})
