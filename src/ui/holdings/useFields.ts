/** What a grid does with drafts, clearing and several cells at once, written as named steps of the document. */
import { useCallback } from 'react'
import { edit } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import type { CellPlace } from '../parts/grid/column.ts'
import { problemOf, type GridField } from './field.ts'

interface FieldActions<R> {
  readonly check: (place: CellPlace<R>, draft: string) => string | null
  readonly write: (place: CellPlace<R>, draft: string, gesture: string) => void
  readonly clear: (places: readonly CellPlace<R>[]) => void
}

export function useFields<R>(fields: readonly GridField<R>[]): FieldActions<R> {
  const fieldOf = useCallback((column: string) => fields.find((each) => each.column.id === column), [fields])
  const check = useCallback(
    ({ row, column }: CellPlace<R>, draft: string) => problemOf(fieldOf(column), row, draft),
    [fieldOf],
  )
  const write = useCallback(
    ({ row, column }: CellPlace<R>, draft: string, gesture: string) => {
      const read = fieldOf(column)?.read?.(row, draft)
      if (read?.ok === true && read.value !== null)
        edit(read.value.name, read.value.change, { merge: gesture })
    },
    [fieldOf],
  )
  const clear = useCallback(
    (places: readonly CellPlace<R>[]) => {
      const changes = places.flatMap(({ row, column }) => fieldOf(column)?.clear?.(row) ?? [])
      const [first] = changes
      if (first === undefined) return
      const name = changes.length === 1 ? first.name : `Clear ${count(changes.length, 'cell')}`
      edit(name, (document) => changes.reduce((now, each) => each.change(now), document))
    },
    [fieldOf],
  )
  return { check, write, clear }
}
