/** Which series stands for each class of the portfolio, as guessed and as a person corrects it. */
import { useId, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { chooseSeries } from '../../../state/histories.ts'
import { className } from '../../look/classColour.ts'
import { SelectField, type Option } from '../../parts/Choice.tsx'
import { ClassMark } from '../../parts/ClassMark.tsx'
import type { Match, Series } from './matching.ts'

interface SeriesMatchingProps {
  readonly document: Portfolio
  readonly series: readonly Series[]
  readonly matches: readonly Match[]
}

export function SeriesMatching({ document, series, matches }: SeriesMatchingProps): ReactElement {
  const heading = useId()
  const options: readonly Option<string>[] = [
    { value: '', label: 'Nothing' },
    ...series.map((each) => ({ value: each.key, label: labelOf(each, series) })),
  ]
  return (
    <section className="stack-tight" aria-labelledby={heading}>
      <h3 id={heading}>What stands for each class</h3>
      <div className="history-matching">
        {matches.map(({ class: name, series: its }) => (
          <div key={name} className="history-match">
            <ClassMark document={document} name={name} />
            <SelectField
              label={`Prices of ${className(document, name)}`}
              hideLabel
              value={its?.key ?? ''}
              options={options}
              onChoose={(key) => chooseSeries(name, key === '' ? null : key)}
            />
          </div>
        ))}
      </div>
      <Unmatched document={document} matches={matches} />
    </section>
  )
}

/** The file only where the symbol alone could be either of two. */
function labelOf({ symbol, file }: Series, series: readonly Series[]): string {
  return series.filter((each) => each.symbol === symbol).length > 1 ? `${symbol} in ${file}` : symbol
}

function Unmatched({ document, matches }: Omit<SeriesMatchingProps, 'series'>): ReactElement | null {
  const names = matches
    .filter(({ series }) => series === null)
    .map(({ class: name }) => `“${className(document, name)}”`)
  if (names.length === 0) return null
  return (
    <p className="field-hint" role="status">
      Without a series: {names.join(', ')}. The simulation on a history needs one for every class with a
      target; estimates are made of those that have one.
    </p>
  )
}
