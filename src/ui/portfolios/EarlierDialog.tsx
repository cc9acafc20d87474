/** The earlier states of the open portfolio by day, what differs in each, and the way back. */
import { useEffect, useState, type ReactElement } from 'react'
import { sentenceOfDifferences } from '../../domain/differenceWords.ts'
import { type EarlierState, earlierStates, restoreEarlier } from '../../state/earlier.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { offerUndo } from '../shell/offers.ts'
import './portfolios.css'

type Shown = readonly EarlierState[] | 'reading' | null

export function EarlierDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [states, show] = useState<Shown>('reading')
  useEffect(() => {
    let wanted = true
    void earlierStates().then((found) => wanted && show(found))
    return () => {
      wanted = false
    }
  }, [])
  const restore = ({ day, document }: EarlierState): void => {
    restoreEarlier(day, document)
    offerUndo(`The portfolio is as it was at the end of ${day}.`)
    onClose()
  }
  return (
    <Dialog title="Earlier states" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <p className="prose soft">
        The last state of every day on which you edited this portfolio, for 30 such days, compared with what
        is open. Going back is a step that Undo takes back.
      </p>
      <States states={states} onRestore={restore} />
    </Dialog>
  )
}

interface StatesProps {
  readonly states: Shown
  readonly onRestore: (state: EarlierState) => void
}

function States({ states, onRestore }: StatesProps): ReactElement {
  if (states === 'reading') return <p className="soft">Reading…</p>
  if (states === null)
    return <p>The browser’s storage could not be read. Close other tabs of Evenkeel and try again.</p>
  if (states.length === 0)
    return <p>There is none yet: the first one is kept when you edit on another day.</p>
  return (
    <ul className="plain stack-tight">
      {states.map((state) => (
        <li key={state.savedAt} className="earlier-state">
          <span>
            <b>{state.day}</b> <span className="soft">{sentenceOfDifferences(state.differences)}</span>
          </span>
          <Button
            small
            aria-label={`Restore ${state.day}, ${state.savedAt.slice(11, 16)}`}
            disabled={state.differences.length === 0}
            onClick={() => onRestore(state)}
          >
            Restore
          </Button>
        </li>
      ))}
    </ul>
  )
}
