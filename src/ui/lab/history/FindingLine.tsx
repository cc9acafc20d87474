/** One line about what is being worked out: that it runs and how to stop it, or why it ended. */
import type { ReactElement } from 'react'
import { Button } from '../../parts/Button.tsx'
import type { FindingView } from './useStudy.ts'

interface FindingLineProps {
  readonly view: Pick<FindingView<unknown>, 'finding' | 'stop' | 'again'>
  /** What is going on. */
  readonly words: string
}

export function FindingLine({ view, words }: FindingLineProps): ReactElement | null {
  const { finding, stop, again } = view
  switch (finding.kind) {
    case 'none':
    case 'found':
      return null
    case 'running':
      return (
        <p className="lab-line soft" role="status">
          <progress aria-label={words} />
          <span>{words}</span>
          <Button small onClick={stop}>
            Stop
          </Button>
        </p>
      )
    case 'stopped':
      return (
        <p className="lab-line">
          <span>Stopped.</span>
          <Button small onClick={again}>
            Go on
          </Button>
        </p>
      )
    case 'failed':
      return (
        <p className="lab-line" role="alert">
          <span>This could not be worked out: {finding.reason}</span>
          <Button small onClick={again}>
            Try again
          </Button>
        </p>
      )
  }
}
