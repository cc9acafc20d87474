/** The plan on paper: everything that was decided and why, in black and white, shown only while the browser prints. */
import { useEffect, useState, type ReactElement } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { Portfolio } from '../../../domain/document.ts'
import type { Plan } from '../../../domain/plan.ts'
import { reportParts, type ReportPart } from './reportParts.ts'
import './report.css'

interface ReportProps {
  readonly plan: Plan
  /** What the plan answers. */
  readonly document: Portfolio
}

/** Stands in for the page while it is printed, whoever asked for that: our button or the browser's menu. */
export function PrintedReport({ plan, document }: ReportProps): ReactElement | null {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser draws the paper as soon as this event is over, so the report has to be there by then.
    const begin = (): void => flushSync(() => setPrinting(true))
    const end = (): void => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing ? createPortal(<Report plan={plan} document={document} />, window.document.body) : null
}

export function Report({ plan, document }: ReportProps): ReactElement {
  return (
    <article className="report">
      <header>
        <h1>{document.name || 'Portfolio'}</h1>
        <p>
          Rebalancing plan for {document.asOf}, made by Evenkeel {plan.engine} on this device.
        </p>
      </header>
      {reportParts(plan, document).map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          <Part part={part} />
        </section>
      ))}
      <footer>
        <p>
          Document {plan.documentHash}. The same document and engine give the same plan on any machine. This
          is a plan, not advice; prices may have moved since.
        </p>
      </footer>
    </article>
  )
}

function Part({ part }: { readonly part: ReportPart }): ReactElement {
  switch (part.kind) {
    case 'facts':
      return (
        <dl>
          {part.facts.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'sentences':
      return (
        <ul>
          {part.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )
    case 'table':
      return <PartTable part={part} />
  }
}

function PartTable({ part }: { readonly part: Extract<ReportPart, { kind: 'table' }> }): ReactElement {
  const look = (at: number): string | undefined => (part.columns[at]?.isFigure === true ? 'num' : undefined)
  return (
    <table>
      <thead>
        <tr>
          {part.columns.map(({ name }, at) => (
            <th key={name} scope="col" className={look(at)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(part.rows).map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <td key={part.columns[at]?.name} className={look(at)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Two rows may look the same; their order never changes. */
function keyed(rows: readonly (readonly string[])[]): readonly { key: string; cells: readonly string[] }[] {
  return rows.map((cells, at) => ({ key: String(at), cells }))
}
