/** A picture whose marks are read one by one: by pointer, or by arrows, Home and End, with what each says in words. */
import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react'

interface ReadingPlotProps {
  readonly label: string
  readonly marks: number
  /** Null: none is read. */
  readonly reading: number | null
  readonly words: string
  readonly onRead: (at: number | null) => void
  /** The mark nearest to a place across the picture, in pixels from its left. */
  readonly near: (x: number) => number | null
  readonly children: ReactNode
}

export function ReadingPlot(props: ReadingPlotProps): ReactElement {
  const { label, marks, reading, words, onRead, near, children } = props
  const follow = (event: PointerEvent<HTMLElement>): void =>
    onRead(near(event.clientX - event.currentTarget.getBoundingClientRect().left))
  const keys = (event: KeyboardEvent): void => {
    const next = nextMark(event.key, reading, marks)
    if (next === null) return
    event.preventDefault()
    onRead(next)
  }
  return (
    <div
      className="lab-plot"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, marks - 1)}
      aria-valuenow={reading ?? 0}
      aria-valuetext={words}
      onPointerMove={follow}
      onPointerLeave={() => onRead(null)}
      onKeyDown={keys}
      onBlur={() => onRead(null)}
    >
      {children}
    </div>
  )
}

/** The first arrow begins at the nearer end. */
export function nextMark(key: string, reading: number | null, marks: number): number | null {
  const last = marks - 1
  if (last < 0) return null
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, (reading ?? -1) + 1)
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, (reading ?? marks) - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
