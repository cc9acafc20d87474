/** This year's sales: what they come to, the list of them to be corrected, and two ways to add more. */
import { useMemo, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { cellsOf, textOfCells } from '../../state/tables.ts'
import { count } from '../format.ts'
import type { Change } from '../holdings/field.ts'
import { useFields } from '../holdings/useFields.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import type { CellPlace } from '../parts/grid/column.ts'
import { Grid } from '../parts/grid/Grid.tsx'
import { narrowQuery, useMedia } from '../shell/wide.ts'
import { AddSale } from './AddSale.tsx'
import { saleFields } from './saleFields.tsx'
import { SalePaste } from './SalePaste.tsx'
import { saleRows, usualAccount, withoutSales, type SaleRow } from './sales.ts'
import { YearTable } from './YearTable.tsx'

interface SalesDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

export function SalesDialog({ document, onClose }: SalesDialogProps): ReactElement {
  const [pasted, setPasted] = useState('')
  const account = usualAccount(document)
  const done = (
    <Button look="main" onClick={onClose}>
      Done
    </Button>
  )
  return (
    <Dialog title="Sales of this year" size="wide" onClose={onClose} actions={done}>
      <p className="prose soft">
        What was sold since 1 January, before this plan. Losses here may be washed away by what is bought
        within 30 days, and gains and losses are netted with those of the plan.
      </p>
      {document.realised.length > 0 && (
        <>
          <YearTable document={document} />
          <SalesGrid document={document} onTable={setPasted} />
        </>
      )}
      {account === null ? (
        <p className="prose">Add an account first: a sale belongs to one.</p>
      ) : (
        <>
          <AddSale document={document} account={account} />
          <SalePaste document={document} account={account} text={pasted} onText={setPasted} />
        </>
      )}
    </Dialog>
  )
}

/** Fewer cells in a row are a part of the list, and go where they are pasted. */
const cellsOfSale = 4

interface SalesGridProps {
  readonly document: Portfolio
  /** A whole table was pasted. */
  readonly onTable: (text: string) => void
}

function SalesGrid({ document, onTable }: SalesGridProps): ReactElement {
  const isNarrow = useMedia(narrowQuery)
  const fields = useMemo(() => saleFields(document, isNarrow), [document, isNarrow])
  const columns = useMemo(() => fields.map((field) => field.column), [fields])
  const rows = useMemo(() => saleRows(document), [document])
  const actions = useFields(fields)
  const paste = ({ row, column }: CellPlace<SaleRow>, text: string): void => {
    const cells = cellsOf(text)
    if (cells.some((each) => each.length >= cellsOfSale)) return onTable(text)
    const first = columns.findIndex((each) => each.id === column)
    const changes = cells.flatMap((line, down) => {
      const at = rows[row.at + down]
      return at === undefined ? [] : line.flatMap((cell, right) => changeOf(fields[first + right], at, cell))
    })
    if (changes.length > 0)
      edit(`Paste ${count(changes.length, 'cell')}`, (now) =>
        changes.reduce((so, each) => each.change(so), now),
      )
  }
  const remove = ({ row }: CellPlace<SaleRow>): void =>
    edit(`Remove a sale of ${row.sale.instrument}`, (now) => withoutSales(now, [row.at]))
  return (
    <Grid
      label="Sales"
      columns={columns}
      rows={rows}
      keyOf={(row) => String(row.at)}
      {...actions}
      copyText={textOfCells}
      paste={paste}
      open={remove}
    />
  )
}

/** What a pasted cell changes; one that cannot be read changes nothing. */
function changeOf(
  field: ReturnType<typeof saleFields>[number] | undefined,
  row: SaleRow,
  text: string,
): readonly Change[] {
  const read = field?.read?.(row, text)
  return read?.ok === true && read.value !== null ? [read.value] : []
}
