/** Files go into the accounts they belong to, and a second import of the same account finds the first. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ImportFile } from '../../../../src/domain/import.ts'
import { problemsOf } from '../../../../src/domain/soundness.ts'
import { readImport } from '../../../../src/files/read.ts'
import { changeGroups } from '../../../../src/ui/holdings/import/changeWords.ts'
import {
  accountsIn,
  guessedDestination,
  matchedImport,
  withNamedAccounts,
  type Destination,
} from '../../../../src/ui/holdings/import/matching.ts'
import { sample } from '../sample.ts'

function fixture(name: string): ImportFile {
  return readImport({ name, bytes: new Uint8Array(readFileSync(`test/fixtures/imports/${name}`)) })
}

function table(name: string, text: string): ImportFile {
  return readImport({ name, bytes: new TextEncoder().encode(text) })
}

function imported(files: readonly ImportFile[], document = sample()): ReturnType<typeof matchedImport> {
  const named = withNamedAccounts(files)
  const destinations = new Map<string, Destination>(
    accountsIn(named).map((each) => [each.id, guessedDestination(document, each)]),
  )
  return matchedImport(document, named, destinations, '2026-11-20')
}

test('an account of a broker becomes a new one, and is found again the next time', () => {
  const first = imported([fixture('fidelity.csv')])
  const added = first.document.accounts.length - sample().accounts.length
  expect(added).toBeGreaterThan(0)
  expect(first.document.lots.length).toBeGreaterThan(sample().lots.length)
  const second = imported([fixture('fidelity.csv')], first.document)
  expect(second.document.accounts).toHaveLength(first.document.accounts.length)
  expect(second.document.lots).toEqual(first.document.lots)
})

test('other accounts stay as they were', () => {
  const { document } = imported([fixture('schwab.csv')])
  expect(document.lots.filter((lot) => lot.account === 'one')).toEqual(
    sample().lots.filter((lot) => lot.account === 'one'),
  )
})

test('two tables without account names stay two accounts, called after their files', () => {
  const files = [
    table('Mine.csv', 'Symbol,Quantity,Price\nVTI,1,2\n'),
    table('Yours.csv', 'Symbol,Quantity,Price\nVTI,3,2\n'),
  ]
  const { document } = imported(files)
  expect(document.accounts.slice(2).map((each) => [each.id, each.name])).toEqual([
    ['mine', 'Mine'],
    ['yours', 'Yours'],
  ])
  expect(document.lots.slice(-2).map((lot) => lot.quantity)).toEqual(['1', '3'])
})

test('a table may replace an account that is there, or be left out', () => {
  const files = withNamedAccounts([table('two.csv', 'Symbol,Quantity,Price\nVTI,1,2\n')])
  const [found] = accountsIn(files)
  const into = matchedImport(
    sample(),
    files,
    new Map([[found!.id, { kind: 'existing', account: 'two' }]]),
    '2026-11-20',
  )
  expect(into.document.accounts).toHaveLength(2)
  expect(into.document.lots.filter((lot) => lot.account === 'two').map((lot) => lot.instrument)).toEqual([
    'VTI',
  ])
  const left = matchedImport(sample(), files, new Map([[found!.id, { kind: 'left-out' }]]), '2026-11-20')
  expect(left.document).toEqual(sample())
})

test('the preview names each account and what changes in it', () => {
  const { changes, document } = imported([table('First.csv', 'Symbol,Quantity,Price\nBBB,9,50\nVTI,1,2\n')])
  const groups = changeGroups(changes, document)
  expect(groups.map((group) => group.title)).toEqual(['First', 'Instruments and prices'])
  expect(groups[0]?.lines).toContainEqual({ what: 'BBB', from: '8', to: '9' })
  expect(groups[0]?.lines.map((line) => line.what)).toContain('AAA is no longer held')
})

test('what was imported leaves nothing but missing classes, rates and prices to settle', () => {
  const { document } = imported([fixture('vanguard.csv')])
  const kinds = new Set(problemsOf(document).map((problem) => problem.kind))
  for (const kind of kinds) expect(['unclassified', 'price-missing', 'unknown-currency']).toContain(kind)
})

const lotFile = (account: string, rows: string): ImportFile =>
  table(
    'VTI.csv',
    `"VTI Lot Details for ${account} as of 10:15 AM ET, 2026/02/27"\n\n"Open Date","Quantity","Cost/Share",\n${rows}`,
  )

test('a file of lots goes where the positions of its account go, and else to the only account that holds such', () => {
  const lots = lotFile('...111', '"01/05/2021","4.5","$180.00",\n"11/20/2025","6","$215.00",\n')
  expect(accountsIn([fixture('schwab.csv'), lots]).map((each) => each.id)).toEqual(
    accountsIn([fixture('schwab.csv')]).map((each) => each.id),
  )
  const [found] = accountsIn([lots])
  expect(found).toMatchObject({ id: '...111', lots: 2, symbols: ['VTI'] })
  const held = { account: 'one', instrument: 'VTI', quantity: '10.5', acquired: null, unitCost: null }
  const document = { ...sample(), lots: [held] }
  expect(guessedDestination(document, found!)).toEqual({ kind: 'existing', account: 'one' })
  expect(guessedDestination({ ...document, lots: [] }, found!)).toEqual({ kind: 'left-out' })
})

test('lots that do not add up are listed with both figures, and counted where they are chosen', () => {
  const document = imported([fixture('schwab.csv')]).document
  const account = document.accounts.find((each) => each.name === 'Individual ...111')?.id ?? ''
  const files = withNamedAccounts([lotFile('...111', '"01/05/2021","4.5","$180.00",\n')])
  const into = new Map<string, Destination>([['...111', { kind: 'existing', account }]])
  const kept = matchedImport(document, files, into, '2026-11-20')
  expect(kept.mismatches).toEqual([
    { account, instrument: 'VTI', position: '10.5', lots: '4.5', fills: true, use: 'position' },
  ])
  const group = changeGroups(kept.changes, kept.document)[0]
  expect(group?.lines).toEqual([
    { what: 'Lots of VTI', from: '1, of unknown basis', to: '2, 1 of unknown basis' },
  ])
  const taken = matchedImport(document, files, into, '2026-11-20', [{ account, instrument: 'VTI' }])
  expect(taken.mismatches).toMatchObject([{ use: 'lots' }])
})
