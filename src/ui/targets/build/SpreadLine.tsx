/** How sure the built weights are: the button that draws the estimates again, its progress, and what that says in words. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { Range, SpreadAnswer, SpreadDifference } from '../../../domain/targetSpread.ts'
import { shown } from '../../lab/history/figures.ts'
import { className } from '../../look/classColour.ts'
import { Button } from '../../parts/Button.tsx'
import type { SpreadView } from './useSpread.ts'

interface SpreadLineProps {
  readonly document: Portfolio
  readonly view: SpreadView
}

export function SpreadLine({ document, view }: SpreadLineProps): ReactElement {
  const { answer, state, reason, start, stop } = view
  return (
    <div className="stack-tight">
      {state === 'running' ? (
        <p className="build-progress soft" role="status">
          <progress aria-label="Draws" max={answer?.of ?? 1} value={answer?.drawn ?? 0} />
          <span>
            {answer === null ? 'Drawing the estimates again' : `${answer.drawn} of ${answer.of} draws`}
          </span>
          <Button small onClick={stop}>
            Stop
          </Button>
        </p>
      ) : (
        state !== 'done' && (
          <div className="build-progress">
            <Button small onClick={start}>
              How sure is this?
            </Button>
            {state === 'failed' && <span role="alert">This could not be worked out: {reason}</span>}
            {state === 'stopped' && answer !== null && <span>Stopped after {answer.drawn} draws.</span>}
          </div>
        )
      )}
      {answer !== null && state !== 'running' && (
        <p className="prose" role="status">
          {spreadWords(document, answer)}
        </p>
      )}
    </div>
  )
}

/** What nine draws in ten agree on, and what chance alone could have made. */
function spreadWords(document: Portfolio, answer: SpreadAnswer): string {
  const { classes, drawn, meanBlock, built, fromTargets, fromPresent } = answer
  const tied = classes.filter((_, at) => fromTargets.ties[at] === true && isMoving(built.weights[at] ?? null))
  const names = tied.map((name) => `“${className(document, name)}”`).join(', ')
  return [
    `Built again from ${drawn} draws of the returns, in blocks of about ${meanBlock}: nine in ten lie between the small figures.`,
    `Volatility against the targets: ${differenceWords(fromTargets)}.`,
    fromPresent === null ? '' : `Against what is held: ${differenceWords(fromPresent)}.`,
    tied.length === 0 ? '' : `The built weight of ${names} cannot be told from its target.`,
    built.refused === 0 ? '' : `From ${built.refused} draws nothing could be built.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** What its limits pin is no matter of chance. */
function isMoving(range: Range | null): boolean {
  return range !== null && range.high - range.low > leastRange
}

const leastRange = 1e-6

function differenceWords({ volatility, isTie }: SpreadDifference): string {
  if (volatility === null) return 'unknown'
  const span = `${points(volatility.low)} to ${points(volatility.high)} points`
  return isTie ? `${span}, within noise` : `${span}, more than noise`
}

function points(value: number): string {
  const text = shown(value * 100, 1)
  return value > 0 ? `+${text}` : text
}
