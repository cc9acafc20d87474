/** The place that answers: where the portfolio stands, what to trade, what it costs and where it lands. */
import type { ReactElement } from 'react'

export function PlanScreen(): ReactElement {
  return <h1>Plan</h1>
}
