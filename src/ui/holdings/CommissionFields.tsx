/** The commission of an order: min(max(fixed + a unit x quantity + rate x value, least), most x value). */
import type { ReactElement } from 'react'
import type { Cost } from '../../domain/document.ts'
import type { CostPartProps } from './costPart.ts'
import { NumberField, PercentField } from './fields.tsx'

const positive = { least: '0' }

export function CommissionFields({ instrument, path, step, set }: CostPartProps): ReactElement {
  const { cost, currency } = instrument
  const field = (key: 'fixed' | 'perUnit' | 'rate' | 'min') => ({
    step,
    path: `${path}/${key}`,
    value: cost[key],
    change: (now: Parameters<CostPartProps['set']>[0], value: string) =>
      set(now, (old: Cost) => ({ ...old, [key]: value })),
  })
  return (
    <section className="stack-tight" aria-label="Commission">
      <h3 className="cost-title">Commission</h3>
      <div className="pair">
        <NumberField {...field('fixed')} label="Fixed" unit={currency} range={positive} />
        <NumberField {...field('perUnit')} label="A unit" unit={currency} range={positive} />
        <PercentField {...field('rate')} label="Of its value" />
        <NumberField {...field('min')} label="At least" unit={currency} range={positive} />
        <PercentField
          label="At most, of its value"
          step={step}
          path={`${path}/maxRate`}
          value={cost.maxRate ?? '0'}
          hint={cost.maxRate === null ? '0: no such limit' : 'Beats “at least”.'}
          change={(now, value) => set(now, (old) => ({ ...old, maxRate: value === '0' ? null : value }))}
        />
      </div>
    </section>
  )
}
