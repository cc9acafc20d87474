/** The frontier's places: where points and marks lie, which marks are one, and which edits leave the picture as it is. */
import { expect, test } from 'vitest'
import { decimalOf } from '../../../../src/domain/decimal.ts'
import { driftOf } from '../../../../src/domain/drift.ts'
import {
  dotNear,
  frontierOf,
  frontierSeriesOf,
  goneOf,
  presentOf,
  sameFrontier,
  stopNear,
  todayOf,
} from '../../../../src/ui/plan/frontier/frontierSeries.ts'
import { labelsOf, linePathOf, scaleOf, ticksOf } from '../../../../src/ui/plan/frontier/frontierScale.ts'
import {
  aboveWords,
  frontierSummary,
  frontierTsv,
  pointWords,
} from '../../../../src/ui/plan/frontier/frontierWords.ts'
import { plan, portfolio } from '../../../fixtures/plans.ts'
import { frontier } from './sample.ts'

const box = { left: 8, top: 38, width: 400, height: 200 }

test('points lie between today and the targets, and marks on one another share a name', () => {
  const { dots, flags, top } = frontierSeriesOf(frontier, null)
  expect(dots[0]).toMatchObject({ gone: 0, expense: 0 })
  expect(dots.at(-1)).toMatchObject({ gone: 1, expense: 40 })
  expect(top).toBe(40)
  expect(flags.map((flag) => flag.name)).toEqual(['edge of bands', 'your plan, halfway', 'knee'])
})

test('the plan on the page moves its own mark, which then stands apart', () => {
  const { flags } = frontierSeriesOf(frontier, { kind: 'present', distance: '0.02', expense: '33' })
  expect(flags.map((flag) => flag.name)).toEqual(['edge of bands', 'halfway', 'knee', 'your plan'])
})

test('without a distance today everything is gone; what is farther than today counts as nothing gone', () => {
  expect(goneOf('0', '0')).toBe(1)
  expect(goneOf('0.3', '0.2')).toBe(0)
})

test('distances follow the definition', () => {
  // (0.1567-0.18)^2/0.18 + (0.0224-0.02)^2/0.02 + (0.0516-0.05)^2/0.05 + (0.2-0.225)^2/0.225 + (0.5497-0.525)^2/0.525
  const squares =
    0.0233 ** 2 / 0.18 + 0.0024 ** 2 / 0.02 + 0.0016 ** 2 / 0.05 + 0.025 ** 2 / 0.225 + 0.0247 ** 2 / 0.525
  expect(Number(presentOf(plan)?.distance)).toBeCloseTo(Math.sqrt(squares), 9)
  expect(presentOf(plan)?.expense).toBe('6.14')
  expect(decimalOf(todayOf(driftOf(portfolio))).greaterThan('0.2')).toBe(true)
})

test('parts are put in order until the whole is there', () => {
  const [first, second] = frontier.points
  if (first === undefined || second === undefined) throw new Error('The sample has points.')
  const mark = { kind: 'mark', mark: { kind: 'edge', distance: '0.1', expense: '1' } } as const
  const parts = [{ kind: 'point', point: second }, mark, { kind: 'point', point: first }] as const
  const partial = frontierOf(parts, '0.2')
  expect(partial).toEqual({ points: [first, second], marks: [mark.mark], today: '0.2' })
  expect(frontierOf([...parts, { kind: 'whole', frontier }], '0.3')).toBe(frontier)
})

test('the nearest stop and the nearest dot', () => {
  const { dots } = frontierSeriesOf(frontier, null)
  expect(stopNear(dots, 0.4)).toBe(12)
  expect(stopNear(dots, 0.41)).toBe(12)
  expect(dotNear(dots, 0.26)).toBe(5)
  expect(stopNear([], 0.4)).toBe(0)
})

test('only what a frontier depends on asks for another', () => {
  const other = { ...portfolio, policy: { ...portfolio.policy, destination: { distance: '0.4' } } }
  expect(sameFrontier(portfolio, other)).toBe(true)
  expect(
    sameFrontier(portfolio, {
      ...other,
      policy: { ...other.policy, trigger: { any: [{ kind: 'always' }] } },
    }),
  ).toBe(true)
  expect(sameFrontier(portfolio, { ...other, name: 'Other' })).toBe(true)
  expect(sameFrontier(portfolio, { ...other, lots: other.lots.slice(1) })).toBe(false)
  expect(sameFrontier(portfolio, { ...other, policy: { ...other.policy, maxTrades: 3 } })).toBe(false)
  expect(
    sameFrontier(portfolio, {
      ...other,
      risk: { aversion: '4', horizonYears: null, classes: [], volatility: [], correlation: [] },
    }),
  ).toBe(false)
})

test('the line runs from the lower left to the upper right, and free plans lie on the floor', () => {
  const series = frontierSeriesOf(frontier, null)
  const path = linePathOf(series.dots, scaleOf(box, series.top))
  expect(path.startsWith('M8.0 238.0')).toBe(true)
  expect(path.endsWith('L408.0 49.3')).toBe(true)
  expect(scaleOf(box, 0).y(0)).toBe(238)
})

test.each<[number, readonly number[]]>([
  [0, []],
  [40, [10, 20, 30, 40]],
  [0.07, [0.02, 0.04, 0.06]],
  [1234, [500, 1000]],
])('round amounts up to %d', (top, ticks) => {
  expect(ticksOf(top).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks)
})

test('labels never overlap within a line', () => {
  const series = frontierSeriesOf(
    {
      ...frontier,
      marks: frontier.marks.map((mark, at) => ({ ...mark, distance: String(0.1 + at * 0.006) })),
    },
    null,
  )
  const labels = labelsOf(series.flags, scaleOf({ ...box, width: 280 }, series.top), 296)
  expect(labels).toHaveLength(4)
  for (const line of [0, 1]) {
    const ends = labels
      .filter((label) => label.line === line)
      .map(({ x, flag }) => [x - flag.name.length * 3.2, x + flag.name.length * 3.2] as const)
    for (const [at, [left]] of ends.entries()) expect(left).toBeGreaterThan(ends[at - 1]?.[1] ?? -1)
  }
})

test('a point and the whole picture in words; rows for a spreadsheet', () => {
  const point = frontier.points[12]
  if (point === undefined) throw new Error('The sample has points.')
  expect(pointWords({ ...point, trackingError: '0.0123' }, 'USD')).toBe(
    '8.00 points away, $14.40, 3 trades, largest drift 4.8 pts, tracking error 1.23 %',
  )
  expect(frontierSummary(frontier, 'USD')).toBe(
    'From 20.00 points away at $0.00 to 0.00 points away at $40.00 in 21 plans; beyond 6.00 points away at $19.60 coming closer costs more for each point.',
  )
  expect(frontierTsv(frontier).split('\n')[13]).toBe(
    '0.4\t0.0800000000\t14.40\t3\t0.1200000000\t0.0480000000\t',
  )
})

test('marks above the line say what their expense is for', () => {
  expect(aboveWords(frontierSeriesOf(frontier, null))).toBe('')
  const dear = { kind: 'present', distance: '0.1', expense: '33' } as const
  expect(aboveWords(frontierSeriesOf(frontier, dear))).toMatch(
    /^Above the line \(your plan\) a plan brings every class inside its own aim\./u,
  )
})
