/** Rehearsals between questions: a few, only in silence, each of them once at a time, and never heard. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { packing } from '../../src/worker/changes.ts'
import { planner } from '../../src/worker/planner.ts'
import { rehearsal } from '../../src/worker/rehearsal.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('in silence the last document is planned a hundred times, and then no more', () => {
  const plan = vi.fn<(document: unknown) => void>()
  rehearsal(plan).begin(demo, 15)
  vi.advanceTimersByTime(249)
  expect(plan).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(plan).toHaveBeenCalledTimes(100)
  for (const [document] of plan.mock.calls) expect(document).toEqual(demo)
})

test('slow plans are rehearsed a few times', () => {
  const plan = vi.fn<() => void>(() => void vi.setSystemTime(Date.now() + 400))
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now())
  rehearsal(plan).begin(demo, 400)
  vi.runAllTimers()
  expect(plan).toHaveBeenCalledTimes(5)
  vi.restoreAllMocks()
})

test('a question stops the rehearsal, and the silence after it goes on with what is left of it', () => {
  const plan = vi.fn<(document: unknown) => void>()
  const practice = rehearsal(plan)
  practice.begin(demo, 15)
  vi.advanceTimersByTime(250)
  vi.advanceTimersToNextTimer()
  expect(plan).toHaveBeenCalledTimes(2)
  practice.stop()
  vi.advanceTimersByTime(10_000)
  expect(plan).toHaveBeenCalledTimes(2)
  practice.begin({ ...demo, name: 'later' }, 15)
  vi.runAllTimers()
  expect(plan).toHaveBeenCalledTimes(100)
  expect(plan).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'later' }))
})

test('what goes wrong in a rehearsal is nobody’s trouble', () => {
  const plan = vi.fn<() => never>(() => {
    throw new Error('no')
  })
  rehearsal(plan).begin(demo, 1)
  expect(() => vi.runAllTimers()).not.toThrow()
  expect(plan).toHaveBeenCalledTimes(100)
})

test('a planner rehearses what it was asked last, and answers the same after it', () => {
  const plan = vi.fn<typeof rebalance>(rebalance)
  const ask = planner(rehearsal(plan))
  const pack = packing()
  const first = ask(pack(demo))
  vi.runAllTimers()
  expect(plan).toHaveBeenCalled()
  expect(plan.mock.lastCall?.[0]).toEqual(demo)
  expect(ask(pack(structuredClone(demo)))).toEqual(first)
})
