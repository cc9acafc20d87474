/** One line about what is worked out beside the page: how far it is and how to stop it, why it ended, or what it is for. */
import type { ReactElement } from 'react'
import { duration } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import type { Inquiry } from './useInquiry.ts'
import { useRunning } from './useRunning.ts'

interface InquiryLineProps {
  readonly inquiry: Pick<Inquiry<unknown>, 'state' | 'stop' | 'again'>
  /** How far it is, such as "9 of 21 plans". */
  readonly progress: string
  /** The subject of the sentence when it ends early. */
  readonly what: string
  /** What is said while there is nothing to report. */
  readonly rest: string
}

/** What is there within a second is not announced. */
const quietMs = 1000

export function InquiryLine({ inquiry, progress, what, rest }: InquiryLineProps): ReactElement {
  const { state, stop, again } = inquiry
  const ran = useRunning(state.kind === 'running' ? state.since : null, quietMs)
  if (state.kind === 'failed')
    return (
      <p className="inquiry" role="alert">
        <span>
          {what} could not be worked out: {state.reason}
        </span>
        <Button small onClick={again}>
          Ask again
        </Button>
      </p>
    )
  if (state.kind === 'stopped')
    return (
      <p className="inquiry">
        <span>Stopped{progress === '' ? '' : ` at ${progress}`}.</span>
        <Button small onClick={again}>
          Work it out
        </Button>
      </p>
    )
  if (ran === null) return <p className="inquiry soft">{rest}</p>
  return (
    <p className="inquiry soft">
      <span>
        Working for {duration(ran)}
        {progress === '' ? '' : `: ${progress}`}
      </span>
      <Button small onClick={stop}>
        Stop
      </Button>
    </p>
  )
}
