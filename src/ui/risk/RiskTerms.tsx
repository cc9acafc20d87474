/** How much risk counts beside cost: aversion and horizon. */
import type { ReactElement } from 'react'
import { NumberField } from '../holdings/fields.tsx'
import { usualHorizon, withRisk, type Risk } from './riskForm.ts'

export function RiskTerms({ risk }: { readonly risk: Risk }): ReactElement {
  return (
    <div className="pair">
      <NumberField
        label="Aversion"
        step="Risk aversion"
        path="risk/aversion"
        value={risk.aversion}
        range={{ positive: true }}
        hint="What straying from the targets is worth avoiding: 4 is usual, 2 for coins, 10 cautious."
        change={(now, aversion) => withRisk(now, (old) => ({ ...old, aversion }))}
      />
      <NumberField
        label="Horizon"
        step="Horizon"
        path="risk/horizonYears"
        unit="years"
        value={risk.horizonYears ?? usualHorizon}
        range={{ positive: true }}
        hint="How long the portfolio would stay as it is if it were not traded now."
        change={(now, horizonYears) => withRisk(now, (old) => ({ ...old, horizonYears }))}
      />
    </div>
  )
}
