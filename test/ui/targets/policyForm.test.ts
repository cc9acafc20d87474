/** Bands, triggers and durations as forms: nothing is lost when one kind becomes another. */
import { expect, test } from 'vitest'
import type { Band, Trigger } from '../../../src/domain/document.ts'
import { bandAs, thresholdOf, withNumber, withThreshold } from '../../../src/ui/targets/bandForm.ts'
import { durationWords, typedDuration } from '../../../src/ui/targets/durations.ts'
import {
  changedCondition,
  joinOf,
  modeOf,
  withCondition,
  withJoin,
  withMode,
} from '../../../src/ui/targets/triggers.ts'

const lesser: Band = { kind: 'lesser', absolute: '0.04', relative: '0.2' }

test('a band becomes another kind with the numbers it had', () => {
  expect(bandAs('absolute', lesser)).toEqual({ kind: 'absolute', width: '0.04' })
  expect(bandAs('greater', lesser)).toEqual({ ...lesser, kind: 'greater' })
  expect(bandAs('lesser', { kind: 'relative', width: '0.3' })).toEqual({
    kind: 'lesser',
    absolute: '0.05',
    relative: '0.3',
  })
  expect(withNumber(lesser, 'relative', '0.3')).toEqual({ ...lesser, relative: '0.3' })
})

test('dragging keeps the proportion of two numbers, back and forth', () => {
  const wider = withThreshold(lesser, '0.06')
  expect(wider).toEqual({ kind: 'lesser', absolute: '0.06', relative: '0.3' })
  expect(withThreshold(wider, '0.04')).toEqual(lesser)
  expect(thresholdOf({ kind: 'relative', width: '0.3' })).toBe('0.3')
  expect(withThreshold({ ...lesser, absolute: '0' }, '0.05')).toEqual({ ...lesser, absolute: '0.05' })
})

test.each([
  ['3 months', 'P3M'],
  ['1 year 6 months', 'P1Y6M'],
  ['90 d', 'P90D'],
  ['2 weeks', 'P2W'],
  ['p3m', 'P3M'],
  ['1 year and 2 days', 'P1Y2D'],
])('%s is %s', (typed, value) => {
  expect(typedDuration(typed)).toEqual({ ok: true, value })
})

test('durations that are none are said to be none', () => {
  expect(typedDuration('')).toEqual({ ok: true, value: null })
  expect(typedDuration('soon').ok).toBe(false)
  expect(typedDuration('3 bananas').ok).toBe(false)
  expect(durationWords('P15M')).toBe('1 year 3 months')
  expect(durationWords('P2W')).toBe('14 days')
})

test('triggers: modes, conditions and how they join', () => {
  const any: Trigger = { any: [{ kind: 'band' }] }
  expect(modeOf(any)).toBe('conditions')
  expect(withMode(any, 'never')).toEqual({ any: [{ kind: 'never' }] })
  expect(withMode({ any: [{ kind: 'always' }] }, 'conditions')).toEqual(any)
  const both = withCondition(any, 'calendar', true)
  expect(withJoin(both, 'all')).toEqual({
    all: [{ kind: 'band' }, { kind: 'calendar', every: 'P3M', last: null }],
  })
  expect(joinOf(withJoin(both, 'all'))).toBe('all')
  expect(withCondition(both, 'band', false)).toEqual({
    any: [{ kind: 'calendar', every: 'P3M', last: null }],
  })
  expect(changedCondition(both, { kind: 'calendar', every: 'P1Y', last: null })).toMatchObject({
    any: [{}, { every: 'P1Y' }],
  })
})
