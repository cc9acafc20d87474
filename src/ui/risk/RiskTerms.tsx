/** How much risk counts beside cost: aversion and horizon. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { impliedHorizon, plainHorizon } from '../../domain/horizon.ts'
import { NumberField, StepField } from '../holdings/fields.tsx'
import { driftNow } from '../standing.ts'
import { typedNumber, type Typed } from '../typed.ts'
import { withRisk, type Risk } from './riskForm.ts'

interface RiskTermsProps {
  readonly document: Portfolio
  readonly risk: Risk
}

export function RiskTerms({ document, risk }: RiskTermsProps): ReactElement {
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
      <Horizon document={document} risk={risk} />
    </div>
  )
}

/** May be left empty: then costs decide, and the hint says what comes of them. */
function Horizon({ document, risk }: RiskTermsProps): ReactElement {
  return (
    <StepField
      label="Horizon"
      step="Horizon"
      path="risk/horizonYears"
      unit="years"
      number
      text={risk.horizonYears ?? ''}
      parse={yearsOrNothing}
      hint={`How long the portfolio would stay as it is if it were not traded now. ${emptyHorizonWords(document, risk)}`}
      change={(now, text) => withRisk(now, (old) => ({ ...old, horizonYears: text === '' ? null : text }))}
    />
  )
}

function yearsOrNothing(draft: string): Typed<string> {
  return draft.trim() === '' ? { ok: true, value: '' } : typedNumber(draft, { positive: true })
}

/** Two digits are as many as the formula is good for. */
function emptyHorizonWords(document: Portfolio, risk: Risk): string {
  const implied = impliedHorizon(document, risk, driftNow(document).rows)
  const left = risk.horizonYears === null ? 'It is left empty' : 'Left empty'
  return implied === null || !Number.isFinite(implied)
    ? `${left}, ${plainHorizon} years are used, because your costs do not tell.`
    : `${left}, what your trading costs suggest is used: ${Number(implied.toPrecision(2))} years.`
}
