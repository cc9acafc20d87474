/** The lots of a position: when bought, how many, at what cost, and what gain and term that makes. The position is their sum. */
import { useMemo, useState, type ClipboardEvent, type ReactElement } from 'react'
import { textOf, type Decimal } from '../../domain/decimal.ts'
import type { Lot, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { amount, count, plain, signed, unknown } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { lotsOf, withLots } from './changes/positions.ts'
import { LotPaste } from './LotPaste.tsx'
import { LotRow, type ChangeLots, type LotColumns } from './LotRow.tsx'
import { factsOf, gainOf, quantityOf, type LotFacts } from './lotRows.ts'

interface LotsDialogProps {
  readonly document: Portfolio
  readonly account: string
  readonly instrument: string
  readonly onClose: () => void
}

export function LotsDialog({ document, account, instrument, onClose }: LotsDialogProps): ReactElement {
  const lots = useMemo(() => lotsOf(document, account, instrument), [document, account, instrument])
  const [before] = useState(() => quantityOf(lots))
  const [pasted, setPasted] = useState('')
  const step = `Lots of ${instrument}`
  const change: ChangeLots = (now, alter) =>
    withLots(now, account, instrument, alter(lotsOf(now, account, instrument)))
  const add = (quantity: string, acquired: string | null): void =>
    edit(step, (now) =>
      change(now, (own) => [...own, { account, instrument, quantity, acquired, unitCost: null }]),
    )
  const hearPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain')
    // A cell goes into its field; a table is lots, wherever it is pasted.
    if (!/[\t\n]/.test(text.trim()) || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    setPasted(text)
  }
  const done = (
    <Button look="main" onClick={onClose}>
      Done
    </Button>
  )
  return (
    <Dialog title={step} size="wide" onClose={onClose} actions={done}>
      <div className="stack" onPaste={hearPaste}>
        <LotsTable document={document} instrument={instrument} lots={lots} step={step} change={change} />
        <div className="cluster">
          <Button icon="plus" onClick={() => add('0', document.asOf)}>
            Add a lot
          </Button>
          <Missing before={before} lots={lots} onFill={(quantity) => add(quantity, null)} />
        </div>
        <LotPaste
          account={account}
          instrument={instrument}
          lots={lots}
          text={pasted}
          onText={setPasted}
          change={change}
        />
      </div>
    </Dialog>
  )
}

interface LotsTableProps {
  readonly document: Portfolio
  readonly instrument: string
  readonly lots: readonly Lot[]
  readonly step: string
  readonly change: ChangeLots
}

function LotsTable({ document, instrument, lots, step, change }: LotsTableProps): ReactElement {
  const facts = useMemo(() => factsOf(document, instrument, lots), [document, instrument, lots])
  const columns = columnsFor(document, instrument)
  return (
    <div className="table-box">
      <table className="table lots-table">
        <Head columns={columns} />
        <tbody>
          {lots.map((lot, at) => (
            <LotRow
              // Lots have no names; their place among the position's lots is what they are called.
              key={`lot ${String(at)}`}
              lots={lots}
              at={at}
              facts={facts[at]}
              columns={columns}
              // A position's lots stand anywhere among all lots.
              path={`lots/${document.lots.indexOf(lot)}`}
              step={step}
              change={change}
            />
          ))}
        </tbody>
        <Foot lots={lots} facts={facts} columns={columns} />
      </table>
    </div>
  )
}

interface MissingProps {
  readonly before: Decimal
  readonly lots: readonly Lot[]
  readonly onFill: (quantity: string) => void
}

/** Lots that are typed one by one are compared with the position as it was. */
function Missing({ before, lots, onFill }: MissingProps): ReactElement | null {
  const missing = before.minus(quantityOf(lots))
  if (missing.isZero()) return null
  return (
    <>
      <p className="soft">
        {`The position was ${plain(before)} when this was opened; now it is ${plain(missing.abs())} ${missing.isNegative() ? 'more' : 'less'}.`}
      </p>
      {missing.greaterThan(0) && (
        <Button small onClick={() => onFill(textOf(missing))}>
          Add {plain(missing)} of unknown basis
        </Button>
      )}
    </>
  )
}

/** Terms matter where there is tax, ranks where lots are sold by them. */
function columnsFor({ tax, instruments, baseCurrency }: Portfolio, instrument: string): LotColumns {
  return {
    currency: instruments.find((each) => each.id === instrument)?.currency ?? baseCurrency,
    term: tax !== null,
    rank: tax?.lotMethod === 'specific',
  }
}

function Head({ columns }: { readonly columns: LotColumns }): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col">Bought on</th>
        <th scope="col" className="num">
          Quantity
        </th>
        <th scope="col" className="num">
          Cost of one <span className="faint">{columns.currency}</span>
        </th>
        <th scope="col" className="num">
          Gain <span className="faint">{columns.currency}</span>
        </th>
        {columns.term && <th scope="col">Term</th>}
        {columns.rank && (
          <th scope="col" className="num">
            Rank
          </th>
        )}
        <th scope="col">
          <span className="unseen">Remove</span>
        </th>
      </tr>
    </thead>
  )
}

interface FootProps {
  readonly lots: readonly Lot[]
  readonly facts: readonly LotFacts[]
  readonly columns: LotColumns
}

function Foot({ lots, facts, columns }: FootProps): ReactElement {
  const gain = gainOf(facts)
  const rest = 1 + Number(columns.term) + Number(columns.rank)
  return (
    <tfoot>
      <tr>
        <th scope="row">Together</th>
        <td className="num">{plain(quantityOf(lots))}</td>
        <td colSpan={2} className="num">
          {gain === null ? unknown : signed(amount(gain, columns.currency))}
        </td>
        <td colSpan={rest}>{unknownWords(lots)}</td>
      </tr>
    </tfoot>
  )
}

function unknownWords(lots: readonly Lot[]): string {
  const many = lots.filter((lot) => lot.unitCost === null || lot.acquired === null).length
  return many === 0 ? '' : `${count(many, 'lot')} of unknown basis`
}
