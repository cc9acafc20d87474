/** Why nothing is said about how often a band trades, and the way to what is missing. */
import type { ReactElement } from 'react'
import type { EstimateView } from './useEstimate.ts'

interface LackingProps {
  readonly lacks: EstimateView['lacks']
  readonly onRisk: () => void
}

export function Lacking({ lacks, onRisk }: LackingProps): ReactElement {
  return (
    <p className="field-hint">
      {lacks === 'sound-risk' ? (
        <>The risk model has a fault, so nothing can be said of how often bands trade. </>
      ) : (
        <>Volatilities are needed to say how often a band trades. </>
      )}
      <button type="button" className="link" onClick={onRisk}>
        {lacks === 'sound-risk' ? 'Correct the risk model' : 'State them'}
      </button>
    </p>
  )
}
