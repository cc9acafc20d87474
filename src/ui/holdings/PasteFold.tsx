/** A fold into which a table is pasted: what of it could not be read stands under it, then what was understood. */
import type { ReactElement, ReactNode } from 'react'
import { priceProblemSentence } from '../../domain/importWords.ts'
import type { PriceProblem } from '../../domain/priceTable.ts'

interface PasteFoldProps {
  readonly summary: string
  /** What stands in a line of the table. */
  readonly label: string
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly problems: readonly PriceProblem[]
  readonly children: ReactNode
}

/** Each row of a table may be wrong; beyond this they are counted. */
const mostProblems = 12

export function PasteFold(props: PasteFoldProps): ReactElement {
  const { text, problems, onText } = props
  const rest = problems.length - mostProblems
  return (
    <details open={text !== '' || undefined}>
      <summary>{props.summary}</summary>
      <div className="stack-tight paste">
        <label className="field">
          <span className="field-label">{props.label}</span>
          <textarea
            className="textarea"
            value={text}
            placeholder={props.placeholder}
            onChange={(event) => onText(event.target.value)}
          />
        </label>
        {text.trim() !== '' && problems.length > 0 && (
          <ul className="plain problem-list bad">
            {problems.slice(0, mostProblems).map((problem) => (
              <li key={`${problem.line} ${problem.kind}`}>{priceProblemSentence(problem)}</li>
            ))}
            {rest > 0 && <li>And {rest} more.</li>}
          </ul>
        )}
        {props.children}
      </div>
    </details>
  )
}
