/** Why nothing has a weight, in the place of the weights. */
import type { ReactElement } from 'react'

export function NoWeights(): ReactElement {
  return (
    <p className="soft prose">
      There is nothing to weigh: holdings, cash and flows together are worth 0 or less.
    </p>
  )
}
