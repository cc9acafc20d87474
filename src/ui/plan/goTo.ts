/** Goes to the control that a problem's path names: to its place, and there to the nearest element that carries the path. */
import { addressOf, type Place } from '../shell/place.ts'

/** The place in which a path of the document can be changed. */
export function placeOfPath(path: string): Place {
  const [head, , part] = path.split('/')
  if (head === 'targets' || head === 'policy') return 'targets'
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

/** A place that is loaded on demand may need this many frames to appear. */
const patience = 120

export function goTo(path: string): void {
  const place = placeOfPath(path)
  const address = addressOf(place)
  if (location.hash !== address) location.hash = address
  let frames = 0
  const look = (): void => {
    frames += 1
    const found = elementOf(path)
    if (found !== null && (found.exact || frames > patience / 4)) focusIn(found.element)
    else if (frames < patience) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

function elementOf(path: string): { readonly element: HTMLElement; readonly exact: boolean } | null {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-path]')]
  const nearest = nearestPath(
    path,
    elements.map((element) => element.dataset['path'] ?? ''),
  )
  const element = elements.find((each) => each.dataset['path'] === nearest)
  return element === undefined ? null : { element, exact: nearest === path }
}

const focusable = 'input, select, textarea, button, [tabindex]'

function focusIn(element: HTMLElement): void {
  const target = element.matches(focusable)
    ? element
    : (element.querySelector<HTMLElement>(focusable) ?? element)
  element.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}
