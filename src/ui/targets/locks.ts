/** Which weights are locked: a working aid of this visit, apart from the document, which knows no locks. */
import { createStore } from 'zustand/vanilla'

interface Locks {
  readonly classes: ReadonlySet<string>
}

export const lockStore = createStore<Locks>(() => ({ classes: new Set() }))

export function toggleLock(id: string): void {
  const classes = new Set(lockStore.getState().classes)
  if (!classes.delete(id)) classes.add(id)
  lockStore.setState({ classes })
}
