/** What the market takes from an order: half a spread, the impact of a large order, or a pool on chain. */
import { useState, type ReactElement } from 'react'
import type { Cost } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { Segments } from '../parts/Choice.tsx'
import type { CostPartProps } from './costPart.ts'
import { PercentField } from './fields.tsx'
import { ImpactFields } from './ImpactFields.tsx'
import { PoolFields } from './PoolFields.tsx'

type Mode = 'spread' | 'impact' | 'pool'

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'spread', label: 'Spread' },
  { value: 'impact', label: 'Spread and impact' },
  { value: 'pool', label: 'Pool on chain' },
]

const hints: Readonly<Record<Mode, string>> = {
  spread:
    'A share of the order, however large it is. Enough for orders that are small beside a day’s trading.',
  impact: 'A large order moves the price against itself: twice the order costs 2.8 times as much.',
  pool: 'A pool’s price follows from its reserves, which the order itself moves.',
}

function modeOf({ impact, pool }: Cost): Mode {
  if (pool !== null) return 'pool'
  return impact === null ? 'spread' : 'impact'
}

export function MarketFields(props: CostPartProps): ReactElement {
  const { instrument, path, step, set } = props
  const { cost } = instrument
  // Impact and pools need figures before they can be written; until then the choice is only on the screen.
  const [wanted, want] = useState<Mode | null>(null)
  const mode = wanted ?? modeOf(cost)
  const choose = (chosen: Mode): void => {
    want(chosen)
    if (withoutOthers(cost, chosen) !== cost)
      edit(step, (now) => set(now, (old) => withoutOthers(old, chosen)))
  }
  return (
    <section className="stack-tight" aria-label="Market">
      <h3 className="cost-title">Market</h3>
      <Segments
        label="What the market takes"
        hideLabel
        value={mode}
        options={modes}
        hint={hints[mode]}
        onChoose={choose}
      />
      {mode !== 'pool' && (
        <div className="pair">
          <PercentField
            label="Half the spread"
            step={step}
            path={`${path}/halfSpread`}
            value={cost.halfSpread}
            change={(now, value) => set(now, (old) => ({ ...old, halfSpread: value }))}
          />
        </div>
      )}
      {mode === 'impact' && <ImpactFields {...props} />}
      {mode === 'pool' && <PoolFields {...props} />}
    </section>
  )
}

/** What the chosen mode does not know goes; the same costs where there is none of it. */
function withoutOthers(cost: Cost, mode: Mode): Cost {
  const impact = mode === 'impact' ? cost.impact : null
  const pool = mode === 'pool' ? cost.pool : null
  return impact === cost.impact && pool === cost.pool ? cost : { ...cost, impact, pool }
}
