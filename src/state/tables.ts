/** Tables that come in by paste or as files, and what is known about symbols: the page's way to the room of files. */
import type { Cost, Portfolio } from '../domain/document.ts'
import type { ApplyProblem, ImportChange, ImportChoices, ImportFile, LotMismatch } from '../domain/import.ts'
import type { LotTable } from '../domain/lotTable.ts'
import type { SaleTable } from '../domain/saleTable.ts'
import type { PriceTable } from '../domain/priceTable.ts'
import { applyImport } from '../files/apply.ts'
import { costPresets, suggest } from '../files/catalogue.ts'
import { clipboardText, parseClipboard } from '../files/clipboard.ts'
import { readLots } from '../files/lotTable.ts'
import { readSales } from '../files/saleTable.ts'
import { readPrices } from '../files/prices.ts'

/** What the built-in table suggests for a symbol. */
export interface Suggested {
  readonly name: string
  readonly class: string
  readonly className: string
  readonly step: string
  readonly currency: string
  readonly cost: Cost
}

export function suggestionFor(symbol: string, name: string | null = null): Suggested | null {
  const known = suggest(symbol.toUpperCase(), name)
  return known === null ? null : { ...known, cost: costPresets[known.costPreset].cost }
}

/** The cells of copied text. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  return parseClipboard(text)
}

/** Cells as a spreadsheet takes them. */
export function textOfCells(cells: readonly (readonly string[])[]): string {
  return clipboardText(cells)
}

/** A two-column table of prices; `day` is the day of those that state none. */
export function pricesIn(text: string, day: string): PriceTable {
  return readPrices(text, day)
}

/** The lots of one position, from copied cells. */
export function lotsIn(text: string): LotTable {
  return readLots(text)
}

/** Sales and their gains, from copied cells. */
export function salesIn(text: string): SaleTable {
  return readSales(text)
}

export interface ImportPreview {
  readonly document: Portfolio
  readonly changes: readonly ImportChange[]
  readonly problems: readonly ApplyProblem[]
  readonly mismatches: readonly LotMismatch[]
}

/** What merging these files would make of the document; nothing is changed yet. */
export function previewImport(
  document: Portfolio,
  files: readonly ImportFile[],
  choices: ImportChoices,
): ImportPreview {
  return applyImport(document, files, choices)
}
