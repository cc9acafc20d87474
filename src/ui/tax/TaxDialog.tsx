/** How gains are taxed: not at all, by usual rates or one's own, and what a plan may and shall do about it. */
import { useState, type ReactElement } from 'react'
import type { Portfolio, Tax } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { DeferredFields, LimitFields, LotFields, RateFields } from './TaxFields.tsx'
import { presetOf, taxPresets, withPreset, type PresetId } from './taxForm.ts'

interface TaxDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
}

export function TaxDialog({ document, onClose }: TaxDialogProps): ReactElement {
  const { tax } = document
  // One rate or two is what was chosen, not what is being typed: two rates that meet on the way stay two fields.
  const [isOneRate, setOneRate] = useState(() => presetOf(tax) === 'flat')
  const isFlat = isOneRate && presetOf(tax) === 'flat'
  const shown: Chosen = tax === null ? 'none' : isFlat ? 'flat' : twoRates(presetOf(tax))
  const set = (id: Chosen): void => {
    setOneRate(id === 'flat')
    if (id === 'none') edit('Not taxed', (now) => ({ ...now, tax: null }))
    else if (id !== 'own') edit('Tax rates', (now) => withPreset(now, id))
  }
  return (
    <Dialog
      title="Tax"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SelectField
        label="How gains are taxed"
        value={shown}
        options={optionsFor(shown)}
        onChoose={set}
        path="tax"
        hint={saysOf(shown)}
      />
      {tax !== null && <Settings document={document} tax={tax} isFlat={isFlat} />}
    </Dialog>
  )
}

type Chosen = PresetId | 'none' | 'own'

function twoRates(preset: PresetId | null): Chosen {
  return preset === null || preset === 'flat' ? 'own' : preset
}

/** Rates of one's own are typed, not chosen. */
function optionsFor(shown: Chosen): readonly Option<Chosen>[] {
  return [
    { value: 'none', label: 'Not taxed' },
    ...taxPresets.map(({ id, name }) => ({ value: id, label: name })),
    ...(shown === 'own' ? [{ value: 'own' as const, label: 'Rates of your own' }] : []),
  ]
}

function saysOf(shown: Chosen): string {
  if (shown === 'none')
    return 'Gains cost nothing in the plan, and lots are not looked at. Choose what is nearest to begin with; every figure can be changed.'
  return taxPresets.find(({ id }) => id === shown)?.says ?? 'The rates that were typed below.'
}

interface SettingsProps {
  readonly document: Portfolio
  readonly tax: Tax
  readonly isFlat: boolean
}

function Settings({ document, tax, isFlat }: SettingsProps): ReactElement {
  return (
    <>
      <RateFields tax={tax} isFlat={isFlat} />
      <LotFields tax={tax} />
      <LimitFields tax={tax} currency={document.baseCurrency} />
      <DeferredFields tax={tax} />
    </>
  )
}
