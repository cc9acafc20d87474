/** A sweep that nobody hears: threads compile what they run often, and no first picture should have to wait for that. */
import type { Experiment } from '../domain/experiment.ts'

/** One block a thread; small, and yet every loop of a sweep is run often. */
const pathsAThread = 128

export function rehearsalOf(threads: number): Experiment {
  return {
    evenkeelExperiment: 1,
    seed: 0,
    classes: ['one', 'two', 'three'],
    targets: ['0.4', '0.3', '0.3'],
    market: {
      kind: 'gbm',
      years: '4',
      stepsPerYear: 252,
      paths: pathsAThread * threads,
      mean: ['0.06', '0.05', '0.02'],
      volatility: ['0.2', '0.15', '0.05'],
      correlation: [
        ['1', '0.5', '0.1'],
        ['0.5', '1', '0.1'],
        ['0.1', '0.1', '1'],
      ],
    },
    lookEverySteps: 1,
    cost: { oneWay: ['0.0005', '0.0005', '0.0005'], ticket: '0.00001' },
    tax: null,
    flowPerYear: '0',
    aversion: '4',
    policies: {
      grid: {
        band: 'absolute',
        trigger: ['0.01', '0.02', '0.05'],
        destination: ['0', '0.5'],
        scope: 'all',
        lookEverySteps: null,
      },
      also: [
        {
          name: 'calendar',
          band: null,
          destination: '1',
          calendarSteps: 63,
          scope: 'all',
          lookEverySteps: null,
        },
      ],
    },
    baseline: 0,
  }
}
