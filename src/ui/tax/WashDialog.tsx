/** The wash-sale calendar: from which day what may be bought again, or sold at a loss, and what is disallowed already. */
import type { ReactElement } from 'react'
import { daysBetween } from '../../domain/day.ts'
import { textOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { householdWash, type HouseholdWashed } from '../../domain/householdWash.ts'
import { namesOf } from '../../domain/planWords.ts'
import { dayText, sentencesOfWash } from '../../domain/taxWords.ts'
import { count, money } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TableBox } from '../parts/TableBox.tsx'
import { washRows, type WashRow } from './washRows.ts'

interface WashDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
  /** To the list of sales, which the calendar looks back at. */
  readonly onSales: () => void
}

export function WashDialog({ document, onClose, onSales }: WashDialogProps): ReactElement {
  const rows = washRows(document)
  const actions = (
    <>
      <Button onClick={onSales}>Sales of this year</Button>
      <Button look="main" onClick={onClose}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog title="Wash sales" size="wide" onClose={onClose} actions={actions}>
      {rows.length === 0 ? (
        <NothingWaits document={document} />
      ) : (
        <Calendar document={document} rows={rows} />
      )}
      <Disallowed document={document} />
    </Dialog>
  )
}

/** What the place is for, and what would make it fill. */
function NothingWaits({ document }: { readonly document: Portfolio }): ReactElement {
  return (
    <div className="stack-tight prose">
      <p>Everything may be bought and sold at a loss on {dayText(document.asOf)}.</p>
      <p className="soft">
        A loss does not count for units that anybody in the household buys within 30 days before or after the
        sale. A sale at a loss in the list of sales, or a lot bought lately, puts the instrument here with the
        first day that is safe. Instruments that are substantially identical share a wash group, which is set
        in their details.
      </p>
    </div>
  )
}

interface CalendarProps {
  readonly document: Portfolio
  readonly rows: readonly WashRow[]
}

function Calendar({ document, rows }: CalendarProps): ReactElement {
  return (
    <div className="stack-tight">
      <p className="prose soft">
        A purchase and a sale at a loss must lie more than 30 days apart. From these days on they do.
      </p>
      <TableBox name="Days from which it is safe">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">It is safe to</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.what} ${row.instruments.join(' ')}`}>
                <th scope="row" className="wash-day">
                  {dayText(row.from)}
                  <span className="soft">in {count(daysBetween(document.asOf, row.from), 'day')}</span>
                </th>
                <td className="wash-what">
                  {whatWords(row)}
                  <span className="soft">{becauseWords(row, document)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </div>
  )
}

function whatWords({ what, instruments }: WashRow): string {
  const names = instruments.join(' or ')
  return what === 'buy' ? `buy ${names} again` : `sell ${names} at a loss`
}

function becauseWords({ because }: WashRow, document: Portfolio): string {
  if (because === null) return ''
  const { kind, account, instrument, day } = because
  const verb = kind === 'bought' ? 'was bought' : 'was sold at a loss'
  return `${instrument} ${verb} on ${dayText(day)} in ${namesOf(document).account(account)}`
}

/** Losses that purchases of the household took away already, before any plan. */
function Disallowed({ document }: { readonly document: Portfolio }): ReactElement | null {
  const washed = householdWash(document, [], [])
  if (washed.length === 0) return null
  const shown = (amount: string): string => money(amount, document.baseCurrency)
  return (
    <section className="stack-tight" aria-labelledby="disallowed-title">
      <h3 id="disallowed-title">Disallowed already</h3>
      <ul className="plain problem-list">
        {washed.map((each) => (
          <li key={`${each.list} ${each.index}`}>
            {sentencesOfWash(saleOf(each), document, shown).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** As a plan reports it, in text. */
function saleOf(washed: HouseholdWashed): Parameters<typeof sentencesOfWash>[0] {
  const { account, instrument, acquired, day, quantity, loss } = washed
  return {
    account,
    instrument,
    acquired,
    sold: day,
    quantity: textOf(quantity),
    loss: textOf(loss),
    replacedBy: washed.replacedBy.map((each) => ({
      account: each.account,
      instrument: each.instrument,
      acquired: each.day,
      quantity: textOf(each.quantity),
      loss: textOf(each.loss),
      lostForGood: each.lostForGood,
    })),
  }
}
