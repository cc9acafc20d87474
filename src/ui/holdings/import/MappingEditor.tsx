/** The columns of an unknown table as they were understood: shown over the first rows, corrected in place, remembered. */
import type { ReactElement } from 'react'
import type { ColumnMapping, ColumnRole, DecimalMark, MappingGuess } from '../../../domain/mapping.ts'
import { Segments } from '../../parts/Choice.tsx'

interface MappingEditorProps {
  readonly guess: MappingGuess
  readonly mapping: ColumnMapping
  readonly onMapping: (mapping: ColumnMapping) => void
}

const roleNames: readonly (readonly [ColumnRole, string])[] = [
  ['symbol', 'Symbol'],
  ['name', 'Name'],
  ['quantity', 'Quantity'],
  ['price', 'Price'],
  ['value', 'Value'],
  ['costBasis', 'Cost in all'],
  ['unitCost', 'Cost of one'],
  ['currency', 'Currency'],
  ['date', 'Day'],
  ['account', 'Account number'],
  ['accountName', 'Account name'],
  ['type', 'Kind of asset'],
]

export function MappingEditor({ guess, mapping, onMapping }: MappingEditorProps): ReactElement {
  const setRole = (at: number, text: string): void => {
    const role = roleNames.find(([name]) => name === text)?.[0] ?? null
    // A column has one role and a role one column: the role leaves the column that had it.
    const columns = mapping.columns.map((old, index) => (index === at ? role : old === role ? null : old))
    onMapping({ ...mapping, columns })
  }
  return (
    <div className="mapping">
      <p className="soft">
        The columns as they were understood. Correct them here; tables with the same header are then read the
        same way.
      </p>
      <div className="table-box">
        <table className="table mapping-table">
          <thead>
            <tr>
              {mapping.columns.map((role, at) => (
                <th key={columnKey(guess, at)} scope="col">
                  <select
                    className="select"
                    aria-label={`What is column ${at + 1}${headingOf(guess, at)}?`}
                    value={role ?? ''}
                    onChange={(event) => setRole(at, event.target.value)}
                  >
                    <option value="">Not used</option>
                    {roleNames.map(([name, label]) => (
                      <option key={name} value={name}>
                        {label}
                      </option>
                    ))}
                  </select>
                  {guess.header[at]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {guess.sample.map((cells) => (
              <tr key={cells.join('\t')}>
                {mapping.columns.map((role, at) => (
                  <td key={columnKey(guess, at)} className={role === null ? 'faint' : undefined}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Segments<DecimalMark>
        label={
          guess.decimalIsSure ? 'Decimal mark' : 'Decimal mark (nothing in the file tells; check a quantity)'
        }
        value={mapping.decimal}
        options={[
          { value: 'point', label: '1,234.5' },
          { value: 'comma', label: '1.234,5' },
        ]}
        onChoose={(decimal) => onMapping({ ...mapping, decimal })}
      />
    </div>
  )
}

function columnKey(guess: MappingGuess, at: number): string {
  return `${at} ${guess.header[at] ?? ''}`
}

function headingOf(guess: MappingGuess, at: number): string {
  const heading = guess.header[at] ?? ''
  return heading === '' ? '' : `, “${heading}”`
}
