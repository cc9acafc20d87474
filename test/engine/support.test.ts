/** Which orders at all: leaving some out is never worse, and under fees or a limit on orders it is often much better. */
import { expect, test } from 'vitest'
import { driftOf } from '../../src/domain/drift.ts'
import { aimsOf } from '../../src/engine/aim.ts'
import { boardOf, type Board } from '../../src/engine/board.ts'
import { carriedRounding } from '../../src/engine/carry.ts'
import { plannable } from '../../src/engine/check.ts'
import { decide } from '../../src/engine/decide.ts'
import { permitsOf } from '../../src/engine/permit.ts'
import { looseScale, relax } from '../../src/engine/relax.ts'
import { partnersOf } from '../../src/engine/partners.ts'
import { improve } from '../../src/engine/search.ts'
import { thinned, type Plan, type Standing } from '../../src/engine/support.ts'
import { blankScore, compareScores, emptyTrial, score } from '../../src/engine/trial.ts'
import { portfolioOf } from '../bench/portfolio.ts'
import { diceOf } from '../laws/dice.ts'
import type { RawDocument, RawPolicy } from '../laws/raw.ts'

/** Three accounts, six classes, a fixed fee for every order. */
function priced(seed: number, policy: Partial<RawPolicy> = {}): RawDocument {
  const document = portfolioOf({ holdings: 24, classes: 6 }, seed)
  const dice = diceOf(seed)
  return {
    ...document,
    instruments: document.instruments.map((each) => ({
      ...each,
      cost: { ...each.cost, fixed: dice.decimal(1, 10, 2) },
    })),
    policy: { ...document.policy, ...policy },
  }
}

function boardFor(document: RawDocument): Board {
  const checked = plannable(document)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  const drift = driftOf(checked.value)
  const decision = decide(checked.value, drift, permitsOf(checked.value))
  return boardOf(checked.value, drift, aimsOf(checked.value, drift, decision), decision)
}

/** The cheapest relaxation inside every aim, rounded and improved, or nothing done where that is better. */
function standingOn(board: Board): Standing {
  const freedom = { mostScale: looseScale(board), waste: false }
  const partners = partnersOf(board)
  const relaxed = relax(board, { kind: 'expense', cap: 0, tiebreak: true }, freedom)
  const idle = emptyTrial(board)
  const nothing = { trial: idle, score: { ...score(board, idle, blankScore()) } }
  if (relaxed === null) return { board, partners, freedom, ...nothing }
  const trial = carriedRounding(board, relaxed.trades)
  const found = { trial, score: { ...improve(board, trial, { left: 1_000_000 }, partners) } }
  return { board, partners, freedom, ...(compareScores(found.score, nothing.score) < 0 ? found : nothing) }
}

const seeds = Array.from({ length: 6 }, (_, seed) => seed)

/** Where thinning is better than its start; it is never worse, and keeps every rule. */
function bettered(documents: readonly RawDocument[]): readonly (readonly [Plan, Plan])[] {
  return documents.flatMap((document) => {
    const standing = standingOn(boardFor(document))
    const found = thinned(standing)
    expect(found.score.broken).toBe(0)
    const order = compareScores(found.score, standing.score)
    expect(order).toBeLessThanOrEqual(0)
    return order < 0 ? [[standing, found] as const] : []
  })
}

test('with a fee for every order fewer orders are cheaper on some documents', () => {
  const better = bettered(seeds.map((seed) => priced(seed)))
  expect(better.length).toBeGreaterThan(0)
  for (const [before, after] of better) expect(after.score.bucket).toBeLessThanOrEqual(before.score.bucket)
})

test.each([3, 5, 8])(
  'with at most %i orders the plan lands nearer than the search alone brings it',
  (maxTrades) => {
    const better = bettered(seeds.map((seed) => priced(seed, { maxTrades, destination: '1' })))
    expect(better.length).toBeGreaterThan(0)
    for (const [, after] of better) expect(after.score.orders).toBeLessThanOrEqual(maxTrades)
  },
)
