/** Sentences for people about imports: what a file is, why a row was left out, and what to do about it. */
import type {
  ApplyProblem,
  ApplyProblemKind,
  IgnoredReason,
  ImportFile,
  ImportNote,
  ImportNoteKind,
  ImportProblem,
  ImportProblemKind,
  ImportSource,
  RefusalReason,
  SetAsideReason,
} from './import.ts'
import type { PriceProblem, PriceProblemKind } from './priceTable.ts'

const sourceNames: { readonly [S in ImportSource]: string } = {
  fidelity: 'Fidelity',
  schwab: 'Schwab',
  vanguard: 'Vanguard',
  ibkr: 'Interactive Brokers',
  generic: '',
  etrade: 'E*TRADE',
  merrill: 'Merrill',
  degiro: 'DEGIRO',
  trading212: 'Trading 212',
  robinhood: 'Robinhood',
  coinbase: 'Coinbase',
  kraken: 'Kraken',
  binance: 'Binance',
  ghostfolio: 'Ghostfolio',
  'portfolio-performance': 'Portfolio Performance',
  rbc: 'RBC Direct Investing',
  evenkeel: 'Evenkeel',
  unknown: '',
}

/** The name of a file's origin; empty when it is not known. */
export function sourceName(source: ImportSource): string {
  return sourceNames[source]
}

const grid = 'Or type or paste the holdings into the grid.'

/** What to export instead, by broker. */
const remedies: { readonly [S in ImportSource]?: string } = {
  fidelity: 'In Fidelity, open “Positions” and download that table (Portfolio_Positions.csv).',
  schwab: 'At Schwab, open “Positions”, choose the account or all accounts, and export that table.',
  vanguard:
    'At Vanguard, use the download center and choose a spreadsheet-compatible CSV file with your holdings.',
  ibkr: 'At Interactive Brokers, download an activity statement or a Flex query as CSV with the section “Open Positions” and the cash report in it.',
  merrill: 'At Merrill, open “Holdings”, choose all accounts, and download that table.',
}

const anyRemedy = `Export the list of positions (symbol, quantity, price) instead. ${grid}`

type RefusalWords = (source: ImportSource) => string

const refusalWords: { readonly [R in RefusalReason]: RefusalWords } = {
  empty: () => 'This file is empty. Export it again.',
  binary: () => 'This file is no text. Export the positions as CSV.',
  'spreadsheet-file': () =>
    'This is a spreadsheet file. Save it as CSV and import that, or copy its cells and paste them into the grid.',
  pdf: () => 'This is a PDF. Export the positions as CSV; statements as PDF cannot be read.',
  'web-page': () =>
    'This is a web page, not a table. Export the positions as CSV, or copy the table and paste it into the grid.',
  ofx: () => 'This is an OFX (Quicken or Money) download. Export the positions as CSV.',
  'flex-xml': () => 'This is a Flex query as XML. Set its format to CSV and run it again.',
  'unknown-json': () => 'This is JSON that Evenkeel does not know. Export the positions as CSV.',
  'evenkeel-document': () => 'This is an Evenkeel document. Open it as a portfolio instead of importing it.',
  'unclosed-quote': () =>
    'A quotation mark opens a cell that never ends, so the rest of the file cannot be told apart. Export the file again.',
  'no-header': () =>
    'No line names the columns. Say which column is the symbol and which the quantity, or export the file with its header.',
  'no-holdings-columns': () => `This table has no column for a symbol and a quantity. ${anyRemedy}`,
  'no-quantities': (source) =>
    `This ${of(source)}list names securities but not how many of them are held. ${anyRemedy}`,
  'no-holdings': (source) =>
    `This ${of(source)}file holds no position and no cash that could be read. Check that the right account and day were exported.`,
  'transaction-history': (source) =>
    `This is a ${of(source)}history of transactions, not a list of what is held. ${remedies[source] ?? anyRemedy}`,
  'cash-movements': (source) =>
    `This is a ${of(source)}list of cash movements, not of what is held. ${remedies[source] ?? anyRemedy}`,
  'realised-gains': (source) =>
    `This is a ${of(source)}list of sales and their gains, not of what is held. ${remedies[source] ?? anyRemedy}`,
  'price-history': () =>
    'This is a history of prices. To set prices, paste them as symbol and price; to import holdings, export the list of positions.',
  'no-open-positions': () =>
    `This Interactive Brokers statement has no section “Open Positions”. ${remedies.ibkr ?? ''}`,
}

