/** What a paste did, and the cells that could not be read, with their place. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore, undo } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import type { Pasted } from './changes/paste.ts'

const mostShown = 5

export function PastedNotice({
  pasted,
  onClose,
}: {
  readonly pasted: Pasted
  readonly onClose: () => void
}): ReactElement {
  const shown = pasted.unread.slice(0, mostShown)
  const rest = pasted.unread.length - shown.length
  const isLast = useStore(
    portfolioStore,
    (state) => state.document === pasted.document && state.past.length > 0,
  )
  const takeBack = (): void => {
    undo()
    onClose()
  }
  const actions = (
    <>
      {isLast && (
        <Button small onClick={takeBack}>
          Undo
        </Button>
      )}
      <Button small look="quiet" onClick={onClose}>
        Dismiss
      </Button>
    </>
  )
  return (
    <Notice live look={pasted.unread.length > 0 || pasted.rows === 0 ? 'bad' : 'plain'} actions={actions}>
      {pasted.rows === 0
        ? 'Nothing was pasted: no column holds symbols. Copy at least a symbol and a quantity.'
        : `${count(pasted.rows, 'row')} pasted.`}
      {pasted.unread.length > 0 && ` ${count(pasted.unread.length, 'cell')} could not be read: `}
      {shown.map((cell) => `row ${cell.row}, ${cell.column}, “${cell.text}” – ${cell.problem}`).join(' ')}
      {rest > 0 && ` And ${rest} more.`}
    </Notice>
  )
}
