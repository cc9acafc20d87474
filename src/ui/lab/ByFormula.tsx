/** What closed forms say of one's own bands, class by class against the rest, beside what the simulation finds of the whole. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { PolicyEstimate } from '../estimate/PolicyEstimate.tsx'

export function ByFormula({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <section className="lab-part" aria-labelledby="lab-formula-heading">
      <h2 id="lab-formula-heading">Your bands by formula</h2>
      <PolicyEstimate document={document} onRisk={() => location.assign('#/targets')} />
      <p className="field-hint prose">
        Without simulation, each class against the rest. What classes do does not add up to what the portfolio
        does: of the whole only the simulation speaks.
      </p>
    </section>
  )
}
