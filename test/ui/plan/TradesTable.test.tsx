/** A long list of trades draws only what is in sight, and still says how long it is. */
import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { tradeRowsOf } from '../../../src/ui/plan/planRows.ts'
import { TradesTable } from '../../../src/ui/plan/TradesTable.tsx'
import { plan, portfolio } from '../../fixtures/plans.ts'

// Nothing has a height here; without one every line would seem to be in sight.
const lineHeight = 48
vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(lineHeight)

test('five hundred trades are not five hundred rows', () => {
  const [first] = plan.trades
  const trades = first ? Array.from({ length: 500 }, (_, at) => ({ ...first, instrument: `I${at}` })) : []
  render(
    <TradesTable
      document={portfolio}
      rows={tradeRowsOf({ ...plan, trades }, portfolio)}
      limits={false}
      onLimits={() => undefined}
    />,
  )
  const table = screen.getByRole('table', { name: 'Trades' })
  expect(table).toHaveAttribute('aria-rowcount', '503')
  expect(table.querySelectorAll('.trade').length).toBeLessThan(120)
  expect(table).toHaveTextContent('500 trades')
})
