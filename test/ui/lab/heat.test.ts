/** The picture marks the best cell, what cannot be told from it, and one's own policy, and says so in words. */
import { expect, test } from 'vitest'
import type { LabPolicy } from '../../../src/domain/experiment.ts'
import { metricNames, type Sweep } from '../../../src/domain/labResult.ts'
import { adopted } from '../../../src/ui/lab/adopt.ts'
import { cellBeside, heatOf, type Heat } from '../../../src/ui/lab/heatSeries.ts'
import { metricOf } from '../../../src/ui/lab/labMetrics.ts'
import { summaryWords } from '../../../src/ui/lab/labWords.ts'
import { portfolio } from '../../fixtures/plans.ts'

const rows = [
  { destination: '0', look: 'week' },
  { destination: '1', look: 'week' },
] as const
const grid = { kind: 'absolute', triggers: ['0.01', '0.05'], axis: 'destination', rows } as const
const policy: LabPolicy = {
  name: '',
  band: null,
  destination: '0',
  calendarSteps: null,
  scope: 'all',
  lookEverySteps: null,
}

/** The losses of five policies on each of some paths; every other figure is 0. */
function sweepOf(paths: readonly (readonly number[])[]): Sweep {
  const policies = 5
  const at = metricNames.indexOf('lossBpPerYear')
  const size = metricNames.length * policies
  const [means, squares] = [new Float64Array(size), new Float64Array(size)]
  const products = new Float64Array(size * policies)
  const mean = (p: number): number => paths.reduce((sum, path) => sum + (path[p] ?? 0), 0) / paths.length
  const product = (p: number, q: number): number =>
    paths.reduce((sum, path) => sum + ((path[p] ?? 0) - mean(p)) * ((path[q] ?? 0) - mean(q)), 0)
  for (let p = 0; p < policies; p += 1) {
    means[at * policies + p] = mean(p)
    squares[at * policies + p] = product(p, p)
    for (let q = 0; q < policies; q += 1) products[(at * policies + p) * policies + q] = product(p, q)
  }
  const references = [0, 1, 2, 3, 4]
  const tally = { count: paths.length, references, policies, means, squares, products }
  return { policies: references.map(() => policy), baseline: 4, tally, total: paths.length }
}

/** Policy 1 is best; 2 beats it on every other path; 0 and 3 are always worse by about so much. */
const paths = Array.from({ length: 40 }, (_, at) => {
  const market = 10 + (at % 7)
  return [
    market + 3 + (at % 3) / 10,
    market,
    market + (at % 2 === 0 ? 1 : -0.9),
    market + 6 + (at % 3) / 10,
    market + 9,
  ]
})

function heat(present = 3): Heat {
  const found = heatOf(sweepOf(paths), { grid, present }, 'lossBpPerYear')
  if (found === null) throw new Error('There is no picture.')
  return found
}

test('the lowest loss is best; what differs by no more than chance is a tie, however wide both scatter', () => {
  const { cells, best, ties } = heat()
  expect(best).toMatchObject({ at: 1, trigger: '0.01', destination: '1', strength: 1 })
  expect(cells.map((cell) => cell.isTie)).toEqual([false, false, true, false])
  expect(ties).toBe(1)
  expect(cells[3]).toMatchObject({ strength: 0, isHere: true })
})

test('after one path everything is a tie', () => {
  const one = heatOf(sweepOf(paths.slice(0, 1)), { grid, present: 3 }, 'lossBpPerYear')
  expect(one?.ties).toBe(3)
})

test('growth is better where it is higher', () => {
  const turned = heatOf(sweepOf(paths), { grid, present: 3 }, 'growth')
  expect(turned?.cells.map((cell) => cell.strength)).toEqual([0, 0, 0, 0])
  expect(metricOf('growth').better).toBe('high')
})

test('arrows move between cells and stop at the edges', () => {
  const picture = heat()
  const [first] = picture.cells
  if (first === undefined) throw new Error('There is no cell.')
  expect(cellBeside(picture, first, 'ArrowRight')).toMatchObject({ trigger: '0.05', destination: '0' })
  expect(cellBeside(picture, first, 'ArrowDown')).toMatchObject({ trigger: '0.01', destination: '1' })
  expect(cellBeside(picture, first, 'ArrowLeft')).toBe(first)
  expect(cellBeside(picture, first, 'x')).toBeNull()
})

test('one sentence says what is best, how many are no worse, and where one stands', () => {
  const words = summaryWords(portfolio, grid, heat(), metricOf('lossBpPerYear'))
  expect(words).toMatch(
    /^The lowest loss, .+ bp a year, is at ±1 points, to its target; 1 other of 3 cannot be told from it\./u,
  )
  expect(words).toMatch(/Yours has 19\.\d ± .+, a difference of 6\.1 ± /u)
  expect(summaryWords(portfolio, grid, heat(2), metricOf('lossBpPerYear'))).toContain(
    'which is no difference',
  )
  expect(summaryWords(portfolio, grid, heat(1), metricOf('lossBpPerYear'))).toContain('That is your policy.')
  expect(summaryWords(portfolio, grid, heat(4), metricOf('lossBpPerYear'))).toContain('a difference of 9.0')
})

test('adopting writes band and destination, and a trigger by band where there is none', () => {
  const calendar = { any: [{ kind: 'calendar', every: 'P1Y', last: null }] } as const
  const before = { ...portfolio, policy: { ...portfolio.policy, trigger: calendar } }
  const after = adopted(before, grid, { trigger: '0.05', destination: '1' }).policy
  expect(after).toMatchObject({ band: { kind: 'absolute', width: '0.05' }, destination: '1' })
  expect(after.trigger).toEqual({ any: [{ kind: 'band' }] })
  const both = { all: [{ kind: 'band' }, ...calendar.any] } as const
  const kept = adopted({ ...before, policy: { ...before.policy, trigger: both } }, grid, {
    trigger: '0.05',
    destination: '1',
  })
  expect(kept.policy.trigger).toEqual(both)
})
