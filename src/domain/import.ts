/** What an import found: the nouns of the section "What an import prints", and what merging it into a document changes. */
import type { AccountKind } from './document.ts'

/** Where a file comes from; `generic` is any table whose columns could be guessed or were named by the user. */
export type ImportSource =
  | 'fidelity'
  | 'schwab'
  | 'vanguard'
  | 'ibkr'
  | 'generic'
  | 'etrade'
  | 'merrill'
  | 'degiro'
  | 'trading212'
  | 'robinhood'
  | 'coinbase'
  | 'kraken'
  | 'binance'
  | 'ghostfolio'
  | 'portfolio-performance'
  | 'rbc'
  | 'evenkeel'
  | 'unknown'

/** One holding as the file states it; every number is decimal text, and what the file does not say is null. */
export interface ImportedPosition {
  /** The line on which its record starts; what a ledger adds up has none. */
  readonly line?: number
  readonly account: string | null
  /** Null when the file names the fund without a ticker; `name` is then present. */
  readonly symbol: string | null
  readonly name: string | null
  readonly quantity: string
  readonly price: string | null
  readonly value: string | null
  readonly costBasis: string | null
  readonly currency: string | null
  readonly plannable: boolean
  /** Why it is not plannable. */
  readonly because?: SetAsideReason
  /** The average cost of one unit, where the file states that instead of the whole cost. */
  readonly unitCost?: string
}

export type SetAsideReason = 'option' | 'short' | 'priced-per-hundred' | 'other-asset' | 'partial-history'

export interface ImportedLot {
  /** The line on which its record starts; what a ledger adds up has none. */
  readonly line?: number
  readonly account: string | null
  readonly symbol: string
  readonly acquired: string | null
  readonly quantity: string
  readonly unitCost: string | null
}

export interface ImportedCash {
  /** The line on which its record starts; what a ledger adds up has none. */
  readonly line?: number
  readonly account: string | null
  readonly currency: string | null
  readonly amount: string
}

/** A record that is neither a holding nor cash, and why it was left out. */
export interface IgnoredRecord {
  readonly line: number
  readonly because: IgnoredReason
}

export type IgnoredReason =
  | 'title'
  | 'account-heading'
  | 'other-header'
  | 'section-marker'
  | 'other-section'
  | 'total'
  | 'footer'
  | 'pending-activity'
  | 'unsettled-cash'
  | 'transaction'
  | 'cash-movement'
  | 'same-cash-again'
  | 'older-snapshot'
  | 'zero-quantity'
  | 'empty-record'
  | 'account-row'
  | 'target-row'
  | 'price-row'
  | 'not-a-holding'
  | 'not-read'
  | 'counted'
  | 'provisional'
  | 'incomplete-record'

/** A record that could not be read, with the cell that prevents it. */
export interface ImportProblem {
  readonly line: number
  readonly column: string | null
  readonly kind: ImportProblemKind
  readonly text: string
}

export type ImportProblemKind =
  | 'not-a-number'
  | 'not-a-day'
  | 'not-a-currency'
  | 'quantity-missing'
  | 'symbol-missing'
  | 'symbol-damaged'
  | 'amount-missing'
  | 'price-missing'
  | 'unclosed-quote'
  | 'no-header'
  | 'unknown-operation'

/** A warning about a file that was read all the same: its rows are trusted, never scaled. */
export interface ImportNote {
  readonly line: number | null
  readonly kind: ImportNoteKind
  readonly stated: string | null
  readonly found: string | null
}

export type ImportNoteKind =
  | 'value-differs'
  | 'total-differs'
  | 'unsettled-cash'
  | 'cash-unknown'
  | 'several-dates'
  | 'accounts-mixed'
  | 'decimal-guessed'
  | 'lots-differ'
  | 'balances-derived'
  | 'balance-used'
  | 'partial-history'
  | 'operation-guessed'
  | 'same-id-twice'

/** What the file says about an account besides its holdings. */
export interface ImportedAccount {
  readonly account: string
  readonly name: string | null
  readonly kind: AccountKind | null
}

