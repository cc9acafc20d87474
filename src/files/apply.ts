/** Merges imports into a document: the imported accounts get what the files say, everything else stays as it was. */
import { Decimal, sumOf, textOf, zero } from '../domain/decimal.ts'
import type { Account, Instrument, Lot, Portfolio } from '../domain/document.ts'
import type {
  ApplyProblem,
  ImportChange,
  ImportChoices,
  ImportedPosition,
  ImportFile,
} from '../domain/import.ts'
import { gather, type Intake } from './intake.ts'
import { changesBetween } from './changes.ts'
import { costPresets, suggest } from './catalogue.ts'

export interface AppliedImport {
  readonly document: Portfolio
  readonly changes: readonly ImportChange[]
  readonly problems: readonly ApplyProblem[]
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
  const instruments = new Map(document.instruments.map((instrument) => [instrument.id, instrument]))
  const accounts = new Map(document.accounts.map((account) => [account.id, account]))
  let lots = document.lots
  for (const intake of gathered.intakes) {
    const known = accounts.get(intake.account)
    const imported = intake.positions.flatMap((entry) =>
      lotsOf(entry, intake, instruments, document, problems),
    )
    const kept = lots.filter((lot) => lot.account !== intake.account)
    const before = lots.filter((lot) => lot.account === intake.account)
    lots = [...kept, ...withKnownLots(imported, before)]
    accounts.set(intake.account, accountWith(known, intake, document, problems))
  }
  lots = withLotFiles(lots, gathered.lotFiles, problems)
  const merged: Portfolio = {
    ...document,
    instruments: [...instruments.values()],
    accounts: [...accounts.values()],
    lots,
  }
  problems.push(...missingRates(merged))
  const asides = gathered.intakes.flatMap((intake) => intake.asides)
  return { document: merged, changes: [...changesBetween(document, merged), ...asides], problems }
}

/** The lots of one imported position; its instrument is added or gets the new price on the way. */
function lotsOf(
  entry: Intake['positions'][number],
  intake: Intake,
  instruments: Map<string, Instrument>,
  document: Portfolio,
  problems: ApplyProblem[],
): Lot[] {
  const { position, lots, priceAsOf } = entry
  const instrument = instrumentFor(position, priceAsOf, instruments, document)
  instruments.set(instrument.id, instrument)
  if (instrument.price === null)
    problems.push({ kind: 'price-missing', account: intake.account, subject: instrument.id })
  const base = { account: intake.account, instrument: instrument.id }
  const listed = sumOf(lots.map((lot) => new Decimal(lot.quantity)))
  if (lots.length > 0 && listed.equals(position.quantity)) {
    return lots.map((lot) => ({
      ...base,
      quantity: plainText(lot.quantity),
      acquired: lot.acquired,
      unitCost: lot.unitCost === null ? null : plainText(lot.unitCost),
    }))
  }
  if (lots.length > 0) problems.push({ kind: 'lots-differ', account: intake.account, subject: instrument.id })
  return [{ ...base, quantity: plainText(position.quantity), acquired: null, unitCost: unitCostOf(position) }]
}

/** Decimals of a cost or a price that was divided; more would only pretend to know. */
const derivedDecimals = 10

function unitCostOf(position: ImportedPosition): string | null {
  if (position.costBasis !== null) return divided(position.costBasis, position.quantity)
  return position.unitCost === undefined ? null : plainText(position.unitCost)
}

/** Rounded half-even to `derivedDecimals`, without trailing zeros. */
function divided(amount: string, quantity: string): string {
  return textOf(new Decimal(amount).div(quantity).toDecimalPlaces(derivedDecimals, Decimal.ROUND_HALF_EVEN))
}

/** Decimal text as documents hold it: no trailing zeros, and no more decimals than a coin or a pool ever has. */
export function plainText(text: string): string {
  return textOf(new Decimal(text).toDecimalPlaces(18, Decimal.ROUND_HALF_EVEN))
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

function totalOf(lots: readonly Lot[]): Decimal {
  return sumOf(lots.map((lot) => new Decimal(lot.quantity)))
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

/** Lot files detail positions that the document has: they replace their lots when the quantities agree. */
function withLotFiles(
  lots: readonly Lot[],
  lotFiles: readonly (readonly Lot[])[],
  problems: ApplyProblem[],
): readonly Lot[] {
  let merged = lots
  for (const details of lotFiles) {
    const [first] = details
    if (!first) continue
    const isSame = (lot: Lot): boolean => lot.account === first.account && lot.instrument === first.instrument
    const held = merged.filter(isSame)
    if (held.length === 0)
      problems.push({ kind: 'position-unknown', account: first.account, subject: first.instrument })
    else if (!totalOf(held).equals(totalOf(details)))
      problems.push({ kind: 'lots-differ', account: first.account, subject: first.instrument })
    else merged = [...merged.filter((lot) => !isSame(lot)), ...details]
  }
  return merged
}

function missingRates(document: Portfolio): ApplyProblem[] {
  const inCash = document.accounts.flatMap((account) => Object.keys(account.cash))
  const used = new Set([...inCash, ...document.instruments.map((instrument) => instrument.currency)])
  const missing = [...used].filter(
    (currency) => currency !== document.baseCurrency && !Object.hasOwn(document.rates, currency),
  )
  return missing.map((currency) => ({ kind: 'rate-missing', account: null, subject: currency }))
}