/** A source's name as it stands before a noun. */
function of(source: ImportSource): string {
  const name = sourceNames[source]
  return name === '' ? '' : `${name} `
}

/** Why a file was refused and what to export instead; null for a file that was read. */
export function refusalSentence(file: ImportFile): string | null {
  return 'because' in file ? refusalWords[file.because](file.source) : null
}

const ignoredWords: { readonly [R in IgnoredReason]: string } = {
  title: 'Title or preamble.',
  'account-heading': 'Heading of an account.',
  'other-header': 'Header repeated, or header of another table.',
  'section-marker': 'Marks where a section begins or ends.',
  'other-section': 'Belongs to a section without positions or cash.',
  total: 'A total; totals are added up from the rows.',
  footer: 'Footnote.',
  'pending-activity': 'Pending activity without an amount.',
  'unsettled-cash': 'Cash that has not settled; it is not counted yet.',
  transaction: 'A transaction, not a holding.',
  'cash-movement': 'A movement of cash, not its balance.',
  'same-cash-again': 'The same cash again.',
  'older-snapshot': 'An older day; only the latest counts.',
  'zero-quantity': 'A quantity of zero.',
  'empty-record': 'Empty.',
  'price-row': 'A price.',
  'account-row': 'Describes an account.',
  'target-row': 'A target; targets are not imported.',
  'not-a-holding': 'Not a holding.',
  'not-read': 'Not read, because the file was refused.',
  counted: 'Added up into the balances.',
  provisional: 'Provisional; its final record stands in the file too.',
  'incomplete-record': 'Names no coin or no amount.',
}

export function ignoredSentence(reason: IgnoredReason): string {
  return ignoredWords[reason]
}

const setAsideWords: { readonly [R in SetAsideReason]: string } = {
  option: 'An option: listed, never planned.',
  short: 'A short position: listed, never planned.',
  'priced-per-hundred':
    'Its price is in hundredths, as for bonds (percent of face value) or in pence: listed, not planned.',
  'other-asset': 'A kind of asset that is not planned.',
  'partial-history': 'More of it left than had come: the file does not begin at the beginning.',
}

export function setAsideSentence(reason: SetAsideReason): string {
  return setAsideWords[reason]
}

const problemWords: { readonly [K in ImportProblemKind]: string } = {
  'not-a-number': 'is not a number. Correct it in the file, or choose another decimal mark or column',
  'not-a-day': 'is not a day. Correct it in the file',
  'not-a-currency': 'is not a currency code such as USD. Correct it in the file',
  'quantity-missing': 'has no quantity. Add it, or choose another column for quantities',
  'symbol-missing': 'has neither a symbol nor a name. Add one, or choose another column for symbols',
  'symbol-damaged': 'is not a symbol. Correct it in the file',
  'amount-missing': 'is cash without an amount. Add the amount',
  'price-missing': 'has no price. Add one',
  'unclosed-quote': 'opens a quotation mark that never closes. Export the file again',
  'no-header': 'should name the columns, but does not. Name them in the mapping',
  'unknown-operation':
    'is nothing that Evenkeel knows, so it was not counted. Correct the balance after the import',
}

/** One sentence that names the line and the cell: 'Line 7, column “Quantity”: “1,2,3” is not a number…' */
export function importProblemSentence({ line, column, kind, text }: ImportProblem): string {
  const where = column === null || column === '' ? `Line ${line}` : `Line ${line}, column “${column}”`
  return `${where}: ${text === '' ? 'this row' : `“${text}”`} ${problemWords[kind]}.`
}

type NoteWords = (note: ImportNote) => string

