/** The timeline drawn: a strip a class with its weight inside its band and its trades as strokes, and below them wealth. */
import type { ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { classColour, className } from '../../look/classColour.ts'
import { percentText } from '../fan/fanWords.ts'
import { percentOf } from '../history/figures.ts'
import { ReadingPlot } from '../ReadingPlot.tsx'
import type { Strip, TimelineSeries, TimePoint } from './timelineSeries.ts'

interface TimelinePictureProps {
  readonly document: Portfolio
  readonly series: TimelineSeries
  readonly width: number
  /** A trade's place among all. */
  readonly reading: number | null
  readonly onRead: (at: number | null) => void
  readonly words: string
}

const head = 18
const tall = 58
const gap = 8
const wealthTall = 84
const foot = 20
const margin = { left: 46, right: 10 }

export function timelineHeight(classes: number): number {
  return classes * (head + tall + gap) + head + wealthTall + foot
}

export function TimelinePicture(props: TimelinePictureProps): ReactElement {
  const { document, series, width, reading, onRead, words } = props
  const { strips, trades, dates } = series
  const inner = width - margin.left - margin.right
  const last = Math.max(1, dates.length - 1)
  const x = (step: number): number => margin.left + (step / last) * inner
  const near = (at: number): number | null => {
    const step = ((at - margin.left) / inner) * last
    let nearest: number | null = null
    for (const [index, trade] of trades.entries())
      if (nearest === null || Math.abs(trade.step - step) < Math.abs((trades[nearest]?.step ?? 0) - step))
        nearest = index
    return nearest
  }
  const read = reading === null ? undefined : trades[reading]
  const below = strips.length * (head + tall + gap)
  const height = timelineHeight(strips.length)
  return (
    <ReadingPlot
      label="Read the trades one by one"
      marks={trades.length}
      reading={reading}
      words={words}
      onRead={onRead}
      near={near}
    >
      <svg className="lab-cost" width={width} height={height} aria-hidden="true">
        {strips.map((strip, at) => (
          <g key={strip.class} transform={`translate(0 ${at * (head + tall + gap)})`}>
            <StripView document={document} strip={strip} x={x} right={width - margin.right} />
          </g>
        ))}
        <g transform={`translate(0 ${below})`}>
          <Wealth series={series} x={x} right={width - margin.right} />
        </g>
        <Days dates={dates} x={x} y={height - 4} />
        {read !== undefined && (
          <line className="lab-trade-read" x1={x(read.step)} x2={x(read.step)} y1={head} y2={height - foot} />
        )}
      </svg>
    </ReadingPlot>
  )
}

interface PartProps {
  readonly x: (step: number) => number
  readonly right: number
}

function StripView({
  document,
  strip,
  x,
  right,
}: PartProps & { readonly document: Portfolio; readonly strip: Strip }): ReactElement {
  const { low, high, band, target, line, marks } = strip
  const y = (weight: number): number => head + ((high - weight) / (high - low)) * tall
  return (
    <>
      <text className="lab-strip-name" x={margin.left} y={12}>
        {className(document, strip.class)}
      </text>
      {band !== null && (
        <rect
          className="lab-strip-band"
          x={margin.left}
          width={Math.max(1, right - margin.left)}
          y={y(band[1])}
          height={Math.max(1, y(band[0]) - y(band[1]))}
        />
      )}
      <line className="lab-strip-target" x1={margin.left} x2={right} y1={y(target)} y2={y(target)} />
      <text x={margin.left - 6} y={y(target)} textAnchor="end" dominantBaseline="central">
        {percentOf(target, 0)}
      </text>
      <path
        className="lab-strip-line"
        style={{ stroke: classColour(document, strip.class) }}
        d={pathOf(line, x, y)}
      />
      {marks.map(({ step, before, after }) => (
        <g key={step} className="lab-trade">
          <line x1={x(step)} x2={x(step)} y1={y(before)} y2={y(after)} />
          <circle cx={x(step)} cy={y(after)} r="1.75" />
        </g>
      ))}
    </>
  )
}

function Wealth({ series, x, right }: PartProps & { readonly series: TimelineSeries }): ReactElement {
  const { wealth, wealthLow, wealthHigh } = series
  const y = (value: number): number => head + ((wealthHigh - value) / (wealthHigh - wealthLow)) * wealthTall
  const end = wealth.at(-1)?.value ?? 0
  return (
    <>
      <text className="lab-strip-name" x={margin.left} y={12}>
        Wealth beside never rebalancing, %: {percentText(100 * end)} at the end
      </text>
      <line className="lab-strip-target" x1={margin.left} x2={right} y1={y(0)} y2={y(0)} />
      <text x={margin.left - 6} y={y(0)} textAnchor="end" dominantBaseline="central">
        0
      </text>
      <path className="lab-strip-line lab-strip-wealth" d={pathOf(wealth, x, y)} />
    </>
  )
}

function pathOf(
  line: readonly TimePoint[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  return line
    .map(({ step, value }, at) => `${at === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('')
}

/** First and last day, and the middle one. */
function Days({
  dates,
  x,
  y,
}: {
  readonly dates: readonly string[]
  readonly x: PartProps['x']
  readonly y: number
}): ReactElement {
  const last = dates.length - 1
  const places = [
    [0, 'start'],
    [Math.floor(last / 2), 'middle'],
    [last, 'end'],
  ] as const
  return (
    <g className="lab-axes">
      {places.map(([step, anchor]) => (
        <text key={step} x={x(step)} y={y} textAnchor={anchor}>
          {dates[step]}
        </text>
      ))}
    </g>
  )
}
