/** The door of the imports: bytes of any file to what it contains, or to what it is instead. */
import type { ImportFile } from '../domain/import.ts'
import type { ColumnMapping, SourceText } from '../domain/mapping.ts'
import { headerWeight } from './columns.ts'
import { decode } from './decode.ts'
import { readDegiro } from './degiro.ts'
import { readEtrade } from './etrade.ts'
import { readFidelity } from './fidelity.ts'
import { readFlex } from './flex.ts'
import { readText, refuseForeign } from './foreign.ts'
import { readGeneric } from './generic.ts'
import { readIbkr } from './ibkr.ts'
import { binance } from './ledger/binance.ts'
import { coinbase } from './ledger/coinbase.ts'
import { flexTrades } from './ledger/flexTrades.ts'
import { ghostfolio } from './ledger/ghostfolio.ts'
import { kraken } from './ledger/kraken.ts'
import { readPerformance } from './ledger/performance.ts'
import { rbc } from './ledger/rbc.ts'
import { robinhood } from './ledger/robinhood.ts'
import { readLedger } from './ledger/table.ts'
import { trading212 } from './ledger/trading212.ts'
import { readMerrill } from './merrill.ts'
import { type Sheet, unreadable } from './outcome.ts'
import { readPerformanceHoldings } from './performanceHoldings.ts'
import { readSchwab } from './schwab.ts'
import { readSchwabLots } from './schwabLots.ts'
import { guessDelimiter, readTable } from './table.ts'
import { readUniversal } from './universal.ts'
import { readVanguard } from './vanguard.ts'

/** Brokers whose files are histories: what is held is added up from them. */
const ledgers = [kraken, binance, coinbase, trading212, robinhood, ghostfolio, rbc, flexTrades]

/** Each returns null when the file is not its own; the first that knows the file reads it. */
const readers: readonly ((sheet: Sheet) => ImportFile | null)[] = [
  readIbkr,
  readFlex,
  readSchwab,
  readSchwabLots,
  readFidelity,
  readVanguard,
  readUniversal,
  readMerrill,
  readEtrade,
  readDegiro,
  readPerformanceHoldings,
  readPerformance,
  ...ledgers.map((style) => (sheet: Sheet) => readLedger(sheet, style)),
  refuseForeign,
]

/**
 * Reads one file of any kind; never throws. With a mapping (the user's corrected columns) the table is read by it,
 * whatever the file looks like.
 */
export function readImport(source: SourceText, mapping?: ColumnMapping): ImportFile {
  const nothing: Sheet = { file: source.name, rows: [] }
  const decoded = decode(source.bytes)
  if (decoded.kind === 'refused') return unreadable(nothing, 'unknown', decoded.because)
  const document = mapping ? null : readText(source.name, decoded.text)
  if (document) return document
  const delimiter = mapping?.delimiter ?? guessDelimiter(decoded.text, headerWeight)
  const table = readTable(decoded.text, delimiter)
  const sheet: Sheet = { file: source.name, rows: table.rows }
  if (table.unclosedAt !== null) return unreadable(sheet, 'unknown', 'unclosed-quote', table.unclosedAt)
  if (mapping) return readGeneric(sheet, delimiter, mapping)
  for (const read of readers) {
    const file = read(sheet)
    if (file) return file
  }
  return readGeneric(sheet, delimiter)
}
