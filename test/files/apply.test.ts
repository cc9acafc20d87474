/** Merging imports: the imported accounts are replaced, everything else stays, and every change is listed. */
import { describe, expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { applyProblemSentence } from '../../src/domain/importWords.ts'
import { unclassifiedInstruments } from '../../src/domain/soundness.ts'
import { applyImport } from '../../src/files/apply.ts'
import { decodeDocument, encodeDocument } from '../../src/files/codec.ts'
import { readFixture, readText } from './fixtures.ts'

const saved = {
  evenkeel: 1,
  baseCurrency: 'USD',
  asOf: '2026-03-03',
  rates: { EUR: '1.1' },
  instruments: [
    {
      id: 'VTI',
      currency: 'USD',
      price: '240',
      priceAsOf: '2026-01-02',
      exposure: { 'us-stock': '1' },
      preference: 3,
    },
    { id: 'BND', currency: 'USD', price: '72', exposure: { bond: '1' } },
  ],
  accounts: [
    {
      id: 'mine',
      name: 'Brokerage',
      kind: 'deferred',
      cash: { USD: '100', EUR: '5' },
      reserve: '50',
      flow: '10',
      rules: [{ instrument: 'VTI', do: 'no-sell' }],
    },
    { id: 'other', cash: { USD: '7' } },
  ],
  lots: [
    { account: 'mine', instrument: 'VTI', quantity: '6', acquired: '2020-01-02', unitCost: '150' },
    { account: 'mine', instrument: 'VTI', quantity: '4', acquired: '2021-01-02', unitCost: '180' },
    { account: 'mine', instrument: 'BND', quantity: '5' },
    { account: 'other', instrument: 'BND', quantity: '1' },
  ],
  targets: [
    { class: 'us-stock', weight: '0.6' },
    { class: 'bond', weight: '0.4' },
  ],
  policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
}

function portfolio(): Portfolio {
  const read = decodeDocument(JSON.stringify(saved))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

/** What the page does with a merged document: it must be one that the validator takes. */
function isValid(document: Portfolio): boolean {
  return decodeDocument(encodeDocument(document)).ok
}

const holdings =
  'Account,Symbol,Quantity,Price,Cost Basis\nmine,VTI,10,250,1600\nmine,VEA,3,50,100\nmine,CASH,80,,\n'

describe('an import into a document', () => {
  const { document, changes, problems } = applyImport(portfolio(), [readText(holdings)], {
    priceAsOf: '2026-03-02',
  })

  test('is a valid document', () => {
    expect(isValid(document)).toBe(true)
    expect(problems).toEqual([])
  })

  test('replaces the lots and the cash of that account and nothing else of it', () => {
    const [mine] = document.accounts
    expect(mine).toEqual({ ...portfolio().accounts[0], cash: { USD: '80' } })
    expect(
      document.lots.filter((lot) => lot.account === 'mine').map((lot) => [lot.instrument, lot.quantity]),
    ).toEqual([
      ['VTI', '6'],
      ['VTI', '4'],
      ['VEA', '3'],
    ])
  })

  test('leaves the other accounts alone', () => {
    expect(document.accounts[1]).toEqual(portfolio().accounts[1])
    expect(document.lots.filter((lot) => lot.account === 'other')).toEqual(
      portfolio().lots.filter((lot) => lot.account === 'other'),
    )
  })

  test('keeps the dated lots of a position whose quantity is the same', () => {
    expect(document.lots.filter((lot) => lot.instrument === 'VTI').map((lot) => lot.acquired)).toEqual([
      '2020-01-02',
      '2021-01-02',
    ])
  })

  test('gives an undated lot its average cost, rounded half-even', () => {
    expect(document.lots.find((lot) => lot.instrument === 'VEA')).toEqual({
      account: 'mine',
      instrument: 'VEA',
      quantity: '3',
      acquired: null,
      unitCost: '33.3333333333',
    })
  })

  test('updates prices with their day and keeps what else is set for an instrument', () => {
    expect(document.instruments[0]).toEqual({
      ...portfolio().instruments[0],
      price: '250',
      priceAsOf: '2026-03-02',
    })
  })

  test('adds instruments with what the catalogue suggests', () => {
    const added = document.instruments.find((instrument) => instrument.id === 'VEA')
    expect(added).toMatchObject({
      currency: 'USD',
      price: '50',
      priceAsOf: '2026-03-02',
      step: '1',
      exposure: { 'intl-stock': '1' },
      cost: { halfSpread: '0.0005' },
    })
  })

  test('lists what changed', () => {
    expect(changes).toEqual([
      { kind: 'position-added', account: 'mine', instrument: 'VEA', to: '3' },
      { kind: 'position-removed', account: 'mine', instrument: 'BND', from: '5' },
      { kind: 'cash-changed', account: 'mine', currency: 'USD', from: '100', to: '80' },
      { kind: 'cash-changed', account: 'mine', currency: 'EUR', from: '5', to: '0' },
      { kind: 'price-updated', instrument: 'VTI', from: '240', to: '250' },
      {
        kind: 'instrument-added',
        instrument: 'VEA',
        name: 'Vanguard FTSE Developed Markets ETF',
        class: 'intl-stock',
      },
    ])
  })

  test('a second time changes nothing', () => {
    const again = applyImport(document, [readText(holdings)], { priceAsOf: '2026-03-02' })
    expect(again.changes).toEqual([])
    expect(again.document).toEqual(document)
  })
})

describe('what waits to be classified', () => {
  test('is what the catalogue does not know, and classes that are no leaf of the targets', () => {
    const { document } = applyImport(portfolio(), [
      readText(
        'Account,Symbol,Quantity,Price\nmine,NOSUCH,1,5\nmine,VEA,1,5\nmine,VTI,1,5\nmine,SWVXX,9,1\n',
      ),
    ])
    expect(document.instruments.find((instrument) => instrument.id === 'NOSUCH')?.exposure).toBeNull()
    expect(unclassifiedInstruments(document).map((instrument) => instrument.id)).toEqual(['NOSUCH', 'VEA'])
  })

  test('an excluded instrument and one that is named like a class do not wait', () => {
    const { document } = applyImport(portfolio(), [
      readText('Account,Symbol,Quantity,Price\nmine,bond,1,5\nmine,NOSUCH,1,5\n'),
    ])
    const excluded = {
      ...document,
      instruments: document.instruments.map((one) => ({ ...one, exclude: one.id === 'NOSUCH' })),
    }
    expect(unclassifiedInstruments(excluded)).toEqual([])
  })
})

describe('broker files', () => {
  test('options, shorts and bonds are set aside and listed, never planned', () => {
    const { document, changes } = applyImport(portfolio(), [readFixture('fidelity.csv')])
    expect(document.lots.filter((lot) => lot.account.startsWith('Z')).map((lot) => lot.instrument)).toEqual([
      'VTI',
      'FXNAX',
    ])
    expect(changes.filter((change) => change.kind === 'set-aside')).toEqual([
      {
        kind: 'set-aside',
        account: 'Z00000001',
        symbol: '-VTI270115C300',
        quantity: '-1',
        because: 'option',
      },
      {
        kind: 'set-aside',
        account: 'Z00000002',
        symbol: '912828XX1',
        quantity: '5000',
        because: 'priced-per-hundred',
      },
    ])
  })

  test('an average cost that the file states becomes the cost of the lot', () => {
    const file = readText('Account,Symbol,Quantity,Price,Average Cost\nmine,VEA,3,50,33.10\n')
    const { document } = applyImport(portfolio(), [file])
    expect(document.lots.find((lot) => lot.instrument === 'VEA')?.unitCost).toBe('33.1')
  })

  test('a new account has the name and the kind that the file tells', () => {
    const { document } = applyImport(portfolio(), [readFixture('fidelity.csv')])
    expect(document.accounts.at(-1)).toMatchObject({
      id: 'Z00000002',
      name: 'ROTH IRA',
      kind: 'exempt',
      reserve: '0',
      rules: [],
    })
  })

  test('an account without a row of cash keeps its cash, and says so', () => {
    const before = portfolio()
    const { document, problems } = applyImport(before, [
      readText('Account,Symbol,Quantity,Price\nmine,VTI,1,5\n'),
    ])
    expect(document.accounts[0]?.cash).toEqual(before.accounts[0]?.cash)
    expect(problems).toEqual([{ kind: 'cash-kept', account: 'mine', subject: '' }])
    expect(problems.map(applyProblemSentence)[0]).toContain('“mine”')
  })

  test('lots inside a statement become the lots of the position', () => {
    const { document } = applyImport(portfolio(), [readFixture('ibkrActivity.csv')])
    expect(document.lots.filter((lot) => lot.instrument === 'VWCE')).toEqual([
      { account: 'U0000001', instrument: 'VWCE', quantity: '5', acquired: '2024-03-01', unitCost: '98' },
      {
        account: 'U0000001',
        instrument: 'VWCE',
        quantity: '7',
        acquired: '2025-06-02',
        unitCost: '101.4285714',
      },
    ])
  })

  test('a lot file details a position that agrees with it', () => {
    const { document, problems } = applyImport(portfolio(), [
      readFixture('schwab.csv'),
      readFixture('schwabLots.csv'),
    ])
    expect(problems).toEqual([])
    expect(
      document.lots
        .filter((lot) => lot.account === 'Individual ...111')
        .map((lot) => [lot.acquired, lot.quantity]),
    ).toEqual([
      ['2021-01-05', '4.5'],
      ['2025-11-20', '6'],
    ])
  })

  test('a lot file with more than its position, or without one, changes nothing', () => {
    const before = portfolio()
    const unknown = applyImport(before, [readFixture('schwabLots.csv')])
    expect(unknown).toMatchObject({ document: before, changes: [], problems: [{ kind: 'position-unknown' }] })
    const differs = applyImport(before, [readFixture('schwabLots.csv')], { accounts: { '...111': 'mine' } })
    expect(differs).toMatchObject({
      document: before,
      changes: [],
      problems: [{ kind: 'lots-exceed', account: 'mine', figures: { position: '10', lots: '10.5' } }],
      mismatches: [{ instrument: 'VTI', position: '10', lots: '10.5', use: 'position' }],
    })
  })

  test('a refused file changes nothing and is named', () => {
    const before = portfolio()
    const { document, problems } = applyImport(before, [readFixture('unclosedQuote.csv')])
    expect(document).toEqual(before)
    expect(problems).toEqual([{ kind: 'not-read', account: null, subject: 'unclosedQuote.csv' }])
  })
})

describe('choices', () => {
  test('put an account of the file into one of the document, or leave it out', () => {
    const file = readFixture('fidelity.csv')
    const { document } = applyImport(portfolio(), [file], {
      accounts: { Z00000001: 'mine' },
      leftOut: ['Z00000002'],
    })
    expect(document.accounts.map((account) => account.id)).toEqual(['mine', 'other'])
    expect(document.lots.filter((lot) => lot.account === 'mine').map((lot) => lot.quantity)).toEqual([
      '40.125',
    ])
  })

  test('name the account of a file that names none', () => {
    const file = readText('Symbol,Quantity,Price\nVTI,1,5\n')
    expect(
      applyImport(portfolio(), [file], { unnamedAccount: 'other' }).document.lots.filter(
        (lot) => lot.account === 'other',
      ),
    ).toHaveLength(1)
    expect(applyImport(portfolio(), [file]).document.accounts.at(-1)?.id).toBe('generic')
  })
})

describe('prices and currencies', () => {
  test('an older file does not overwrite a newer price', () => {
    const file = readText('Date,Account,Symbol,Quantity,Price\n2025-12-31,mine,VTI,1,200\n')
    expect(applyImport(portfolio(), [file]).document.instruments[0]).toMatchObject({
      price: '240',
      priceAsOf: '2026-01-02',
    })
  })

  test('a price that is not stated follows from the value, or is missing', () => {
    const { document, problems } = applyImport(portfolio(), [
      readText('Account,Symbol,Quantity,Value\nmine,AAA,3,10\nmine,BBB,3,\nmine,CASH,1,1\n'),
    ])
    expect(document.instruments.slice(2).map((instrument) => instrument.price)).toEqual([
      '3.3333333333',
      null,
    ])
    expect(problems).toEqual([{ kind: 'price-missing', account: 'mine', subject: 'BBB' }])
    expect(isValid(document)).toBe(true)
  })

  test('the same symbol in another currency is another instrument, and a missing rate is named', () => {
    const { document, problems } = applyImport(portfolio(), [
      readText('Account,Symbol,Quantity,Price,Currency\nmine,VTI,1,200,CHF\nmine,$CASH,1,,CHF\n'),
    ])
    expect(document.instruments.map((instrument) => instrument.id)).toEqual(['VTI', 'BND', 'VTI CHF'])
    expect(problems).toEqual([{ kind: 'rate-missing', account: null, subject: 'CHF' }])
  })

  test('quantities lose their trailing zeros and nothing else', () => {
    const { document } = applyImport(portfolio(), [
      readText('Account,Symbol,Quantity,Price\nmine,BTC,0.123456780,64000.00\nmine,VTI,"1,250.000",250.00\n'),
    ])
    expect(document.lots.slice(-2).map((lot) => lot.quantity)).toEqual(['0.12345678', '1250'])
  })
})
