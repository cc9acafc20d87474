/** How often a person looks at the bands: a supposition of the estimates, kept while the page is open. */
import { createStore } from 'zustand/vanilla'

export type Look = 'day' | 'week' | 'month' | 'quarter'

/** Trading days, weeks, months and quarters of a year. */
const perYear: Readonly<Record<Look, number>> = { day: 252, week: 52, month: 12, quarter: 4 }

export const looks: readonly { readonly value: Look; readonly label: string }[] = [
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
  { value: 'month', label: 'Monthly' },
  { value: 'quarter', label: 'Quarterly' },
]

/** Weekly is what most people who watch thresholds do. */
export const lookStore = createStore<{ readonly look: Look }>(() => ({ look: 'week' }))

export function chooseLook(look: Look): void {
  lookStore.setState({ look })
}

export function yearsOf(look: Look): number {
  return 1 / perYear[look]
}
