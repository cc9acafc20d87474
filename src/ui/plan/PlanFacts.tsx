/** What is proven about the plan, and what would let another program repeat it. */
import type { ReactElement, ReactNode } from 'react'
import { certificateSentences, distanceUnit } from '../../domain/certificateWords.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan } from '../../domain/plan.ts'
import { namesOf, sentenceOfCertificate, sentencesOfFired } from '../../domain/planWords.ts'
import { money, percent } from '../format.ts'
import { bandShareOf, destinationWords } from './destinationWords.ts'
import { Warnings } from './Obstacles.tsx'

interface PlanFactsProps {
  readonly plan: Plan
  readonly document: Portfolio
}

const hashShown = 12

export function PlanFacts({ plan, document }: PlanFactsProps): ReactElement {
  const { totals } = plan
  const names = namesOf(document)
  return (
    <section className="plan-part" aria-labelledby="facts-heading">
      <h2 id="facts-heading">What is proven</h2>
      <dl className="facts">
        <Certified plan={plan} currency={document.baseCurrency} />
        {totals !== null && (
          <Fact name="Turnover">
            {`${percent(totals.turnover)} of ${money(totals.valueBefore, document.baseCurrency)}, one way.`}
          </Fact>
        )}
        {totals !== null && totals.trackingErrorBefore !== null && (
          <Fact name="Tracking error">
            {riskWords(totals.trackingErrorBefore, totals.trackingErrorAfter)}
          </Fact>
        )}
        {bandShareOf(document.policy.destination) === null && (
          <Fact name="Destination">{`Goes ${destinationWords(document.policy.destination)}.`}</Fact>
        )}
        {plan.fired.length > 0 && <Fact name="Opened by">{sentencesOfFired(plan.fired, names)}</Fact>}
        <Fact name="Document">
          <span title={plan.documentHash}>
            {plan.documentHash.replace('sha256:', '').slice(0, hashShown)}
          </span>
          , engine {plan.engine}. The same document gives the same plan on any machine.
        </Fact>
      </dl>
      <Warnings notes={plan.notes} />
    </section>
  )
}

/** A year's standard deviation of the difference between these weights and the targets. */
function riskWords(before: string, after: string | null): string {
  const now = `${percent(before, 2)} a year`
  return after === null ? `${now}.` : `${now} before the plan, ${percent(after, 2)} after it.`
}

interface CertifiedProps {
  readonly plan: Plan
  readonly currency: string
}

/** How close and how cheap the plan is, beside what no plan under the same rules can beat. */
function Certified({ plan, currency }: CertifiedProps): ReactElement | null {
  const { certificate } = plan
  if (certificate === null) return null
  if ('objective' in certificate) return <Fact name="Certificate">{sentenceOfCertificate(certificate)}</Fact>
  const [near, cheap] = certificateSentences(plan, (amount) => money(amount, currency))
  return (
    <>
      <Fact name="Certificate">
        {near}
        {/[1-9]/.test(certificate.distance.attained) && <p className="field-hint">{distanceUnit}</p>}
      </Fact>
      <Fact name="Cost">{cheap}</Fact>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
