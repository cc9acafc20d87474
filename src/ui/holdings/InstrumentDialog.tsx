/** Everything about an instrument: price, smallest order, classes, costs, and whether it counts at all. */
import type { ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Check } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { offerUndo } from '../shell/offers.ts'
import { WashGroupField } from '../tax/WashGroupField.tsx'
import { typedNumber, type Typed } from '../typed.ts'
import { excluded, priced, withInstrument, withoutInstrument } from './changes/instruments.ts'
import { withoutPosition } from './changes/positions.ts'
import { CostEditor } from './CostEditor.tsx'
import { ExposureEditor } from './ExposureEditor.tsx'
import { DayField, NumberField, StepField, TextField } from './fields.tsx'

interface InstrumentDialogProps {
  readonly document: Portfolio
  readonly instrument: Instrument
  /** The account in which it was opened. */
  readonly account: string | null
  readonly onClose: () => void
}

export function InstrumentDialog(props: InstrumentDialogProps): ReactElement {
  const { document, instrument, onClose } = props
  const { id } = instrument
  const path = `instruments/${document.instruments.indexOf(instrument)}`
  return (
    <Dialog title={id} onClose={onClose} actions={<Actions {...props} />}>
      <div className="pair">
        <TextField
          label="Name"
          path={`${path}/name`}
          step={`Name ${id}`}
          value={instrument.name}
          change={(now, name) => withInstrument(now, id, (each) => ({ ...each, name }))}
        />
        <StepField
          label="Currency"
          path={`${path}/currency`}
          step={`Currency of ${id}`}
          text={instrument.currency}
          parse={typedCurrency}
          change={(now, currency) => withInstrument(now, id, (each) => ({ ...each, currency }))}
        />
        <NumberField
          label="Price"
          path={`${path}/price`}
          step={`Price of ${id}`}
          unit={instrument.currency}
          value={instrument.price ?? ''}
          range={{ positive: true }}
          change={(now, price) => priced(now, id, price)}
        />
        <DayField
          label="Day of the price"
          path={`${path}/priceAsOf`}
          step={`Day of the price of ${id}`}
          value={instrument.priceAsOf ?? ''}
          change={(now, day) =>
            withInstrument(now, id, (each) => ({ ...each, priceAsOf: day === '' ? null : day }))
          }
        />
        <NumberField
          label="Step"
          path={`${path}/step`}
          step={`Step of ${id}`}
          value={instrument.step}
          range={{ positive: true }}
          hint="The smallest quantity that can be traded."
          change={(now, step) => withInstrument(now, id, (each) => ({ ...each, step }))}
        />
        <NumberField
          label="Smallest order"
          path={`${path}/minTrade`}
          step={`Smallest order of ${id}`}
          unit={instrument.currency}
          value={instrument.minTrade}
          range={{ least: '0' }}
          change={(now, minTrade) => withInstrument(now, id, (each) => ({ ...each, minTrade }))}
        />
        <StepField
          label="Preference"
          path={`${path}/preference`}
          number
          step={`Preference of ${id}`}
          text={String(instrument.preference)}
          parse={wholeNumber}
          hint="Of instruments with the same classes the lowest is bought."
          change={(now, text) => withInstrument(now, id, (each) => ({ ...each, preference: Number(text) }))}
        />
        <WashGroupField document={document} instrument={instrument} path={path} />
      </div>
      <Check
        label="Set aside"
        hint="Neither counted nor traded: held elsewhere, or not part of this plan."
        checked={instrument.exclude}
        onChoose={(exclude) =>
          edit(exclude ? `Set ${id} aside` : `Count ${id}`, (now) => excluded(now, id, exclude))
        }
      />
      {!instrument.exclude && <ExposureEditor document={document} instrument={instrument} />}
      <CostEditor document={document} instrument={instrument} />
    </Dialog>
  )
}

function Actions({ document, instrument, account, onClose }: InstrumentDialogProps): ReactElement {
  const { id } = instrument
  const holder = document.accounts.find((each) => each.id === account)
  const holders = new Set(document.lots.filter((lot) => lot.instrument === id).map((lot) => lot.account)).size
  const remove = (name: string, change: (now: Portfolio) => Portfolio): void => {
    edit(name, change)
    offerUndo(`${name}: done.`)
    onClose()
  }
  return (
    <>
      {holder !== undefined && (
        <Button
          look="bad"
          onClick={() =>
            remove(`Remove ${id} from ${holder.name || holder.id}`, (now) =>
              withoutPosition(now, holder.id, id),
            )
          }
        >
          Remove from {holder.name || holder.id}
        </Button>
      )}
      <Button look="bad" onClick={() => remove(`Delete ${id}`, (now) => withoutInstrument(now, id))}>
        Delete{holders > 1 ? ` in ${count(holders, 'account')}` : ' altogether'}
      </Button>
      <Button look="main" onClick={onClose}>
        Done
      </Button>
    </>
  )
}

export function typedCurrency(draft: string): Typed<string> {
  const code = draft.trim().toUpperCase()
  const isCode = /^[A-Z][A-Z0-9]{2,9}$/.test(code)
  return isCode ? { ok: true, value: code } : { ok: false, problem: 'Type a currency code such as USD.' }
}

function wholeNumber(draft: string): Typed<string> {
  const typed = typedNumber(draft)
  if (!typed.ok) return typed
  return Number.isSafeInteger(Number(typed.value)) ? typed : { ok: false, problem: 'Type a whole number.' }
}
