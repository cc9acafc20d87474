/** A message in the page: what happened, what it means, and the buttons that do something about it. */
import type { ReactElement, ReactNode } from 'react'

interface NoticeProps {
  readonly look?: 'plain' | 'bad'
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** Read aloud as soon as it appears: for what the person did not just cause by looking there. */
  readonly live?: boolean
}

export function Notice({ look = 'plain', children, actions, live = false }: NoticeProps): ReactElement {
  const classes = look === 'bad' ? 'notice notice-bad' : 'notice'
  const role = live ? (look === 'bad' ? 'alert' : 'status') : undefined
  return (
    <div className={classes} role={role}>
      <p>{children}</p>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
