/** The closed forms of thresholds beside the simulation: two classes without drift, looked at daily, after burn-in. A step is a quarter of a point. */
import { expect, test } from 'vitest'
import { estimateOf, type MetricName } from '../../src/domain/labResult.ts'
import { ratesOf } from '../../src/domain/thresholds.ts'
import { merged } from '../../src/lab/statistics.ts'
import { benchOf } from '../../src/lab/sweep.ts'
import { comparison } from './experiments.ts'

const [weight, volatility] = [0.6, 0.16]
/** Of the weight: w (1 - w) times the volatility of one class against the other. */
const spread = weight * (1 - weight) * volatility
const lookEvery = 1
const stepsPerYear = 252

const triggers = [0.02, 0.0225, 0.025, 0.0275, 0.03, 0.035, 0.04, 0.045, 0.05]
const destinations = [0.1, 0.25, 0.5, 1]

/**
 * One class moves and the other is cash. Its logarithm has the drift with which its weight has none at the target:
 * d w = w (1-w) (mu - w sigma^2) dt + …, so mu = w sigma^2.
 */
const of = comparison({
  market: {
    kind: 'gbm',
    years: '60',
    stepsPerYear,
    paths: 128,
    mean: [String(weight * volatility * volatility), '0'],
    volatility: [String(volatility), '0'],
    correlation: [
      ['1', '0'],
      ['0', '1'],
    ],
  },
  cost: null,
  lookEverySteps: lookEvery,
  policies: {
    grid: { band: 'absolute', trigger: triggers.map(String), destination: destinations.map(String) },
  },
})
const bench = benchOf(of, 10 * stepsPerYear)
const tally = merged(bench.run(0, 64), bench.run(64, 128))

const grid = triggers.flatMap((trigger) => destinations.map((destination) => ({ trigger, destination })))

test('the grid has at least thirty policies', () => expect(grid.length).toBeGreaterThanOrEqual(30))

test.each(grid.map((each, at) => ({ ...each, at })))(
  'trigger $trigger, destination $destination: within 2 % and three standard errors',
  ({ trigger, destination, at }) => {
    const rates = ratesOf(
      { trigger, destination: (1 - destination) * trigger },
      spread,
      lookEvery / stepsPerYear,
    )
    const pairs: readonly (readonly [MetricName, number])[] = [
      ['eventsPerYear', rates.events],
      ['turnoverPerYear', rates.turnover],
      ['squaredDrift', rates.meanSquare],
    ]
    const far = pairs.filter(([metric, expected]) => {
      const { mean, error } = estimateOf(tally, at, metric)
      return Math.abs(mean - expected) > 0.02 * expected + 3 * (error ?? 0)
    })
    expect(far).toEqual([])
  },
)
