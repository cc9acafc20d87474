/** Under other suppositions the best may change: beyond chance it is said, within chance it is not. */
import { expect, test } from 'vitest'
import { metricNames, type Sweep } from '../../../src/domain/labResult.ts'
import { verdictOf } from '../../../src/ui/lab/sensitivity.ts'

const grid = {
  kind: 'absolute',
  triggers: ['0.01', '0.05'],
  axis: 'destination',
  rows: [{ destination: '0.5', look: 'week' }],
} as const
const question = { grid, present: 0 }

/** Two policies whose losses differ by `gap` on average; path by path the difference scatters by `scatter`. */
function sweepOf(gap: number, scatter: number): Sweep {
  const [paths, policies] = [100, 2]
  const at = metricNames.indexOf('lossBpPerYear')
  const size = metricNames.length * policies
  const [means, squares] = [new Float64Array(size), new Float64Array(size)]
  const products = new Float64Array(size * policies)
  means.set([10, 10 + gap], at * policies)
  squares.set([0, paths * scatter * scatter], at * policies)
  products.set([0, 0, 0, paths * scatter * scatter], at * policies * policies)
  const tally = { count: paths, references: [0, 1], policies, means, squares, products }
  const policy = {
    name: '',
    band: null,
    destination: '0.5',
    calendarSteps: null,
    scope: 'all',
    lookEverySteps: null,
  } as const
  return { policies: [policy, policy], baseline: 0, tally, total: paths }
}

test('what was best and is beaten by more than chance has changed', () => {
  const verdict = verdictOf({ shift: 'wilder', sweep: sweepOf(1, 1) }, question, 1, 'lossBpPerYear')
  expect(verdict).toMatchObject({ isChanged: true, best: { at: 0 }, worse: { mean: 1 } })
  expect(verdict?.worse?.error).toBeCloseTo(0.1, 2)
})

test('what is beaten by no more than chance, or not at all, has not', () => {
  const close = verdictOf({ shift: 'alike', sweep: sweepOf(0.1, 1) }, question, 1, 'lossBpPerYear')
  expect(close).toMatchObject({ isChanged: false, best: { at: 0 } })
  const same = verdictOf({ shift: 'alike', sweep: sweepOf(1, 1) }, question, 0, 'lossBpPerYear')
  expect(same).toMatchObject({ isChanged: false, worse: null })
})
