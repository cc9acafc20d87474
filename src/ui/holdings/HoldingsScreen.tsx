/** The place of what is held. */
import type { ReactElement } from 'react'

export function HoldingsScreen(): ReactElement {
  return <h1>Holdings</h1>
}
