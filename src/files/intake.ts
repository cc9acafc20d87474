/** What several files say about each account, gathered under the accounts of the document. */
import { namedLike } from '../domain/accountName.ts'
import type { AccountKind, Portfolio } from '../domain/document.ts'
import type {
  ApplyProblem,
  ImportChange,
  ImportChoices,
  ImportedCash,
  ImportedLot,
  ImportedPosition,
  ImportFile,
  ReadImport,
} from '../domain/import.ts'
import type { LotDetail } from './lotJoin.ts'

/** One account as the files have it. */
export interface Intake {
  readonly account: string
  readonly name: string | null
  readonly kind: AccountKind | null
  readonly positions: {
    readonly position: ImportedPosition
    readonly lots: readonly ImportedLot[]
    readonly priceAsOf: string | null
  }[]
  readonly cash: ImportedCash[]
  /** Options, shorts and the like: listed, never planned. */
  readonly asides: ImportChange[]
}

export interface Gathered {
  readonly intakes: readonly Intake[]
  /** What the files of lots say, under the document's accounts. */
  readonly details: readonly LotDetail[]
  readonly problems: readonly ApplyProblem[]
}

/** Gathers positions and cash by account. An account that two files hold is taken from the later one. */
export function gather(document: Portfolio, files: readonly ImportFile[], choices: ImportChoices): Gathered {
  const intakes = new Map<string, Intake>()
  const problems: ApplyProblem[] = []
  for (const file of files) {
    if ('because' in file) problems.push({ kind: 'not-read', account: null, subject: file.file })
    else if (file.kind !== 'lots') {
      for (const intake of intakesOf(file, choices)) {
        if (intakes.has(intake.account))
          problems.push({ kind: 'same-account-twice', account: intake.account, subject: file.file })
        intakes.set(intake.account, intake)
      }
    }
  }
  const accountOf = lotAccounts(document, [...intakes.keys()], choices)
  const details = files.flatMap((file) =>
    !('because' in file) && file.kind === 'lots' ? detailsOf(file, accountOf) : [],
  )
  return { intakes: [...intakes.values()], details, problems }
}

function intakesOf(file: ReadImport, choices: ImportChoices): readonly Intake[] {
  const intakes = new Map<string, Intake>()
  const intakeOf = (account: string | null): Intake | null => {
    if (choices.leftOut?.includes(account ?? '')) return null
    const id = targetOf(account, file, choices)
    const described = file.accounts.find((entry) => entry.account === account)
    const intake = intakes.get(id) ?? {
      account: id,
      name: described?.name ?? null,
      kind: described?.kind ?? null,
      positions: [],
      cash: [],
      asides: [],
    }
    intakes.set(id, intake)
    return intake
  }
  const priceAsOf = file.asOf ?? choices.priceAsOf ?? null
  const lots = lotsByPosition(file)
  for (const position of file.positions) {
    const intake = intakeOf(position.account)
    if (intake && position.plannable)
      intake.positions.push({ position, lots: lots.get(keyOf(position)) ?? [], priceAsOf })
    else if (intake) intake.asides.push(asideOf(position, intake.account))
  }
  for (const entry of file.cash) intakeOf(entry.account)?.cash.push(entry)
  return [...intakes.values()]
}

function targetOf(account: string | null, file: ReadImport, choices: ImportChoices): string {
  if (account === null) return choices.unnamedAccount ?? file.source
  const chosen =
    choices.accounts && Object.hasOwn(choices.accounts, account) ? choices.accounts[account] : undefined
  return chosen ?? account
}

function asideOf(position: ImportedPosition, account: string): ImportChange {
  const symbol = position.symbol ?? position.name ?? ''
  return {
    kind: 'set-aside',
    account,
    symbol,
    quantity: position.quantity,
    because: position.because ?? 'other-asset',
  }
}

function keyOf(entry: { readonly account: string | null; readonly symbol: string | null }): string {
  return `${entry.account ?? ''}\n${entry.symbol ?? ''}`
}

function lotsByPosition(file: ReadImport): ReadonlyMap<string, ImportedLot[]> {
  const lots = new Map<string, ImportedLot[]>()
  for (const lot of file.lots) lots.set(keyOf(lot), [...(lots.get(keyOf(lot)) ?? []), lot])
  return lots
}

/** The document's account for an account of a file of lots, or null where its lots are left out. */
type LotAccount = (account: string | null, file: ReadImport) => string | null

/**
 * Files of lots shorten the account's name, so that it is found by its end: as it was chosen, as the other files name
 * it, as the document does.
 */
function lotAccounts(document: Portfolio, imported: readonly string[], choices: ImportChoices): LotAccount {
  const chosen = Object.keys(choices.accounts ?? {})
  const leftOut = choices.leftOut ?? []
  const ids = new Set([...imported, ...document.accounts.map((account) => account.id)])
  const named = document.accounts.filter((account) => account.name !== '')
  return (account, file) => {
    const own = targetOf(account, file, choices)
    if (account === null || leftOut.includes(account)) return account === null ? own : null
    const like = namedLike([...chosen, ...leftOut], account)
    if (like !== null) return leftOut.includes(like) ? null : targetOf(like, file, choices)
    const byName = namedLike(
      named.map((each) => each.name),
      own,
    )
    return namedLike([...ids], own) ?? named.find((each) => each.name === byName)?.id ?? own
  }
}

function detailsOf(file: ReadImport, accountOf: LotAccount): LotDetail[] {
  const groups = new Map<string, ImportedLot[]>()
  for (const lot of file.lots) groups.set(keyOf(lot), [...(groups.get(keyOf(lot)) ?? []), lot])
  return [...groups.values()].flatMap((group) => {
    const account = accountOf(group[0]?.account ?? null, file)
    const instrument = group[0]?.symbol ?? ''
    if (account === null) return []
    const lots = group.map(({ quantity, acquired, unitCost }) => ({
      account,
      instrument,
      quantity,
      acquired,
      unitCost,
    }))
    return [{ account, instrument, asOf: file.asOf, lots }]
  })
}
