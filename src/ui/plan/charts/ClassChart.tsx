/** Before and after by class as bars, the target as a tick across both. */
import { useMemo, type ReactElement } from 'react'
import { Bar, BarChart, XAxis, type BarShapeProps } from 'recharts'
import { axisEnd, type ClassBar } from './classSeries.ts'
import { margin, NameAxis, plotOf, Reading, valueRoom } from './frame.tsx'

interface ClassChartProps {
  readonly bars: readonly ClassBar[]
  readonly width: number
}

/** A bar and the pixels that a percent has in this drawing. */
interface Drawn extends ClassBar {
  readonly scale: number
}

const rowHeight = 40

export function ClassChart({ bars, width }: ClassChartProps): ReactElement {
  const end = axisEnd(bars)
  const scale = plotOf(width, valueRoom).width / end
  const data = useMemo(() => bars.map((bar): Drawn => ({ ...bar, scale })), [bars, scale])
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={data}
      margin={margin}
      barGap={1}
      barCategoryGap="26%"
      title="Before, after and target by class"
    >
      <XAxis type="number" domain={[0, end]} hide />
      <NameAxis width={width} />
      <Reading />
      <Bar dataKey="before" isAnimationActive={false} shape={Before} />
      <Bar dataKey="after" isAnimationActive={false} shape={After} />
    </BarChart>
  )
}

function Before({ x, y, width, height, payload }: BarShapeProps): ReactElement {
  const bar = payload as Drawn
  return <rect x={x} y={y} width={Math.max(0, width)} height={height} fill={bar.colour} opacity={0.38} />
}

/** The tick belongs to the second bar and reaches up over the first; the value stands clear of both. */
function After({ x, y, width, height, payload }: BarShapeProps): ReactElement {
  const bar = payload as Drawn
  const tick = x + bar.target * bar.scale
  return (
    <g>
      <rect x={x} y={y} width={Math.max(0, width)} height={height} fill={bar.colour} />
      <text className="chart-value" x={Math.max(x + width, tick) + 7} y={y + height / 2} dy="0.35em">
        {bar.afterText}
      </text>
      <line className="chart-target" x1={tick} x2={tick} y1={y - height - 4} y2={y + height + 3} />
    </g>
  )
}
