/** The frontier drawn: expense upwards, the way from today's weights to the targets to the right, and the places that have a name. */
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { roundMoney } from '../../format.ts'
import { Decimal } from '../../../domain/decimal.ts'
import {
  labelsOf,
  linePathOf,
  scaleOf,
  ticksOf,
  type FlagLabel,
  type FrontierScale,
} from './frontierScale.ts'
import { dotNear, type FrontierDot, type FrontierSeries } from './frontierSeries.ts'

export interface FrontierPictureProps {
  readonly series: FrontierSeries
  readonly width: number
  readonly currency: string
  /** The stop of the slider. */
  readonly chosen: number | null
  /** The dot that is read, by pointer or by keys. */
  readonly reading: number | null
  readonly onRead: (at: number | null) => void
  /** What is read, in words. */
  readonly words: string
}

/** Half of the range's thumb, as in the slider below: both have the same ends. */
export const inset = 8
export const pictureHeight = 252
const labelLine = 15
const labelRoom = 2 * labelLine + 8

export function FrontierPicture(props: FrontierPictureProps): ReactElement {
  const { series, width, chosen, reading, onRead, words } = props
  const box = {
    left: inset,
    top: labelRoom,
    width: Math.max(1, width - 2 * inset),
    height: pictureHeight - labelRoom - 2,
  }
  const scale = scaleOf(box, series.top)
  const floor = scale.y(0)
  const read = reading === null ? undefined : series.dots[reading]
  const choice = chosen === null ? undefined : series.dots[chosen]
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    onRead(dotNear(series.dots, (x - box.left) / box.width))
  }
  return (
    <div
      className="frontier-plot"
      role="slider"
      tabIndex={0}
      aria-label="Read a point of the frontier"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, series.dots.length - 1)}
      aria-valuenow={reading ?? chosen ?? 0}
      aria-valuetext={words}
      onPointerMove={follow}
      onPointerLeave={() => onRead(null)}
      onKeyDown={(event) => readByKey(event, props)}
      onBlur={() => onRead(null)}
    >
      <svg width={width} height={pictureHeight} aria-hidden="true">
        <Amounts {...props} scale={scale} right={box.left + box.width} />
        <line className="frontier-floor" x1={box.left} x2={box.left + box.width} y1={floor} y2={floor} />
        {choice !== undefined && <Choice dot={choice} scale={scale} floor={floor} />}
        <path className="frontier-line" d={linePathOf(series.dots, scale)} />
        {series.dots.map((dot) => (
          <circle
            key={dot.point.share}
            className="frontier-dot"
            cx={scale.x(dot.gone)}
            cy={scale.y(dot.expense)}
            r="2"
          />
        ))}
        {labelsOf(series.flags, scale, width).map((label) => (
          <Flag key={label.flag.name} label={label} scale={scale} />
        ))}
        {read !== undefined && (
          <circle className="frontier-read" cx={scale.x(read.gone)} cy={scale.y(read.expense)} r="6" />
        )}
      </svg>
    </div>
  )
}

const strides: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
  Home: -Infinity,
  End: Infinity,
}

/** Keys read from where the choice is; they choose nothing. */
function readByKey(
  event: KeyboardEvent,
  { series, reading, chosen, onRead }: Pick<FrontierPictureProps, 'series' | 'reading' | 'chosen' | 'onRead'>,
): void {
  const stride = strides[event.key]
  if (stride === undefined || series.dots.length === 0) return
  event.preventDefault()
  onRead(Math.min(series.dots.length - 1, Math.max(0, (reading ?? chosen ?? 0) + stride)))
}

interface AmountsProps {
  readonly series: FrontierSeries
  readonly currency: string
  readonly scale: FrontierScale
  readonly right: number
}

/** Round amounts with a line each; the amount stands on its line, at the side where the curve is low. */
function Amounts({ series, currency, scale, right }: AmountsProps): ReactElement {
  return (
    <g className="frontier-amounts">
      {ticksOf(series.top).map((tick) => (
        <g key={tick}>
          <line x1={inset} x2={right} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text x={inset} y={scale.y(tick) - 4}>
            {tickText(tick, currency)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** A round amount needs no cents. */
function tickText(tick: number, currency: string): string {
  return roundMoney(new Decimal(tick), currency).replace(/\.0+$/, '')
}

interface ChoiceProps {
  readonly dot: FrontierDot
  readonly scale: FrontierScale
  readonly floor: number
}

/** What the slider allows, upwards from its handle, and where the plan then lands. */
function Choice({ dot, scale, floor }: ChoiceProps): ReactElement {
  const x = scale.x(1 - Number(dot.point.share))
  return (
    <g className="frontier-choice">
      <line x1={x} x2={x} y1={floor} y2={scale.y(dot.expense)} />
      <line x1={x} x2={scale.x(dot.gone)} y1={scale.y(dot.expense)} y2={scale.y(dot.expense)} />
    </g>
  )
}

interface FlagProps {
  readonly label: FlagLabel
  readonly scale: FrontierScale
}

/** A name above, a thin line down to its mark; the present plan's mark is filled. */
function Flag({ label, scale }: FlagProps): ReactElement {
  const { flag, x, line } = label
  const present = flag.kinds.includes('present')
  const [markX, markY] = [scale.x(flag.gone), scale.y(flag.expense)]
  const below = (line + 1) * labelLine
  return (
    <g className={present ? 'frontier-flag frontier-present' : 'frontier-flag'}>
      <path className="frontier-leader" d={`M${x} ${below + 3}L${markX} ${labelRoom - 2}V${markY - 6}`} />
      <text x={x} y={below - 2} textAnchor="middle">
        {flag.name}
      </text>
      <circle cx={markX} cy={markY} r={present ? 5 : 4} />
    </g>
  )
}
