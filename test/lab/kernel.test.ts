/** The kernel beside the slow reference, path by path; nothing appears or vanishes; any split gives the same bits. */
import { expect, test } from 'vitest'
import { comparisonOf, type Comparison } from '../../src/domain/comparison.ts'
import { metricNames } from '../../src/domain/labResult.ts'
import { kernelOf } from '../../src/lab/kernel.ts'
import { metricCount } from '../../src/lab/statistics.ts'
import { setupOf, type Setup } from '../../src/lab/terms.ts'
import { comparison, randomExperiment } from './experiments.ts'
import { referenceFigures, Unsettled } from './reference.ts'

/** Prices of one path, step by step. */
function pricesOf({ paths, size, chunk }: Setup, path: number): number[][] {
  const rows: number[][] = []
  const prices = new Float64Array(size * chunk)
  paths.begin(path)
  for (let step = 0; step < paths.steps; step += chunk) {
    const count = Math.min(chunk, paths.steps - step)
    paths.next(prices, chunk, count)
    for (let t = 0; t < count; t += 1)
      rows.push(Array.from({ length: size }, (_, i) => prices[i * chunk + t] ?? 0))
  }
  return rows
}

/** The kernel's figures that are further from the reference's than 1e-12, and how many were compared. */
function differences(of: Comparison, path: number): string[] {
  const setup = setupOf(of)
  const { size, paths } = setup
  const figures = new Float64Array(metricCount * of.policies.length)
  kernelOf(setup).run(path, figures)
  const prices = pricesOf(setupOf(of), path)
  const covariance = Array.from({ length: size }, (_, i) => [
    ...paths.covariance.subarray(i * size, (i + 1) * size),
  ])
  return of.policies.flatMap((policy, p) => {
    const expected = settled(() =>
      referenceFigures(of.experiment, policy, prices, paths.stepsPerYear, covariance),
    )
    if (expected === null) return []
    return metricNames.flatMap((metric, m) => {
      const [found, wanted] = [figures[m * of.policies.length + p] ?? NaN, expected[metric] ?? NaN]
      const isNear = Math.abs(found - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted))
      return isNear ? [] : [`${policy.name} ${metric}: ${found} is not ${wanted}`]
    })
  })
}

/** How many policies had a look that the rules leave open, of how many. */
const open = { looks: 0, all: 0 }

function settled<T>(compute: () => T): T | null {
  open.all += 1
  try {
    return compute()
  } catch (fault) {
    if (!(fault instanceof Unsettled)) throw fault
    open.looks += 1
    return null
  }
}

test('the figures are named once for each', () => expect(metricNames).toHaveLength(metricCount))

const seeds = Array.from({ length: 36 }, (_, at) => at + 1)

test.each(seeds)('random experiment %i agrees with the reference to 1e-12', (seed) => {
  expect(differences(comparisonOf(randomExperiment(seed)), seed % 3)).toEqual([])
})

test('hardly any was left out', () => {
  expect(open.all).toBe(5 * seeds.length)
  expect(open.looks).toBeLessThanOrEqual(2)
})

test('two classes over twenty years agree as well', () => {
  const market = { ...comparison().experiment.market, years: '8' }
  expect(differences(comparison({ market, lookEverySteps: 1 }), 1)).toEqual([])
})

test.each(seeds.slice(0, 20))('nothing appears or vanishes in experiment %i', (seed) => {
  const of = comparisonOf(randomExperiment(seed))
  const faults: string[] = []
  const kernel = kernelOf(setupOf(of), (policy, step, _did, desk) => {
    const total = desk.before + desk.flow
    const sum = desk.after.reduce((all, each) => all + each, 0)
    const lost = total - desk.cost - desk.tax - sum
    const least = Math.min(...desk.after, desk.cost, desk.tax)
    if (Math.abs(lost) > 1e-12 * total || least < -1e-15 || Math.abs(sum - desk.total) > 1e-12 * total)
      faults.push(`policy ${policy}, step ${step}: ${lost} of ${total}, least ${least}`)
  })
  kernel.run(0, new Float64Array(metricCount * of.policies.length))
  expect(faults).toEqual([])
})
