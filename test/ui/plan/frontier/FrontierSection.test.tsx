/** The frontier on the page: it fills, says how far it is, can be stopped and asked again, and its slider chooses the plan. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../../src/domain/document.ts'
import { edit, open, portfolioStore, undo } from '../../../../src/state/portfolio.ts'
import type { FrontierHearer } from '../../../../src/state/frontiers.ts'
import { FrontierSection } from '../../../../src/ui/plan/frontier/FrontierSection.tsx'
import type { AskFrontier } from '../../../../src/ui/plan/frontier/useFrontier.ts'
import { holdPlan, plan, portfolio } from '../../../fixtures/plans.ts'
import { frontier } from './sample.ts'

interface Asked {
  readonly document: Portfolio
  readonly hear: FrontierHearer
  stopped: boolean
}

let asked: Asked[] = []
const ask: AskFrontier = (document, hear) => {
  const one: Asked = { document, hear, stopped: false }
  asked.push(one)
  return () => {
    one.stopped = true
  }
}

function Section({ held = false }: { readonly held?: boolean }): React.ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  return <FrontierSection document={document} plan={held ? holdPlan : plan} ask={ask} />
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

const drawAll = (): void =>
  act(() => {
    asked.at(-1)?.hear.onPart({ kind: 'whole', frontier })
    asked.at(-1)?.hear.onDone()
  })

const slider = (): HTMLElement => screen.getByRole('slider', { name: 'Choose on the frontier' })
const destination = (): unknown => portfolioStore.getState().document.policy.destination

beforeEach(() => {
  vi.useFakeTimers()
  // Everything is in sight where nothing can tell.
  vi.stubGlobal('IntersectionObserver', undefined)
  asked = []
  open('test', portfolio)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('it is asked about when the page is calm, fills point by point, and can be stopped', () => {
  render(<Section />)
  expect(asked).toHaveLength(0)
  expect(slider()).toBeDisabled()
  pass(600)
  expect(asked).toHaveLength(1)
  act(() => {
    for (const point of frontier.points.slice(18)) asked[0]?.hear.onPart({ kind: 'point', point })
  })
  expect(screen.queryByRole('button', { name: 'Stop' })).not.toBeInTheDocument()
  pass(2100)
  expect(screen.getByText(/Working for 2\.\d s: 3 plans/)).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(asked[0]?.stopped).toBe(true)
  expect(screen.getByText('Stopped at 3 plans.')).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Work it out' }))
  pass(600)
  expect(asked).toHaveLength(2)
  drawAll()
  expect(slider()).toHaveAttribute('max', '20')
  expect(screen.getByText('your plan')).toBeInTheDocument()
  expect(screen.getByText('edge of bands')).toBeInTheDocument()
})

test('the slider chooses by distance as one step, keeps the picture, and leads back', () => {
  render(<Section />)
  pass(600)
  drawAll()
  fireEvent.change(slider(), { target: { value: '10' } })
  fireEvent.change(slider(), { target: { value: '12' } })
  expect(destination()).toEqual({ distance: '0.4' })
  expect(slider()).toHaveAttribute(
    'aria-valuetext',
    'At most 40 % of today’s distance: 8.00 points away, $14.40, 3 trades, largest drift 4.8 pts',
  )
  expect(portfolioStore.getState().past.map((step) => step.name)).toEqual(['Destination'])
  pass(600)
  expect(asked).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: 'Back halfway to its target' }))
  expect(destination()).toBe('0.5')
  act(() => undo())
  expect(destination()).toEqual({ distance: '0.4' })
  act(() => undo())
  expect(destination()).toBe('0.5')
})

test('another document stops it, marks the picture as stale, and the next answer replaces it', () => {
  const { container } = render(<Section />)
  pass(600)
  drawAll()
  expect(container.querySelector('.stale')).toBeNull()
  act(() => edit('Sell', (now) => ({ ...now, lots: now.lots.slice(1) })))
  expect(container.querySelector('.stale')).not.toBeNull()
  pass(600)
  expect(asked).toHaveLength(2)
  act(() => edit('Sell', (now) => ({ ...now, lots: now.lots.slice(1) })))
  expect(asked[1]?.stopped).toBe(true)
  pass(600)
  drawAll()
  expect(container.querySelector('.stale')).toBeNull()
})

test('a failure says why and can be asked again', () => {
  render(<Section />)
  pass(600)
  act(() => asked[0]?.hear.onCrash('It stopped.'))
  expect(screen.getByRole('alert')).toHaveTextContent('The frontier could not be worked out: It stopped.')
  fireEvent.click(screen.getByRole('button', { name: 'Ask again' }))
  pass(600)
  drawAll()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('keys read any point without choosing it', () => {
  render(<Section />)
  pass(600)
  drawAll()
  const plot = screen.getByRole('slider', { name: 'Read a point of the frontier' })
  fireEvent.keyDown(plot, { key: 'Home' })
  expect(plot).toHaveAttribute('aria-valuetext', expect.stringContaining('20.00 points away, $0.00'))
  fireEvent.keyDown(plot, { key: 'ArrowRight' })
  expect(plot).toHaveAttribute('aria-valuenow', '1')
  expect(destination()).toBe('0.5')
  fireEvent.blur(plot)
  expect(plot).not.toHaveAttribute('aria-valuenow', '1')
})

test('a table stands behind it', () => {
  render(<Section />)
  pass(600)
  drawAll()
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  const row = screen.getByRole('row', { name: /^40 / })
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['8.00', '14.40', '3', '12.0', '4.8'])
})

test('where nothing is due, the choice is said to wait', () => {
  render(<Section held />)
  expect(screen.getByText(/the choice counts from the day a trigger fires/)).toBeInTheDocument()
})
