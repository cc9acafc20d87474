/** How wide an element is, for pictures that are drawn in pixels; before it is known a usual width stands in. */
import { useEffect, useRef, useState, type RefObject } from 'react'

export function useWidth<T extends HTMLElement>(usual: number): [RefObject<T | null>, number] {
  const place = useRef<T>(null)
  const [width, setWidth] = useState(usual)
  useEffect(() => {
    const element = place.current
    if (element === null || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.round(entry?.contentRect.width ?? 0)
      if (measured > 0) setWidth(measured)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width]
}
