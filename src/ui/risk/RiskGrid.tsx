/** Volatilities and correlations as a grid that behaves like a spreadsheet. */
import { useMemo, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { cellsOf, textOfCells } from '../../state/tables.ts'
import { count } from '../format.ts'
import type { Change } from '../holdings/field.ts'
import { useFields } from '../holdings/useFields.ts'
import type { CellPlace } from '../parts/grid/column.ts'
import { Grid } from '../parts/grid/Grid.tsx'
import { narrowQuery, useMedia } from '../shell/wide.ts'
import { riskFields, riskRows, type RiskRow } from './riskFields.tsx'
import type { Risk } from './riskForm.ts'

interface RiskGridProps {
  readonly document: Portfolio
  readonly risk: Risk
}

export function RiskGrid({ document, risk }: RiskGridProps): ReactElement {
  const isNarrow = useMedia(narrowQuery)
  const fields = useMemo(() => riskFields(document, risk, isNarrow), [document, risk, isNarrow])
  const columns = useMemo(() => fields.map((field) => field.column), [fields])
  const rows = useMemo(() => riskRows(risk), [risk])
  const actions = useFields(fields)
  const paste = ({ row, column }: CellPlace<RiskRow>, text: string): void => {
    const first = columns.findIndex((each) => each.id === column)
    const changes = cellsOf(text).flatMap((cells, down) => {
      const at = rows[row.at + down]
      return at === undefined ? [] : cells.flatMap((cell, right) => changeOf(fields[first + right], at, cell))
    })
    if (changes.length > 0)
      edit(`Paste ${count(changes.length, 'figure')}`, (now) =>
        changes.reduce((so, each) => each.change(so), now),
      )
  }
  return (
    <Grid
      label="Volatility and correlation"
      columns={columns}
      rows={rows}
      keyOf={(row) => row.class}
      {...actions}
      copyText={textOfCells}
      paste={paste}
    />
  )
}

/** What a pasted cell changes; one that cannot be read changes nothing. */
function changeOf(
  field: ReturnType<typeof riskFields>[number] | undefined,
  row: RiskRow,
  text: string,
): readonly Change[] {
  const read = field?.read?.(row, text)
  return read?.ok === true && read.value !== null ? [read.value] : []
}
