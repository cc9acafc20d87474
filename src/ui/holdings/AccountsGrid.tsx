/** Accounts: what kind, what cash, what is to be kept, and what is to be invested or raised. */
import { useMemo, type ReactElement } from 'react'
import type { Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { textOfCells } from '../../state/tables.ts'
import { Grid } from '../parts/grid/Grid.tsx'
import { narrowQuery, useMedia } from '../shell/wide.ts'
import { accountFields, accountsInNarrowOrder, accountsRows, type AccountsRow } from './accountFields.tsx'
import { useFields } from './useFields.ts'

interface AccountsGridProps {
  readonly document: Portfolio
  readonly valueOf: (account: string) => Decimal
  readonly onOpen: (account: string) => void
  readonly onPaste: (text: string) => void
  readonly onTyping: (isTyping: boolean) => void
}

const keyOf = (row: AccountsRow): string => row.key
const lookOf = (row: AccountsRow): 'plain' | 'new' => (row.kind === 'new' ? 'new' : 'plain')

export function AccountsGrid({
  document,
  valueOf,
  onOpen,
  onPaste,
  onTyping,
}: AccountsGridProps): ReactElement {
  const isNarrow = useMedia(narrowQuery)
  const fields = useMemo(() => {
    const wide = accountFields(document, valueOf)
    return isNarrow ? accountsInNarrowOrder(wide) : wide
  }, [document, valueOf, isNarrow])
  const rows = useMemo(() => accountsRows(document), [document])
  const columns = useMemo(() => fields.map((field) => field.column), [fields])
  const actions = useFields(fields)
  return (
    <Grid
      label="Accounts"
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      lookOf={lookOf}
      {...actions}
      copyText={textOfCells}
      paste={({ row, column }, text) => {
        if (text.includes('\t') || text.includes('\n') || actions.check({ row, column }, text) !== null)
          onPaste(text)
        else actions.write({ row, column }, text, '')
      }}
      onTyping={onTyping}
      open={({ row }) => row.kind === 'account' && onOpen(row.account.id)}
    />
  )
}
