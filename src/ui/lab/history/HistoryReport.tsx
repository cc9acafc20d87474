/** What one price file holds, symbol by symbol: what each covers and lacks, which values were flagged, what was not read. */
import type { ReactElement } from 'react'
import { asideSentence, flagSentence, historyRefusalSentence } from '../../../domain/historyWords.ts'
import type { HistoryAccount, HistorySource } from '../../../domain/historyStudy.ts'
import { readHistoryAs, removeHistory, type HistoryEntry } from '../../../state/histories.ts'
import { count } from '../../format.ts'
import { SelectField, type Option } from '../../parts/Choice.tsx'
import { FileCard, FirstFew } from '../../parts/FileCard.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { accountWords } from './historyWords.ts'
import { TableBox } from '../../parts/TableBox.tsx'

export function HistoryReport({ entry: { source, file } }: { readonly entry: HistoryEntry }): ReactElement {
  return (
    <FileCard
      name={source.name}
      said={file.kind === 'history' ? accountWords(file) : 'Not read'}
      onRemove={() => removeHistory(source.number)}
    >
      {file.kind === 'crashed' && <Notice look="bad">Reading this file broke down: {file.reason}</Notice>}
      {file.kind === 'refused' && (
        <Notice look="bad">
          {file.line !== null && `Line ${file.line}: `}
          {historyRefusalSentence(file.because)}
        </Notice>
      )}
      {file.kind === 'history' && <Contents source={source} file={file} />}
    </FileCard>
  )
}

interface ContentsProps {
  readonly source: HistorySource
  readonly file: HistoryAccount
}

function Contents({ source, file }: ContentsProps): ReactElement {
  return (
    <>
      <Flags file={file} />
      <details>
        <summary>What it covers</summary>
        <div className="stack-tight paste">
          <CoverageTable file={file} />
          <div className="history-content">
            <SelectField
              label="Its numbers are"
              value={source.content ?? 'guessed'}
              options={contents}
              onChoose={(chosen) => readHistoryAs(source, chosen === 'guessed' ? null : chosen)}
            />
          </div>
          <Asides file={file} />
        </div>
      </details>
    </>
  )
}

const contents: readonly Option<'guessed' | 'prices' | 'percent' | 'fraction'>[] = [
  { value: 'guessed', label: 'As the file looks' },
  { value: 'prices', label: 'Prices' },
  { value: 'percent', label: 'Returns in percent' },
  { value: 'fraction', label: 'Returns as fractions' },
]

function CoverageTable({ file }: { readonly file: HistoryAccount }): ReactElement {
  return (
    <TableBox name={`What ${file.file} covers`}>
      <table className="table history-table">
        <caption className="unseen">What {file.file} covers</caption>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" className="num">
              Values
            </th>
            <th scope="col" className="num">
              Missing
            </th>
            <th scope="col">Longest gap</th>
          </tr>
        </thead>
        <tbody>
          {file.series.map((each) => (
            <tr key={each.symbol}>
              <th scope="row" title={`Column “${each.column}”`}>
                {each.symbol}
              </th>
              <td>{each.first}</td>
              <td>{each.last}</td>
              <td className="num">{each.observations.toLocaleString('en-US')}</td>
              <td className="num">{each.missing.toLocaleString('en-US')}</td>
              <td>
                {count(each.longestGap.days, 'day')} <span className="soft">from {each.longestGap.from}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const mostFlags = 8

/** The first few in sight; a damaged file has thousands. */
function Flags({ file: { flags } }: { readonly file: HistoryAccount }): ReactElement | null {
  if (flags.length === 0) return null
  return (
    <details>
      <summary>{count(flags.length, 'value')} flagged</summary>
      <FirstFew
        items={flags}
        most={mostFlags}
        className="plain problem-list paste"
        keyOf={(flag) => `${flag.line} ${flag.symbol ?? ''} ${flag.kind}`}
        render={(flag) => (
          <>
            {flagSentence(flag)}
            {flag.day !== null && <span className="soft"> {flag.day}</span>}
          </>
        )}
      />
    </details>
  )
}

function Asides({ file: { asides } }: { readonly file: HistoryAccount }): ReactElement | null {
  if (asides.length === 0) return null
  return (
    <FirstFew
      items={asides}
      most={mostFlags}
      className="plain problem-list soft"
      keyOf={(aside) => `${aside.column} ${aside.because}`}
      render={asideSentence}
      rest={(many) => `And ${many} more columns.`}
    />
  )
}
