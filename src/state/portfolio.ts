/** The open portfolio: its document, and every step that can be undone or done again. */
import { createStore } from 'zustand/vanilla'
import type { Portfolio } from '../domain/document.ts'
import { blankDocument } from './blank.ts'

/** A named edit and the document on its other side: before it for the past, after it for the future. */
export interface Step {
  readonly name: string
  readonly document: Portfolio
}

export interface PortfolioState {
  readonly id: string
  readonly document: Portfolio
  /** The last edit last. */
  readonly past: readonly Step[]
  /** The next edit to be done again first. */
  readonly future: readonly Step[]
}

export interface EditOptions {
  /** Edits of one gesture, such as dragging a slider, share a key and become one step. */
  readonly merge?: string
}

export const portfolioStore = createStore<PortfolioState>(() => ({
  id: '',
  document: blankDocument(),
  past: [],
  future: [],
}))

/** A pause this long ends a gesture even when nobody said so. */
const gesturePauseMs = 3000

let gesture: { readonly key: string; readonly at: number } | null = null

/** Changes the document as one step with this name; a change that returns the same document is no step. */
export function edit(
  name: string,
  change: (document: Portfolio) => Portfolio,
  options: EditOptions = {},
): void {
  const { document, past } = portfolioStore.getState()
  const changed = change(document)
  if (changed === document) return
  const joins = joinsGesture(options.merge)
  gesture = options.merge === undefined ? null : { key: options.merge, at: Date.now() }
  portfolioStore.setState({
    document: changed,
    past: joins ? past : [...past, { name, document }],
    future: [],
  })
}

/** The next edit starts a new step, whatever its key: call it when a slider is let go or a cell is left. */
export function endGesture(): void {
  gesture = null
}

function joinsGesture(key: string | undefined): boolean {
  return gesture !== null && gesture.key === key && Date.now() - gesture.at < gesturePauseMs
}

/** Takes the last step back; does nothing when there is none. */
export function undo(): void {
  const { document, past, future } = portfolioStore.getState()
  const step = past.at(-1)
  if (step === undefined) return
  endGesture()
  portfolioStore.setState({
    document: step.document,
    past: past.slice(0, -1),
    future: [{ name: step.name, document }, ...future],
  })
}

/** Does the step again that was taken back last; does nothing when there is none. */
export function redo(): void {
  const { document, past, future } = portfolioStore.getState()
  const [step, ...rest] = future
  if (step === undefined) return
  endGesture()
  portfolioStore.setState({
    document: step.document,
    past: [...past, { name: step.name, document }],
    future: rest,
  })
}

/** Shows another portfolio, with the steps it had when this page last showed it. */
export function open(
  id: string,
  document: Portfolio,
  history: Pick<PortfolioState, 'past' | 'future'> = noHistory,
): void {
  endGesture()
  portfolioStore.setState({ id, document, past: history.past, future: history.future })
}

const noHistory = { past: [], future: [] }
