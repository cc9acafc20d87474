/** Several sales at once, from a broker's list of realised gains or a spreadsheet: shown as understood before they count. */
import { useMemo, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { salesIn } from '../../state/tables.ts'
import { count, fixed, plain, signed, unknown } from '../format.ts'
import { PasteFold } from '../holdings/PasteFold.tsx'
import { Button } from '../parts/Button.tsx'
import { TableBox } from '../parts/TableBox.tsx'
import { strangersIn, withSales } from './sales.ts'

interface SalePasteProps {
  readonly document: Portfolio
  /** Where sales go whose table names no account. */
  readonly account: string
  readonly text: string
  readonly onText: (text: string) => void
}

export function SalePaste({ document, account, text, onText }: SalePasteProps): ReactElement {
  const table = useMemo(() => salesIn(text), [text])
  const { sales } = table
  const strangers = strangersIn(document, sales)
  const take = (): void => {
    edit(`Paste ${count(sales.length, 'sale')}`, (now) => withSales(now, sales, account))
    onText('')
  }
  return (
    <PasteFold
      summary="Paste sales from a broker’s list or a spreadsheet"
      label="With a header: symbol, quantity, day bought, day sold, gain (or proceeds and cost); perhaps the account"
      placeholder={
        'Symbol\tQuantity\tDate acquired\tDate sold\tGain\nVXUS\t5\t2025-01-10\t2026-11-02\t-40.00'
      }
      text={text}
      onText={onText}
      problems={table.problems}
    >
      {sales.length > 0 && (
        <>
          <TableBox name="Sales that were read">
            <table className="table sales-read">
              <thead>
                <tr>
                  <th scope="col">Instrument</th>
                  <th scope="col" className="num">
                    Quantity
                  </th>
                  <th scope="col">Bought on</th>
                  <th scope="col">Sold on</th>
                  <th scope="col" className="num">
                    Gain
                  </th>
                </tr>
              </thead>
              <tbody>
                {sales.slice(0, mostShown).map((each) => (
                  <tr key={each.line}>
                    <th scope="row">{each.symbol}</th>
                    <td className="num">{plain(each.quantity)}</td>
                    <td>{each.acquired ?? unknown}</td>
                    <td>{each.sold}</td>
                    <td className="num">{signed(fixed(each.gain, 2))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
          {sales.length > mostShown && <p className="soft">And {sales.length - mostShown} more.</p>}
          {strangers.length > 0 && (
            <p className="soft">
              Not in this portfolio: {strangers.join(', ')}. They are added, set aside, so that their gains
              count and nothing else does.
            </p>
          )}
          <div>
            <Button look="main" onClick={take}>
              Add {count(sales.length, 'sale')}
            </Button>
          </div>
        </>
      )}
    </PasteFold>
  )
}

/** More would push the button out of sight; the list shows them all afterwards. */
const mostShown = 8
