/** The no-trade region: inside exactly where no band is breached, for two classes, for three that share the whole, and for more. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import {
  regionClasses,
  regionLines,
  regionOf,
  weightTicks,
  type Point,
  type RegionClass,
} from '../../../../src/ui/lab/region/regionSeries.ts'
import { RegionSection } from '../../../../src/ui/lab/region/RegionSection.tsx'
import { regionWords } from '../../../../src/ui/lab/region/regionWords.ts'
import { driftOf } from '../../../../src/domain/drift.ts'
import { portfolio } from '../../../fixtures/plans.ts'
import { dice } from '../../../lab/experiments.ts'

function classAt(name: string, target: number, half: number, today = target): RegionClass {
  const band = [target - half, target + half] as const
  return {
    class: name,
    target,
    today,
    band,
    aim: [target - half / 2, target + half / 2],
    byCost: band,
    isOutside: Math.abs(today - target) > half,
  }
}

/** Is the point on the left of every edge of a shape that turns left? */
function isIn(shape: readonly Point[], { x, y }: Point): boolean {
  return (
    shape.length > 2 &&
    shape.every((a, at) => {
      const b = shape[(at + 1) % shape.length] ?? a
      return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= -1e-12
    })
  )
}

test('of three classes the region is where all three weights are inside', () => {
  const [a, b, c] = [classAt('a', 0.5, 0.04), classAt('b', 0.3, 0.05), classAt('c', 0.2, 0.03)] as const
  const { region, rest } = regionOf([a, b, c], a, b)
  expect(rest?.class).toBe('c')
  expect(region.length).toBe(6)
  const roll = dice(5)
  let inside = 0
  for (let at = 0; at < 2000; at += 1) {
    const point = { x: 0.4 + 0.2 * roll(), y: 0.2 + 0.2 * roll() }
    const weights = [point.x, point.y, 1 - point.x - point.y]
    const isFree = [a, b, c].every(({ band }, i) => {
      const weight = weights[i] ?? 0
      return weight >= band[0] && weight <= band[1]
    })
    expect(isIn(region, point)).toBe(isFree)
    inside += isFree ? 1 : 0
  }
  expect(inside).toBeGreaterThan(100)
})

test('of two classes it is an interval, cut by the narrower band; bands that exclude each other leave nothing', () => {
  const [a, b] = [classAt('a', 0.6, 0.1), classAt('b', 0.4, 0.05)] as const
  const line = regionOf([a, b], a, b)
  expect(line.isLine).toBe(true)
  expect(line.region.map(({ x }) => x)).toEqual([expect.closeTo(0.55, 12), expect.closeTo(0.65, 12)])
  const wide = { ...classAt('c', 0.5, 0.05), band: [0, 0.1] as const }
  const other = classAt('d', 0.5, 0.05)
  expect(regionOf([wide, other], wide, other).region).toEqual([])
})

test('of more classes the two that are nearest to their edges, or beyond, are drawn first', () => {
  const classes = regionClasses(portfolio, driftOf(portfolio))
  const pulls = classes.map(({ today, target, band }) => Math.abs(today - target) / (band[1] - target))
  expect(pulls).toEqual(pulls.toSorted((x, y) => y - x))
  const [a, b] = classes
  if (a === undefined || b === undefined) throw new Error('There are no classes.')
  const series = regionOf(classes, a, b)
  expect(series.rest).toBeNull()
  expect(series.region).toHaveLength(4)
  expect(regionWords(portfolio, series, classes)).toMatch(
    /^Today’s point lies .+ not drawn, \w+ of them outside\.$/u,
  )
  expect(regionLines(classes)).toHaveLength(classes.length + 1)
})

test('ticks are round and within', () => {
  expect(weightTicks([0.182, 0.418]).map((tick) => tick.toFixed(2))).toEqual([
    '0.20',
    '0.25',
    '0.30',
    '0.35',
    '0.40',
  ])
  expect(weightTicks([-0.01, 0.013]).length).toBeGreaterThan(2)
})

test('classes are chosen by name, and every class stands in the table', async () => {
  render(<RegionSection document={portfolio} />)
  const across = screen.getByRole('combobox', { name: 'Across' })
  const options = within(across).getAllByRole('option')
  const other = options.find((option) => !(option as HTMLOptionElement).selected)
  await userEvent.selectOptions(across, other ?? '')
  expect(
    screen.getByRole('heading', { name: new RegExp(`^Weights of ${other?.textContent} and `, 'u') }),
  ).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Table' }))
  const table = screen.getByRole('table', { name: 'Weights and bands of every class, percent' })
  expect(within(table).getAllByRole('row')).toHaveLength(options.length + 2)
})
