/** What stands in the way: problems that refuse the plan, orders that were left out, and warnings, each with its remedy. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import type { Plan, Skipped } from '../../domain/plan.ts'
import { namesOf, sentenceOfSkip } from '../../domain/planWords.ts'
import type { Note, Problem } from '../../domain/problem.ts'
import { sentenceOf, sentenceOfNote } from '../../domain/words.ts'
import { money } from '../format.ts'
import { FixButton } from './FixButton.tsx'
import { clashOf, fixOfProblem, fixOfRule, fixOfSkip, secondFix, type ClashingRule } from './fixes.ts'

interface PlanProps {
  readonly plan: Plan
  readonly document: Portfolio
}

/** Why there is no plan; a long list names its length and shows what can be read at once. */
export function Problems({ plan, document }: PlanProps): ReactElement {
  const shown = plan.problems.slice(0, mostShown)
  return (
    <section className="plan-part" aria-labelledby="problems-heading">
      <h2 id="problems-heading">What stands in the way</h2>
      <ul className="plain obstacles">
        {shown.map((problem) => (
          <ProblemLine key={`${problem.kind} ${problem.path}`} problem={problem} document={document} />
        ))}
      </ul>
      {plan.problems.length > mostShown && (
        <p className="soft">
          and {plan.problems.length - mostShown} more of the kind; most go away together.
        </p>
      )}
    </section>
  )
}

const mostShown = 12

interface ProblemProps {
  readonly problem: Problem
  readonly document: Portfolio
}

function ProblemLine({ problem, document }: ProblemProps): ReactElement {
  // Rules that clash each have a way of their own, and the problem's place is one of them.
  const fix = clashOf(problem).length > 0 ? null : fixOfProblem(problem, document)
  const second = secondFix(problem)
  return (
    <li className="obstacle">
      <span className="obstacle-words">
        {sentenceOf(problem)}{' '}
        {problem.path !== '' && <span className="faint obstacle-path">{problem.path}</span>}
      </span>
      <span className="obstacle-fixes">
        {fix !== null && <FixButton fix={fix} />}
        {second !== null && <FixButton fix={second} />}
      </span>
      <Clash problem={problem} document={document} />
    </li>
  )
}

/** Rules that cannot hold together: giving up any one of them is enough, so each has its own way out. */
function Clash({ problem, document }: ProblemProps): ReactElement | null {
  const rules = clashOf(problem)
  if (rules.length === 0) return null
  return (
    <ul className="plain clash" aria-label="Rules that cannot hold together">
      {rules.map((rule) => (
        <ClashLine key={rule.path} rule={rule} document={document} />
      ))}
    </ul>
  )
}

function ClashLine({
  rule,
  document,
}: {
  readonly rule: ClashingRule
  readonly document: Portfolio
}): ReactElement {
  const fix = fixOfRule(rule.path, document)
  const { name, reach } = rule
  return (
    <li className="obstacle">
      <span className="obstacle-words">
        {name.charAt(0).toUpperCase() + name.slice(1)}
        {reach !== null && (
          <span className="soft">: without it {money(reach, document.baseCurrency)} can be reached</span>
        )}
      </span>
      <span className="obstacle-fixes">
        {fix !== null && <FixButton fix={fix} />}
        <FixButton fix={{ kind: 'go', label: 'Go there', path: rule.path }} />
      </span>
    </li>
  )
}

/** Orders that would bring a class closer and are not in the plan. */
export function LeftOut({ plan, document }: PlanProps): ReactElement | null {
  if (plan.skipped.length === 0) return null
  return (
    <section className="plan-part" aria-labelledby="skipped-heading">
      <h2 id="skipped-heading">Left out</h2>
      <ul className="plain obstacles">
        {plan.skipped.slice(0, mostShown).map((skipped) => (
          <SkippedLine
            key={`${skipped.account} ${skipped.instrument} ${skipped.side} ${skipped.because.kind}`}
            skipped={skipped}
            plan={plan}
            document={document}
          />
        ))}
      </ul>
      {plan.skipped.length > mostShown && <p className="soft">and {plan.skipped.length - mostShown} more.</p>}
    </section>
  )
}

function SkippedLine({ skipped, plan, document }: PlanProps & { readonly skipped: Skipped }): ReactElement {
  const fix = fixOfSkip(skipped, plan, document)
  const instrument = document.instruments.find((each) => each.id === skipped.instrument)
  const currency = instrument?.currency ?? document.baseCurrency
  return (
    <li className="obstacle">
      <span className="obstacle-words">
        {sentenceOfSkip(skipped)}{' '}
        <span className="soft">
          {money(skipped.value, currency)} in {namesOf(document).account(skipped.account)}
        </span>
      </span>
      <span className="obstacle-fixes">{fix !== null && <FixButton fix={fix} />}</span>
    </li>
  )
}

/** What deserves a warning; the same words for several things are said once with a number. */
export function Warnings({ notes }: { readonly notes: readonly Note[] }): ReactElement | null {
  if (notes.length === 0) return null
  return (
    <ul className="plain warnings">
      {notes.slice(0, mostShown).map((note) => (
        <li key={`${note.kind} ${note.path}`}>{sentenceOfNote(note)}</li>
      ))}
      {notes.length > mostShown && <li>and {notes.length - mostShown} more.</li>}
    </ul>
  )
}