const noteWords: { readonly [K in ImportNoteKind]: NoteWords } = {
  'value-differs': (note) =>
    `The stated value ${note.stated ?? ''} is not quantity times price (${note.found ?? ''}). The quantity and the price are used.`,
  'total-differs': (note) =>
    `The stated total ${note.stated ?? ''} is not the sum of the rows (${note.found ?? ''}). The rows are used.`,
  'unsettled-cash': (note) =>
    `${note.stated ?? ''} of pending activity has not settled and is not counted as cash.`,
  'cash-unknown': () => 'The file does not say how much cash there is. Cash stays as it was; check it.',
  'several-dates': (note) => `The table holds several days; only ${note.stated ?? 'the latest'} is read.`,
  'accounts-mixed': () =>
    'The table names no accounts but holds the cash of several. All of it goes into one account.',
  'decimal-guessed': (note) =>
    `Nothing tells whether the decimal mark is a point or a comma; a ${note.found ?? 'point'} was assumed. Check a quantity.`,
  'lots-differ': () => 'The lots do not add up to the position.',
  'balances-derived': (note) =>
    `This is a history: its records${periodWords(note)} were added up, sales taking the oldest lots first. The balances are right only if nothing happened before it begins.`,
  'balance-used': (note) =>
    `The records of ${note.stated ?? ''} do not add up to its stated balance, which is used: ${note.found ?? ''}.`,
  'partial-history': (note) =>
    `More ${note.stated ?? ''} left than had come (${note.found ?? ''}): the history does not begin at the beginning. It is set aside; type what you hold.`,
  'operation-guessed': (note) =>
    `“${note.stated ?? ''}” is no operation that Evenkeel knows; its amount was counted as it stands.`,
  'same-id-twice': (note) =>
    `The record “${note.stated ?? ''}” stands in the file twice, and was counted twice. Check the balance.`,
}

function periodWords({ stated, found }: ImportNote): string {
  if (stated === null || found === null) return ''
  return stated === found ? ` of ${stated}` : ` from ${stated} to ${found}`
}

export function importNoteSentence(note: ImportNote): string {
  const sentence = noteWords[note.kind](note)
  return note.line === null ? sentence : `Line ${note.line}: ${sentence}`
}

type ApplyWords = (problem: ApplyProblem) => string

const applyWords: { readonly [K in ApplyProblemKind]: ApplyWords } = {
  'not-read': ({ subject }) => `“${subject}” was not read; nothing of it is applied.`,
  'price-missing': ({ subject }) => `“${subject}” has no price. Type one or paste prices.`,
  'rate-missing': ({ subject }) => `There is no exchange rate for ${subject}. Add one before planning.`,
  'cash-kept': ({ account }) =>
    `The file does not state the cash of “${account ?? ''}”; it stays as it was. Check it.`,
  'position-unknown': ({ account, subject }) =>
    `There is no position “${subject}” in “${account ?? ''}” to which these lots could belong. Import the positions first.`,
  'lots-short': (problem) =>
    `${lotsAndPosition(problem)} The rest of the position is kept as a lot of unknown basis.`,
  'lots-exceed': (problem) =>
    `${lotsAndPosition(problem)} The position is used, without these lots. Check which of the two is right.`,
  'lots-differ': (problem) => `${lotsAndPosition(problem)} The position keeps the lots it has.`,
  'same-account-twice': ({ account, subject }) =>
    `“${account ?? ''}” stands in several files; “${subject}” is used.`,
}

function lotsAndPosition({ account, subject, figures }: ApplyProblem): string {
  return `The lots of “${subject}” in “${account ?? ''}” add up to ${figures?.lots ?? ''}, the position is ${figures?.position ?? ''}.`
}

export function applyProblemSentence(problem: ApplyProblem): string {
  return applyWords[problem.kind](problem)
}

const priceWords: { readonly [K in PriceProblemKind]: string } = {
  'not-a-number': 'is not a number',
  'not-positive': 'is not above zero',
  'not-a-day': 'is not a day',
  'not-a-currency': 'is not a currency code such as USD',
  'symbol-missing': 'has no symbol',
  'price-missing': 'has no price',
  'quantity-missing': 'has no quantity',
  'gain-missing': 'has no gain',
  'symbol-twice': 'stands there twice with different prices',
  'unclosed-quote': 'opens a quotation mark that never closes',
}

/** One sentence that names the row and the column, both counted from 1. */
export function priceProblemSentence({ line, column, kind, text }: PriceProblem): string {
  return `Row ${line}, column ${column + 1}: ${text === '' ? 'this row' : `“${text}”`} ${priceWords[kind]}.`
}
