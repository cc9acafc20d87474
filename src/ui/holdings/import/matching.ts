/** Which account of the document each account of the imported files goes into. */
import type { AccountKind, Portfolio } from '../../../domain/document.ts'
import type { ApplyProblem, ImportChange, ImportFile } from '../../../domain/import.ts'
import { previewImport } from '../../../state/tables.ts'
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
}

export interface Matched {
  readonly document: Portfolio
  readonly changes: readonly ImportChange[]
  readonly problems: readonly ApplyProblem[]
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

/** Every account that the files have positions or cash of, in their order. */
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
      found.set(id, { id, label, kind: described?.kind ?? null, positions })
    }
  }
  return [...found.values()]
}

function fileTitle(file: string): string {
  return file.replace(/\.[a-z0-9]{2,5}$/i, '')
}

/** The account of the same id or name, else a new one; what a file does not name goes into the only account there is. */
export function guessedDestination(document: Portfolio, found: FoundAccount): Destination {
  const lower = found.label.toLowerCase()
  const same = document.accounts.find((each) => each.id === found.id || each.name.toLowerCase() === lower)
  if (same !== undefined) return { kind: 'existing', account: same.id }
  return { kind: 'new', name: found.label, accountKind: found.kind ?? 'taxable' }
}

/** The document after the import, and what it changes; the given document stays as it is. */
export function matchedImport(
  document: Portfolio,
  files: readonly ImportFile[],
  destinations: ReadonlyMap<string, Destination>,
  priceAsOf: string,
): Matched {
  const ids = newIds(document, destinations)
  const entries = [...destinations]
  const merged = previewImport(document, files, {
    accounts: Object.fromEntries(
      entries.flatMap(([id, to]) => (to.kind === 'left-out' ? [] : [[id, idOf(to, ids.get(id) ?? id)]])),
    ),
    leftOut: entries.flatMap(([id, to]) => (to.kind === 'left-out' ? [id] : [])),
    priceAsOf,
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
