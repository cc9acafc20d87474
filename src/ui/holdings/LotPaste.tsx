/** Several lots at once, copied from a spreadsheet or a broker's page: shown as understood before they count. */
import { useMemo, type ReactElement } from 'react'
import type { Lot } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { lotsIn } from '../../state/tables.ts'
import { count, plain, unknown } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { TableBox } from '../parts/TableBox.tsx'
import type { ChangeLots } from './LotRow.tsx'
import { PasteFold } from './PasteFold.tsx'
import { areUnknown, lotsFrom, quantityOf } from './lotRows.ts'

interface LotPasteProps {
  readonly account: string
  readonly instrument: string
  readonly lots: readonly Lot[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly change: ChangeLots
}

export function LotPaste({ account, instrument, lots, text, onText, change }: LotPasteProps): ReactElement {
  const table = useMemo(() => lotsIn(text), [text])
  const read = lotsFrom(account, instrument, table.lots)
  const take = (alter: (own: readonly Lot[]) => readonly Lot[]): void => {
    edit(`Paste ${count(read.length, 'lot')} of ${instrument}`, (now) => change(now, alter))
    onText('')
  }
  return (
    <PasteFold
      summary="Paste lots from a spreadsheet"
      label="Day, quantity and cost of one, a lot a line; a header may stand above"
      placeholder={'2021-01-05\t4.5\t180.00\n2025-11-20\t6\t215.00'}
      text={text}
      onText={onText}
      problems={table.problems}
    >
      {read.length > 0 && (
        <>
          <ReadLots lots={read} />
          <p role="status">{sumWords(read, lots)}</p>
          <div className="cluster">
            <Button look="main" onClick={() => take(() => read)}>
              {areUnknown(lots) ? 'Use these lots' : 'Replace the lots'}
            </Button>
            {!areUnknown(lots) && (
              <Button onClick={() => take((own) => [...own, ...read])}>Add to the lots</Button>
            )}
          </div>
        </>
      )}
    </PasteFold>
  )
}

function sumWords(read: readonly Lot[], lots: readonly Lot[]): string {
  const [sum, held] = [quantityOf(read), quantityOf(lots)]
  const together = `${count(read.length, 'lot')}, together ${plain(sum)}`
  return sum.equals(held)
    ? `${together}: as much as the position.`
    : `${together}; the position is ${plain(held)}.`
}

/** More would push the buttons out of sight; the lots' own table shows them all afterwards. */
const mostShown = 8

function ReadLots({ lots }: { readonly lots: readonly Lot[] }): ReactElement {
  return (
    <TableBox name="Lots that were read">
      <table className="table lots-read">
        <thead>
          <tr>
            <th scope="col">Bought on</th>
            <th scope="col" className="num">
              Quantity
            </th>
            <th scope="col" className="num">
              Cost of one
            </th>
          </tr>
        </thead>
        <tbody>
          {lots.slice(0, mostShown).map((lot, at) => (
            <tr key={`${String(at)} ${lot.acquired ?? ''}`}>
              <td>{lot.acquired ?? unknown}</td>
              <td className="num">{plain(lot.quantity)}</td>
              <td className="num">{lot.unitCost === null ? unknown : plain(lot.unitCost, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lots.length > mostShown && <p className="soft">And {lots.length - mostShown} more.</p>}
    </TableBox>
  )
}
