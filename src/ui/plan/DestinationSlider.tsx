/** How far a trade goes once it is due: to the edge of the band, to the target, or in between. */
import { useId, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { decimalOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { edit, endGesture, portfolioStore } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import {
  bandShareBefore,
  bandShareOf,
  destinationWords,
  shareWords,
  withDestination,
} from './destinationWords.ts'

const steps = 20

export function DestinationSlider({ document }: { readonly document: Portfolio }): ReactElement {
  const share = bandShareOf(document.policy.destination)
  return share === null ? (
    <OtherDestination document={document} />
  ) : (
    <ShareSlider share={decimalOf(share).toNumber()} />
  )
}

function ShareSlider({ share }: { readonly share: number }): ReactElement {
  const id = useId()
  const write = (text: string): void => {
    const value = String(Number(text) / steps)
    edit('Destination', (now) => withDestination(now, value), { merge: 'destination' })
  }
  return (
    <div className="lever" data-path="policy/destination">
      <div className="lever-head">
        <label htmlFor={id}>Destination</label>
        <output htmlFor={id}>{shareWords(share)}</output>
      </div>
      <input
        id={id}
        className="range"
        type="range"
        min="0"
        max={steps}
        step="1"
        value={Math.round(share * steps)}
        aria-valuetext={shareWords(share)}
        onChange={(event) => write(event.target.value)}
        onPointerUp={endGesture}
        onBlur={endGesture}
      />
      <div className="lever-ends" aria-hidden="true">
        <span>edge of band</span>
        <span>target</span>
      </div>
      <p className="field-hint">{shareHint(share)}</p>
    </div>
  )
}

function shareHint(share: number): string {
  if (share <= 0) return 'The smallest trades; the next small move is outside again.'
  if (share >= 1) return 'The largest trades, and the longest rest after them.'
  return 'Smaller trades than to the target, with room before the next one.'
}

/** A destination that is no share of the band has no place on that slider: its words, and the way back to one that has. */
function OtherDestination({ document }: { readonly document: Portfolio }): ReactElement {
  const { destination } = document.policy
  return (
    <div className="lever" role="group" aria-label="Destination" data-path="policy/destination">
      <span className="lever-name">Destination</span>
      <output>{destinationWords(destination)}</output>
      <p className="field-hint">
        {destination === 'optimal'
          ? 'Risk aversion and horizon decide what coming closer is worth.'
          : 'Chosen on the frontier below the trades.'}
      </p>
      <BackToBand />
    </div>
  )
}

/** Back to the share of the band that was set before. */
function BackToBand(): ReactElement {
  const before = useStore(portfolioStore, (state) => bandShareBefore(state.past))
  return (
    <p>
      <Button small onClick={() => edit('Destination', (now) => withDestination(now, before))}>
        {`Back ${destinationWords(before)}`}
      </Button>
    </p>
  )
}
