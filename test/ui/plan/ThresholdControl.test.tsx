/** The threshold is a slider over a picture that fills as answers come, and stops when it is no longer wanted. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Band } from '../../../src/domain/document.ts'
import type { Explore, ExplorationHearer } from '../../../src/state/exploring.ts'
import { open, portfolioStore } from '../../../src/state/portfolio.ts'
import { ThresholdControl } from '../../../src/ui/plan/ThresholdControl.tsx'
import { portfolio } from '../../fixtures/plans.ts'

interface Asked {
  readonly bands: readonly Band[]
  readonly hear: ExplorationHearer
  stopped: boolean
}

let asked: Asked[] = []
const ask: Explore = (_, bands, hear) => {
  const one: Asked = { bands, hear, stopped: false }
  asked.push(one)
  return () => {
    one.stopped = true
  }
}

function Control(): React.ReactElement {
  return <ThresholdControl document={useStore(portfolioStore, (state) => state.document)} explore={ask} />
}

const calmMs = 500
const answer = (one: Asked | undefined, at: number): void => {
  const band = one?.bands[at]
  if (band)
    one.hear.onPoint({ band, fired: 1, trades: 6, turnover: '0.041', cost: '12.4', distance: '0' }, at)
}

function settle(): void {
  act(() => {
    vi.advanceTimersByTime(calmMs)
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  open('test', portfolio)
  render(<Control />)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('the slider says the band and what it would mean', () => {
  settle()
  expect(asked).toHaveLength(1)
  act(() => {
    for (const at of asked[0]?.bands.keys() ?? []) answer(asked[0], at)
    asked[0]?.hear.onDone()
  })
  const slider = screen.getByRole('slider', { name: 'Threshold' })
  expect(slider.getAttribute('aria-valuetext')?.replaceAll('\u202f', ' ')).toBe(
    'lesser of 5 points and 25 % of the target: 6 trades, turnover 4.1 %, cost $12.40',
  )
  expect(screen.getByText(/need not trade less often/)).toBeInTheDocument()
})

test('dragging changes both numbers in proportion, as one step, and keeps the picture', () => {
  settle()
  const slider = screen.getByRole('slider', { name: 'Threshold' })
  fireEvent.change(slider, { target: { value: '0.0425' } })
  fireEvent.change(slider, { target: { value: '0.04' } })
  expect(portfolioStore.getState().document.policy.band).toEqual({
    kind: 'lesser',
    absolute: '0.04',
    relative: '0.2',
  })
  expect(portfolioStore.getState().past.map((step) => step.name)).toEqual(['Threshold'])
  settle()
  expect(asked).toHaveLength(1)
  expect(asked[0]?.stopped).toBe(false)
})

test('another document stops the old picture and begins a new one', () => {
  settle()
  act(() => open('test', { ...portfolio, lots: portfolio.lots.slice(1) }))
  expect(asked[0]?.stopped).toBe(true)
  settle()
  expect(asked).toHaveLength(2)
})

test('a picture that fails says so', () => {
  settle()
  act(() => asked[0]?.hear.onCrash('gone'))
  expect(screen.getByText(/could not be worked out/)).toBeInTheDocument()
})

const flat = /only decides when a plan opens/
test.each([
  ['by distance', { destination: { distance: '0.5' }, scope: 'all' }, true],
  ['optimal', { destination: 'optimal', scope: 'all' }, true],
  ['halfway', { destination: '0.5', scope: 'all' }, false],
  [
    'by distance, with other rows held inside their bands',
    { destination: { distance: '0.5' }, scope: 'breached' },
    false,
  ],
] as const)('a picture that must be flat says why: %s', (_, policy, says) => {
  act(() => open('test', { ...portfolio, policy: { ...portfolio.policy, ...policy } }))
  settle()
  act(() => {
    for (const at of asked.at(-1)?.bands.keys() ?? []) answer(asked.at(-1), at)
    asked.at(-1)?.hear.onDone()
  })
  expect(screen.queryAllByText(flat)).toHaveLength(says ? 1 : 0)
})
