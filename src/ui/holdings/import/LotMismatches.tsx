/** Lots that do not add up to their position: both figures, and which of them counts. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../../domain/decimal.ts'
import type { Portfolio } from '../../../domain/document.ts'
import type { LotMismatch } from '../../../domain/import.ts'
import { plain } from '../../format.ts'
import { SelectField, type Option } from '../../parts/Choice.tsx'
import { TableBox } from '../../parts/TableBox.tsx'

interface LotMismatchesProps {
  readonly document: Portfolio
  readonly mismatches: readonly LotMismatch[]
  readonly onUse: (account: string, instrument: string, use: LotMismatch['use']) => void
}

export function LotMismatches({ document, mismatches, onUse }: LotMismatchesProps): ReactElement | null {
  if (mismatches.length === 0) return null
  return (
    <div className="stack-tight">
      <p className="prose">These lots do not add up to their position. Say which of the two is right.</p>
      <TableBox name="Lots that do not add up">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Lots of</th>
              <th scope="col" className="num">
                Position
              </th>
              <th scope="col" className="num">
                Lots
              </th>
            </tr>
          </thead>
          {mismatches.map((each) => (
            <tbody key={`${each.account}\n${each.instrument}`} className="mismatch">
              <tr>
                <th scope="row">
                  {each.instrument} <span className="soft">{accountName(document, each.account)}</span>
                </th>
                <td className="num">{plain(each.position)}</td>
                <td className="num">{plain(each.lots)}</td>
              </tr>
              <tr>
                <td colSpan={3}>
                  <SelectField
                    label={`What counts for ${each.instrument}`}
                    hideLabel
                    value={each.use}
                    options={optionsFor(each)}
                    onChoose={(use) => onUse(each.account, each.instrument, use)}
                  />
                </td>
              </tr>
            </tbody>
          ))}
        </table>
      </TableBox>
    </div>
  )
}

function accountName({ accounts }: Portfolio, id: string): string {
  return accounts.find((each) => each.id === id)?.name || id
}

/** Lots that are too few are filled up; lots that are too many, or beside better known ones, are left out. */
function optionsFor({ position, lots, fills }: LotMismatch): readonly Option<LotMismatch['use']>[] {
  const rest = decimalOf(position).minus(lots)
  const keep = fills ? `; ${plain(rest)} of unknown basis` : ', without these lots'
  return [
    { value: 'position', label: `The position, ${plain(position)}${keep}` },
    { value: 'lots', label: `The lots, ${plain(lots)}` },
  ]
}
