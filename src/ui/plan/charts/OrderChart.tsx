/** What is sold, to the left, and bought, to the right, of each instrument. */
import type { ReactElement } from 'react'
import { Bar, BarChart, LabelList, ReferenceLine, XAxis } from 'recharts'
import { margin, NameAxis, Reading } from './frame.tsx'
import { orderReach, type OrderBar } from './orderSeries.ts'

interface OrderChartProps {
  readonly bars: readonly OrderBar[]
  readonly width: number
}

const rowHeight = 30

export function OrderChart({ bars, width }: OrderChartProps): ReactElement {
  const reach = orderReach(bars) * 1.05
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={bars.length * rowHeight + 8}
      data={bars}
      margin={{ ...margin, right: 8 }}
      barCategoryGap="30%"
      stackOffset="sign"
      title="Buys and sells by instrument"
    >
      <XAxis type="number" domain={[-reach, reach]} hide />
      <NameAxis width={width} />
      <ReferenceLine x={0} className="chart-zero" />
      <Reading<OrderBar> words={(bar) => `${bar.name}: ${bar.text}`} />
      <Bar dataKey="sold" stackId="side" isAnimationActive={false} className="chart-sold">
        <LabelList dataKey="soldText" position="right" className="chart-value" offset={-4} />
      </Bar>
      <Bar dataKey="bought" stackId="side" isAnimationActive={false} className="chart-bought">
        <LabelList dataKey="boughtText" position="left" className="chart-value" />
      </Bar>
    </BarChart>
  )
}
