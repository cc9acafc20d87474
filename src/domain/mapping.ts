/** How an unknown table is to be read: the columns as guessed, as the user corrects them, and as they are remembered. */

export type ColumnRole =
  | 'account'
  | 'accountName'
  | 'symbol'
  | 'name'
  | 'quantity'
  | 'price'
  | 'value'
  | 'costBasis'
  | 'unitCost'
  | 'currency'
  | 'date'
  | 'type'

export type Delimiter = ',' | ';' | '\t' | '|'

export type DecimalMark = 'point' | 'comma'

/** Plain data, so that it can be stored and used for the next file with the same header. */
export interface ColumnMapping {
  readonly delimiter: Delimiter
  readonly decimal: DecimalMark
  /** The physical line of the header; null when the table has none. */
  readonly headerLine: number | null
  /** One entry for each column; null for a column that is not used. */
  readonly columns: readonly (ColumnRole | null)[]
}

export interface MappingGuess {
  readonly header: readonly string[]
  /** The first records below the header, as they stand in the file. */
  readonly sample: readonly (readonly string[])[]
  readonly mapping: ColumnMapping
  /** False when nothing in the file tells what a number such as "1.234" means. */
  readonly decimalIsSure: boolean
}

/** The name and bytes of a file that someone dropped, chose or named. */
export interface SourceText {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The text by which a mapping is remembered: the header without case. */
export function mappingKey(header: readonly string[]): string {
  return header.map((cell) => cell.trim().toLowerCase()).join('|')
}
