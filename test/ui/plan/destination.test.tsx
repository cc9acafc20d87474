/** A destination in words, and the way back from one that was chosen by distance. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { useStore } from 'zustand'
import type { Destination } from '../../../src/domain/document.ts'
import { edit, open, portfolioStore } from '../../../src/state/portfolio.ts'
import { DestinationSlider } from '../../../src/ui/plan/DestinationSlider.tsx'
import {
  bandShareBefore,
  destinationBefore,
  destinationWords,
  withDestination,
} from '../../../src/ui/plan/destinationWords.ts'
import { portfolio } from '../../fixtures/plans.ts'

function Lever(): React.ReactElement {
  return <DestinationSlider document={useStore(portfolioStore, (state) => state.document)} />
}

test.each<[Destination, string]>([
  ['0', 'to the edge of its band'],
  ['0.5', 'halfway to its target'],
  ['0.85', '85 % of the way to its target'],
  ['1', 'to its target'],
  ['optimal', 'to where tracking error and expense balance'],
  [{ distance: '0.4' }, 'until at most 40 % of today’s distance is left'],
])('%o is said as %s', (destination, words) => {
  expect(destinationWords(destination)).toBe(words)
})

test('what was set before a distance was chosen is found among the steps', () => {
  const step = (destination: Destination) => ({
    name: '',
    document: withDestination(portfolio, destination),
  })
  const past = [step('0.3'), step('optimal'), step({ distance: '0.4' })]
  expect(destinationBefore(past)).toBe('optimal')
  expect(bandShareBefore(past)).toBe('0.3')
  expect(destinationBefore([])).toBe('0.5')
})

test('a distance has no place on the slider of the band, and one click leads back to it', async () => {
  open('test', withDestination(portfolio, '0.75'))
  edit('Frontier', (now) => withDestination(now, { distance: '0.4' }))
  render(<Lever />)
  expect(screen.queryByRole('slider')).not.toBeInTheDocument()
  expect(screen.getByRole('group', { name: 'Destination' })).toHaveTextContent('of today’s distance')
  await userEvent.click(screen.getByRole('button', { name: 'Back 75 % of the way to its target' }))
  expect(portfolioStore.getState().document.policy.destination).toBe('0.75')
  expect(screen.getByRole('slider', { name: 'Destination' })).toHaveAttribute('value', '15')
})
