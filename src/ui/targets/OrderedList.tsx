/** A short list whose order matters: dragged, moved by buttons, or moved by arrow keys on its handles. */
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'

export interface OrderedItem {
  readonly id: string
  readonly name: string
  /** What else is worth knowing of it, quietly at the end. */
  readonly note?: ReactNode
}

interface OrderedListProps {
  readonly label: string
  readonly items: readonly OrderedItem[]
  /** The ids in their new order; `gesture` is the same for all of one drag. */
  readonly onOrder: (ids: readonly string[], gesture?: string) => void
}

/** The ids with one of them moved to another place. */
export function movedTo(ids: readonly string[], from: number, to: number): readonly string[] {
  const moved = ids[from]
  if (moved === undefined || to < 0 || to >= ids.length || to === from) return ids
  const others = ids.filter((_, at) => at !== from)
  return [...others.slice(0, to), moved, ...others.slice(to)]
}

export function OrderedList({ label, items, onOrder }: OrderedListProps): ReactElement {
  const place = useRef<HTMLOListElement>(null)
  const follow = useRef<string | null>(null)
  useEffect(() => {
    const wanted = follow.current
    follow.current = null
    if (wanted === null) return
    const handles = [...(place.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])]
    handles.find((each) => each.dataset['handle'] === wanted)?.focus()
  })
  const ids = items.map((item) => item.id)
  const drag = useDrag(place, ids, onOrder)
  const move = (from: number, to: number): void => {
    const next = movedTo(ids, from, to)
    if (next !== ids) onOrder(next)
  }
  const keys = (event: KeyboardEvent, at: number): void => {
    const to = destinationOf(event.key, at, items.length)
    if (to === null) return
    event.preventDefault()
    follow.current = ids[at] ?? null
    move(at, to)
  }
  return (
    <ol ref={place} className="ordered plain" aria-label={label}>
      {items.map(({ id, name, note }, at) => (
        <li key={id} className={drag.id === id ? 'ordered-item ordered-dragged' : 'ordered-item'}>
          <button
            type="button"
            className="ordered-handle"
            data-handle={id}
            aria-label={`${name}: place ${at + 1} of ${items.length}; arrow keys move it`}
            onKeyDown={(event) => keys(event, at)}
            onPointerDown={(event) => drag.begin(event, id)}
            onPointerMove={drag.move}
            onPointerUp={drag.end}
            onPointerCancel={drag.end}
          >
            <Icon name="grip" />
          </button>
          <span className="ordered-place">{at + 1}</span>
          <span className="ordered-name">{name}</span>
          <span className="soft ordered-note">{note}</span>
          <IconButton
            small
            icon="up"
            label={`Move ${name} up`}
            disabled={at === 0}
            onClick={() => move(at, at - 1)}
          />
          <IconButton
            small
            icon="down"
            label={`Move ${name} down`}
            disabled={at === items.length - 1}
            onClick={() => move(at, at + 1)}
          />
        </li>
      ))}
    </ol>
  )
}

interface Drag {
  /** What is being dragged. */
  readonly id: string | null
  readonly begin: (event: PointerEvent, id: string) => void
  readonly move: (event: PointerEvent) => void
  readonly end: () => void
}

let drags = 0

/** An item follows the pointer from place to place; the whole way is one step. */
function useDrag(
  place: RefObject<HTMLOListElement | null>,
  ids: readonly string[],
  onOrder: OrderedListProps['onOrder'],
): Drag {
  const [id, setId] = useState<string | null>(null)
  const begin = (event: PointerEvent, dragged: string): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drags += 1
    setId(dragged)
  }
  const move = (event: PointerEvent): void => {
    if (id === null) return
    const lines = [...(place.current?.children ?? [])].map((line) => line.getBoundingClientRect())
    const to = lines.findIndex((line) => event.clientY >= line.top && event.clientY < line.bottom)
    const next = movedTo(ids, ids.indexOf(id), to)
    if (next !== ids) onOrder(next, `order-${drags}`)
  }
  return { id, begin, move, end: () => setId(null) }
}

function destinationOf(key: string, at: number, many: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return at - 1
    case 'ArrowDown':
      return at + 1
    case 'Home':
      return 0
    case 'End':
      return many - 1
    default:
      return null
  }
}
