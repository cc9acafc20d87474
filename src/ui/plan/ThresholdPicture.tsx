/** Three small lines over one axis of thresholds, with the present one as a handle; the range over it moves the handle. */
import type { ReactElement } from 'react'
import { pathOf, topOf, type Box, type ExplorePoint, type Measure } from './exploreSeries.ts'
import { measureText } from './measureWords.ts'
import type { ExplorationView } from './useExploration.ts'

interface ThresholdPictureProps {
  readonly view: ExplorationView
  readonly present: number
  readonly nearest: ExplorePoint | null
  readonly width: number
  /** The axis is a share of the target and not points of the whole. */
  readonly share: boolean
  readonly currency: string
}

const measures: readonly Measure[] = ['trades', 'turnover', 'cost']
const names: Readonly<Record<Measure, string>> = { trades: 'Trades', turnover: 'Turnover', cost: 'Cost' }

/** Half of the range's thumb: the native handle moves between these insets, and so must the drawn one. */
const inset = 8
const labelHeight = 18
const lineHeight = 34
const stripHeight = labelHeight + lineHeight + 6
const axisHeight = 24

export function ThresholdPicture({
  view,
  present,
  nearest,
  width,
  share,
  currency,
}: ThresholdPictureProps): ReactElement {
  const inner = Math.max(1, width - 2 * inset)
  const { most } = view.axis
  const x = (threshold: number): number => inset + (Math.min(threshold, most) / most) * inner
  const bottom = measures.length * stripHeight
  return (
    <svg className="explore-picture" width={width} height={bottom + axisHeight} aria-hidden="true">
      {measures.map((measure, at) => (
        <Strip
          key={measure}
          measure={measure}
          view={view}
          nearest={nearest}
          box={{ left: inset, width: inner, bottom: (at + 1) * stripHeight - 3, height: lineHeight }}
          currency={currency}
        />
      ))}
      <Ticks most={most} share={share} x={x} bottom={bottom} />
      <g className="explore-handle">
        <line x1={x(present)} x2={x(present)} y1="4" y2={bottom} />
        <circle cx={x(present)} cy={bottom} r="6" />
      </g>
    </svg>
  )
}

interface StripProps {
  readonly measure: Measure
  readonly view: ExplorationView
  readonly nearest: ExplorePoint | null
  readonly box: Box
  readonly currency: string
}

function Strip({ measure, view, nearest, box, currency }: StripProps): ReactElement {
  const { most } = view.axis
  const points = view.points.filter((point) => point.threshold <= most)
  const top = topOf(points, measure)
  const labelY = box.bottom - lineHeight - 5
  const y = (point: ExplorePoint): number =>
    box.bottom - (top === 0 ? 0 : (point[measure] / top) * box.height)
  return (
    <g>
      <text className="explore-name" x={box.left} y={labelY}>
        {names[measure]}
      </text>
      {nearest !== null && (
        <text className="explore-value" x={box.left + box.width} y={labelY} textAnchor="end">
          {measureText(nearest, measure, currency)}
        </text>
      )}
      <line
        className="explore-floor"
        x1={box.left}
        x2={box.left + box.width}
        y1={box.bottom}
        y2={box.bottom}
      />
      <path className="explore-line" d={pathOf(points, measure, most, box)} />
      {nearest !== null && (
        <circle
          className="explore-point"
          cx={box.left + (nearest.threshold / most) * box.width}
          cy={y(nearest)}
          r="3"
        />
      )}
    </g>
  )
}

interface TicksProps {
  readonly most: number
  readonly share: boolean
  readonly x: (threshold: number) => number
  readonly bottom: number
}

/** Ends and middle: more would be read less. */
function Ticks({ most, share, x, bottom }: TicksProps): ReactElement {
  const unit = share ? ' %' : ' pts'
  const marks = [
    { at: 0, anchor: 'start' as const },
    { at: most / 2, anchor: 'middle' as const },
    { at: most, anchor: 'end' as const },
  ]
  return (
    <>
      {marks.map(({ at, anchor }) => (
        <text
          key={anchor}
          className="explore-tick"
          x={at === 0 ? x(0) - 6 : x(at) + (at === most ? 6 : 0)}
          y={bottom + 20}
          textAnchor={anchor}
        >
          {`${Number((at * 100).toFixed(2))}${anchor === 'end' ? unit : ''}`}
        </text>
      ))}
    </>
  )
}
