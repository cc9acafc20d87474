/** One line while price files are read: how many are left, and how to stop. */
import type { ReactElement } from 'react'
import { cancelReading } from '../../../state/histories.ts'
import { count } from '../../format.ts'
import { Button } from '../../parts/Button.tsx'

interface ReadingLineProps {
  readonly read: number
  readonly waiting: number
}

export function ReadingLine({ read, waiting }: ReadingLineProps): ReactElement | null {
  if (waiting === 0)
    return read === 0 ? null : (
      <p className="unseen" role="status">
        {count(read, 'file')} read.
      </p>
    )
  return (
    <p className="lab-line soft" role="status">
      <progress aria-label="Files read" max={read + waiting} value={read} />
      <span>Reading, {count(waiting, 'file')} left</span>
      <Button small onClick={cancelReading}>
        Stop
      </Button>
    </p>
  )
}
