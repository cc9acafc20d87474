/** The slider on the frontier: it chooses the plan by the share of today's distance that may be left. */
import { useId, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Destination } from '../../../domain/document.ts'
import { edit, endGesture, portfolioStore } from '../../../state/portfolio.ts'
import { Button } from '../../parts/Button.tsx'
import { destinationBefore, destinationWords, distanceShareOf, withDestination } from '../destinationWords.ts'
import type { FrontierDot } from './frontierSeries.ts'
import { distanceFigures, pointWords, shareWords } from './frontierWords.ts'

interface FrontierSliderProps {
  readonly dots: readonly FrontierDot[]
  /** Where the handle stands. */
  readonly stop: number
  readonly destination: Destination
  readonly currency: string
  /** What is read, or else what the plan on the page is. */
  readonly words: string
}

export function FrontierSlider({
  dots,
  stop,
  destination,
  currency,
  words,
}: FrontierSliderProps): ReactElement {
  const id = useId()
  const dot = dots[stop]
  const write = (text: string): void => {
    const share = dots[Number(text)]?.point.share
    if (share !== undefined)
      edit('Destination', (now) => withDestination(now, { distance: share }), { merge: 'frontier' })
  }
  return (
    <div className="lever">
      <label className="unseen" htmlFor={id}>
        Choose on the frontier
      </label>
      <input
        id={id}
        className="range"
        type="range"
        min="0"
        max={Math.max(1, dots.length - 1)}
        step="1"
        value={stop}
        disabled={dots.length < 2}
        aria-valuetext={
          dot === undefined ? undefined : `${shareWords(dot.point.share)}: ${pointWords(dot.point, currency)}`
        }
        onChange={(event) => write(event.target.value)}
        onPointerUp={endGesture}
        onBlur={endGesture}
      />
      <div className="lever-ends" aria-hidden="true">
        <span>do nothing{awayWords(dots, 1)}</span>
        <span>exact targets{awayWords(dots, 0)}</span>
      </div>
      <p className="frontier-words">{words}</p>
      <Choice destination={destination} />
    </div>
  )
}

/** How far the plan at an end of the slider lands; nothing while it has not come. */
function awayWords(dots: readonly FrontierDot[], share: 0 | 1): string {
  const end = dots.find((dot) => Number(dot.point.share) === share)
  return end === undefined ? '' : `, ${distanceFigures(end.point.distance)} pts away`
}

/** What is chosen, and the way back to what was chosen before; both ways take the same room. */
function Choice({ destination }: { readonly destination: Destination }): ReactElement {
  const before = useStore(portfolioStore, (state) => destinationBefore(state.past))
  if (distanceShareOf(destination) === null)
    return (
      <p className="frontier-choice-words field-hint">
        Your plan goes {destinationWords(destination)}. Move the handle to choose by distance instead.
      </p>
    )
  return (
    <p className="frontier-choice-words field-hint">
      <span>Your plan goes {destinationWords(destination)}.</span>
      <Button small onClick={() => edit('Destination', (now) => withDestination(now, before))}>
        {`Back ${destinationWords(before)}`}
      </Button>
    </p>
  )
}
