/** Edits of the open portfolio: named steps, undone and done again without limit. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { blankDocument, todayHere } from '../../src/state/blank.ts'
import { edit, endGesture, open, portfolioStore, redo, undo } from '../../src/state/portfolio.ts'

const named =
  (name: string) =>
  (document: Portfolio): Portfolio => ({ ...document, name })

const name = (): string => portfolioStore.getState().document.name
const steps = (): string[] => portfolioStore.getState().past.map((step) => step.name)

beforeEach(() => open('a', blankDocument('start', '2026-11-20')))
afterEach(() => vi.useRealTimers())

test('a step is undone and done again, with its name on the way', () => {
  edit('First', named('one'))
  edit('Second', named('two'))
  expect(steps()).toEqual(['First', 'Second'])
  undo()
  expect([name(), steps(), portfolioStore.getState().future.map((step) => step.name)]).toEqual([
    'one',
    ['First'],
    ['Second'],
  ])
  undo()
  undo()
  expect([name(), steps()]).toEqual(['start', []])
  redo()
  redo()
  redo()
  expect([name(), steps()]).toEqual(['two', ['First', 'Second']])
})

test('undo gives back the very document that was there', () => {
  const before = portfolioStore.getState().document
  edit('Change', named('x'))
  undo()
  expect(portfolioStore.getState().document).toBe(before)
})

test('a new edit after an undo forgets what was undone', () => {
  edit('First', named('one'))
  undo()
  edit('Other', named('other'))
  expect(portfolioStore.getState().future).toEqual([])
  redo()
  expect(name()).toBe('other')
})

test('a change that changes nothing is no step', () => {
  edit('Nothing', (document) => document)
  expect(steps()).toEqual([])
})

test('the edits of one gesture are one step', () => {
  for (const text of ['1', '2', '3']) edit('Drag', named(text), { merge: 'slider' })
  expect([name(), steps()]).toEqual(['3', ['Drag']])
  undo()
  expect(name()).toBe('start')
})

test.each([
  ['it is ended', (): void => endGesture()],
  ['another edit comes between', (): void => edit('Other', named('other'))],
  ['another gesture begins', (): void => edit('Drag', named('other'), { merge: 'knob' })],
  ['something is undone and done again', (): void => [undo, redo].forEach((act) => act())],
  ['a pause is long', (): void => void vi.advanceTimersByTime(3000)],
])('a gesture ends when %s', (_case, between) => {
  vi.useFakeTimers()
  edit('Drag', named('1'), { merge: 'slider' })
  between()
  const before = steps().length
  edit('Drag', named('2'), { merge: 'slider' })
  expect(steps()).toHaveLength(before + 1)
})

test('two thousand steps are all undone', () => {
  for (let at = 0; at < 2_000; at += 1) edit('Step', named(String(at)))
  expect(steps()).toHaveLength(2_000)
  for (let at = 0; at < 2_000; at += 1) undo()
  expect(name()).toBe('start')
})

test('another portfolio has its own steps', () => {
  edit('Change', named('x'))
  open('b', blankDocument('b'))
  undo()
  expect(name()).toBe('b')
})

test('a blank document is for today where the user is', () => {
  expect(blankDocument().asOf).toBe(todayHere())
  expect(todayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
