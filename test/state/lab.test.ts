/** Questions to the lab beside the page's sweep: they wait for it, are put back for it, and are never lost in silence. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import type { Experiment } from '../../src/domain/experiment.ts'
import { benchOf } from '../../src/lab/sweep.ts'
import { askBeside, askFan, askLab, replaceLabDoor, type LabHearer } from '../../src/state/lab.ts'
import type { LabReply } from '../../src/worker/labDoor.ts'
import { sound, twoClasses } from '../lab/experiments.ts'

const of = (seed: number): Experiment =>
  sound({ ...twoClasses, seed, market: { ...twoClasses.market, years: '0.1', paths: 2 } })

/** What the door was told, in order, and how to answer its last question. */
let told: string[] = []
let answer: () => void = () => undefined
let log: string[] = []

beforeEach(() => {
  told = []
  log = []
  replaceLabDoor((hear) => ({
    ask: (experiment, isFanned = false) => {
      told.push(`${experiment.seed}${isFanned ? ' fanned' : ''}`)
      const comparison = comparisonOf(experiment, isFanned)
      answer = () => {
        const tally = benchOf(comparison).run(0, 2)
        const { policies, baseline } = comparison
        hear({
          kind: 'picture',
          of: experiment,
          sweep: { policies, baseline, tally, total: 2 },
          done: 2,
          leftMs: 0,
        } satisfies LabReply)
      }
    },
    cancel: () => told.push('cancel'),
    warm: () => undefined,
    close: () => undefined,
  }))
})
afterEach(() => replaceLabDoor(null))

const hearer = (name: string): LabHearer => ({
  onPart: (part) => log.push(`${name} part${part.sweep.tally.fan === undefined ? '' : ' with a fan'}`),
  onDone: () => log.push(`${name} done`),
  onCrash: () => log.push(`${name} crash`),
  onWait: () => log.push(`${name} waits`),
})

test('a question beside the sweep waits for it and is then asked', () => {
  askLab(of(1), hearer('sweep'))
  askBeside(of(2), hearer('beside'))
  askFan(of(3), hearer('fan'))
  expect(told).toEqual(['1'])
  answer()
  answer()
  answer()
  expect(told).toEqual(['1', '2', '3 fanned'])
  expect(log).toEqual([
    'beside waits',
    'fan waits',
    'sweep part',
    'sweep done',
    'beside part',
    'beside done',
    'fan part with a fan',
    'fan done',
  ])
})

test('a sweep puts back what had begun beside it, which says so and begins again', () => {
  askBeside(of(2), hearer('beside'))
  askLab(of(1), hearer('sweep'))
  expect(log).toEqual(['beside waits'])
  answer()
  answer()
  expect(told).toEqual(['2', '1', '2'])
  expect(log.slice(1)).toEqual(['sweep part', 'sweep done', 'beside part', 'beside done'])
})

test('what is given up leaves the line, and the next goes on', () => {
  const stop = askLab(of(1), hearer('sweep'))
  const leave = askBeside(of(2), hearer('beside'))
  askBeside(of(3), hearer('later'))
  leave()
  stop()
  answer()
  expect(told).toEqual(['1', 'cancel', '3'])
  expect(log).toEqual(['beside waits', 'later waits', 'later part', 'later done'])
})
