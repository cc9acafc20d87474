/** What an order of an instrument costs: a usual beginning, and every part of it to correct. */
import type { ReactElement } from 'react'
import type { Cost, Instrument, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { withInstrument } from './changes/instruments.ts'
import { costPresets, presetOf, type CostPreset } from './costPresets.ts'
import { NumberField, PercentField } from './fields.tsx'

interface CostEditorProps {
  readonly document: Portfolio
  readonly instrument: Instrument
}

type Text = Exclude<keyof Cost, 'impact' | 'pool' | 'maxRate'>

export function CostEditor({ document, instrument }: CostEditorProps): ReactElement {
  const { id, cost, currency } = instrument
  const preset = presetOf(cost)
  const names = Object.keys(costPresets) as CostPreset[]
  const options: Option<CostPreset | 'own'>[] = [
    ...names.map((value) => ({ value, label: costPresets[value].label })),
    ...(preset === null ? [{ value: 'own' as const, label: 'Your own' }] : []),
  ]
  const step = `Costs of ${id}`
  const choose = (value: CostPreset | 'own'): void => {
    if (value !== 'own') edit(step, (now) => withCost(now, id, () => costPresets[value].cost))
  }
  const set =
    (key: Text) =>
    (now: Portfolio, value: string): Portfolio =>
      withCost(now, id, (old) => ({ ...old, [key]: value }))
  const positive = { least: '0' }
  return (
    <fieldset className="stack">
      <legend className="section-title">Costs of an order</legend>
      <SelectField
        label="Usual costs"
        value={preset ?? 'own'}
        options={options}
        onChoose={choose}
        hint={preset === null ? 'Changed from the usual ones.' : costPresets[preset].explained}
      />
      <div className="pair">
        <NumberField
          label="Fixed"
          step={step}
          unit={currency}
          value={cost.fixed}
          range={positive}
          change={set('fixed')}
        />
        <NumberField
          label="A unit"
          step={step}
          unit={currency}
          value={cost.perUnit}
          range={positive}
          change={set('perUnit')}
        />
        <PercentField label="Of its value" step={step} value={cost.rate} change={set('rate')} />
        <NumberField
          label="At least"
          step={step}
          unit={currency}
          value={cost.min}
          range={positive}
          change={set('min')}
        />
        <PercentField
          label="At most, of its value"
          step={step}
          value={cost.maxRate ?? '0'}
          hint={cost.maxRate === null ? '0: no such limit' : undefined}
          change={(now, value) =>
            withCost(now, id, (old) => ({ ...old, maxRate: value === '0' ? null : value }))
          }
        />
        <PercentField
          label="Half the spread"
          step={step}
          value={cost.halfSpread}
          change={set('halfSpread')}
        />
        <NumberField
          label="Gas"
          step={step}
          unit={document.baseCurrency}
          value={cost.gas}
          range={positive}
          change={set('gas')}
        />
      </div>
    </fieldset>
  )
}

function withCost(document: Portfolio, id: string, change: (cost: Cost) => Cost): Portfolio {
  return withInstrument(document, id, (each) => ({ ...each, cost: change(each.cost) }))
}
