/** Damaged files: never a throw, never a record lost or counted twice, and large ones in good time. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImportFile } from '../../src/domain/import.ts'
import { isDecimalText } from '../../src/domain/decimal.ts'
import { isDay } from '../../src/domain/day.ts'
import { guessMapping } from '../../src/files/mapping.ts'
import { readPrices } from '../../src/files/prices.ts'
import { readImport } from '../../src/files/read.ts'
import { coverage } from './coverage.ts'
import { fixtureBytes, fixtureNames, readText } from './fixtures.ts'
import { files } from './ledgerTexts.ts'

/** What holds for every import, whatever the bytes were. */
function isSound(file: ImportFile): boolean {
  const lists = [file.positions, file.lots, file.cash, file.ignored, file.problems]
  // What a ledger adds up to has no line of its own.
  const lines = lists.flatMap((list) => list.flatMap((entry) => entry.line ?? []))
  const numbers = file.positions
    .flatMap((p) => [p.quantity, p.price, p.value, p.costBasis, p.unitCost])
    .filter((text) => text !== null && text !== undefined)
  const amounts = [...file.cash.map((entry) => entry.amount), ...file.lots.map((lot) => lot.quantity)]
  const days = [file.asOf, ...file.lots.map((lot) => lot.acquired)].filter((day) => day !== null)
  const areNumbers = [...numbers, ...amounts].every((text) => text.length > 40 || isDecimalText(text))
  return new Set(lines).size === lines.length && areNumbers && days.every(isDay)
}

const histories = files.map(([source, text]) => ({
  name: `${source}.csv`,
  bytes: new TextEncoder().encode(text),
}))
const whole = [...fixtureNames.map((name) => ({ name, bytes: fixtureBytes(name) })), ...histories]

test.each(whole)(
  '$name cut short anywhere, or with a byte changed, is still read or refused',
  ({ name, bytes }) => {
    const damage = fc.record({
      end: fc.nat(bytes.length),
      at: fc.nat(bytes.length),
      byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x3b)),
    })
    const property = fc.property(damage, ({ end, at, byte }) => {
      const damaged = bytes.slice(0, end)
      if (at < end) damaged[at] = byte
      expect(isSound(readImport({ name, bytes: damaged }))).toBe(true)
      guessMapping({ name, bytes: damaged })
    })
    fc.assert(property, { seed: 11, numRuns: 60 })
  },
)

test('arbitrary bytes are refused or read, never thrown over', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    expect(isSound(readImport({ name: 'noise', bytes }))).toBe(true)
  })
  fc.assert(property, { seed: 13, numRuns: 500 })
})

test('arbitrary tables account for each of their records', () => {
  const cell = fc.constantFrom(
    'Symbol',
    'Quantity',
    'Price',
    'Value',
    'VTI',
    '10',
    '-3',
    '1,5',
    '$CASH',
    'Total',
    '',
    '--',
    'Header',
    'Data',
    'BOS',
    'POST',
    '#holdings',
    '2026-01-02',
  )
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 12 })
  const property = fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
    const text = rows.map((row) => row.join(delimiter)).join('\n')
    const file = readText(text)
    expect(isSound(file)).toBe(true)
    expect(coverage(file, new TextEncoder().encode(text)).missing.length).toBeLessThanOrEqual(1)
    readPrices(text)
  })
  fc.assert(property, { seed: 17, numRuns: 1500 })
})

/** It takes about half of that. */
const patienceMs = 1500

/** Processor time, so that a busy machine does not count. */
function timed(bytes: Uint8Array): { readonly file: ImportFile; readonly took: number } {
  const start = process.cpuUsage()
  const file = readImport({ name: 'large.csv', bytes })
  const { user, system } = process.cpuUsage(start)
  return { file, took: (user + system) / 1000 }
}

test('100,000 rows are read in good time', () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => `A${at % 7},S${at},"${at}.25","$1,234.50",USD`)
  const bytes = new TextEncoder().encode(`Account,Symbol,Quantity,Price,Currency\n${rows.join('\n')}\n`)
  const { file, took } = [1, 2, 3]
    .map(() => timed(bytes))
    .reduce((best, next) => (next.took < best.took ? next : best))
  expect(file.positions).toHaveLength(100_000)
  expect(file.positions.at(-1)).toMatchObject({ line: 100_001, quantity: '99999.25', price: '1234.50' })
  expect(took).toBeLessThan(patienceMs)
})
