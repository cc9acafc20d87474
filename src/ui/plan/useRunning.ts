/** How long something has been running; null while that is not worth saying. */
import { useEffect, useState } from 'react'

/** `since` is on the clock of `performance.now()`; what takes less than `quietMs` is never announced. */
export function useRunning(since: number | null, quietMs: number): number | null {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (since === null) return
    const timer = setInterval(() => setNow(performance.now()), quietMs)
    return () => clearInterval(timer)
  }, [since, quietMs])
  const ran = since === null ? 0 : now - since
  return ran >= quietMs ? ran : null
}
