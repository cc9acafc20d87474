/** Experiments for the lab's tests: one that is small and sound, and random ones of every kind. */
import { comparisonOf, type Comparison } from '../../src/domain/comparison.ts'
import type { Experiment } from '../../src/domain/experiment.ts'
import { experimentOf } from '../../src/domain/experimentDecode.ts'

export const twoClasses = {
  evenkeelExperiment: 1,
  seed: 7,
  classes: ['stocks', 'bonds'],
  targets: ['0.6', '0.4'],
  market: {
    kind: 'gbm',
    years: '2',
    stepsPerYear: 252,
    paths: 300,
    mean: ['0.06', '0.03'],
    volatility: ['0.16', '0.06'],
    correlation: [
      ['1', '0.1'],
      ['0.1', '1'],
    ],
  },
  lookEverySteps: 5,
  cost: { oneWay: ['0.0005', '0.0008'], ticket: '0.00001' },
  policies: { grid: { band: 'absolute', trigger: ['0.01', '0.03'], destination: ['0', '0.5', '1'] } },
}

/** The experiment that this says; a fault in it is a fault of the test. */
export function sound(json: unknown): Experiment {
  const read = experimentOf(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

export function comparison(changes: Readonly<Record<string, unknown>> = {}): Comparison {
  return comparisonOf(sound({ ...twoClasses, ...changes }))
}

/** Numbers between 0 and 1 that look random, from a seed. */
export function dice(seed: number): () => number {
  let state = seed + 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An experiment in which everything is drawn: classes, targets, costs, tax, flows, looks and policies of all kinds. */
export function randomExperiment(seed: number): Experiment {
  const roll = dice(seed)
  const between = (low: number, high: number): number => low + roll() * (high - low)
  const oneOf = <T>(...of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  const text = (x: number): string => x.toFixed(6)
  const size = oneOf(1, 2, 3, 5, 7)
  const parts = Array.from({ length: size }, () => between(0.2, 1))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const targets = parts.map((part) => Number((part / whole).toFixed(4)))
  targets[0] = Number((1 - targets.slice(1).reduce((sum, each) => sum + each, 0)).toFixed(4))
  const list = (low: number, high: number): string[] => targets.map(() => text(between(low, high)))
  const shared = between(0, 0.8)
  const correlation = targets.map((_, i) => targets.map((__, j) => (i === j ? '1' : text(shared))))
  const band = (): object | null =>
    oneOf<object | null>(
      { kind: 'absolute', width: text(between(0.003, 0.06)) },
      { kind: 'relative', width: text(between(0.03, 0.3)) },
      { kind: 'lesser', absolute: text(between(0.005, 0.05)), relative: text(between(0.05, 0.3)) },
      { kind: 'greater', absolute: text(between(0.005, 0.03)), relative: text(between(0.05, 0.2)) },
      { kind: 'cost-aware' },
      null,
    )
  const policies = Array.from({ length: 5 }, (_, at) => ({
    name: `policy ${at}`,
    band: band(),
    destination: oneOf('0', '0.25', '0.5', '0.9', '1'),
    calendarSteps: oneOf(null, null, 21, 63, 100),
    scope: oneOf('all', 'breached'),
    lookEverySteps: oneOf(null, null, 1, 7),
  }))
  const drawn = {
    evenkeelExperiment: 1,
    seed,
    classes: targets.map((_, at) => `class ${at}`),
    targets: targets.map(String),
    market: {
      kind: 'gbm',
      years: text(between(1, 3)),
      stepsPerYear: oneOf(12, 52, 252),
      paths: 4,
      mean: list(-0.05, 0.12),
      volatility: list(0.03, 0.5),
      correlation,
    },
    lookEverySteps: oneOf(1, 2, 5, 21),
    cost: oneOf(null, { oneWay: list(0, 0.004), ticket: oneOf('0', '0.00001', '0.0003') }),
    tax: oneOf(null, { rate: text(between(0.1, 0.4)) }),
    flowPerYear: oneOf('0', '0', '0.1', '-0.15'),
    aversion: oneOf('2', '4'),
  }
  const ownBands = oneOf<object>({}, { bands: targets.map(() => oneOf(null, band())) })
  return sound({
    ...drawn,
    ...ownBands,
    policies: policies.map((policy) => ({ ...policy, ...oneOf<object>({}, {}, { byBand: false }) })),
  })
}
