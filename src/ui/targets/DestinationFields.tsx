/** How far a plan goes: a share of the way into the band, a share of today's distance, or as far as it is worth its cost. */
import type { ReactElement } from 'react'
import { decimalOf } from '../../domain/decimal.ts'
import type { Destination, Portfolio } from '../../domain/document.ts'
import { Button } from '../parts/Button.tsx'
import { Segments } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { DestinationSlider } from '../plan/DestinationSlider.tsx'
import { typedPercent } from '../typed.ts'
import { MovingTargets } from './MovingTargets.tsx'
import { percentToEdit } from './targetActions.ts'

type Way = 'band' | 'distance' | 'optimal'

const ways: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'band', label: 'By bands' },
  { value: 'distance', label: 'By distance' },
  { value: 'optimal', label: 'Optimal' },
]

export function wayOf(destination: Destination): Way {
  if (typeof destination === 'object') return 'distance'
  return destination === 'optimal' ? 'optimal' : 'band'
}

/** The usual beginning of each way: halfway into the band, or half of today's distance. */
const usual: Readonly<Record<Way, Destination>> = {
  band: '0.5',
  distance: { distance: '0.5' },
  optimal: 'optimal',
}

interface DestinationFieldsProps {
  readonly document: Portfolio
  readonly onDestination: (destination: Destination, gesture?: string) => void
  readonly onRisk: () => void
}

export function DestinationFields(props: DestinationFieldsProps): ReactElement {
  const { document, onDestination } = props
  const { destination } = document.policy
  const way = wayOf(destination)
  return (
    <div className="stack-tight" data-path="policy/destination">
      <Segments
        label="What decides how far"
        hideLabel
        value={way}
        options={ways}
        onChoose={(chosen) => chosen !== way && onDestination(usual[chosen])}
      />
      {way === 'band' && <DestinationSlider document={document} />}
      {typeof destination === 'object' && (
        <DraftField
          label="At most"
          number
          unit="% of today’s distance"
          path="policy/destination/distance"
          text={percentToEdit(decimalOf(destination.distance))}
          hint="0 goes to the targets as closely as your rules allow, 100 stays where it is."
          parse={(draft) => typedPercent(draft)}
          onValue={(distance, gesture) => onDestination({ distance }, gesture)}
        />
      )}
      {way === 'optimal' && <Optimal {...props} />}
      <MovingTargets document={document} onDestination={onDestination} />
    </div>
  )
}

/** What "optimal" weighs, and the way to its figures. */
function Optimal({ document, onRisk }: DestinationFieldsProps): ReactElement {
  const { risk } = document
  return (
    <>
      <p className="field-hint">
        Goes as far as less tracking error is worth its cost{risk !== null && <>: {termsOf(risk)}</>}.
      </p>
      <div>
        <Button small onClick={onRisk}>
          Risk…
        </Button>
      </div>
    </>
  )
}

function termsOf({ aversion, horizonYears }: NonNullable<Portfolio['risk']>): string {
  const horizon = horizonYears === null ? '' : `, horizon ${horizonYears} years`
  return `aversion ${aversion}${horizon}`
}
