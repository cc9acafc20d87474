/** Before and after by class as bars, the target as a tick across both. */
import type { ReactElement } from 'react'
import { Bar, BarChart, XAxis, type BarShapeProps } from 'recharts'
import { axisEnd, type ClassBar } from './classSeries.ts'
import { margin, NameAxis, plotOf, Reading, valueRoom } from './frame.tsx'

interface ClassChartProps {
  readonly bars: readonly ClassBar[]
  readonly width: number
}

const rowHeight = 40

export function ClassChart({ bars, width }: ClassChartProps): ReactElement {
  const end = axisEnd(bars)
  const scale = plotOf(width, valueRoom).width / end
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={bars}
      margin={margin}
      barGap={1}
      barCategoryGap="26%"
      title="Before, after and target by class"
    >
      <XAxis type="number" domain={[0, end]} hide />
      <NameAxis width={width} />
      <Reading<ClassBar> words={wordsOf} />
      <Bar
        dataKey="before"
        isAnimationActive={false}
        shape={(props: BarShapeProps) => <Shape {...props} scale={scale} light />}
      />
      <Bar
        dataKey="after"
        isAnimationActive={false}
        shape={(props: BarShapeProps) => <Shape {...props} scale={scale} />}
      ></Bar>
    </BarChart>
  )
}

function wordsOf(bar: ClassBar): string {
  return `${bar.name}: before ${bar.before.toFixed(1)} %, after ${bar.after.toFixed(1)} %, target ${bar.target.toFixed(1)} %`
}

interface ShapeProps extends BarShapeProps {
  /** Pixels per percent. */
  readonly scale: number
  readonly light?: boolean
}

/** The tick belongs to the second bar and reaches up over the first. */
function Shape({ x, y, width, height, payload, scale, light = false }: ShapeProps): ReactElement {
  const bar = payload as ClassBar
  const tick = x + bar.target * scale
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={Math.max(0, width)}
        height={height}
        fill={bar.colour}
        opacity={light ? 0.38 : 1}
      />
      {!light && (
        <line className="chart-target" x1={tick} x2={tick} y1={y - height - 4} y2={y + height + 3} />
      )}
    </g>
  )
}
