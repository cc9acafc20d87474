/** Merges imports into a document: the imported accounts get what the files say, everything else stays as it was. */
import { type Decimal, textOf, zero } from '../domain/decimal.ts'
import type { Account, Instrument, Lot, Portfolio } from '../domain/document.ts'
import type {
  ApplyProblem,
  ImportChange,
  ImportChoices,
  ImportedPosition,
  ImportFile,
  LotMismatch,
} from '../domain/import.ts'
import { gather, type Intake } from './intake.ts'
import { changesBetween } from './changes.ts'
import { costPresets, suggest } from './catalogue.ts'
import { divided, plainText } from './decimals.ts'
import { bestDetail, joinedLots, type Joined, type LotDetail, totalOf } from './lotJoin.ts'

export interface AppliedImport {
  readonly document: Portfolio
  readonly changes: readonly ImportChange[]
  readonly problems: readonly ApplyProblem[]
  /** Where lots and position disagree, and which of the two was used. */
  readonly mismatches: readonly LotMismatch[]
}

/** What came up on the way. */
interface Findings {
  readonly problems: ApplyProblem[]
  readonly mismatches: LotMismatch[]
}

/**
 * The document with the accounts of these files replaced: their lots and their cash, nothing else of theirs. Files
 * that were refused change nothing. Pure: the same document, files and choices give the same result.
 */
export function applyImport(
  document: Portfolio,
  files: readonly ImportFile[],
  choices: ImportChoices = {},
): AppliedImport {
  const gathered = gather(document, files, choices)
  const problems: ApplyProblem[] = [...gathered.problems]
  const findings: Findings = { problems, mismatches: [] }
  const instruments = new Map(document.instruments.map((instrument) => [instrument.id, instrument]))
  const accounts = new Map(document.accounts.map((account) => [account.id, account]))
  let lots = document.lots
  for (const intake of gathered.intakes) {
    const known = accounts.get(intake.account)
    const imported = intake.positions.flatMap((entry) =>
      lotsOf(entry, intake, instruments, document, choices, findings),
    )
    const kept = lots.filter((lot) => lot.account !== intake.account)
    const before = lots.filter((lot) => lot.account === intake.account)
    lots = [...kept, ...withKnownLots(imported, before)]
    accounts.set(intake.account, accountWith(known, intake, document, problems))
  }
  lots = withDetails(lots, gathered.details, choices, findings)
  const merged: Portfolio = {
    ...document,
    instruments: [...instruments.values()],
    accounts: [...accounts.values()],
    lots,
  }
  problems.push(...missingRates(merged))
  const asides = gathered.intakes.flatMap((intake) => intake.asides)
  const changes = [...changesBetween(document, merged), ...asides]
  return { document: merged, changes, problems, mismatches: findings.mismatches }
}

/** The lots of one imported position; its instrument is added or gets the new price on the way. */
function lotsOf(
  entry: Intake['positions'][number],
  intake: Intake,
  instruments: Map<string, Instrument>,
  document: Portfolio,
  choices: ImportChoices,
  findings: Findings,
): readonly Lot[] {
  const { position, lots, priceAsOf } = entry
  const instrument = instrumentFor(position, priceAsOf, instruments, document)
  instruments.set(instrument.id, instrument)
  if (instrument.price === null)
    findings.problems.push({ kind: 'price-missing', account: intake.account, subject: instrument.id })
  const base = { account: intake.account, instrument: instrument.id }
  const undated = [
    { ...base, quantity: plainText(position.quantity), acquired: null, unitCost: unitCostOf(position) },
  ]
  if (lots.length === 0) return undated
  const listed = lots.map((lot) =>
    plainLot({
      ...base,
      quantity: lot.quantity,
      acquired: lot.acquired,
      unitCost: lot.unitCost,
    }),
  )
  return noted(joinedLots(undated, { ...base, asOf: null, lots: listed }, choices), findings)
}

function plainLot(lot: Lot): Lot {
  const unitCost = lot.unitCost === null ? null : plainText(lot.unitCost)
  return { ...lot, quantity: plainText(lot.quantity), unitCost }
}

function noted({ lots, mismatch, problem }: Joined, findings: Findings): readonly Lot[] {
  if (mismatch !== null) findings.mismatches.push(mismatch)
  if (problem !== null) findings.problems.push(problem)
  return lots
}

function unitCostOf(position: ImportedPosition): string | null {
  if (position.costBasis !== null) return divided(position.costBasis, position.quantity)
  return position.unitCost === undefined ? null : plainText(position.unitCost)
}

function instrumentFor(
  position: ImportedPosition,
  priceAsOf: string | null,
  instruments: ReadonlyMap<string, Instrument>,
  document: Portfolio,
): Instrument {
  const id = instrumentId(position, instruments)
  const known = instruments.get(id)
  const price = priceOf(position)
  if (known === undefined) return newInstrument(id, position, price, priceAsOf, document)
  const isOlder = priceAsOf !== null && known.priceAsOf !== null && priceAsOf < known.priceAsOf
  return price === null || (isOlder && known.price !== null)
    ? known
    : { ...known, price, priceAsOf: priceAsOf ?? known.priceAsOf }
}

/** The symbol; where the document knows it in another currency, the currency is part of the name. */
function instrumentId(position: ImportedPosition, instruments: ReadonlyMap<string, Instrument>): string {
  const id = (position.symbol ?? position.name ?? '').slice(0, longestId)
  const known = instruments.get(id)
  return known && position.currency !== null && known.currency !== position.currency
    ? `${id} ${position.currency}`
    : id
}

