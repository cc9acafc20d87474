/** One line over the targets: how they were built, or that they were changed since. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { changedSince } from '../../../domain/builtTargets.ts'
import { edit } from '../../../state/portfolio.ts'
import { count, percent } from '../../format.ts'
import { Button } from '../../parts/Button.tsx'
import { builderInSentence } from './builderWords.ts'
import './line.css'

interface RecipeLineProps {
  readonly document: Portfolio
  readonly onRebuild: () => void
}

export function RecipeLine({ document, onRebuild }: RecipeLineProps): ReactElement | null {
  const { recipe } = document
  if (!recipe) return null
  const changed = changedSince(document, recipe)
  const { builder, estimates, built } = recipe
  const made = `by ${builderInSentence(builder.kind)} on ${built.day}, from ${sourceWords(estimates.source, estimates.to)}`
  return (
    <p className="build-line" data-path="recipe">
      <span>
        {changed.length === 0
          ? `Built ${made}; volatility then ${percent(built.volatility)}.`
          : `No longer as built ${made}: ${count(changed.length, 'weight')} changed by hand since.`}
      </span>
      <span className="build-line-actions">
        <Button small onClick={onRebuild}>
          Rebuild…
        </Button>
        <Button small look="quiet" onClick={() => edit('Forget recipe', (now) => ({ ...now, recipe: null }))}>
          Forget
        </Button>
      </span>
    </p>
  )
}

function sourceWords(source: 'risk' | 'histories', to: string | null): string {
  return source === 'risk' ? 'the risk model' : `prices to ${to ?? 'an unknown day'}`
}
