/** What an order of an instrument costs: a usual beginning, what it comes to, and every part of it to correct. */
import { useState, type ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { count } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { offerUndo } from '../shell/offers.ts'
import { withInstrument } from './changes/instruments.ts'
import { CommissionFields } from './CommissionFields.tsx'
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
import type { CostPartProps } from './costPart.ts'
import { GasFields } from './GasFields.tsx'
import { MarketFields } from './MarketFields.tsx'
import { OrderCosts } from './OrderCosts.tsx'
import { ScopeField } from './ScopeField.tsx'

interface CostEditorProps {
  readonly document: Portfolio
  readonly instrument: Instrument
}

export function CostEditor({ document, instrument }: CostEditorProps): ReactElement {
  const { id, cost } = instrument
  const preset = presetOf(cost)
  const path = `instruments/${document.instruments.indexOf(instrument)}/cost`
  const step = `Costs of ${id}`
  const set: CostPartProps['set'] = (now, change) =>
    withInstrument(now, id, (each) => ({ ...each, cost: change(each.cost) }))
  const parts = { document, instrument, path, step, set }
  return (
    <fieldset className="stack-tight" data-path={path}>
      <legend className="section-title">Costs of an order</legend>
      <UsualCosts
        preset={preset}
        onChoose={(value) => edit(step, (now) => set(now, () => costPresets[value].cost))}
      />
      <OrderCosts document={document} instrument={instrument} />
      <details>
        <summary>Every part of it</summary>
        <div className="stack cost-parts">
          <CommissionFields {...parts} />
          <MarketFields {...parts} />
          <GasFields {...parts} />
        </div>
      </details>
      <details>
        <summary>Give these costs to others</summary>
        <HandOn document={document} instrument={instrument} />
      </details>
    </fieldset>
  )
}

interface UsualCostsProps {
  readonly preset: CostPreset | null
  readonly onChoose: (preset: CostPreset) => void
}

function UsualCosts({ preset, onChoose }: UsualCostsProps): ReactElement {
  const options: Option<CostPreset | 'own'>[] = [
    ...presetNames.map((value) => ({ value, label: presetLabel(value) })),
    ...(preset === null ? [{ value: 'own' as const, label: 'Your own' }] : []),
  ]
  return (
    <SelectField
      label="Usual costs"
      value={preset ?? 'own'}
      options={options}
      onChoose={(value) => value !== 'own' && onChoose(value)}
      hint={preset === null ? 'Changed from the usual ones.' : costPresets[preset].explained}
    />
  )
}

function HandOn({ document, instrument }: CostEditorProps): ReactElement {
  const [scope, setScope] = useState<CostScope>({ kind: 'free' })
  const ids = idsIn(document, scope).filter((each) => each !== instrument.id)
  const { impact, pool } = instrument.cost
  const apply = (): void => {
    const name = `Costs of ${count(ids.length, 'instrument')}`
    edit(name, (now) => withCosts(now, ids, instrument.cost))
    offerUndo(`${name}: set.`)
  }
  return (
    <div className="stack-tight cost-parts">
      <div className="cluster cost-scope">
        <ScopeField document={document} label="To" scope={scope} onScope={setScope} />
        <Button disabled={ids.length === 0} onClick={apply}>
          Give to {count(ids.length, 'instrument')}
        </Button>
      </div>
      {(impact !== null || pool !== null) && (
        <p className="field-hint">
          {pool === null ? 'Its impact is' : 'Its pool is'} its own and is not handed on.
        </p>
      )}
    </div>
  )
}
