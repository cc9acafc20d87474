/** The last thing that was done and can be taken back at once, offered until it is dismissed or replaced. */
import { createStore } from 'zustand/vanilla'

export interface Offer {
  readonly text: string
  readonly label: string
  readonly accept: () => void
}

export const offersStore = createStore<{ readonly offer: Offer | null }>(() => ({ offer: null }))

export function offer(text: string, label: string, accept: () => void): void {
  offersStore.setState({ offer: { text, label, accept } })
}

export function withdraw(): void {
  offersStore.setState({ offer: null })
}
