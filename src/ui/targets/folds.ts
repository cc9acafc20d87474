/** Which families of the tree are folded: a working aid of this visit, apart from the document, which knows no folds. */
import { createStore } from 'zustand/vanilla'
import type { TargetRow } from './targetRows.ts'

interface Folds {
  readonly classes: ReadonlySet<string>
}

export const foldStore = createStore<Folds>(() => ({ classes: new Set() }))

export function fold(id: string): void {
  foldStore.setState(({ classes }) => ({ classes: new Set([...classes, id]) }))
}

export function unfold(ids: readonly string[]): void {
  foldStore.setState(({ classes }) => {
    const left = [...classes].filter((each) => !ids.includes(each))
    return left.length === classes.size ? {} : { classes: new Set(left) }
  })
}

export function toggleFold(id: string): void {
  if (foldStore.getState().classes.has(id)) unfold([id])
  else fold(id)
}

/** The rows that no folded family hides. */
export function rowsInSight(rows: readonly TargetRow[], folded: ReadonlySet<string>): readonly TargetRow[] {
  if (folded.size === 0) return rows
  const hidden = new Set<string>()
  return rows.filter((row) => {
    if (row.parent !== null && (folded.has(row.parent) || hidden.has(row.parent))) hidden.add(row.class)
    return !hidden.has(row.class)
  })
}

/** The families above a class, nearest first. */
export function familiesAbove(rows: readonly TargetRow[], id: string): readonly string[] {
  const parents = new Map(rows.map((row) => [row.class, row.parent]))
  const above: string[] = []
  for (let up = parents.get(id) ?? null; up !== null && !above.includes(up); up = parents.get(up) ?? null)
    above.push(up)
  return above
}
