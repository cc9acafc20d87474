/** Files of lots joined to their positions: what agrees, what does not, and what is chosen then. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Lot, Portfolio } from '../../src/domain/document.ts'
import { applyProblemSentence } from '../../src/domain/importWords.ts'
import { applyImport } from '../../src/files/apply.ts'
import { decodeDocument, encodeDocument } from '../../src/files/codec.ts'
import { readImport } from '../../src/files/read.ts'
import { fixtureBytes, readText } from './fixtures.ts'

const blank = decodeDocument(
  JSON.stringify({
    evenkeel: 1,
    baseCurrency: 'USD',
    asOf: '2026-03-03',
    instruments: [],
    accounts: [],
    lots: [],
    targets: [{ class: 'us-stock', weight: '1' }],
    policy: { trigger: { any: [{ kind: 'band' }] }, band: { kind: 'absolute', width: '0.05' } },
  }),
)
const empty: Portfolio = blank.ok ? blank.value : expect.fail('the sample must be a document')

const positions = (quantity: string) =>
  readText(
    `Account,Symbol,Quantity,Price,Cost Basis\nIndividual XXXX-4321,VTI,${quantity},250,1600\nIndividual XXXX-4321,CASH,1,,\n`,
  )

const lots = (rows: readonly string[], day = '2026/02/27', name = 'lots.csv') =>
  readText(
    [
      `"VTI Lot Details for XXXX-4321 as of 10:15 AM ET, ${day}"`,
      '',
      '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis",',
      ...rows,
    ].join('\n'),
    name,
  )

const four = '"01/05/2021 00:00:00","4","$250","$180.00","$1000","$720",'
const five = '"11/20/2025 09:31:00","5","$250","$215.00","$1250","$1075",'
const six = '"11/20/2025 09:31:00","6","$250","$215.00","$1500","$1290",'
const where = { account: 'Individual XXXX-4321', instrument: 'VTI' }

const short = (document: Portfolio) =>
  document.lots.map((lot: Lot) => [lot.quantity, lot.acquired, lot.unitCost])

describe('lots and their position', () => {
  test('replace the average lot where the quantities agree, in whichever order the files come', () => {
    for (const files of [
      [positions('10'), lots([four, six])],
      [lots([four, six]), positions('10')],
    ]) {
      const { document, problems, mismatches } = applyImport(empty, files)
      expect({ problems, mismatches }).toEqual({ problems: [], mismatches: [] })
      expect(short(document)).toEqual([
        ['4', '2021-01-05', '180'],
        ['6', '2025-11-20', '215'],
      ])
    }
  })

  test('may come after the positions, and one lot that learns its day is a change', () => {
    const before = applyImport(empty, [positions('6')]).document
    const { document, changes } = applyImport(before, [lots([six])])
    expect(short(document)).toEqual([['6', '2025-11-20', '215']])
    expect(changes).toEqual([
      {
        kind: 'lots-changed',
        ...where,
        from: { lots: 1, unknown: 1 },
        to: { lots: 1, unknown: 0 },
      },
    ])
  })

  test('are found in an account that has another id, by its name or as it was chosen', () => {
    const chosen = applyImport(empty, [positions('10'), lots([four, six])], {
      accounts: { [where.account]: 'mine' },
    })
    expect(chosen.document.lots.map((lot) => lot.account)).toEqual(['mine', 'mine'])
    const renamed = {
      ...chosen.document,
      accounts: [{ ...chosen.document.accounts[0]!, name: 'Schwab ...321' }],
      lots: [{ account: 'mine', instrument: 'VTI', quantity: '10', acquired: null, unitCost: null }],
    }
    expect(applyImport(renamed, [lots([four, six])]).document.lots).toHaveLength(2)
  })

  test('are left out with the account they belong to', () => {
    const { document, problems } = applyImport(empty, [positions('10'), lots([four, six])], {
      leftOut: [where.account],
    })
    expect({ lots: document.lots, problems }).toEqual({ lots: [], problems: [] })
  })
})

describe('lots that do not add up', () => {
  const files = [positions('10'), lots([four, five])]

  test('too few: the rest is a lot of unknown basis, and is said', () => {
    const { document, problems, mismatches } = applyImport(empty, files)
    expect(short(document)).toEqual([
      ['4', '2021-01-05', '180'],
      ['5', '2025-11-20', '215'],
      ['1', null, null],
    ])
    expect(mismatches).toEqual([{ ...where, position: '10', lots: '9', fills: true, use: 'position' }])
    expect(problems.map(applyProblemSentence)).toEqual([
      'The lots of “VTI” in “Individual XXXX-4321” add up to 9, the position is 10. The rest of the position is kept as a lot of unknown basis.',
    ])
    const isValid = decodeDocument(encodeDocument(document)).ok
    expect(isValid).toBe(true)
  })

  test('too few, a second time: the same', () => {
    const first = applyImport(empty, files).document
    const again = applyImport(first, [lots([four, five])])
    expect(again.changes).toEqual([])
    expect(again.document).toEqual(first)
  })

  test('too many: the position stays, and is said', () => {
    const { document, problems, mismatches } = applyImport(empty, [positions('8'), lots([four, five])])
    expect(short(document)).toEqual([['8', null, '200']])
    expect(mismatches).toEqual([{ ...where, position: '8', lots: '9', fills: false, use: 'position' }])
    expect(problems).toMatchObject([{ kind: 'lots-exceed', figures: { position: '8', lots: '9' } }])
  })

  test('too few beside lots that are all known: those stay', () => {
    const known = applyImport(empty, [positions('10'), lots([four, six])]).document
    const { document, problems } = applyImport(known, [lots([four])])
    expect(document).toEqual(known)
    expect(problems).toMatchObject([{ kind: 'lots-differ' }])
  })

  test('count all the same where they were chosen', () => {
    for (const quantity of ['8', '10']) {
      const chosen = applyImport(empty, [positions(quantity), lots([four, five])], { lotsTaken: [where] })
      expect(short(chosen.document).map(([each]) => each)).toEqual(['4', '5'])
      expect(chosen.mismatches).toMatchObject([{ use: 'lots' }])
      expect(chosen.problems).toEqual([])
    }
  })

  test('of two files the one that agrees with the position counts, whichever comes last', () => {
    const older = lots([four], '2026/01/27', 'older.csv')
    for (const both of [
      [older, lots([four, six])],
      [lots([four, six]), older],
    ])
      expect(applyImport(empty, [positions('10'), ...both]).problems).toEqual([])
  })

  test('inside a statement: the rest of the position too', () => {
    const text = new TextDecoder().decode(fixtureBytes('ibkrActivity.csv'))
    const statement = applyImport(empty, [readText(text.replace(/^.*,Lot,.*2025-06-02.*\n/m, ''))])
    expect(short(statement.document).slice(0, 2)).toEqual([
      ['5', '2024-03-01', '98'],
      ['7', null, null],
    ])
  })
})

const shared = fileURLToPath(new URL('../../../shared/data/brokers/schwab/lots/', import.meta.url))

describe.skipIf(!existsSync(shared))('the shared files of lots', () => {
  const files = (existsSync(shared) ? readdirSync(shared) : []).toSorted()
  const read = (name: string) => readImport({ name, bytes: readFileSync(shared + name) })
  const of = (day: string) => files.filter((name) => name.includes(day)).map(read)

  test('of August join both positions', () => {
    const { document, problems } = applyImport(empty, of('2020-08-25'))
    expect(problems).toEqual([])
    expect(document.lots.map((lot) => [lot.instrument, lot.quantity, lot.acquired, lot.unitCost])).toEqual([
      ['FNDA', '1', '2020-08-24', '34.89'],
      ['SCHA', '10', '2020-08-24', '71.35'],
    ])
  })

  test('of October join the one position there is; the other two are named', () => {
    const { document, problems } = applyImport(empty, of('2020-10-25'))
    expect(document.lots).toMatchObject([{ instrument: 'SCHA', quantity: '10.5', acquired: '2020-09-24' }])
    expect(problems).toMatchObject([
      { kind: 'position-unknown', subject: 'HYLB' },
      { kind: 'position-unknown', subject: 'IAU' },
    ])
  })

  test('of both days: the positions of October with the lots that agree', () => {
    const { document, mismatches } = applyImport(empty, files.map(read))
    expect(document.lots).toMatchObject([{ instrument: 'SCHA', quantity: '10.5', acquired: '2020-09-24' }])
    expect(mismatches).toEqual([])
  })
})
