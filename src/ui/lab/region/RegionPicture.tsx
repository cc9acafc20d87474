/** The no-trade region drawn: filled where no band asks for a trade, with where trades end, what costs suggest, and today's point. */
import type { ReactElement } from 'react'
import { percentOf } from '../history/figures.ts'
import { type Point, type RegionSeries, weightTicks } from './regionSeries.ts'

interface RegionPictureProps {
  readonly series: RegionSeries
  readonly width: number
  readonly acrossName: string
  readonly upName: string
}

const margin = { left: 46, right: 16, top: 20, bottom: 36 }
const squareHeight = 340
const lineHeight = 120

export function regionHeight({ isLine }: RegionSeries): number {
  return isLine ? lineHeight : squareHeight
}

interface Scale {
  readonly x: (weight: number) => number
  readonly y: (weight: number) => number
}

export function RegionPicture(props: RegionPictureProps): ReactElement {
  const { series, width } = props
  const height = regionHeight(series)
  const [inner, tall] = [width - margin.left - margin.right, height - margin.top - margin.bottom]
  const [x, y] = [series.x, series.y]
  const scale: Scale = {
    x: (weight) => margin.left + ((weight - x[0]) / (x[1] - x[0])) * inner,
    y: (weight) =>
      series.isLine ? margin.top + tall / 2 : margin.top + ((y[1] - weight) / (y[1] - y[0])) * tall,
  }
  return (
    <svg className="lab-cost lab-region" width={width} height={height} aria-hidden="true">
      <Axes {...props} height={height} scale={scale} />
      <Shape
        className="lab-region-free"
        points={series.region}
        scale={scale}
        isLine={series.isLine}
        thick={28}
      />
      <Shape className="lab-region-aim" points={series.aim} scale={scale} isLine={series.isLine} thick={14} />
      <Shape
        className="lab-region-costs"
        points={series.byCost}
        scale={scale}
        isLine={series.isLine}
        thick={38}
      />
      <Target at={series.target} scale={scale} />
      <Today series={series} scale={scale} width={width} />
    </svg>
  )
}

interface AxesProps extends RegionPictureProps {
  readonly height: number
  readonly scale: Scale
}

function Axes({ series, width, acrossName, upName, height, scale }: AxesProps): ReactElement {
  const [floor, left] = [height - margin.bottom, margin.left]
  return (
    <g className="lab-axes">
      {weightTicks(series.x).map((tick) => (
        <g key={tick}>
          <line x1={scale.x(tick)} x2={scale.x(tick)} y1={margin.top} y2={floor} />
          <text x={scale.x(tick)} y={floor + 15} textAnchor="middle">
            {percentOf(tick, tickPlaces(series.x))}
          </text>
        </g>
      ))}
      {!series.isLine &&
        weightTicks(series.y).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - margin.right} y1={scale.y(tick)} y2={scale.y(tick)} />
            <text x={left - 6} y={scale.y(tick)} textAnchor="end" dominantBaseline="central">
              {percentOf(tick, tickPlaces(series.y))}
            </text>
          </g>
        ))}
      {!series.isLine && (
        <text x={0} y={10}>
          {upName}
        </text>
      )}
      <text x={width - margin.right} y={height - 4} textAnchor="end">
        {acrossName}
      </text>
    </g>
  )
}

/** Ticks less than a point apart need a decimal. */
function tickPlaces([low, high]: readonly [number, number]): number {
  return high - low < 0.05 ? 1 : 0
}

interface ShapeProps {
  readonly className: string
  readonly points: readonly Point[]
  readonly scale: Scale
  readonly isLine: boolean
  /** Of an interval, in pixels. */
  readonly thick: number
}

function Shape({ className, points, scale, isLine, thick }: ShapeProps): ReactElement | null {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  if (!isLine)
    return (
      <polygon
        className={className}
        points={points.map((p) => `${scale.x(p.x)},${scale.y(p.y)}`).join(' ')}
      />
    )
  return (
    <rect
      className={className}
      x={scale.x(first.x)}
      width={Math.max(1, scale.x(last.x) - scale.x(first.x))}
      y={scale.y(0) - thick / 2}
      height={thick}
    />
  )
}

const arm = 6

function Target({ at, scale }: { readonly at: Point; readonly scale: Scale }): ReactElement {
  const [x, y] = [scale.x(at.x), scale.y(at.y)]
  return <path className="lab-region-target" d={`M${x - arm} ${y}h${2 * arm}M${x} ${y - arm}v${2 * arm}`} />
}

/** Its name stands where there is room for it. */
function Today({
  series,
  scale,
  width,
}: {
  readonly series: RegionSeries
  readonly scale: Scale
  readonly width: number
}): ReactElement {
  const [x, y] = [scale.x(series.today.x), scale.y(series.today.y)]
  const isRight = x > width - 70
  return (
    <g className="lab-region-today">
      <circle cx={x} cy={y} r="4.5" />
      <text
        className="lab-cost-name"
        x={isRight ? x - 8 : x + 8}
        y={y - 8}
        textAnchor={isRight ? 'end' : 'start'}
      >
        today
      </text>
    </g>
  )
}
