/** A short explanation that appears on hover and on focus of what it is about; it repeats nothing vital. */
import { Tooltip, TooltipAnchor, TooltipProvider } from '@ariakit/react/tooltip'
import type { ReactElement } from 'react'

const showAfterMs = 400

/** `children` is one element that takes a ref and can be focused, such as a button. */
export function Tip({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactElement
}): ReactElement {
  return (
    <TooltipProvider showTimeout={showAfterMs} hideTimeout={0}>
      <TooltipAnchor render={children} />
      <Tooltip className="tooltip" gutter={6}>
        {text}
      </Tooltip>
    </TooltipProvider>
  )
}
