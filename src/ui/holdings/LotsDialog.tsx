/** The lots of a position: when bought, how many, at what cost. The position is their sum. */
import type { ReactElement } from 'react'
import { decimalOf, sumOf } from '../../domain/decimal.ts'
import type { Lot, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count, plain } from '../format.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { typedNumber, type Typed } from '../typed.ts'
import { lotsOf, withLots } from './changes/positions.ts'
import { DayField, NumberField, StepField } from './fields.tsx'

interface LotsDialogProps {
  readonly document: Portfolio
  readonly account: string
  readonly instrument: string
  readonly onClose: () => void
}

export function LotsDialog({ document, account, instrument, onClose }: LotsDialogProps): ReactElement {
  const lots = lotsOf(document, account, instrument)
  const step = `Lots of ${instrument}`
  const change = (now: Portfolio, alter: (lots: readonly Lot[]) => readonly Lot[]): Portfolio =>
    withLots(now, account, instrument, alter(lotsOf(now, account, instrument)))
  const add = (): void =>
    edit(step, (now) =>
      change(now, (own) => [
        ...own,
        { account, instrument, quantity: '0', acquired: now.asOf, unitCost: null },
      ]),
    )
  const total = sumOf(lots.map((lot) => decimalOf(lot.quantity)))
  return (
    <Dialog
      title={`Lots of ${instrument}`}
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="table-box">
        <table className="table lots-table">
          <thead>
            <tr>
              <th scope="col">Bought on</th>
              <th scope="col" className="num">
                Quantity
              </th>
              <th scope="col" className="num">
                Cost of one
              </th>
              <th scope="col">
                <span className="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lots.map((_, at) => (
              <LotRow
                // Lots have no names; their place among the position's lots is what they are called.
                key={`lot ${String(at)}`}
                lots={lots}
                at={at}
                path={pathOf(document, lots[at])}
                step={step}
                change={change}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Together</th>
              <td className="num">{plain(total)}</td>
              <td colSpan={2}>{unknownCosts(lots)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div>
        <Button icon="plus" onClick={add}>
          Add a lot
        </Button>
      </div>
    </Dialog>
  )
}

/** A position's lots stand anywhere among all lots. */
function pathOf(document: Portfolio, lot: Lot | undefined): string {
  return lot === undefined ? '' : `lots/${document.lots.indexOf(lot)}`
}

function unknownCosts(lots: readonly Lot[]): string {
  const unknown = lots.filter((lot) => lot.unitCost === null).length
  return unknown === 0 ? 'All costs are known' : `${count(unknown, 'cost')} unknown`
}

interface LotRowProps {
  readonly lots: readonly Lot[]
  readonly at: number
  readonly path: string
  readonly step: string
  readonly change: (now: Portfolio, alter: (lots: readonly Lot[]) => readonly Lot[]) => Portfolio
}

function LotRow({ lots, at, path, step, change }: LotRowProps): ReactElement | null {
  const lot = lots[at]
  if (lot === undefined) return null
  const number = at + 1
  const set = (now: Portfolio, alter: (lot: Lot) => Lot): Portfolio =>
    change(now, (own) => own.map((each, index) => (index === at ? alter(each) : each)))
  return (
    <tr data-path={path}>
      <td>
        <DayField
          path={`${path}/acquired`}
          label={`Day of lot ${number}`}
          hideLabel
          step={step}
          value={lot.acquired ?? ''}
          change={(now, day) => set(now, (each) => ({ ...each, acquired: day === '' ? null : day }))}
        />
      </td>
      <td>
        <NumberField
          path={`${path}/quantity`}
          label={`Quantity of lot ${number}`}
          hideLabel
          step={step}
          value={lot.quantity}
          range={{ least: '0' }}
          change={(now, quantity) => set(now, (each) => ({ ...each, quantity }))}
        />
      </td>
      <td>
        <StepField
          path={`${path}/unitCost`}
          label={`Cost of one in lot ${number}`}
          hideLabel
          number
          step={step}
          text={lot.unitCost ?? ''}
          parse={costOrUnknown}
          change={(now, cost) => set(now, (each) => ({ ...each, unitCost: cost === '' ? null : cost }))}
        />
      </td>
      <td>
        <IconButton
          small
          icon="close"
          label={`Remove lot ${number}`}
          disabled={lots.length < 2}
          onClick={() => edit(step, (now) => change(now, (own) => own.filter((_, index) => index !== at)))}
        />
      </td>
    </tr>
  )
}

/** A cost that is not known is left empty; it is never taken for 0. */
function costOrUnknown(draft: string): Typed<string> {
  return draft.trim() === '' ? { ok: true, value: '' } : typedNumber(draft, { least: '0' })
}
