/** Where targets were built from risk and will be rebuilt: how much of the way to them is worth trading each time. */
import { useState, type ReactElement } from 'react'
import { recipeInForce } from '../../domain/builtTargets.ts'
import { Decimal, decimalOf, roundedText, textOf } from '../../domain/decimal.ts'
import type { Destination, Portfolio } from '../../domain/document.ts'
import { movingStep, movingTermsOf } from '../../domain/movingTarget.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { fixed, percent } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { Segments } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedPercent } from '../typed.ts'
import { percentToEdit } from './targetActions.ts'

interface MovingTargetsProps {
  readonly document: Portfolio
  readonly onDestination: (destination: Destination) => void
}

export function MovingTargets(props: MovingTargetsProps): ReactElement | null {
  const recipe = recipeInForce(props.document)
  return recipe === null ? null : <Suggestion {...props} recipe={recipe} />
}

const rhythms = [
  { value: '12', label: 'Monthly' },
  { value: '4', label: 'Quarterly' },
  { value: '1', label: 'Yearly' },
] as const

/** Hundredths say nothing where a cost and an aversion are guesses. */
const places = 2

function Suggestion({
  document,
  onDestination,
  recipe,
}: MovingTargetsProps & { readonly recipe: Recipe }): ReactElement {
  const own = movingTermsOf(document, recipe)
  const [rhythm, setRhythm] = useState<'12' | '4' | '1'>('12')
  const [change, setChange] = useState(textOf(new Decimal(own.change)))
  const [decay, setDecay] = useState('0')
  const terms = {
    ...own,
    periodsPerYear: Number(rhythm),
    change: decimalOf(change).toNumber(),
    decay: decimalOf(decay).toNumber(),
  }
  const { price, rate, reach, keep } = movingStep(terms)
  const distance = roundedText(new Decimal(keep), places)
  const { destination } = document.policy
  const isUsed = typeof destination === 'object' && decimalOf(destination.distance).equals(distance)
  return (
    <details>
      <summary>Targets that move: keep {percent(distance, 0)} of the distance</summary>
      <div className="stack-tight paste">
        <p className="field-hint">
          Built targets move when they are rebuilt. Going all the way each time pays for changes that are half
          undone the next time; going part of the way costs less and follows a little later.
        </p>
        <Segments label="Rebuilt" value={rhythm} options={rhythms} onChoose={setRhythm} />
        <div className="pair">
          <DraftField
            label="A weight usually changes by"
            number
            unit="points"
            text={percentToEdit(decimalOf(change))}
            parse={(draft) => typedPercent(draft, { positive: true, most: '100' })}
            onValue={setChange}
          />
          <DraftField
            label="Of that comes back until the next time"
            number
            unit="%"
            text={percentToEdit(decimalOf(decay))}
            parse={(draft) => typedPercent(draft)}
            onValue={setDecay}
          />
        </div>
        <p className="field-hint">
          Trade {percent(new Decimal(rate), 0)} of the way to an aim that stands at{' '}
          {percent(new Decimal(reach), 0)} of the change. Gârleanu and Pedersen: rate = a/λ, a = (√(g² +
          4γλ(1−ρ)²) − g) / (2(1−ρ)), g = γ(1−ρ) + λρ; aim = 1/(1 + φa/γ). γ{' '}
          {fixed(new Decimal(terms.aversion), 1)}, λ {fixed(new Decimal(price), 1)} = 2·cost·rhythm /
          (σ²·change) with {percent(new Decimal(terms.cost), 2)} one way and σ{' '}
          {percent(new Decimal(terms.volatility), 1)}, φ {percent(decay, 0)}.
        </p>
        <div>
          <Button small disabled={isUsed} onClick={() => onDestination({ distance })}>
            {isUsed ? 'In use' : `Keep at most ${percent(distance, 0)} of the distance`}
          </Button>
        </div>
      </div>
    </details>
  )
}
