/** The fan drawn: half of the paths in the darker part, nine of ten in the lighter, the middle as a line, never rebalancing at zero. */
import type { ReactElement } from 'react'
import { ticksOf } from '../../plan/frontier/frontierScale.ts'
import { ReadingPlot } from '../ReadingPlot.tsx'
import type { FanPoint, FanSeries } from './fanSeries.ts'

interface FanPictureProps {
  readonly series: FanSeries
  readonly width: number
  readonly reading: number | null
  readonly onRead: (at: number | null) => void
  readonly words: string
}

export const fanHeight = 260
const margin = { left: 42, right: 64, top: 22, bottom: 34 }
/** Names of percentiles that are nearer to each other than this would touch. */
const lineHeight = 13

interface Scale {
  readonly x: (years: number) => number
  readonly y: (percent: number) => number
}

export function FanPicture({ series, width, reading, onRead, words }: FanPictureProps): ReactElement {
  const { points, low, high } = series
  const years = points.at(-1)?.years ?? 1
  const [inner, tall] = [width - margin.left - margin.right, fanHeight - margin.top - margin.bottom]
  const scale: Scale = {
    x: (at) => margin.left + (at / years) * inner,
    y: (percent) => margin.top + ((high - percent) / (high - low)) * tall,
  }
  const near = (x: number): number =>
    Math.min(points.length - 1, Math.max(0, Math.round(((x - margin.left) / inner) * (points.length - 1))))
  const read = reading === null ? undefined : points[reading]
  return (
    <ReadingPlot
      label="Read the fan year by year"
      marks={points.length}
      reading={reading}
      words={words}
      onRead={onRead}
      near={near}
    >
      <svg className="lab-cost" width={width} height={fanHeight} aria-hidden="true">
        <Axes series={series} scale={scale} width={width} />
        <path className="lab-fan lab-fan-most" d={areaOf(points, 0, 4, scale)} />
        <path className="lab-fan lab-fan-half" d={areaOf(points, 1, 3, scale)} />
        <path className="lab-fan-middle" d={lineOf(points, 2, scale)} />
        <line
          className="lab-floor"
          x1={margin.left}
          x2={width - margin.right}
          y1={scale.y(0)}
          y2={scale.y(0)}
        />
        {read !== undefined && <Read point={read} scale={scale} />}
        <Ends series={series} scale={scale} x={width - margin.right + 6} />
      </svg>
    </ReadingPlot>
  )
}

function lineOf(points: readonly FanPoint[], of: number, { x, y }: Scale): string {
  return points
    .map(
      ({ years, differences }, at) =>
        `${at === 0 ? 'M' : 'L'}${x(years).toFixed(1)} ${y(differences[of] ?? 0).toFixed(1)}`,
    )
    .join('')
}

function areaOf(points: readonly FanPoint[], from: number, to: number, scale: Scale): string {
  return `${lineOf(points, to, scale)}${lineOf([...points].reverse(), from, scale).replace('M', 'L')}Z`
}

/** Round figures above and below zero. */
function levelsOf({ low, high }: FanSeries): readonly number[] {
  const ticks = ticksOf(Math.max(high, -low))
  return [
    ...ticks.filter((tick) => tick < -low).map((tick) => -tick),
    0,
    ...ticks.filter((tick) => tick < high),
  ]
}

interface AxesProps {
  readonly series: FanSeries
  readonly scale: Scale
  readonly width: number
}

function Axes({ series, scale, width }: AxesProps): ReactElement {
  const years = series.points.at(-1)?.years ?? 1
  return (
    <g className="lab-axes">
      {levelsOf(series).map((level) => (
        <g key={level}>
          <line x1={margin.left} x2={width - margin.right} y1={scale.y(level)} y2={scale.y(level)} />
          <text x={margin.left - 6} y={scale.y(level)} textAnchor="end" dominantBaseline="central">
            {levelText(level)}
          </text>
        </g>
      ))}
      {ticksOf(years).map((tick) => (
        <text key={tick} x={scale.x(tick)} y={fanHeight - margin.bottom + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <text x={0} y={10}>
        Wealth beside never rebalancing, %
      </text>
      <text x={width - margin.right} y={fanHeight - 2} textAnchor="end">
        Years
      </text>
    </g>
  )
}

function levelText(level: number): string {
  const text = String(Number(Math.abs(level).toPrecision(3)))
  return level < 0 ? `−${text}` : level > 0 ? `+${text}` : '0'
}

const endNames: readonly (readonly [string, number])[] = [
  ['95 %', 4],
  ['75 %', 3],
  ['middle', 2],
  ['25 %', 1],
  ['5 %', 0],
]

interface End {
  readonly name: string
  readonly y: number
}

/** Names from above; those that would touch move down. */
function endsOf({ points }: FanSeries, { y }: Scale): readonly End[] {
  const last = points.at(-1)?.differences ?? []
  const placed: End[] = []
  for (const [name, of] of endNames) {
    const before = placed.at(-1)?.y ?? -Infinity
    placed.push({ name, y: Math.max(y(last[of] ?? 0), before + lineHeight) })
  }
  return placed
}

function Ends({
  series,
  scale,
  x,
}: {
  readonly series: FanSeries
  readonly scale: Scale
  readonly x: number
}): ReactElement {
  return (
    <g className="lab-axes">
      {endsOf(series, scale).map(({ name, y }) => (
        <text key={name} x={x} y={y} dominantBaseline="central">
          {name}
        </text>
      ))}
    </g>
  )
}

function Read({ point, scale }: { readonly point: FanPoint; readonly scale: Scale }): ReactElement {
  const x = scale.x(point.years)
  const [low, high] = [point.differences[0] ?? 0, point.differences[4] ?? 0]
  return (
    <g className="lab-read">
      <line x1={x} x2={x} y1={scale.y(high)} y2={scale.y(low)} />
      <circle cx={x} cy={scale.y(point.differences[2] ?? 0)} r="3.5" />
    </g>
  )
}
