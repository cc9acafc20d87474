/** A table that scrolls sideways where it does not fit; then the keyboard can stand on it, so that it can scroll too. */
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'

interface TableBoxProps {
  /** What the table shows, for those who come to it by keyboard. */
  readonly name: string
  readonly children: ReactNode
}

export function TableBox({ name, children }: TableBoxProps): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  const reach = scrolls ? { tabIndex: 0, role: 'group', 'aria-label': name } : {}
  return (
    <div ref={box} className="table-box" {...reach}>
      {children}
    </div>
  )
}
