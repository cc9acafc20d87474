/** The proof on the page: folded and silent until it is wanted, its rules lead to where they stand, its buffer is one click. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from 'zustand'
import type { Portfolio } from '../../../../src/domain/document.ts'
import { edit, open, portfolioStore, undo } from '../../../../src/state/portfolio.ts'
import type { ProofHearer } from '../../../../src/state/proofs.ts'
import { tradeRowsOf } from '../../../../src/ui/plan/planRows.ts'
import { thinReserves } from '../../../../src/ui/plan/proof/buffers.ts'
import { ProofFolds } from '../../../../src/ui/plan/proof/ProofFolds.tsx'
import { provenRows } from '../../../../src/ui/plan/proof/provenRows.ts'
import { tradesTsv } from '../../../../src/ui/plan/tradesTsv.ts'
import { useProof, type AskProof } from '../../../../src/ui/plan/useProof.ts'
import { plan, portfolio } from '../../../fixtures/plans.ts'
import { parts, proof } from './sample.ts'

interface Asked {
  readonly document: Portfolio
  readonly hear: ProofHearer
  stopped: boolean
}

let asked: Asked[] = []
const ask: AskProof = (document, hear) => {
  const one: Asked = { document, hear, stopped: false }
  asked.push(one)
  return () => {
    one.stopped = true
  }
}

let opened = false

function Folds({ provable = true }: { readonly provable?: boolean }): React.ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const view = useProof(document, provable, opened, ask)
  return (
    <ProofFolds
      document={document}
      view={view}
      onOpen={() => {
        opened = true
      }}
    />
  )
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

const hearAll = (): void =>
  act(() => {
    for (const part of parts) asked.at(-1)?.hear.onPart(part)
    asked.at(-1)?.hear.onDone()
  })

const fold = (title: string): HTMLElement => {
  const found = screen.getByText(title).closest('details')
  if (found === null) throw new Error(`No fold is called ${title}.`)
  return found
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  opened = false
  open('test', portfolio)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('folded, it is asked about only after a long calm, and a change stops it', () => {
  render(<Folds />)
  pass(2000)
  expect(asked).toHaveLength(0)
  act(() => edit('Rename', (now) => ({ ...now, name: 'Other' })))
  pass(2000)
  expect(asked).toHaveLength(0)
  pass(600)
  pass(400)
  expect(asked).toHaveLength(1)
  act(() => edit('Rename', (now) => ({ ...now, name: 'Another' })))
  expect(asked[0]?.stopped).toBe(true)
})

test('opened, it is asked about at once', () => {
  opened = true
  render(<Folds />)
  pass(400)
  expect(asked).toHaveLength(1)
})

test('a plan that is stale or has no orders is not proven', () => {
  opened = true
  render(<Folds provable={false} />)
  pass(10_000)
  expect(asked).toHaveLength(0)
})

test('the folds say in brief what is behind them, and rules lead to where they stand', () => {
  opened = true
  render(<Folds />)
  pass(400)
  hearAll()
  const rules = fold('What your rules cost')
  expect(rules).toHaveTextContent('1 rule holds this plan back')
  expect(rules).toHaveTextContent(
    /No-sell on COIN in Brokerage: without it the plan would land 0\.80 points closer/,
  )
  fireEvent.click(within(rules).getByRole('button', { name: 'Go there', hidden: true }))
  expect(location.hash).toBe('#/holdings')
})

test('moves: which orders change, what the cash lacks, and a buffer that is one undoable click', () => {
  opened = true
  render(<Folds />)
  pass(400)
  hearAll()
  const moves = fold('If prices move before you trade')
  expect(moves).toHaveTextContent('At moves of 1 % every order stays.')
  expect(moves).toHaveTextContent('If BNX rises by 2 %, buying BNX in Brokerage is no longer in the plan.')
  expect(moves).toHaveTextContent('If all prices fall by 2 %, buying INX in Pension becomes selling.')
  expect(moves).toHaveTextContent('Not looked at: 2 instruments')
  fireEvent.click(
    within(moves).getByRole('button', { name: 'Set the reserve of Pension to $443.47', hidden: true }),
  )
  expect(portfolioStore.getState().document.accounts[1]?.reserve).toBe('443.47')
  act(() => undo())
  expect(portfolioStore.getState().document.accounts[1]?.reserve).toBe('0')
})

test('a reserve that already covers the moves needs no larger one', () => {
  expect(thinReserves([{ account: 'broker', amount: '499.00' }], portfolio)).toEqual([])
  expect(thinReserves([{ account: 'broker', amount: '500.01' }], portfolio)).toHaveLength(1)
})

const reach = { maxDriftAfter: '0.0621000000', trackingErrorAfter: null }

test('what is proven of a trade stands in its line, and limits go to the clipboard where they are shown', () => {
  const rows = provenRows(tradeRowsOf(plan, portfolio), portfolio, reach, proof)
  expect(rows.map((row) => row.without)).toEqual([
    'Without it US stocks would end 14.5 points above target, and no drift would be larger. Pension would fall short of cash: this order pays for others.',
    'Without it Bonds would end 1.2 points below target.',
    null,
    null,
  ])
  const lines = tradesTsv(rows, true).split('\n')
  expect(lines[0]?.endsWith('\tLimit price')).toBe(true)
  expect(lines[2]?.endsWith('\t76.2')).toBe(true)
  expect(lines[3]?.endsWith('\t')).toBe(true)
  expect(tradesTsv(rows)).not.toContain('Limit')
})

test('a failure says why and can be asked again', () => {
  opened = true
  render(<Folds />)
  pass(400)
  act(() => asked[0]?.hear.onCrash('It stopped.'))
  expect(fold('What your rules cost')).toHaveTextContent('could not be worked out: It stopped.')
  fireEvent.click(
    within(fold('What your rules cost')).getByRole('button', { name: 'Ask again', hidden: true }),
  )
  pass(400)
  expect(asked).toHaveLength(2)
})
