/** Goes to the control that a problem's path names: to its place, and there to the nearest element that carries the path. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { addressOf, type Place } from '../shell/place.ts'

/** The place in which a path of the document can be changed. */
export function placeOfPath(path: string): Place {
  const [head, , part] = path.split('/')
  if (head === 'targets' || head === 'policy' || head === 'risk') return 'targets'
  return head === 'accounts' && part === 'flow' ? 'plan' : 'holdings'
}

/** The longest beginning of a path that one of these names; a path is a place within each of its beginnings. */
export function nearestPath(path: string, known: readonly string[]): string | null {
  const parts = path.split('/')
  for (let many = parts.length; many > 0; many -= 1) {
    const beginning = parts.slice(0, many).join('/')
    if (known.includes(beginning)) return beginning
  }
  return null
}

/** The path that is being gone to: whoever keeps its control out of sight opens what hides it. */
const wantedStore = createStore<{ readonly path: string | null }>(() => ({ path: null }))

export function useWanted(): string | null {
  return useStore(wantedStore, (state) => state.path)
}

/** What a place or a dialog that is loaded on demand may take to appear. */
const patienceMs = 5000
/** After this something near is better than waiting for something exact. */
const exactPatienceMs = 1000

export function goTo(path: string): void {
  const address = addressOf(placeOfPath(path))
  if (location.hash !== address) location.hash = address
  wantedStore.setState({ path })
  const since = performance.now()
  const look = (): void => {
    if (wantedStore.getState().path !== path) return
    const waited = performance.now() - since
    const found = elementOf(path)
    const isThere = found !== null && (found.exact || waited > exactPatienceMs)
    if (isThere) focusIn(found.element)
    if (isThere || waited > patienceMs) wantedStore.setState({ path: null })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

function elementOf(path: string): { readonly element: HTMLElement; readonly exact: boolean } | null {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-path]')].filter(canTakeFocus)
  const nearest = nearestPath(
    path,
    elements.map((element) => element.dataset['path'] ?? ''),
  )
  // What opened last stands last: a dialog's field rather than the cell behind it.
  const element = elements.findLast((each) => each.dataset['path'] === nearest)
  return element === undefined ? null : { element, exact: nearest === path }
}

/** Not in a dialog that is about to open, and not behind one that is open. */
function canTakeFocus(element: HTMLElement): boolean {
  const dialog = element.closest('dialog')
  return dialog === null ? document.querySelector('dialog[open]') === null : dialog.open
}

const focusable = 'input, select, textarea, button, [tabindex]'

function focusIn(element: HTMLElement): void {
  for (let fold = element.closest('details'); fold !== null; fold = parentFold(fold)) fold.open = true
  const target = element.matches(focusable)
    ? element
    : (element.querySelector<HTMLElement>(focusable) ?? element)
  element.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}

function parentFold(fold: HTMLDetailsElement): HTMLDetailsElement | null {
  return fold.parentElement?.closest('details') ?? null
}
