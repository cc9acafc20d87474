/** How far a trade goes once it is due: to the edge of the band, to the target, or in between. */
import { useId, type ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { edit, endGesture } from '../../state/portfolio.ts'

const steps = 20

export function DestinationSlider({ document }: { readonly document: Portfolio }): ReactElement {
  const id = useId()
  const { destination } = document.policy
  const share =
    typeof destination === 'string' && destination !== 'optimal' ? decimalOf(destination).toNumber() : 0.5
  const write = (text: string): void => {
    const value = String(Number(text) / steps)
    edit('Destination', (now) => ({ ...now, policy: { ...now.policy, destination: value } }), {
      merge: 'destination',
    })
  }
  return (
    <div className="lever" data-path="policy/destination">
      <div className="lever-head">
        <label htmlFor={id}>Destination</label>
        <output htmlFor={id}>{destinationWords(share)}</output>
      </div>
      <input
        id={id}
        className="range"
        type="range"
        min="0"
        max={steps}
        step="1"
        value={Math.round(share * steps)}
        aria-valuetext={destinationWords(share)}
        onChange={(event) => write(event.target.value)}
        onPointerUp={endGesture}
        onBlur={endGesture}
      />
      <div className="lever-ends" aria-hidden="true">
        <span>edge of band</span>
        <span>target</span>
      </div>
      <p className="field-hint">{destinationHint(share)}</p>
    </div>
  )
}

/** Where a breached class is brought to. */
export function destinationWords(share: number): string {
  if (share <= 0) return 'to the edge of its band'
  if (share >= 1) return 'to its target'
  if (share === 0.5) return 'halfway to its target'
  return `${Math.round(share * 100)} % of the way to its target`
}

function destinationHint(share: number): string {
  if (share <= 0) return 'The smallest trades; the next small move is outside again.'
  if (share >= 1) return 'The largest trades, and the longest rest after them.'
  return 'Smaller trades than to the target, with room before the next one.'
}
