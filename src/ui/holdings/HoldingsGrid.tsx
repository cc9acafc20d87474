/** The grid of positions: typed like a spreadsheet, pasted into from one, with 5,000 rows as quick as with five. */
import { useCallback, useMemo, type ReactElement } from 'react'
import type { Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Valuation } from '../../domain/weights.ts'
import { edit } from '../../state/portfolio.ts'
import { cellsOf, suggestionFor, textOfCells } from '../../state/tables.ts'
import { count } from '../format.ts'
import type { CellPlace, RowLook } from '../parts/grid/column.ts'
import { Grid } from '../parts/grid/Grid.tsx'
import { narrowQuery, roomyQuery, useMedia } from '../shell/wide.ts'
import { columnsByHeader, pasteCells, pasteTable, type Cells, type Pasted } from './changes/paste.ts'
import { lookThrough } from './classField.tsx'
import type { HoldingContext } from './holdingField.ts'
import { holdingFields, inNarrowOrder, withoutStep } from './holdingFields.ts'
import { holdingRows, type HoldingRow } from './rows.ts'
import { useFields } from './useFields.ts'

interface HoldingsGridProps {
  readonly document: Portfolio
  readonly total: Decimal
  readonly counted: Valuation['counted']
  readonly valueOf: (account: string) => Decimal
  readonly onOpen: (row: HoldingRow, column: string) => void
  readonly onPasted: (pasted: Pasted) => void
  readonly onTyping: (isTyping: boolean) => void
}

const keyOf = (row: HoldingRow): string => row.key

function lookOf(row: HoldingRow): RowLook {
  if (row.kind === 'account' || row.kind === 'unheld') return 'group'
  return row.kind === 'new' ? 'new' : 'plain'
}

export function HoldingsGrid(props: HoldingsGridProps): ReactElement {
  const { document, total, counted, valueOf, onOpen } = props
  const rows = useMemo(() => holdingRows(document), [document])
  const context = useMemo<HoldingContext>(
    () => ({ document, total, counted, accountValue: valueOf }),
    [document, total, counted, valueOf],
  )
  const isNarrow = useMedia(narrowQuery)
  const hasRoom = useMedia(roomyQuery)
  const fieldsOf = useCallback(
    (now: Portfolio) => {
      const wide = holdingFields({ ...context, document: now })
      if (isNarrow) return inNarrowOrder(wide)
      return hasRoom ? wide : withoutStep(wide)
    },
    [context, isNarrow, hasRoom],
  )
  const fields = useMemo(() => fieldsOf(document), [fieldsOf, document])
  const columns = useMemo(() => fields.map((field) => field.column), [fields])
  const actions = useFields(fields)
  const write = (place: CellPlace<HoldingRow>, draft: string, gesture: string): void => {
    if (place.column === 'class' && draft === lookThrough) onOpen(place.row, 'details')
    else actions.write(place, draft, gesture)
  }
  const paste = (place: CellPlace<HoldingRow>, text: string): void => {
    const cells = cellsOf(text)
    const pasted = pastedInto(document, rows, place, cells, fieldsOf)
    if (pasted.document !== document) edit(`Paste ${count(pasted.rows, 'row')}`, () => pasted.document)
    props.onPasted(pasted)
  }
  return (
    <Grid
      label="Positions"
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      lookOf={lookOf}
      check={actions.check}
      write={write}
      clear={actions.clear}
      copyText={textOfCells}
      paste={paste}
      onTyping={props.onTyping}
      open={({ row, column }) => onOpen(row, column)}
    />
  )
}

/** With a symbol in it the pasted table says what each row is about; otherwise the place does. */
function pastedInto(
  document: Portfolio,
  rows: readonly HoldingRow[],
  { row, column }: CellPlace<HoldingRow>,
  cells: Cells,
  fieldsOf: (document: Portfolio) => ReturnType<typeof holdingFields>,
): Pasted {
  const isTable = column === 'symbol' || columnsByHeader(cells[0] ?? []) !== null
  if (isTable) return pasteTable(document, cells, accountOf(row), fieldsOf, suggestionFor)
  const from = {
    row: rows.indexOf(row),
    column: fieldsOf(document).findIndex((field) => field.column.id === column),
  }
  return pasteCells(document, cells, rows, from, fieldsOf)
}

function accountOf(row: HoldingRow): string | null {
  if (row.kind === 'unheld') return null
  return row.kind === 'account' ? row.account.id : row.account
}
