/** The threshold as a handle on a picture of what each threshold would cost today: trades, turnover and cost. */
import { useId, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { bandBrief, bandWords } from '../../domain/bandWords.ts'
import { Decimal, textOf } from '../../domain/decimal.ts'
import type { Band, Policy, Portfolio } from '../../domain/document.ts'
import { edit, endGesture, portfolioStore } from '../../state/portfolio.ts'
import type { Explore } from '../../state/exploring.ts'
import { rangeWords } from '../estimate/estimateWords.ts'
import { PolicyEstimate } from '../estimate/PolicyEstimate.tsx'
import { Button } from '../parts/Button.tsx'
import { driftNow } from '../standing.ts'
import { statedBefore, thresholdOf, withThreshold } from '../targets/bandForm.ts'
import type { ExplorePoint } from './exploreSeries.ts'
import { goTo } from './goTo.ts'
import { ThresholdPicture } from './ThresholdPicture.tsx'
import { measureWords } from './measureWords.ts'
import { useExploration, type ExplorationView } from './useExploration.ts'
import { useWidth } from './useWidth.ts'

interface ThresholdControlProps {
  readonly document: Portfolio
  readonly explore?: Explore
}

/** A threshold that costs set is not dragged: its words, and the way back to one that is. */
export function ThresholdControl(props: ThresholdControlProps): ReactElement {
  const { document } = props
  return (
    <div className="threshold">
      {document.policy.band.kind === 'cost-aware' ? (
        <ByCosts document={document} />
      ) : (
        <ThresholdSlider {...props} />
      )}
      <PolicyEstimate document={document} onRisk={() => goTo('risk/aversion')} />
    </div>
  )
}

function ByCosts({ document }: { readonly document: Portfolio }): ReactElement {
  const before = useStore(portfolioStore, (state) =>
    statedBefore(state.past.map((step) => step.document.policy.band)),
  )
  const suggestions = driftNow(document).rows.flatMap(({ costAware, fires, target }) =>
    costAware !== null && fires && target.greaterThan(0) ? [costAware] : [],
  )
  return (
    <div className="lever" role="group" aria-label="Threshold" data-path="policy/band">
      <div className="lever-head">
        <span className="lever-name">Threshold</span>
        <output>{bandBrief(document.policy.band)}</output>
      </div>
      <p className="field-hint">
        {suggestions.length > 0 && `±${rangeWords(suggestions)}. `}What trading a class costs, and where
        trades stop, decides how far it may wander.
      </p>
      <p>
        <Button small onClick={() => edit('Threshold', (now) => withPolicyBand(now, before))}>
          {`Back to ${bandBrief(before)}`}
        </Button>
      </p>
    </div>
  )
}

function ThresholdSlider({ document, explore }: ThresholdControlProps): ReactElement {
  const id = useId()
  const [place, width] = useWidth<HTMLDivElement>(320)
  const view = useExploration(document, explore)
  const { band } = document.policy
  const present = Number(thresholdOf(band))
  const write = (text: string): void => {
    const threshold = textOf(new Decimal(text).toDecimalPlaces(4))
    edit('Threshold', (now) => withPolicyBand(now, withThreshold(now.policy.band, threshold)), {
      merge: 'threshold',
    })
  }
  const nearest = nearestOf(view.points, present)
  const words = nearest === null ? '' : `: ${measureWords(nearest, document.baseCurrency)}`
  return (
    <div className="lever" data-path="policy/band">
      <div className="lever-head">
        <label htmlFor={id}>Threshold</label>
        <output htmlFor={id}>{bandBrief(band)}</output>
      </div>
      <div ref={place} className="explore">
        <input
          id={id}
          className="explore-input"
          type="range"
          min={view.axis.least}
          max={view.axis.most}
          step={view.axis.step}
          value={present}
          aria-valuetext={`${bandWords(band)}${words}`}
          onChange={(event) => write(event.target.value)}
          onPointerUp={endGesture}
          onBlur={endGesture}
        />
        <ThresholdPicture
          view={view}
          present={present}
          nearest={nearest}
          width={width}
          share={band.kind === 'relative'}
          currency={document.baseCurrency}
        />
      </div>
      <p className="field-hint">{hintOf(view, document.policy)}</p>
    </div>
  )
}

function withPolicyBand(document: Portfolio, band: Band): Portfolio {
  return { ...document, policy: { ...document.policy, band } }
}

function nearestOf(points: readonly ExplorePoint[], present: number): ExplorePoint | null {
  const distance = (point: ExplorePoint): number => Math.abs(point.threshold - present)
  return points.reduce<ExplorePoint | null>(
    (best, point) => (best === null || distance(point) < distance(best) ? point : best),
    null,
  )
}

/** One line whatever happens, so that nothing below it moves. */
function hintOf({ failed, running, points, axis }: ExplorationView, policy: Policy): string {
  const all = axis.samples.length
  if (failed !== null) return 'The picture could not be worked out; the next change asks again.'
  if (running)
    return `Working out what other thresholds would mean today: ${Math.min(points.length, all)} of ${all}.`
  if (!setsAims(policy))
    return 'With this destination the threshold only decides when a plan opens, not where it lands.'
  return 'What each threshold would mean for today’s weights. A wider band need not trade less often.'
}

/**
 * Do bands say where a plan lands? By distance and with “optimal” the targets do: every threshold that opens a plan opens the
 * same one, and the picture is flat. With the scope `breached` other rows still have to stay inside their bands.
 */
function setsAims({ destination, scope }: Policy): boolean {
  return scope === 'breached' || (typeof destination === 'string' && destination !== 'optimal')
}
