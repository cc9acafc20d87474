/** What one file was recognised as, what it holds, what was left out and why, and what could not be read. */
import type { ReactElement } from 'react'
import type { IgnoredReason, ImportFile } from '../../../domain/import.ts'
import {
  ignoredSentence,
  importNoteSentence,
  importProblemSentence,
  refusalSentence,
  sourceName,
} from '../../../domain/importWords.ts'
import type { ColumnMapping, MappingGuess } from '../../../domain/mapping.ts'
import type { FileReading } from '../../../state/imports.ts'
import { amount, count, plain, unknown } from '../../format.ts'
import { Button } from '../../parts/Button.tsx'
import { FileCard, FirstFew } from '../../parts/FileCard.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { TableBox } from '../../parts/TableBox.tsx'
import { MappingEditor } from './MappingEditor.tsx'

interface FileReportProps {
  readonly reading: FileReading
  readonly onMapping: (mapping: ColumnMapping) => void
  readonly onRemove: () => void
}

export function FileReport({ reading, onMapping, onRemove }: FileReportProps): ReactElement {
  const { name } = reading.source
  return (
    <FileCard name={name} said={reading.kind === 'read' ? summaryOf(reading.file) : ''} onRemove={onRemove}>
      {reading.kind === 'crashed' ? (
        <Notice look="bad">This file could not be read: {reading.reason}. Nothing of it is applied.</Notice>
      ) : (
        <Contents reading={reading} onMapping={onMapping} />
      )}
    </FileCard>
  )
}

type Read = Extract<FileReading, { kind: 'read' }>

function Contents({
  reading,
  onMapping,
}: {
  readonly reading: Read
  readonly onMapping: (mapping: ColumnMapping) => void
}): ReactElement {
  const { file, guess } = reading
  const refusal = refusalSentence(file)
  return (
    <>
      {refusal !== null && <Notice look="bad">{refusal}</Notice>}
      {file.notes.map((note) => (
        <Notice key={`${note.kind} ${note.line ?? ''} ${note.stated ?? ''}`}>
          {importNoteSentence(note)}
        </Notice>
      ))}
      {guess !== null && <Columns reading={reading} guess={guess} onMapping={onMapping} />}
      <Problems file={file} />
      <Rows file={file} />
      <Ignored file={file} />
    </>
  )
}

interface ColumnsProps {
  readonly reading: Read
  readonly guess: MappingGuess
  readonly onMapping: (mapping: ColumnMapping) => void
}

/** A table that was taken for something else may still be read as positions, by whoever knows better. */
function Columns({ reading, guess, onMapping }: ColumnsProps): ReactElement {
  const mapping = reading.mapping ?? guess.mapping
  if (!('because' in reading.file))
    return <MappingEditor guess={guess} mapping={mapping} onMapping={onMapping} />
  const isUnknown = reading.file.because === 'no-header' || reading.file.because === 'no-holdings-columns'
  return (
    <details open={isUnknown}>
      <summary>Say what its columns are</summary>
      <div className="stack">
        <MappingEditor guess={guess} mapping={mapping} onMapping={onMapping} />
        <div>
          <Button onClick={() => onMapping(mapping)}>Read it this way</Button>
        </div>
      </div>
    </details>
  )
}

function summaryOf(file: ImportFile): string {
  if ('because' in file) return 'Not imported'
  const name = sourceName(file.source)
  const parts = [
    file.positions.length > 0 && count(file.positions.length, 'position'),
    file.lots.length > 0 && count(file.lots.length, 'lot'),
    file.cash.length > 0 && count(file.cash.length, 'line of cash', 'lines of cash'),
    file.kind === 'ledger' && `added up from ${count(countedIn(file), 'record')}`,
    leftOutIn(file) > 0 && `${count(leftOutIn(file), 'row')} left out`,
    file.problems.length > 0 && count(file.problems.length, 'problem'),
  ].filter(Boolean)
  const day = file.asOf === null ? '' : `, as of ${file.asOf}`
  return `${name === '' ? 'A table' : name}${day}: ${parts.join(', ') || 'nothing'}`
}

function countedIn(file: ImportFile): number {
  return file.ignored.filter(({ because }) => because === 'counted').length
}

function leftOutIn(file: ImportFile): number {
  return file.ignored.length - countedIn(file)
}

const mostProblems = 20

function Problems({ file }: { readonly file: ImportFile }): ReactElement | null {
  if (file.problems.length === 0) return null
  return (
    <FirstFew
      items={file.problems}
      most={mostProblems}
      className="plain problem-list bad"
      keyOf={(problem) => `${problem.line} ${problem.column ?? ''} ${problem.kind}`}
      render={importProblemSentence}
    />
  )
}

/** A table of thousands of rows would help nobody here; the grid shows them all after the import. */
const mostRows = 200

function Rows({ file }: { readonly file: ImportFile }): ReactElement | null {
  if (file.positions.length === 0 && file.cash.length === 0) return null
  return (
    <details>
      <summary>What was read</summary>
      <TableBox name="What was read">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Name</th>
              <th scope="col">Account</th>
              <th scope="col" className="num">
                Quantity
              </th>
              <th scope="col" className="num">
                Price
              </th>
              <th scope="col" className="num">
                Line
              </th>
            </tr>
          </thead>
          <tbody>
            {file.positions.slice(0, mostRows).map((each) => (
              <tr key={`${each.line ?? ''} ${each.account ?? ''} ${each.symbol ?? each.name ?? ''}`}>
                <th scope="row">{each.symbol ?? unknown}</th>
                <td>{each.name}</td>
                <td>{each.account}</td>
                <td className="num">{plain(each.quantity)}</td>
                <td className="num">{each.price === null ? unknown : plain(each.price, 2)}</td>
                <td className="num soft">{each.line ?? unknown}</td>
              </tr>
            ))}
            {file.cash.map((each) => (
              <tr key={`${each.line ?? ''} ${each.account ?? ''} ${each.currency ?? ''}`}>
                <th scope="row">Cash</th>
                <td>{each.currency}</td>
                <td>{each.account}</td>
                <td className="num">{amount(each.amount, each.currency ?? 'USD')}</td>
                <td className="num">{unknown}</td>
                <td className="num soft">{each.line ?? unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {file.positions.length > mostRows && (
        <p className="soft">And {file.positions.length - mostRows} more positions.</p>
      )}
    </details>
  )
}

function Ignored({ file }: { readonly file: ImportFile }): ReactElement | null {
  if (file.ignored.length === 0 || 'because' in file) return null
  const reasons = new Map<IgnoredReason, number[]>()
  for (const { line, because } of file.ignored) reasons.set(because, [...(reasons.get(because) ?? []), line])
  return (
    <details>
      <summary>
        {leftOutIn(file) > 0
          ? `${count(leftOutIn(file), 'row')} left out, and why`
          : `${count(countedIn(file), 'record')} added up`}
      </summary>
      <ul className="plain problem-list">
        {[...reasons].map(([because, lines]) => (
          <li key={because}>
            {ignoredSentence(because)} <span className="soft">{linesWords(lines)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const mostLines = 12

function linesWords(lines: readonly number[]): string {
  const shown = lines.slice(0, mostLines).join(', ')
  const rest = lines.length - mostLines
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`
}
