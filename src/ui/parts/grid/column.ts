/** What a grid must be told about its columns and rows. */
import type { ReactNode } from 'react'
import type { Option } from '../Choice.tsx'

/** How a cell is edited: by typing, by choosing, or by something that opens. */
export type CellEditing =
  | { readonly kind: 'type'; readonly placeholder?: string; readonly suggestions?: readonly string[] }
  | { readonly kind: 'choose'; readonly options: readonly Option<string>[] }
  | { readonly kind: 'open' }

export interface Column<R> {
  readonly id: string
  readonly title: string
  /** What the figures are in, quietly behind the title. */
  readonly unit?: string
  /** Pixels. */
  readonly width: number
  /** Its part of what is left over, where it should have one. */
  readonly grow?: number
  /** Stays at the end while the others scroll under it. */
  readonly stays?: boolean
  readonly figures?: boolean
  /** Readable drafts are written while typing, so that drift and plan follow; otherwise when the cell is left. */
  readonly live?: boolean
  /** The text that is edited, and copied where `copy` says nothing else. */
  readonly text: (row: R) => string
  readonly copy?: (row: R) => string
  /** What is seen where that is more than the text. */
  readonly show?: (row: R) => ReactNode
  /** Null where this row's cell can only be read. */
  readonly editing: (row: R) => CellEditing | null
}

export type RowLook = 'plain' | 'group' | 'new'

/** A cell by what it is about, so that it survives rows coming and going. */
export interface CellPlace<R> {
  readonly row: R
  readonly column: string
}
