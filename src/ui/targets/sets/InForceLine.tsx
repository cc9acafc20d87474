/** One line that says which target set is in force and why; nothing where there are no sets. */
import type { ReactElement, ReactNode } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { targetSetNotes } from '../../../domain/targetSetsSoundness.ts'
import { sentenceOfNote } from '../../../domain/words.ts'
import '../build/line.css'

interface InForceLineProps {
  readonly document: Portfolio
  readonly actions?: ReactNode
}

export function InForceLine({ document, actions }: InForceLineProps): ReactElement | null {
  const [note] = targetSetNotes(document)
  if (note === undefined) return null
  return (
    <p className="build-line" data-path="targetSets">
      <span>{sentenceOfNote(note)}</span>
      {actions !== undefined && <span className="build-line-actions">{actions}</span>}
    </p>
  )
}
