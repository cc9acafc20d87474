/** What the plan's rules cost and what moving prices would change: each behind a fold, worked out when it is opened. */
import type { ReactElement, ReactNode, SyntheticEvent } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { namesOf } from '../../../domain/planWords.ts'
import type { Proof, RulePrice } from '../../../domain/proof.ts'
import { sentenceOfRulePrice, sentencesOfSensitivity } from '../../../domain/proofWords.ts'
import { count, money, percent } from '../../format.ts'
import { FixButton } from '../FixButton.tsx'
import { InquiryLine } from '../InquiryLine.tsx'
import type { ProofView } from '../useProof.ts'
import { reserveFix, thinReserves } from './buffers.ts'
import './proof.css'

interface ProofFoldsProps {
  /** The document that the proof is about. */
  readonly document: Portfolio
  readonly view: ProofView
  readonly onOpen: () => void
}

export function ProofFolds({ document, view, onOpen }: ProofFoldsProps): ReactElement {
  const { proof } = view
  return (
    <section className="proof" aria-label="Proof">
      <Fold title="What your rules cost" brief={rulesBrief(proof)} onOpen={onOpen}>
        {proof.rules === undefined ? (
          <Working view={view} what="The price of your rules" />
        ) : (
          <Rules rules={proof.rules} unseen={proof.rulesUnseen ?? 0} document={document} />
        )}
      </Fold>
      <Fold title="If prices move before you trade" brief={movesBrief(proof, document)} onOpen={onOpen}>
        {proof.sensitivity === undefined ? (
          <Working view={view} what="What moving prices would change" />
        ) : (
          <Moves proof={proof} document={document} />
        )}
      </Fold>
    </section>
  )
}

interface FoldProps {
  readonly title: string
  /** What is behind it, as far as that is known. */
  readonly brief: string
  readonly onOpen: () => void
  readonly children: ReactNode
}

function Fold({ title, brief, onOpen, children }: FoldProps): ReactElement {
  const toggled = (event: SyntheticEvent<HTMLDetailsElement>): void => {
    if (event.currentTarget.open) onOpen()
  }
  return (
    <details className="fold" onToggle={toggled}>
      <summary>
        <strong>{title}</strong> <span className="soft">{brief}</span>
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  )
}

function Working({ view, what }: { readonly view: ProofView; readonly what: string }): ReactElement {
  return (
    <InquiryLine
      inquiry={view.inquiry}
      progress=""
      what={what}
      rest="Worked out beside the page, by making the plan again."
    />
  )
}

function rulesBrief({ rules }: Partial<Proof>): string {
  if (rules === undefined) return ''
  return rules.length === 0
    ? 'no rule holds this plan back'
    : `${count(rules.length, 'rule holds', 'rules hold')} this plan back`
}

interface RulesProps {
  readonly rules: readonly RulePrice[]
  readonly unseen: number
  readonly document: Portfolio
}

function Rules({ rules, unseen, document }: RulesProps): ReactElement {
  return (
    <>
      {rules.length === 0 && <p>Without any one of your rules the plan would be the same.</p>}
      <ul className="plain obstacles">
        {rules.map((price) => (
          <li key={price.path} className="obstacle">
            <span className="obstacle-words">{sentenceOfRulePrice(price, document, inBase(document))}</span>
            <FixButton fix={{ kind: 'go', label: 'Go there', path: price.path }} />
          </li>
        ))}
      </ul>
      <Unseen many={unseen} noun="rule" why="those that promised least" />
    </>
  )
}

function movesBrief({ sensitivity, buffers = [] }: Partial<Proof>, document: Portfolio): string {
  if (sensitivity === undefined) return ''
  const flips = sensitivity.map(({ move, flips: many }, at) =>
    at === 0
      ? `${count(many.length, 'order changes', 'orders change')} at ${percent(move, 0)}`
      : `${many.length} at ${percent(move, 0)}`,
  )
  const thin = thinReserves(buffers, document).length
  const cash =
    thin === 0 ? 'the cash suffices' : `${count(thin, 'account needs', 'accounts need')} a larger reserve`
  return `${flips.join(', ')}; ${cash}`
}

function Moves({
  proof,
  document,
}: {
  readonly proof: Partial<Proof>
  readonly document: Portfolio
}): ReactElement {
  const { sensitivity = [], buffers = [], movesUnseen = 0 } = proof
  const name = namesOf(document).account
  return (
    <>
      {sensitivity.map((each) => (
        <div key={each.move} className="move">
          <h3>{percent(each.move, 0)}</h3>
          <ul className="plain">
            {sentencesOfSensitivity(each, document, inBase(document)).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ))}
      <ul className="plain obstacles">
        {thinReserves(buffers, document).map((buffer) => (
          <li key={buffer.account} className="obstacle">
            <span className="obstacle-words">
              {`${name(buffer.account)}: ${money(buffer.amount, document.baseCurrency)} kept aside would cover the largest of these moves.`}
            </span>
            <FixButton fix={reserveFix(buffer, document, name(buffer.account))} />
          </li>
        ))}
      </ul>
      <Unseen
        many={movesUnseen}
        noun="instrument"
        why="those of the smallest orders, moved with all others only"
      />
    </>
  )
}

function inBase(document: Portfolio): (amount: string) => string {
  return (amount) => money(amount, document.baseCurrency)
}

interface UnseenProps {
  readonly many: number
  readonly noun: string
  readonly why: string
}

/** What was left out is said, with how much it is. */
function Unseen({ many, noun, why }: UnseenProps): ReactElement | null {
  if (many === 0) return null
  return <p className="soft">{`Not looked at: ${count(many, noun)}, ${why}.`}</p>
}
