/** Whether the window answers a media query, as a value that components may depend on. */
import { useCallback, useSyncExternalStore } from 'react'

/** Wide enough to show the plan beside the inputs. */
export const besideQuery = '(min-width: 1200px)'

/** Wide enough for every column beside the plan. */
export const roomyQuery = '(min-width: 1440px)'

/** As narrow as a phone. */
export const narrowQuery = '(max-width: 599px)'

export function useMedia(query: string): boolean {
  const listen = useCallback(
    (hear: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', hear)
      return () => list.removeEventListener('change', hear)
    },
    [query],
  )
  return useSyncExternalStore(listen, () => matchMedia(query).matches)
}
