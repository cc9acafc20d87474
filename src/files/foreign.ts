/** Files that are recognised but not read: histories that do not tell what is held, gains, lists of names. */
import type { IgnoredReason, ImportFile, ImportSource, RefusalReason } from '../domain/import.ts'
import { findRow, hasAll } from './columns.ts'
import { readGhostfolio } from './ledger/ghostfolioJson.ts'
import { notPositions, type Sheet, unreadable } from './outcome.ts'

/** A header that tells whose file this is and what it holds. */
interface Signature {
  readonly source: ImportSource
  readonly because: RefusalReason
  readonly has: readonly string[]
  /** Header cells of which at least one must be there too. */
  readonly oneOf?: readonly string[]
}

const signatures: readonly Signature[] = [
  { source: 'fidelity', because: 'transaction-history', has: ['run date', 'action'] },
  { source: 'schwab', because: 'transaction-history', has: ['date', 'action', 'symbol', 'fees & comm'] },
  {
    source: 'vanguard',
    because: 'transaction-history',
    has: ['account number', 'trade date', 'investment name'],
  },
  {
    source: 'ibkr',
    because: 'transaction-history',
    has: ['tradeprice', 'symbol'],
    oneOf: ['transactiontype', 'tradeid', 'buy/sell'],
  },
  {
    source: 'ibkr',
    because: 'transaction-history',
    has: ['clientaccountid'],
    oneOf: ['tradeid', 'transactionid', 'ibcommission'],
  },
  { source: 'merrill', because: 'transaction-history', has: ['account registration', 'pending/settled'] },
  {
    source: 'etrade',
    because: 'transaction-history',
    has: ['transactiondate', 'transactiontype', 'securitytype'],
  },
  { source: 'kraken', because: 'transaction-history', has: ['txid', 'ordertxid', 'pair'] },
  { source: 'degiro', because: 'cash-movements', has: ['isin', 'fx'] },
  { source: 'portfolio-performance', because: 'no-quantities', has: ['ticker symbol', 'security name'] },
  { source: 'portfolio-performance', because: 'no-quantities', has: ['name', 'isin', 'wkn'] },
  {
    source: 'unknown',
    because: 'realised-gains',
    has: ['date sold'],
    oneOf: ['date acquired', 'proceeds', 'cost basis'],
  },
  { source: 'schwab', because: 'realised-gains', has: ['closed date', 'opened date'] },
]

/** What the rows of a refused file are. */
const rowsAre: { readonly [R in RefusalReason]?: IgnoredReason } = {
  'transaction-history': 'transaction',
  'cash-movements': 'cash-movement',
  'realised-gains': 'transaction',
  'price-history': 'price-row',
}

/** Refuses a file whose header is known; null when it is not. */
export function refuseForeign(sheet: Sheet): ImportFile | null {
  for (const signature of signatures) {
    const at = findRow(sheet.rows, (cells) => matches(cells, signature))
    if (at >= 0) return refusal(sheet, signature.source, signature.because, at)
  }
  return null
}

/** A refusal whose rows are listed as what they are. */
export function refusal(
  sheet: Sheet,
  source: ImportSource,
  because: RefusalReason,
  headerAt: number,
): ImportFile {
  return notPositions(sheet, source, because, headerAt, rowsAre[because] ?? 'not-a-holding')
}

function matches(cells: readonly string[], { has, oneOf }: Signature): boolean {
  return hasAll(cells, has) && (oneOf === undefined || oneOf.some((name) => hasAll(cells, [name])))
}

/** Text that is no table: the export of a program that writes JSON, or refused as what it is; null when it may be a table. */
export function readText(file: string, text: string): ImportFile | null {
  const sheet: Sheet = { file, rows: [] }
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return readJson(sheet, start)
  if (/^OFXHEADER|^<OFX>|^<\?OFX/im.test(start.slice(0, 2000))) return unreadable(sheet, 'unknown', 'ofx')
  if (/<FlexQueryResponse\b/.test(start.slice(0, 2000))) return unreadable(sheet, 'ibkr', 'flex-xml')
  if (/^<(?:!doctype|html|\?xml|table)/i.test(start)) return unreadable(sheet, 'unknown', 'web-page')
  return null
}

function readJson(sheet: Sheet, text: string): ImportFile {
  const json = parsed(text)
  if (typeof json !== 'object' || json === null) return unreadable(sheet, 'unknown', 'unknown-json')
  if ('evenkeel' in json) return notPositions(sheet, 'evenkeel', 'evenkeel-document', -1, 'not-read')
  return readGhostfolio(sheet.file, text, json) ?? unreadable(sheet, 'unknown', 'unknown-json')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
