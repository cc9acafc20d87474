/** The inputs that move a plan most: beside what they move where there is room, folded under the drift where there is not. */
import type { ReactElement } from 'react'
import { bandBrief } from '../../domain/bandWords.ts'
import { decimalOf, sumOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { signed, roundMoney } from '../format.ts'
import { useMedia } from '../shell/wide.ts'
import { DestinationSlider } from './DestinationSlider.tsx'
import { FlowFields } from './FlowFields.tsx'
import { ThresholdControl } from './ThresholdControl.tsx'
import './levers.css'

/** From this width on the levers stand beside the plan; the styles say the same. */
const besideLevers = '(min-width: 1000px)'

export function Levers({ document }: { readonly document: Portfolio }): ReactElement {
  const beside = useMedia(besideLevers)
  if (beside)
    return (
      <section className="levers" aria-label="Levers">
        <All document={document} />
      </section>
    )
  return (
    <details className="levers-fold">
      <summary>
        <strong>Levers</strong> <span className="soft">{briefOf(document)}</span>
      </summary>
      <div className="levers">
        <All document={document} />
      </div>
    </details>
  )
}

function All({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <>
      <ThresholdControl document={document} />
      <DestinationSlider document={document} />
      <FlowFields document={document} />
    </>
  )
}

/** What the levers stand at while they are folded. */
function briefOf(document: Portfolio): string {
  const flow = sumOf(document.accounts.map((account) => decimalOf(account.flow)))
  const flows = flow.isZero() ? 'no flow' : `flow ${signed(roundMoney(flow, document.baseCurrency))}`
  return `${bandBrief(document.policy.band)}, ${flows}`
}
