/** What applying the import will change, before it is applied. */
import type { ReactElement } from 'react'
import { applyProblemSentence, setAsideSentence } from '../../../domain/importWords.ts'
import type { ImportPreview as Preview } from '../../../state/tables.ts'
import { count, plain } from '../../format.ts'
import { changeGroups } from './changeWords.ts'
import { LotMismatches } from './LotMismatches.tsx'
import { TableBox } from '../../parts/TableBox.tsx'

/** Enough to see what is going on; the grid shows everything, and the step can be undone. */
const mostLines = 100

interface ImportPreviewProps {
  readonly matched: Preview
  /** Whether the lots of a position count, or what the position says. */
  readonly onUse: (account: string, instrument: string, use: 'position' | 'lots') => void
}

export function ImportPreview({ matched, onUse }: ImportPreviewProps): ReactElement {
  // Lots that do not add up have a table of their own, with the choice.
  const problems = matched.problems.filter((problem) => problem.figures === undefined)
  const asides = matched.changes.filter((change) => change.kind === 'set-aside')
  const changes = matched.changes.filter((change) => change.kind !== 'set-aside')
  const groups = changeGroups(changes, matched.document)
  const lines = groups.flatMap((group) => group.lines).length
  return (
    <section className="stack" aria-labelledby="preview-title">
      <h3 id="preview-title">
        {lines === 0 ? 'Nothing changes' : `What will change: ${count(lines, 'thing')}`}
      </h3>
      <LotMismatches document={matched.document} mismatches={matched.mismatches} onUse={onUse} />
      {problems.length > 0 && (
        <ul className="plain problem-list">
          {problems.map((problem) => (
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
        <TableBox key={group.title} name={group.title}>
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
        </TableBox>
      ))}
    </section>
  )
}
