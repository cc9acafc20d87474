/** Files made to do harm: nothing is run, nothing is polluted, nothing grows without end, and each is said to be what it is. */
import { expect, test } from 'vitest'
import { experimentOf } from '../../src/domain/experimentDecode.ts'
import { applyImport } from '../../src/files/apply.ts'
import { parseClipboard } from '../../src/files/clipboard.ts'
import { decodeDocument, encodeDocument } from '../../src/files/codec.ts'
import { driftCsv } from '../../src/files/driftCsv.ts'
import { readLots } from '../../src/files/lotTable.ts'
import { readHistory } from '../../src/files/priceHistory.ts'
import { readPrices } from '../../src/files/prices.ts'
import { readSales } from '../../src/files/saleTable.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { readText } from './fixtures.ts'

const document = encodeDocument(blankDocument())

/** Every reader of text that a person can hand in. */
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['import', (text) => readText(text)],
  ['document', decodeDocument],
  ['prices', (text) => readPrices(text)],
  ['history', (text) => readHistory({ name: 'x.csv', bytes: new TextEncoder().encode(text) })],
  ['lots', readLots],
  ['sales', readSales],
  ['clipboard', parseClipboard],
]

const million = 1_000_000
const hostile: readonly (readonly [string, string])[] = [
  ['a cell of two million letters', `Symbol,Quantity\n"${'A'.repeat(2 * million)}",1`],
  ['two hundred thousand quotes', `Symbol,Quantity\n${'"'.repeat(200_000)}`],
  ['a record of twenty thousand cells', `Symbol,Quantity\n${'1,'.repeat(20_000)}`],
  ['lists in lists, a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['objects in objects, fifty thousand deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ['a number of a hundred thousand digits', `{"evenkeel":1,"name":${'9'.repeat(100_000)}}`],
  ['a quantity of a hundred thousand digits', `Symbol,Quantity,Price\nVTI,${'9'.repeat(100_000)},1`],
  ['an exponent without end', 'Symbol,Quantity,Price\nVTI,1E999999999,1\nBND,1e-999999999,1'],
  [
    'keys that would reach into every object',
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  ],
  ['nothing but line breaks', '\n'.repeat(100_000)],
  ['nothing but zero bytes', '\u0000'.repeat(100_000)],
]

test.each(hostile)('%s: every reader answers, and no object has changed', (_, text) => {
  for (const [, read] of readers) expect(() => read(text)).not.toThrow()
  expect(Object.getOwnPropertyNames({})).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a document with a hundred thousand unknown keys is refused by name, not read', () => {
  const keys = Array.from({ length: 100_000 }, (_, at) => `"k${at}":${at}`).join(',')
  const decoded = decodeDocument(document.replace('{', `{${keys},`))
  expect(decoded).toMatchObject({ ok: false })
  expect(decoded.ok ? [] : decoded.problems.length).toBeGreaterThan(0)
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a symbol, an account and a class called %s are only names',
  (name) => {
    const file = readText(`Account,Symbol,Quantity,Price\n${name},${name},1,2`)
    const applied = applyImport(blankDocument(), [file], { accounts: {} })
    expect(applied.document.lots).toMatchObject([{ account: name, instrument: name, quantity: '1' }])
    const again = decodeDocument(encodeDocument(applied.document))
    expect(again.ok && again.value.lots).toEqual(applied.document.lots)
  },
)

test.each(['=HYPERLINK("x")', '+1+1', '-1+1', '@SUM(1)', '\tx', '<script>alert(1)</script>'])(
  'the name %s stays text in what leaves as a table',
  (name) => {
    const named = {
      ...blankDocument(),
      targets: [{ class: 'a', name, parent: null, weight: '1', band: null, location: null }],
    }
    const [, row = ''] = driftCsv(named).split('\r\n')
    expect(row.replace(/^"/, '')).toMatch(/^[^=+@\t-]/)
  },
)

test('an experiment that asks for the impossible is refused', () => {
  for (const text of [
    'null',
    '[]',
    '{"evenkeelExperiment":1}',
    `{"evenkeelExperiment":1,"seed":${'9'.repeat(400)}}`,
  ])
    expect(experimentOf(JSON.parse(text))).toMatchObject({ ok: false })
})
