/** The plan beside other places: its sums, and the tax among them where there is any. */
import { act, render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Plan } from '../../../src/domain/plan.ts'
import { open } from '../../../src/state/portfolio.ts'
import { sessionStore } from '../../../src/state/session.ts'
import { PlanPanel } from '../../../src/ui/plan/PlanPanel.tsx'
import { plan, portfolio } from '../../fixtures/plans.ts'

function answer(tax: string): void {
  const totals = { ...(plan.totals as NonNullable<Plan['totals']>), tax }
  act(() =>
    sessionStore.setState({
      plan: { kind: 'planned', of: portfolio, plan: { ...plan, totals }, tookMs: 12 },
      planning: false,
    }),
  )
}

beforeEach(() => open('test', portfolio))

test.each([
  ['146.50', /, tax \$146\.50$/u],
  ['-35.00', /, tax −\$35\.00$/u],
  ['0.00', /, cost \$[\d.,]+$/u],
])('a tax of %s is said after the cost, or not at all', (tax, words) => {
  answer(tax)
  render(<PlanPanel />)
  expect(screen.getByText(/^Turnover/u)).toHaveTextContent(words)
})
