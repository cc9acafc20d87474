/** Whole orders of one account at once: never worse than the search alone, often cheaper, and only where it applies. */
import { expect, test } from 'vitest'
import { driftOf } from '../../src/domain/drift.ts'
import { aimsOf } from '../../src/engine/aim.ts'
import { boardOf, type Board } from '../../src/engine/board.ts'
import { plannable } from '../../src/engine/check.ts'
import { decide } from '../../src/engine/decide.ts'
import { permitsOf } from '../../src/engine/permit.ts'
import { improve } from '../../src/engine/search.ts'
import { blankScore, compareScores, emptyTrial, score, trialOf } from '../../src/engine/trial.ts'
import { wholeStart, type Scored } from '../../src/engine/wholeStart.ts'
import { diceOf } from '../laws/dice.ts'
import type { RawDocument } from '../laws/raw.ts'

/** One account that holds one instrument for each class, up to a half away from its target. */
function drifted(count: number, seed: number): RawDocument {
  const dice = diceOf(seed)
  const parts = Array.from({ length: count }, () => dice.int(60, 150))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const weights = parts.map((part) => Math.floor((part / whole) * 10_000))
  const rest = 10_000 - weights.reduce((sum, weight) => sum + weight, 0)
  const prices = parts.map(() => dice.decimal(8, 400, 2))
  const fixed = dice.pick(['0', '0', '1.50'])
  const id = (at: number): string => `S${String(at).padStart(3, '0')}`
  return {
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-11-20',
    instruments: prices.map((price, at) => ({
      id: id(at),
      currency: 'USD',
      price,
      cost: { fixed, halfSpread: dice.decimal(0.0001, 0.001, 5), min: dice.pick(['0', '0.35']) },
    })),
    accounts: [{ id: 'one', cash: { USD: dice.decimal(500, 9000, 2) }, reserve: '100' }],
    lots: weights.map((weight, at) => ({
      account: 'one',
      instrument: id(at),
      quantity: String(Math.round((weight * count * dice.int(50, 150)) / (200 * Number(prices[at])))),
    })),
    targets: weights.map((weight, at) => ({
      class: id(at),
      weight: ((at === 0 ? weight + rest : weight) / 10_000).toFixed(4),
    })),
    policy: {
      trigger: { any: [{ kind: 'always' }] },
      band: { kind: 'lesser', absolute: '0.05', relative: '0.25' },
      destination: dice.pick(['0', '0.5', '1']),
    },
  }
}

function boardFor(document: RawDocument): Board {
  const checked = plannable(document)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  const drift = driftOf(checked.value)
  const decision = decide(checked.value, drift, permitsOf(checked.value))
  return boardOf(checked.value, drift, aimsOf(checked.value, drift, decision), decision)
}

function searched(board: Board): Scored {
  const trial = emptyTrial(board)
  return { trial, score: { ...improve(board, trial, { left: 1_000_000 }) } }
}

const seeds = Array.from({ length: 12 }, (_, seed) => seed)

test('never worse than what it starts from, better on most of them, and scored as the orders say', () => {
  const better = seeds.filter((seed) => {
    const board = boardFor(drifted(15 + (seed % 3) * 10, seed))
    const start = searched(board)
    const found = wholeStart(board, start)
    expect(compareScores(score(board, trialOf(board, found.trial.levels), blankScore()), found.score)).toBe(0)
    expect(wholeStart(board, start).trial.levels).toEqual(found.trial.levels)
    const order = compareScores(found.score, start.score)
    expect(order).toBeLessThanOrEqual(0)
    return order < 0
  })
  expect(better.length).toBeGreaterThan(seeds.length / 2)
})

test('with two accounts or a cap on turnover it stands aside', () => {
  const document = drifted(12, 1)
  const start = (raw: RawDocument): readonly [Scored, Scored] => {
    const board = boardFor(raw)
    const begun = searched(board)
    return [begun, wholeStart(board, begun)]
  }
  const [two, sameTwo] = start({
    ...document,
    accounts: [...document.accounts, { id: 'two', cash: { USD: '50' } }],
  })
  expect(sameTwo).toBe(two)
  const [capped, sameCapped] = start({ ...document, policy: { ...document.policy, turnoverCap: '0.01' } })
  expect(sameCapped).toBe(capped)
})
