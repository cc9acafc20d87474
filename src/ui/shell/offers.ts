/** The last thing that was done and can be taken back at once, offered until it is dismissed or replaced. */
import { createStore } from 'zustand/vanilla'
import type { Portfolio } from '../../domain/document.ts'
import { portfolioStore, undo } from '../../state/portfolio.ts'

export interface Offer {
  readonly text: string
  readonly label: string
  readonly accept: () => void
  /** Where it only makes sense while this is the document on the page. */
  readonly of?: Portfolio
}

export const offersStore = createStore<{ readonly offer: Offer | null }>(() => ({ offer: null }))

export function offer(text: string, label: string, accept: () => void): void {
  offersStore.setState({ offer: { text, label, accept } })
}

/** Offers to undo the edit that was just made, for as long as it is the last one. */
export function offerUndo(text: string): void {
  offersStore.setState({
    offer: { text, label: 'Undo', accept: undo, of: portfolioStore.getState().document },
  })
}

export function withdraw(): void {
  offersStore.setState({ offer: null })
}
