/** One line about the sweep: how many paths, the time left and how to stop, or why it ended. */
import type { ReactElement } from 'react'
import { count, duration } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import type { SweepView } from './useSweep.ts'

export function SweepLine({ sweep }: { readonly sweep: SweepView }): ReactElement {
  const { state, heard, isFresh, stop, again } = sweep
  const part = isFresh ? heard?.part : undefined
  const paths =
    part === undefined
      ? ''
      : `${part.sweep.tally.count.toLocaleString('en-US')} of ${count(part.total, 'path')}`
  switch (state.kind) {
    case 'failed':
      return (
        <p className="lab-line" role="alert">
          <span>The lab could not go on: {state.reason}</span>
          <Button small onClick={again}>
            Ask again
          </Button>
        </p>
      )
    case 'stopped':
      return (
        <p className="lab-line">
          <span>{paths === '' ? 'Stopped.' : `Stopped at ${paths}.`}</span>
          <Button small onClick={again}>
            Go on
          </Button>
        </p>
      )
    case 'done':
      return <p className="lab-line soft">{part === undefined ? '' : `${count(part.total, 'path')}.`}</p>
    case 'waiting':
    case 'running':
      return (
        <p className="lab-line soft">
          <progress aria-label="Paths followed" max={part?.total ?? 1} value={part?.done ?? 0} />
          <span>
            {paths === '' ? 'Starting' : paths}
            {part !== undefined && part.leftMs > 0 ? `, ${duration(part.leftMs)} left` : ''}
          </span>
          <Button small onClick={stop} disabled={state.kind === 'waiting'}>
            Stop
          </Button>
        </p>
      )
  }
}
