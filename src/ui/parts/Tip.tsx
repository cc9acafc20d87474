/** A short explanation that appears on hover and on focus of what it is about; it repeats nothing vital. */
import { useEffect, useRef, useState, type ReactElement } from 'react'

const showAfterMs = 400
/** Pixels between the thing and its tip, and between a tip and the edge of the window. */
const gap = 6

interface Spot {
  readonly top: number
  readonly middle: number
}

/** `children` is one element that can be focused, such as a button, whose name says the same. */
export function Tip({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactElement
}): ReactElement {
  const place = useRef<HTMLSpanElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [spot, setSpot] = useState<Spot | null>(null)
  const hide = (): void => {
    clearTimeout(waiting.current)
    setSpot(null)
  }
  const show = (delayMs: number): void => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => setSpot(spotUnder(place.current)), delayMs)
  }
  useEffect(() => () => clearTimeout(waiting.current), [])
  return (
    // Without a box of its own, so that the layout does not know it.
    <span
      ref={place}
      className="tip"
      role="presentation"
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(showAfterMs)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {spot !== null && <Bubble text={text} spot={spot} />}
    </span>
  )
}

function spotUnder(place: HTMLElement | null): Spot | null {
  const box = place?.firstElementChild?.getBoundingClientRect()
  return box === undefined ? null : { top: box.bottom + gap, middle: (box.left + box.right) / 2 }
}

/** Read aloud is the name of what it is about, so this is only for eyes. */
function Bubble({ text, spot }: { readonly text: string; readonly spot: Spot }): ReactElement {
  const place = useRef<HTMLSpanElement>(null)
  const [left, setLeft] = useState(spot.middle)
  useEffect(() => {
    const width = place.current?.offsetWidth ?? 0
    const most = document.documentElement.clientWidth - width - gap
    setLeft(Math.max(gap, Math.min(spot.middle - width / 2, most)))
  }, [spot])
  return (
    <span ref={place} className="tooltip" aria-hidden="true" style={{ top: spot.top, left }}>
      {text}
    </span>
  )
}
