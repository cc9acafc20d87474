/** What is sold, to the left, and bought, to the right, of each instrument. */
import { useMemo, type ReactElement } from 'react'
import { Bar, BarChart, ReferenceLine, XAxis, type BarShapeProps } from 'recharts'
import { margin, NameAxis, plotOf, Reading } from './frame.tsx'
import type { OrderBar } from './orderSeries.ts'

interface OrderChartProps {
  readonly bars: readonly OrderBar[]
  readonly width: number
}

const rowHeight = 30
const room = 8

/** A bar and, in pixels, where zero lies and how long each side is in this drawing. */
interface Drawn extends OrderBar {
  readonly zero: number
  readonly half: number
}

export function OrderChart({ bars, width }: OrderChartProps): ReactElement {
  const data = useMemo(() => {
    const plot = plotOf(width, room)
    const half = plot.width / 2
    return bars.map((bar): Drawn => ({ ...bar, half, zero: plot.left + half }))
  }, [bars, width])
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={data}
      margin={{ ...margin, right: room }}
      barCategoryGap="30%"
      stackOffset="sign"
      title="Sells and buys by instrument"
    >
      <XAxis type="number" domain={[-1, 1]} hide />
      <NameAxis width={width} />
      <ReferenceLine x={0} className="chart-zero" />
      <Reading />
      <Bar dataKey="soldSide" stackId="side" isAnimationActive={false} shape={Sold} />
      <Bar dataKey="boughtShare" stackId="side" isAnimationActive={false} shape={Bought} />
    </BarChart>
  )
}

/** A value stands on the free side of zero, or at its bar's end where both sides are taken. */
function Sold({ y, height, payload }: BarShapeProps): ReactElement | null {
  const bar = payload as Drawn
  if (bar.soldSide === 0) return null
  const length = -bar.soldSide * bar.half
  const both = bar.boughtShare > 0
  return (
    <g>
      <rect className="chart-sold" x={bar.zero - length} y={y} width={length} height={height} />
      <Value
        x={both ? bar.zero - length - 6 : bar.zero + 6}
        y={y + height / 2}
        end={both}
        text={bar.soldText}
      />
    </g>
  )
}

function Bought({ y, height, payload }: BarShapeProps): ReactElement | null {
  const bar = payload as Drawn
  if (bar.boughtShare === 0) return null
  const length = bar.boughtShare * bar.half
  const both = bar.soldSide < 0
  return (
    <g>
      <rect className="chart-bought" x={bar.zero} y={y} width={length} height={height} />
      <Value
        x={both ? bar.zero + length + 6 : bar.zero - 6}
        y={y + height / 2}
        end={!both}
        text={bar.boughtText}
      />
    </g>
  )
}

interface ValueProps {
  readonly x: number
  readonly y: number
  readonly end: boolean
  readonly text: string
}

function Value({ x, y, end, text }: ValueProps): ReactElement {
  return (
    <text className="chart-value" x={x} y={y} dy="0.35em" textAnchor={end ? 'end' : 'start'}>
      {text}
    </text>
  )
}
