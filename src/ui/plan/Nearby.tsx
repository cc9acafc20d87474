/** What lies below the fold is loaded when it is nearly in sight; its room is kept from the beginning, and once there it stays. */
import { Suspense, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { useInView } from './useInView.ts'

interface NearbyProps {
  /** How high it will be, in pixels. */
  readonly height: number
  readonly children: ReactNode
}

export function Nearby({ height, children }: NearbyProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const inView = useInView(place)
  const [seen, setSeen] = useState(inView)
  if (inView && !seen) setSeen(true)
  return (
    <div ref={place} className="plan-nearby" style={{ minHeight: height }}>
      <Suspense fallback={null}>{seen && children}</Suspense>
    </div>
  )
}