export type RefusalReason =
  | 'empty'
  | 'binary'
  | 'spreadsheet-file'
  | 'pdf'
  | 'web-page'
  | 'ofx'
  | 'flex-xml'
  | 'unknown-json'
  | 'evenkeel-document'
  | 'unclosed-quote'
  | 'no-header'
  | 'no-holdings-columns'
  | 'no-quantities'
  | 'no-holdings'
  | 'transaction-history'
  | 'cash-movements'
  | 'realised-gains'
  | 'price-history'
  | 'no-open-positions'

interface ImportBase {
  readonly file: string
  readonly source: ImportSource
  /** The day the file states, or null. */
  readonly asOf: string | null
  readonly positions: readonly ImportedPosition[]
  readonly lots: readonly ImportedLot[]
  readonly cash: readonly ImportedCash[]
  readonly ignored: readonly IgnoredRecord[]
  readonly problems: readonly ImportProblem[]
  readonly notes: readonly ImportNote[]
  readonly accounts: readonly ImportedAccount[]
}

/** One file as read. Every record is exactly once among positions, lots, cash, ignored and problems, its header aside. */
export type ImportFile = ReadImport | RefusedImport

export interface ReadImport extends ImportBase {
  readonly kind: 'positions' | 'lots' | 'ledger'
}

export interface RefusedImport extends ImportBase {
  readonly kind: 'not-positions' | 'unreadable'
  readonly because: RefusalReason
}

/** What the user decides before the merge; everything may be absent. */
export interface ImportChoices {
  /** The document's account for an account of the files; an account that is not named keeps its own name. */
  readonly accounts?: Readonly<Record<string, string>>
  /** The account for rows that name none; otherwise it is called after the file's source. */
  readonly unnamedAccount?: string
  /** Accounts of the files that are left out. */
  readonly leftOut?: readonly string[]
  /** The day of prices in files that state no day. */
  readonly priceAsOf?: string | null
  /** Positions whose lots count although they do not add up to what the position says. */
  readonly lotsTaken?: readonly { readonly account: string; readonly instrument: string }[]
}

/** Lots that do not add up to their position, both quantities, and which of them is used. */
export interface LotMismatch {
  readonly account: string
  readonly instrument: string
  readonly position: string
  readonly lots: string
  /** Where the position is used: whether the lots are taken too, filled up by one of unknown basis. */
  readonly fills: boolean
  readonly use: 'position' | 'lots'
}

/** What merging an import changes in a document; quantities and amounts are decimal text. */
export type ImportChange =
  | { readonly kind: 'account-added'; readonly account: string; readonly name: string }
  | {
      readonly kind: 'position-added'
      readonly account: string
      readonly instrument: string
      readonly to: string
    }
  | {
      readonly kind: 'position-removed'
      readonly account: string
      readonly instrument: string
      readonly from: string
    }
  | {
      readonly kind: 'quantity-changed'
      readonly account: string
      readonly instrument: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly kind: 'lots-changed'
      readonly account: string
      readonly instrument: string
      readonly from: LotCount
      readonly to: LotCount
    }
  | {
      readonly kind: 'cash-changed'
      readonly account: string
      readonly currency: string
      readonly from: string
      readonly to: string
    }
  | {
      readonly kind: 'instrument-added'
      readonly instrument: string
      readonly name: string
      readonly class: string | null
    }
  | {
      readonly kind: 'price-updated'
      readonly instrument: string
      readonly from: string | null
      readonly to: string
    }
  | {
      readonly kind: 'set-aside'
      readonly account: string
      readonly symbol: string
      readonly quantity: string
      readonly because: SetAsideReason
    }

/** How many lots a position has, and of how many the day or the cost is unknown. */
export interface LotCount {
  readonly lots: number
  readonly unknown: number
}

/** What the user should know about a merge; none of it stops it. */
export interface ApplyProblem {
  readonly kind: ApplyProblemKind
  readonly account: string | null
  readonly subject: string
  /** Where lots do not add up to their position. */
  readonly figures?: { readonly position: string; readonly lots: string }
}

export type ApplyProblemKind =
  | 'not-read'
  | 'price-missing'
  | 'rate-missing'
  | 'cash-kept'
  | 'position-unknown'
  | 'lots-short'
  | 'lots-exceed'
  | 'lots-differ'
  | 'same-account-twice'