/** Documents hold ids of up to 200 characters; a currency may still be added to one. */
const longestId = 180

/** The stated price, or value over quantity where only these are stated. */
function priceOf(position: ImportedPosition): string | null {
  if (position.price !== null) return plainText(position.price)
  return position.value === null ? null : divided(position.value, position.quantity)
}

function newInstrument(
  id: string,
  position: ImportedPosition,
  price: string | null,
  priceAsOf: string | null,
  document: Portfolio,
): Instrument {
  const suggestion = position.symbol === null ? null : suggest(position.symbol, position.name)
  // Five letters that end in X are an American mutual fund, dealt in thousandths of a share at its net asset value.
  const preset = costPresets[suggestion?.costPreset ?? (/^[A-Z]{4}X$/.test(id) ? 'mutual-fund' : 'listed')]
  return {
    id,
    name: position.name ?? suggestion?.name ?? '',
    currency: position.currency ?? suggestion?.currency ?? document.baseCurrency,
    price,
    priceAsOf: price === null ? null : priceAsOf,
    step: suggestion?.step ?? preset.step,
    minTrade: '0',
    exposure: suggestion ? { [suggestion.class]: '1' } : null,
    exclude: false,
    preference: 1,
    cost: preset.cost,
    washGroup: null,
  }
}

/** A position whose quantity is unchanged keeps the lots that are known of it, with their days and costs. */
function withKnownLots(imported: readonly Lot[], before: readonly Lot[]): Lot[] {
  const news = grouped(imported)
  const olds = grouped(before)
  return [...news].flatMap(([instrument, lots]) => {
    const old = olds.get(instrument) ?? []
    const isUndated = lots.every((lot) => lot.acquired === null)
    const knowsMore = old.some((lot) => lot.acquired !== null)
    return isUndated && knowsMore && totalOf(old).equals(totalOf(lots)) ? old : lots
  })
}

function grouped(lots: readonly Lot[]): Map<string, Lot[]> {
  const groups = new Map<string, Lot[]>()
  for (const lot of lots) {
    const group = groups.get(lot.instrument)
    if (group) group.push(lot)
    else groups.set(lot.instrument, [lot])
  }
  return groups
}

function accountWith(
  known: Account | undefined,
  intake: Intake,
  document: Portfolio,
  problems: ApplyProblem[],
): Account {
  const account: Account = known ?? {
    id: intake.account,
    name: intake.name ?? intake.account,
    kind: intake.kind ?? 'taxable',
    cash: {},
    reserve: '0',
    flow: '0',
    allowed: null,
    rules: [],
  }
  if (intake.cash.length > 0) return { ...account, cash: cashOf(intake, document.baseCurrency) }
  // A file without a row of cash does not say that there is none.
  problems.push({ kind: 'cash-kept', account: account.id, subject: '' })
  return account
}

function cashOf(intake: Intake, baseCurrency: string): Readonly<Record<string, string>> {
  const cash = new Map<string, Decimal>()
  for (const entry of intake.cash) {
    const currency = entry.currency ?? baseCurrency
    cash.set(currency, (cash.get(currency) ?? zero).plus(entry.amount))
  }
  return Object.fromEntries([...cash].map(([currency, amount]) => [currency, textOf(amount)]))
}

/** Lot files detail positions that the document has: they replace their lots, as far as the quantities agree. */
function withDetails(
  lots: readonly Lot[],
  details: readonly LotDetail[],
  choices: ImportChoices,
  findings: Findings,
): readonly Lot[] {
  let merged = lots
  for (const same of byPosition(details).values()) {
    const [{ account, instrument }] = same
    const isOwn = (lot: Lot): boolean => lot.account === account && lot.instrument === instrument
    const held = merged.filter(isOwn)
    const detail = bestDetail(held, same)
    if (held.length === 0) findings.problems.push({ kind: 'position-unknown', account, subject: instrument })
    else if (detail !== null)
      merged = replaced(merged, isOwn, noted(joinedLots(held, plainDetail(detail), choices), findings))
  }
  return merged
}

function plainDetail(detail: LotDetail): LotDetail {
  return { ...detail, lots: detail.lots.map(plainLot) }
}

/** These lots where the first of the old ones stood. */
function replaced(lots: readonly Lot[], isOld: (lot: Lot) => boolean, news: readonly Lot[]): readonly Lot[] {
  const at = lots.findIndex(isOld)
  const rest = lots.slice(at).filter((lot) => !isOld(lot))
  return [...lots.slice(0, at), ...news, ...rest]
}

type Details = [LotDetail, ...LotDetail[]]

function byPosition(details: readonly LotDetail[]): ReadonlyMap<string, Details> {
  const groups = new Map<string, Details>()
  for (const detail of details) {
    const key = `${detail.account}\n${detail.instrument}`
    const group = groups.get(key)
    if (group) group.push(detail)
    else groups.set(key, [detail])
  }
  return groups
}

function missingRates(document: Portfolio): ApplyProblem[] {
  const inCash = document.accounts.flatMap((account) => Object.keys(account.cash))
  const used = new Set([...inCash, ...document.instruments.map((instrument) => instrument.currency)])
  const missing = [...used].filter(
    (currency) => currency !== document.baseCurrency && !Object.hasOwn(document.rates, currency),
  )
  return missing.map((currency) => ({ kind: 'rate-missing', account: null, subject: currency }))
}
