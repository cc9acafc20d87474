/** A column of an editable grid together with how its drafts are read and what they change. */
import type { Portfolio } from '../../domain/document.ts'
import type { Column } from '../parts/grid/column.ts'
import type { Typed } from '../typed.ts'

/** A named step, or null where there is nothing to change. */
export interface Change {
  readonly name: string
  readonly change: (document: Portfolio) => Portfolio
}

export interface GridField<R> {
  readonly column: Column<R>
  /** What a draft would change in this row. */
  readonly read?: (row: R, draft: string) => Typed<Change | null>
  /** What emptying the cell changes. */
  readonly clear?: (row: R) => Change | null
}

/** The problem of a draft, or null. */
export function problemOf<R>(field: GridField<R> | undefined, row: R, draft: string): string | null {
  const read = field?.read?.(row, draft)
  return read === undefined || read.ok ? null : read.problem
}

export function readAs<T>(typed: Typed<T>, change: (value: T) => Change | null): Typed<Change | null> {
  return typed.ok ? { ok: true, value: change(typed.value) } : typed
}
