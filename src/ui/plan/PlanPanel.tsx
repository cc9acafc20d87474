/** The plan in brief, for the side of a wide screen, so that an edit is seen to act. */
import type { ReactElement } from 'react'

export function PlanPanel(): ReactElement {
  return <h2>Plan</h2>
}
