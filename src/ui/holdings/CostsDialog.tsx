/** The costs of every instrument side by side: one usual choice each, or the same for many as one step. */
import { useState, type ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count, percent, roundMoney, unknown } from '../format.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { offerUndo } from '../shell/offers.ts'
import { withInstrument } from './changes/instruments.ts'
import {
  costPresets,
  idsIn,
  presetLabel,
  presetNames,
  presetOf,
  withCosts,
  type CostPreset,
  type CostScope,
} from './costPresets.ts'
import { orderCost } from './orderCost.ts'
import { ScopeField } from './ScopeField.tsx'

interface CostsDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
  /** Opens all parts of one instrument’s costs. */
  readonly onInstrument: (id: string) => void
}

/** Drawing more would be slow, and nobody reads them; the choice above reaches them all. */
const mostShown = 200

export function CostsDialog({ document, onClose, onInstrument }: CostsDialogProps): ReactElement {
  const traded = document.instruments.filter((each) => !each.exclude)
  return (
    <Dialog
      title="Costs"
      size="wide"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p className="prose soft">
        What an order costs decides which orders are worth placing. Usual costs are a beginning; your broker’s
        list of fees is better.
      </p>
      <ForMany document={document} />
      <div className="table-box">
        <table className="table costs-table">
          <thead>
            <tr>
              <th scope="col">Instrument</th>
              <th scope="col">Usual costs</th>
              <th scope="col" className="num">
                Of an order of 10,000
              </th>
              <th scope="col">
                <span className="unseen">Details</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {traded.slice(0, mostShown).map((instrument) => (
              <CostLine
                key={instrument.id}
                document={document}
                instrument={instrument}
                onOpen={() => onInstrument(instrument.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {traded.length > mostShown && (
        <p className="field-hint">and {count(traded.length - mostShown, 'more', 'more')}.</p>
      )}
    </Dialog>
  )
}

const presets: readonly Option<CostPreset>[] = presetNames.map((value) => ({
  value,
  label: presetLabel(value),
}))

/** One choice for many instruments. */
function ForMany({ document }: { readonly document: Portfolio }): ReactElement {
  const [scope, setScope] = useState<CostScope>({ kind: 'free' })
  const [preset, setPreset] = useState<CostPreset>('fund')
  const ids = idsIn(document, scope)
  const apply = (): void => {
    const name = `Costs of ${count(ids.length, 'instrument')}`
    edit(name, (now) => withCosts(now, ids, costPresets[preset].cost))
    offerUndo(`${name}: set.`)
  }
  return (
    <fieldset className="costs-many">
      <legend className="unseen">The same for many</legend>
      <ScopeField document={document} label="Give" scope={scope} onScope={setScope} />
      <SelectField label="the costs of" value={preset} options={presets} onChoose={setPreset} />
      <Button disabled={ids.length === 0} onClick={apply}>
        Set for {count(ids.length, 'instrument')}
      </Button>
    </fieldset>
  )
}

interface CostLineProps {
  readonly document: Portfolio
  readonly instrument: Instrument
  readonly onOpen: () => void
}

const shownOrder = '10000'

function CostLine({ document, instrument, onOpen }: CostLineProps): ReactElement {
  const { id, name, currency } = instrument
  const preset = presetOf(instrument.cost)
  const cost = orderCost(document, instrument, decimalOf(shownOrder))
  const options: readonly Option<CostPreset | 'own'>[] = [
    ...presets,
    ...(preset === null ? [{ value: 'own' as const, label: 'Its own' }] : []),
  ]
  const choose = (value: CostPreset | 'own'): void => {
    if (value === 'own') return
    edit(`Costs of ${id}`, (now) =>
      withInstrument(now, id, (each) => ({ ...each, cost: costPresets[value].cost })),
    )
  }
  return (
    <tr>
      <th scope="row">
        {id} <span className="soft">{name}</span>
      </th>
      <td>
        <SelectField
          label={`Usual costs of ${id}`}
          hideLabel
          value={preset ?? 'own'}
          options={options}
          onChoose={choose}
        />
      </td>
      <td className="num">
        {cost === null ? (
          unknown
        ) : (
          <>
            {roundMoney(cost.total, currency)}{' '}
            <span className="soft">{percent(cost.total.dividedBy(shownOrder), 2)}</span>
          </>
        )}
      </td>
      <td>
        <IconButton small icon="more" label={`Every part of the costs of ${id}`} onClick={onOpen} />
      </td>
    </tr>
  )
}
