/** Why a file was not opened: every problem with its place. */
import type { ReactElement } from 'react'
import type { Problem } from '../../domain/problem.ts'
import { sentenceOf } from '../../domain/words.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

/** More than this many sentences nobody reads; the terminal lists them all. */
const mostShown = 30

interface RefusedDialogProps {
  readonly problems: readonly Problem[]
  readonly onClose: () => void
}

export function RefusedDialog({ problems, onClose }: RefusedDialogProps): ReactElement {
  const rest = problems.length - mostShown
  return (
    <Dialog
      title="The file was not opened"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p className="prose">Nothing here was changed.</p>
      <ul className="plain problem-list">
        {problems.slice(0, mostShown).map((problem) => (
          <li key={`${problem.kind} ${problem.path}`}>
            {problem.path !== '' && <code className="path">{problem.path}</code>} {sentenceOf(problem)}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="soft">And {rest} more.</p>}
    </Dialog>
  )
}
