/** What is proven about the plan, and what would let another program repeat it. */
import type { ReactElement, ReactNode } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Bounded, Plan } from '../../domain/plan.ts'
import { namesOf, sentenceOfCertificate, sentencesOfFired } from '../../domain/planWords.ts'
import { money, percent } from '../format.ts'
import { Warnings } from './Obstacles.tsx'

interface PlanFactsProps {
  readonly plan: Plan
  readonly document: Portfolio
}

const hashShown = 12

export function PlanFacts({ plan, document }: PlanFactsProps): ReactElement {
  const { certificate, totals } = plan
  const names = namesOf(document)
  return (
    <section className="plan-part" aria-labelledby="facts-heading">
      <h2 id="facts-heading">What is proven</h2>
      <dl className="facts">
        {certificate !== null && <Fact name="Certificate">{sentenceOfCertificate(certificate)}</Fact>}
        {certificate !== null && 'expense' in certificate && (
          <Fact name="Cost">{expenseWords(certificate.expense, document)}</Fact>
        )}
        {totals !== null && (
          <Fact name="Turnover">
            {`${percent(totals.turnover)} of ${money(totals.valueBefore, document.baseCurrency)}, one way.`}
          </Fact>
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

function expenseWords({ attained, bound }: Bounded, document: Portfolio): string {
  const spent = money(attained, document.baseCurrency)
  return `${spent}. No plan this near to your aims can cost less than ${money(bound, document.baseCurrency)}.`
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
