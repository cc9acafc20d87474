/** The inputs that move a plan most, beside what they move: flows, threshold and destination. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { DestinationSlider } from './DestinationSlider.tsx'
import { FlowFields } from './FlowFields.tsx'
import { ThresholdControl } from './ThresholdControl.tsx'
import './levers.css'

export function Levers({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <section className="levers" aria-label="Levers">
      <ThresholdControl document={document} />
      <DestinationSlider document={document} />
      <FlowFields document={document} />
    </section>
  )
}
