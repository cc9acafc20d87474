/** Our own small broker files, with invented values, and text as the bytes of a file. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ImportFile } from '../../src/domain/import.ts'
import { readImport } from '../../src/files/read.ts'

export const fixtureNames = [
  'fidelity.csv',
  'schwab.csv',
  'schwabLots.csv',
  'vanguard.csv',
  'ibkrActivity.csv',
  'ibkrFlex.csv',
  'ibkrFlexSections.csv',
  'decimalComma.csv',
  'spreadsheet.tsv',
  'unclosedQuote.csv',
]

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../fixtures/imports/${name}`, import.meta.url)))
}

export function readFixture(name: string): ImportFile {
  return readImport({ name, bytes: fixtureBytes(name) })
}

export function readText(text: string, name = 'file.csv'): ImportFile {
  return readImport({ name, bytes: new TextEncoder().encode(text) })
}
