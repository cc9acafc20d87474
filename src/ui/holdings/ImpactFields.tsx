/** Market impact by the square-root law: b x volatility x sqrt(order / daily volume), of the order's value. */
import { useState, type ReactElement } from 'react'
import { decimalOf, textOf } from '../../domain/decimal.ts'
import type { Impact } from '../../domain/impact.ts'
import { edit } from '../../state/portfolio.ts'
import { DraftField } from '../parts/DraftField.tsx'
import { typedNumber, typedPercent } from '../typed.ts'
import type { CostPartProps } from './costPart.ts'

/** 1 is what is most often found, somewhat more for hurried orders. */
const usual: Impact = { coefficient: '1', dailyVolatility: '', dailyVolume: '' }

export function ImpactFields({ instrument, path, step, set }: CostPartProps): ReactElement {
  const [draft, setDraft] = useState<Impact>(usual)
  const impact = instrument.cost.impact ?? draft
  const change = (key: keyof Impact) => (value: string, gesture: string) => {
    const next = { ...impact, [key]: value }
    setDraft(next)
    if (Object.values(next).every((each) => each !== ''))
      edit(step, (now) => set(now, (old) => ({ ...old, impact: next, pool: null })), { merge: gesture })
  }
  return (
    <div className="pair">
      <DraftField
        label="Daily volatility"
        number
        unit="%"
        placeholder="1.2"
        path={`${path}/impact/dailyVolatility`}
        text={percentText(impact.dailyVolatility)}
        parse={(text) => typedPercent(text)}
        onValue={change('dailyVolatility')}
      />
      <DraftField
        label="Traded in a day"
        number
        unit={instrument.currency}
        placeholder="4,200,000,000"
        path={`${path}/impact/dailyVolume`}
        text={impact.dailyVolume}
        parse={(text) => typedNumber(text, { positive: true })}
        onValue={change('dailyVolume')}
      />
      <DraftField
        label="Coefficient"
        number
        hint="About 1; more for hurried orders."
        path={`${path}/impact/coefficient`}
        text={impact.coefficient}
        parse={(text) => typedNumber(text, { least: '0' })}
        onValue={change('coefficient')}
      />
    </div>
  )
}

function percentText(fraction: string): string {
  return fraction === '' ? '' : textOf(decimalOf(fraction).times(100))
}
