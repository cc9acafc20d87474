/** Which account of the document each account of the imported files goes into. */
import { isSameAccount, namedLike } from '../../../domain/accountName.ts'
import type { AccountKind, Portfolio } from '../../../domain/document.ts'
import type { ImportChoices, ImportFile } from '../../../domain/import.ts'
import { previewImport, type ImportPreview } from '../../../state/tables.ts'
import { freeId, withAccount } from '../changes/accounts.ts'

/** Where the rows of one imported account go. */
export type Destination =
  | { readonly kind: 'existing'; readonly account: string }
  | { readonly kind: 'new'; readonly name: string; readonly accountKind: AccountKind }
  | { readonly kind: 'left-out' }

/** An account as the files name it; rows without one belong to an account of their file. */
export interface FoundAccount {
  readonly id: string
  /** How the files call it. */
  readonly label: string
  readonly kind: AccountKind | null
  readonly positions: number
  /** Lots of an account whose positions are in none of the files: they detail what the document has. */
  readonly lots: number
  /** The symbols of these lots. */
  readonly symbols: readonly string[]
}

/** The files with a name for every account, so that the unnamed ones of two files stay two. */
export function withNamedAccounts(files: readonly ImportFile[]): ImportFile[] {
  return files.map((file) => {
    const named = <T extends { readonly account: string | null }>(
      entry: T,
    ): T & { readonly account: string } => ({
      ...entry,
      account: entry.account ?? unnamed(file.file),
    })
    return {
      ...file,
      positions: file.positions.map(named),
      lots: file.lots.map(named),
      cash: file.cash.map(named),
    }
  })
}

function unnamed(file: string): string {
  return `\u2063${file}`
}

/** Every account that the files have positions or cash of, in their order, then those of which there are only lots. */
export function accountsIn(files: readonly ImportFile[]): FoundAccount[] {
  const found = new Map<string, FoundAccount>()
  for (const file of files) {
    if (file.kind === 'lots' || 'because' in file) continue
    const ids = [...file.positions, ...file.cash].map((entry) => entry.account ?? unnamed(file.file))
    for (const id of new Set(ids)) {
      const described = file.accounts.find((each) => each.account === id)
      const positions = file.positions.filter((each) => each.account === id).length
      const isUnnamed = id === unnamed(file.file)
      const label = described?.name || (isUnnamed ? fileTitle(file.file) : id)
      found.set(id, { id, label, kind: described?.kind ?? null, positions, lots: 0, symbols: [] })
    }
  }
  return [...found.values(), ...accountsOfLots(files, [...found.keys()])]
}

/** Lots of an account that the files have positions of go where those go. */
function accountsOfLots(files: readonly ImportFile[], others: readonly string[]): FoundAccount[] {
  const lots = files.flatMap((file) => (file.kind === 'lots' ? file.lots : []))
  const ids = [...new Set(lots.map((lot) => lot.account ?? ''))]
  return ids.flatMap((id) => {
    if (namedLike(others, id) !== null) return []
    const own = lots.filter((lot) => lot.account === id)
    const symbols = [...new Set(own.map((lot) => lot.symbol))]
    return [{ id, label: id, kind: null, positions: 0, lots: own.length, symbols }]
  })
}

function fileTitle(file: string): string {
  return file.replace(/\.[a-z0-9]{2,5}$/i, '')
}

/** The account of the same id or name, else a new one; what a file does not name goes into the only account there is. */
export function guessedDestination(document: Portfolio, found: FoundAccount): Destination {
  const lower = found.label.toLowerCase()
  const same = document.accounts.find((each) => each.id === found.id || each.name.toLowerCase() === lower)
  if (same !== undefined) return { kind: 'existing', account: same.id }
  if (found.lots > 0) return guessedHolder(document, found)
  return { kind: 'new', name: found.label, accountKind: found.kind ?? 'taxable' }
}

/** Lots belong to an account that is there: the one that is named alike, else the only one that holds such instruments. */
function guessedHolder({ accounts, lots }: Portfolio, found: FoundAccount): Destination {
  const alike = accounts.filter(({ id, name }) => [id, name].some((each) => isSameAccount(each, found.id)))
  const holders = accounts.filter(({ id }) =>
    lots.some((lot) => lot.account === id && found.symbols.includes(lot.instrument)),
  )
  const [only, ...others] = alike.length > 0 ? alike : holders
  if (only === undefined || others.length > 0) return { kind: 'left-out' }
  return { kind: 'existing', account: only.id }
}

/** The document after the import, and what it changes; the given document stays as it is. */
export function matchedImport(
  document: Portfolio,
  files: readonly ImportFile[],
  destinations: ReadonlyMap<string, Destination>,
  priceAsOf: string,
  lotsTaken: NonNullable<ImportChoices['lotsTaken']> = [],
): ImportPreview {
  const ids = newIds(document, destinations)
  const entries = [...destinations]
  const merged = previewImport(document, files, {
    accounts: Object.fromEntries(
      entries.flatMap(([id, to]) => (to.kind === 'left-out' ? [] : [[id, idOf(to, ids.get(id) ?? id)]])),
    ),
    leftOut: entries.flatMap(([id, to]) => (to.kind === 'left-out' ? [id] : [])),
    priceAsOf,
    lotsTaken,
  })
  const named = entries.reduce((now, [id, to]) => described(now, to, ids.get(id) ?? id), merged.document)
  return { ...merged, document: named }
}

function idOf(destination: Destination, ownId: string): string {
  return destination.kind === 'existing' ? destination.account : ownId
}

/** A new account keeps the id that the file gives it, so that the next import of the same account finds it. */
function newIds(
  document: Portfolio,
  destinations: ReadonlyMap<string, Destination>,
): ReadonlyMap<string, string> {
  const taken = new Set(document.accounts.map((each) => each.id))
  return new Map(
    [...destinations].flatMap(([id, to]) => {
      if (to.kind !== 'new') return []
      const wanted = id.startsWith('\u2063') ? freeId(document, to.name) : id
      return [[id, taken.has(wanted) ? freeId(document, to.name) : wanted]]
    }),
  )
}

function described(document: Portfolio, destination: Destination, id: string): Portfolio {
  if (destination.kind !== 'new') return document
  const { name, accountKind } = destination
  return withAccount(document, id, (account) => ({ ...account, name, kind: accountKind }))
}
