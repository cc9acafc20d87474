/** What is sold, to the left, and bought, to the right, of each instrument. */
import type { ReactElement } from 'react'
import { Bar, BarChart, ReferenceLine, XAxis, type BarShapeProps } from 'recharts'
import { margin, NameAxis, plotOf, Reading } from './frame.tsx'
import type { OrderBar } from './orderSeries.ts'

interface OrderChartProps {
  readonly bars: readonly OrderBar[]
  readonly width: number
}

const rowHeight = 30
const room = 8

export function OrderChart({ bars, width }: OrderChartProps): ReactElement {
  const plot = plotOf(width, room)
  const half = plot.width / 2
  const zero = plot.left + half
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={bars}
      margin={{ ...margin, right: room }}
      barCategoryGap="30%"
      stackOffset="sign"
      title="Sells and buys by instrument"
    >
      <XAxis type="number" domain={[-1, 1]} hide />
      <NameAxis width={width} />
      <ReferenceLine x={0} className="chart-zero" />
      <Reading<OrderBar> words={(bar) => `${bar.name}: ${bar.text}`} />
      <Bar
        dataKey="soldSide"
        stackId="side"
        isAnimationActive={false}
        shape={(props: BarShapeProps) => <Sold {...props} zero={zero} half={half} />}
      />
      <Bar
        dataKey="boughtShare"
        stackId="side"
        isAnimationActive={false}
        shape={(props: BarShapeProps) => <Bought {...props} zero={zero} half={half} />}
      />
    </BarChart>
  )
}

interface SideProps extends BarShapeProps {
  /** Where zero lies and how long each side is, in pixels. */
  readonly zero: number
  readonly half: number
}

/** Half of the plot belongs to each side; a value stands on the free side of zero, or at its end where both are taken. */
function Sold({ y, height, payload, zero, half }: SideProps): ReactElement | null {
  const bar = payload as OrderBar
  if (bar.soldSide === 0) return null
  const length = -bar.soldSide * half
  const both = bar.boughtShare > 0
  return (
    <g>
      <rect className="chart-sold" x={zero - length} y={y} width={length} height={height} />
      <Value x={both ? zero - length - 6 : zero + 6} y={y + height / 2} end={both} text={bar.soldText} />
    </g>
  )
}

function Bought({ y, height, payload, zero, half }: SideProps): ReactElement | null {
  const bar = payload as OrderBar
  if (bar.boughtShare === 0) return null
  const length = bar.boughtShare * half
  const both = bar.soldSide < 0
  return (
    <g>
      <rect className="chart-bought" x={zero} y={y} width={length} height={height} />
      <Value x={both ? zero + length + 6 : zero - 6} y={y + height / 2} end={!both} text={bar.boughtText} />
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
