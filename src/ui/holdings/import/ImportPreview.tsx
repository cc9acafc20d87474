/** What applying the import will change, before it is applied. */
import type { ReactElement } from 'react'
import { applyProblemSentence, setAsideSentence } from '../../../domain/importWords.ts'
import { count, plain } from '../../format.ts'
import { changeGroups } from './changeWords.ts'
import type { Matched } from './matching.ts'

/** Enough to see what is going on; the grid shows everything, and the step can be undone. */
const mostLines = 100

export function ImportPreview({ matched }: { readonly matched: Matched }): ReactElement {
  const asides = matched.changes.filter((change) => change.kind === 'set-aside')
  const changes = matched.changes.filter((change) => change.kind !== 'set-aside')
  const groups = changeGroups(changes, matched.document)
  const lines = groups.flatMap((group) => group.lines).length
  return (
    <section className="stack" aria-labelledby="preview-title">
      <h3 id="preview-title">
        {lines === 0 ? 'Nothing changes' : `What will change: ${count(lines, 'thing')}`}
      </h3>
      {matched.problems.length > 0 && (
        <ul className="plain problem-list">
          {matched.problems.map((problem) => (
            <li key={`${problem.kind} ${problem.account ?? ''} ${problem.subject}`}>
              {applyProblemSentence(problem)}
            </li>
          ))}
        </ul>
      )}
      {asides.length > 0 && (
        <details>
          <summary>{count(asides.length, 'position')} listed, not planned</summary>
          <ul className="plain problem-list">
            {asides.map((aside) => (
              <li key={`${aside.account} ${aside.symbol}`}>
                {plain(aside.quantity)} {aside.symbol}:{' '}
                <span className="soft">{setAsideSentence(aside.because)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {groups.map((group) => (
        <div key={group.title} className="table-box">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{group.title}</th>
                <th scope="col" className="num">
                  Before
                </th>
                <th scope="col" className="num">
                  After
                </th>
              </tr>
            </thead>
            <tbody>
              {group.lines.slice(0, mostLines).map((line) => (
                <tr key={`${line.what} ${line.from} ${line.to}`}>
                  <th scope="row">{line.what}</th>
                  <td className="num soft">{line.from}</td>
                  <td className="num">{line.to}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {group.lines.length > mostLines && (
            <p className="soft">And {group.lines.length - mostLines} more.</p>
          )}
        </div>
      ))}
    </section>
  )
}
