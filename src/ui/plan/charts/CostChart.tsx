/** What the plan costs, one bar a kind. */
import type { ReactElement } from 'react'
import { Bar, BarChart, LabelList, XAxis } from 'recharts'
import type { CostBar } from './costSeries.ts'
import { margin, NameAxis, Reading } from './frame.tsx'

interface CostChartProps {
  readonly bars: readonly CostBar[]
  readonly width: number
}

const rowHeight = 30

export function CostChart({ bars, width }: CostChartProps): ReactElement {
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={bars}
      margin={margin}
      barCategoryGap="30%"
      title="Costs by kind"
    >
      <XAxis type="number" domain={[0, 'dataMax']} hide />
      <NameAxis width={width} />
      <Reading />
      <Bar dataKey="value" isAnimationActive={false} className="chart-cost">
        <LabelList dataKey="text" position="right" className="chart-value" />
      </Bar>
    </BarChart>
  )
}
