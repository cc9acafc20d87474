/** Whether what is shown answers what is on the page: how long it took, how long it has been running, or why there is none. */
import type { ReactElement } from 'react'
import { planAgain } from '../../state/planning.ts'
import { duration } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import type { PlanView } from './usePlan.ts'
import { useRunning } from './useRunning.ts'

/** A plan that comes at once is not announced as running. */
const quietMs = 300

export function Freshness({ view }: { readonly view: PlanView }): ReactElement {
  const ran = useRunning(view.fresh ? null : view.since, quietMs)
  const words = view.fresh
    ? `Worked out in ${duration(view.tookMs)}`
    : ran === null
      ? ''
      : `Working for ${duration(ran)}; the plan below answers the document before your last change`
  return <span className="freshness soft">{words}</span>
}

export function CrashNotice({ reason }: { readonly reason: string }): ReactElement {
  return (
    <Notice
      look="bad"
      live
      actions={
        <Button small onClick={planAgain}>
          Ask again
        </Button>
      }
    >
      The plan could not be worked out: {reason} The worker was replaced, and the next change asks again.
    </Notice>
  )
}
