/** The places of the page and their addresses, so that a link, the back button and a bookmark all work. */
import { useSyncExternalStore } from 'react'

export const places = ['holdings', 'targets', 'plan', 'lab'] as const
export type Place = (typeof places)[number]

export const placeNames: Readonly<Record<Place, string>> = {
  holdings: 'Holdings',
  targets: 'Targets',
  plan: 'Plan',
  lab: 'Lab',
}

/** The place that an address names; anything unknown is where one begins. */
export function placeOf(hash: string): Place {
  const [name] = hash.replace(/^#\/?/, '').split(/[/?]/)
  return places.find((place) => place === name) ?? 'holdings'
}

export function addressOf(place: Place): string {
  return `#/${place}`
}

export function usePlace(): Place {
  return useSyncExternalStore(listen, () => placeOf(location.hash))
}

function listen(hear: () => void): () => void {
  addEventListener('hashchange', hear)
  return () => removeEventListener('hashchange', hear)
}
