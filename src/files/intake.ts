/** What several files say about each account, gathered under the accounts of the document. */
import type { AccountKind, Lot, Portfolio } from '../domain/document.ts'
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
  /** The lots of each lot file, under the document's accounts. */
  readonly lotFiles: readonly (readonly Lot[])[]
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
  const known = [...intakes.keys(), ...document.accounts.map((account) => account.id)]
  const lotFiles = files.flatMap((file) =>
    !('because' in file) && file.kind === 'lots' ? lotsBySymbol(file, known, choices) : [],
  )
  return { intakes: [...intakes.values()], lotFiles, problems }
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

/** Lot files shorten the account's name: "XXXX-4321" is the end of "Intelligent XXXX-4321". */
function lotsBySymbol(file: ReadImport, known: readonly string[], choices: ImportChoices): Lot[][] {
  const groups = new Map<string, Lot[]>()
  for (const lot of file.lots) {
    const chosen = targetOf(lot.account, file, choices)
    const account = known.includes(chosen)
      ? chosen
      : (known.find((id) => id.endsWith(` ${chosen}`)) ?? chosen)
    const group = groups.get(keyOf(lot)) ?? []
    group.push({
      account,
      instrument: lot.symbol,
      quantity: lot.quantity,
      acquired: lot.acquired,
      unitCost: lot.unitCost,
    })
    groups.set(keyOf(lot), group)
  }
  return [...groups.values()]
}
