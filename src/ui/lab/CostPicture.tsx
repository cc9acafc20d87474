/** Cost against tracking error drawn: a line a row of the grid, a dot a policy with bars of two standard errors. */
import type { ReactElement } from 'react'
import { ticksOf } from '../plan/frontier/frontierScale.ts'
import type { CostDot, CostSeries } from './costSeries.ts'
import type { Axis } from './labSettings.ts'
import { rowText } from './labWords.ts'

interface CostPictureProps {
  readonly series: CostSeries
  /** What differs from line to line. */
  readonly axis: Axis
  readonly width: number
}

export const costHeight = 280
const margin = { left: 34, right: 28, top: 26, bottom: 36 }

interface Scale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

export function CostPicture({ series, axis, width }: CostPictureProps): ReactElement {
  const [inner, high] = [width - margin.left - margin.right, costHeight - margin.top - margin.bottom]
  const scale: Scale = {
    x: (value) => margin.left + (value / series.right) * inner,
    y: (value) => margin.top + high - (value / series.top) * high,
  }
  const dots = [...series.lines.flatMap((line) => line.dots), ...(series.own === null ? [] : [series.own])]
  const named = dots.filter((dot) => dot.isHere || dot.isBest)
  return (
    <svg className="lab-cost" width={width} height={costHeight} aria-hidden="true">
      <Axes series={series} axis={axis} scale={scale} width={width} />
      {series.formula.length > 1 && <path className="lab-formula" d={pathOf(series.formula, scale)} />}
      {series.lines.map((line) => (
        <path
          key={rowText(axis, line.row)}
          className="lab-cost-line"
          d={pathOf(
            line.dots.map(({ x, y }) => ({ x: x.mean, y: y.mean })),
            scale,
          )}
        />
      ))}
      {dots.map((dot) => (
        <Dot key={dot.at} dot={dot} scale={scale} />
      ))}
      <Ends series={series} axis={axis} scale={scale} />
      {named.map((dot) => (
        <Name key={dot.at} dot={dot} scale={scale} />
      ))}
    </svg>
  )
}

function pathOf(points: readonly { readonly x: number; readonly y: number }[], { x, y }: Scale): string {
  return points
    .map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`)
    .join('')
}

interface AxesProps extends CostPictureProps {
  readonly scale: Scale
}

/** Round figures with a line each; what they are stands at their ends. */
function Axes({ series, scale, width }: AxesProps): ReactElement {
  const [floor, left] = [scale.y(0), margin.left]
  return (
    <g className="lab-axes">
      {ticksOf(series.top).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - margin.right} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text x={left - 6} y={scale.y(tick)} textAnchor="end" dominantBaseline="central">
            {tick}
          </text>
        </g>
      ))}
      {ticksOf(series.right).map((tick) => (
        <text key={tick} x={scale.x(tick)} y={floor + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <line className="lab-floor" x1={left} x2={width - margin.right} y1={floor} y2={floor} />
      <text x={0} y={10}>
        Cost and tax, bp a year
      </text>
      <text x={width - margin.right} y={floor + 32} textAnchor="end">
        Tracking error, %
      </text>
    </g>
  )
}

function Dot({ dot, scale }: { readonly dot: CostDot; readonly scale: Scale }): ReactElement {
  const [x, y] = [scale.x(dot.x.mean), scale.y(dot.y.mean)]
  const across = 2 * (dot.x.error ?? 0)
  const along = 2 * (dot.y.error ?? 0)
  const look = dot.isHere ? 'lab-dot lab-dot-here' : dot.isBest ? 'lab-dot lab-dot-best' : 'lab-dot'
  return (
    <g className={look}>
      <line x1={scale.x(dot.x.mean - across)} x2={scale.x(dot.x.mean + across)} y1={y} y2={y} />
      <line x1={x} x2={x} y1={scale.y(dot.y.mean - along)} y2={scale.y(dot.y.mean + along)} />
      <circle cx={x} cy={y} r={dot.isHere || dot.isBest ? 4.5 : 2.5} />
    </g>
  )
}

/** The best below to the left, where nothing else is drawn; one's own above to the right, as both are often neighbours. */
function Name({ dot, scale }: { readonly dot: CostDot; readonly scale: Scale }): ReactElement {
  const [x, y] = [scale.x(dot.x.mean), scale.y(dot.y.mean)]
  return dot.isHere && !dot.isBest ? (
    <text className="lab-cost-name" x={x + 7} y={y - 9}>
      yours
    </text>
  ) : (
    <text className="lab-cost-name" x={x - 7} y={y + 16} textAnchor="end">
      {dot.isHere ? 'yours, the lowest loss' : 'lowest loss'}
    </text>
  )
}

const lineHeight = 14

interface End {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Names nearer to each other than this would touch. */
const nameWidth = 48

/** Each line is named where its line ends, at the widest trigger; names that would touch move up. */
function endsOf(series: CostSeries, axis: Axis, scale: Scale): readonly End[] {
  const ends = series.lines.flatMap(({ row, dots }): End[] => {
    const last = dots.at(-1)
    if (last === undefined) return []
    return [{ name: rowText(axis, row), x: scale.x(last.x.mean), y: scale.y(last.y.mean) - 12 }]
  })
  const placed: End[] = []
  for (const end of ends.sort((a, b) => b.y - a.y)) {
    const near = placed.filter((other) => Math.abs(other.x - end.x) < nameWidth)
    placed.push({ ...end, y: Math.min(end.y, ...near.map((other) => other.y - lineHeight)) })
  }
  return placed
}

function Ends({ series, axis, scale }: Omit<AxesProps, 'width'>): ReactElement {
  return (
    <g className="lab-axes">
      {endsOf(series, axis, scale).map(({ name, x, y }) => (
        <text key={name} x={x} y={y} textAnchor="middle" dominantBaseline="central">
          {name}
        </text>
      ))}
    </g>
  )
}
