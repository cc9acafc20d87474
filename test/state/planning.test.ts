/** The plan beside the document: asked for at every change, tagged with what it answers. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { planAgain, startPlanning } from '../../src/state/planning.ts'
import { edit, open, portfolioStore } from '../../src/state/portfolio.ts'
import { isFresh, sessionStore } from '../../src/state/session.ts'
import type { PlanReply } from '../../src/worker/planDoor.ts'

const plan = rebalance(null)
let asked: Portfolio[] = []
let hear: (reply: PlanReply) => void = () => undefined
let stop: () => void = () => undefined

const answer = (of: Portfolio | undefined): void => {
  if (of !== undefined) hear({ kind: 'planned', of, plan, tookMs: 3 })
}

beforeEach(() => {
  asked = []
  open('a', blankDocument('a'))
  stop = startPlanning((listener) => {
    hear = listener
    return { ask: (document) => void asked.push(document), close: () => undefined }
  })()
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

const rename = (name: string): void => edit('Rename', (document) => ({ ...document, name }))

test('the document on the page is asked about at once, and again at every change', () => {
  expect(asked).toEqual([portfolioStore.getState().document])
  rename('b')
  expect(asked.map((document) => document.name)).toEqual(['a', 'b'])
  open('other', blankDocument('c'))
  expect(asked).toHaveLength(3)
})

test('an answer to the present document is fresh; one to an older document is kept and is not', () => {
  answer(asked[0])
  expect([isFresh(), sessionStore.getState().planning]).toEqual([true, false])
  rename('b')
  expect([isFresh(), sessionStore.getState().planning]).toEqual([false, true])
  expect(sessionStore.getState().planningSince).not.toBeNull()
  answer(asked[0])
  expect([isFresh(), sessionStore.getState().planning]).toEqual([false, true])
  answer(asked[1])
  expect([isFresh(), sessionStore.getState().planning]).toEqual([true, false])
  expect(sessionStore.getState().planningSince).toBeNull()
})

test('a crash is shown with its reason, and the question can be asked again', () => {
  hear({ kind: 'crashed', of: portfolioStore.getState().document, reason: 'no answer within 20 s' })
  expect(sessionStore.getState()).toMatchObject({
    plan: { kind: 'crashed', reason: 'no answer within 20 s' },
    planning: false,
  })
  planAgain()
  expect(asked).toHaveLength(2)
  expect(sessionStore.getState().planning).toBe(true)
})

test('while a newer answer is due, an older one is not drawn, unless nothing was for half a second', () => {
  vi.useFakeTimers()
  vi.advanceTimersByTime(1000)
  answer(asked[0])
  const shown = sessionStore.getState()
  rename('b')
  rename('c')
  answer(asked[1])
  expect(sessionStore.getState().plan).toBe(shown.plan)
  expect(sessionStore.getState().planning).toBe(true)
  vi.advanceTimersByTime(500)
  answer(asked[1])
  expect(sessionStore.getState().plan).toMatchObject({ of: asked[1] })
  expect([isFresh(), sessionStore.getState().planning]).toEqual([false, true])
  answer(asked[2])
  expect([isFresh(), sessionStore.getState().planning]).toEqual([true, false])
})

test('the engine’s thread is started before there is anything to ask', () => {
  let opened = 0
  const begin = startPlanning(() => {
    opened += 1
    return { ask: () => undefined, close: () => undefined }
  })
  expect([opened, asked.length]).toEqual([1, 1])
  begin()()
})
