/** Whether an element is in sight or nearly so: what is not need not be drawn while something is typed above it. */
import { useEffect, useState, type RefObject } from 'react'

/** So much before it is scrolled to, a picture is drawn. */
const ahead = '400px'

/** True where nothing can tell, so that nothing is missing there. */
export function useInView(place: RefObject<HTMLElement | null>): boolean {
  const [inView, setInView] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    const element = place.current
    if (element === null || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: `${ahead} 0px` },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return inView
}
