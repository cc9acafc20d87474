/** The charts draw what their series say; sizes are given, since nothing is measured here. */
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { driftOf } from '../../../src/domain/drift.ts'
import { ClassChart } from '../../../src/ui/plan/charts/ClassChart.tsx'
import { classSeriesOf } from '../../../src/ui/plan/charts/classSeries.ts'
import { CostChart } from '../../../src/ui/plan/charts/CostChart.tsx'
import { costSeriesOf } from '../../../src/ui/plan/charts/costSeries.ts'
import { OrderChart } from '../../../src/ui/plan/charts/OrderChart.tsx'
import { orderSeriesOf } from '../../../src/ui/plan/charts/orderSeries.ts'
import { driftSeriesOf } from '../../../src/ui/plan/driftSeries.ts'
import { conversionCost, tradeRowsOf } from '../../../src/ui/plan/planRows.ts'
import { plan, portfolio } from '../../fixtures/plans.ts'

const rows = tradeRowsOf(plan, portfolio)
const width = 640

test('classes: two bars and a tick each, with the weight after', () => {
  const bars = classSeriesOf(driftSeriesOf(driftOf(portfolio), plan), portfolio)
  const { container } = render(<ClassChart bars={bars} width={width} />)
  expect(container.querySelectorAll('.chart-target')).toHaveLength(5)
  expect(screen.getByText('Bonds')).toBeInTheDocument()
  expect(container).toHaveTextContent('15.7')
})

test('orders: sells to the left of zero, buys to the right', () => {
  const { container } = render(<OrderChart bars={orderSeriesOf(rows, 'USD')} width={width} />)
  const x = (selector: string): number => Number(container.querySelector(selector)?.getAttribute('x'))
  expect(x('.chart-sold')).toBeLessThan(x('.chart-bought'))
  expect(screen.getByText('$11,500')).toBeInTheDocument()
})

test('costs: one bar a kind', () => {
  render(<CostChart bars={costSeriesOf(rows, conversionCost(plan), 'USD')} width={width} />)
  expect(screen.getByText('Conversion')).toBeInTheDocument()
  expect(screen.getByText('$4.46')).toBeInTheDocument()
})
