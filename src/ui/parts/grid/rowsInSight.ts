/** Which rows of a long table are in sight: all rows are equally high, so arithmetic on the scroll position is enough. */
import { useEffect, useState, type RefObject } from 'react'

/** Rows drawn beyond the edges, so that quick scrolling shows no gaps. */
const beyond = 12
/** Before the page is laid out, and where there is no layout, this many pixels are taken as visible. */
const assumedHeight = 640

export interface Sight {
  readonly first: number
  /** The row after the last. */
  readonly end: number
}

/** The rows to draw, and how many fill the box. `head` pixels at the top of the box are not rows. */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  rowHeight: number,
  head: number,
  count: number,
): Sight & { readonly page: number } {
  const [seen, setSeen] = useState({ top: 0, height: assumedHeight })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const look = (): void => {
      // Rounded to rows, so that scrolling draws again only when another row comes in sight.
      const top = Math.floor(element.scrollTop / rowHeight) * rowHeight
      const height = element.clientHeight || assumedHeight
      // The first column is set off from the others only while they are under it.
      element.classList.toggle('grid-aside', element.scrollLeft > 0)
      setSeen((was) => (was.top === top && was.height === height ? was : { top, height }))
    }
    // An observer reports once when it begins, so the first look needs no call of its own.
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box, rowHeight])
  const page = Math.max(1, Math.floor((seen.height - head) / rowHeight) - 1)
  return { ...sightOf(seen.top, seen.height, rowHeight, count), page }
}

/** The rows to draw for a scroll position. */
export function sightOf(top: number, height: number, rowHeight: number, count: number): Sight {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), count) - beyond)
  return { first, end: Math.min(count, Math.ceil((top + height) / rowHeight) + beyond) }
}
