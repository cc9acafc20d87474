/** Seeded portfolios of any size for the benchmarks: drifted, in three accounts, with lots, spreads and commissions. */
import { diceOf, type Dice } from '../laws/dice.ts'
import type { RawAccount, RawCost, RawDocument, RawInstrument, RawLot, RawTarget } from '../laws/raw.ts'

export interface PortfolioSize {
  /** Positions: one instrument in one account. */
  readonly holdings: number
  readonly classes: number
}

/** The sizes that the limits are about. */
export const sizes: readonly PortfolioSize[] = [
  { holdings: 50, classes: 10 },
  { holdings: 500, classes: 20 },
  { holdings: 5000, classes: 40 },
]

const asOf = '2026-11-20'
const kinds = ['taxable', 'deferred', 'exempt'] as const

/** One in this many instruments is held in two accounts. */
const sharedEvery = 5

/** A document of this size; the same seed gives the same document. */
export function portfolioOf(size: PortfolioSize, seed = 1): RawDocument {
  const dice = diceOf(seed)
  const places = placesOf(size.holdings)
  const instruments = Array.from({ length: (places.at(-1)?.instrument ?? 0) + 1 }, (_, at) =>
    instrumentOf(dice, at, size.classes),
  )
  return {
    evenkeel: 1,
    name: `${size.holdings} holdings`,
    baseCurrency: 'USD',
    asOf,
    instruments,
    accounts: kinds.map((kind) => accountOf(dice, kind)),
    lots: places.flatMap((place) => lotsOf(dice, place, instruments)),
    targets: targetsOf(dice, size.classes),
    policy: {
      trigger: { any: [{ kind: 'band' }] },
      band: { kind: 'lesser', absolute: '0.05', relative: '0.25' },
      destination: '0.5',
    },
  }
}

const classId = (at: number): string => `class-${String(at + 1).padStart(2, '0')}`
const instrumentId = (at: number): string => `S${String(at + 1).padStart(4, '0')}`

interface Place {
  readonly account: string
  readonly instrument: number
}

/** Where each position stands: accounts in turn, now and then two for the same instrument. */
function placesOf(holdings: number): Place[] {
  const places: Place[] = []
  for (let instrument = 0; places.length < holdings; instrument += 1) {
    places.push({ account: kinds[instrument % kinds.length] ?? 'taxable', instrument })
    if (instrument % sharedEvery === 0 && places.length < holdings)
      places.push({ account: kinds[(instrument + 1) % kinds.length] ?? 'taxable', instrument })
  }
  return places
}

function instrumentOf(dice: Dice, at: number, classes: number): RawInstrument {
  return {
    id: instrumentId(at),
    name: `Security ${at + 1}`,
    currency: 'USD',
    price: dice.decimal(8, 400, 2),
    priceAsOf: asOf,
    step: '1',
    // In turn, so that no class is without an instrument.
    exposure: { [classId(at % classes)]: '1' },
    cost: costOf(dice),
  }
}

/** A third pays per share, with a minimum and a cap; everyone pays the spread. */
function costOf(dice: Dice): RawCost {
  const halfSpread = dice.decimal(0.0001, 0.001, 5)
  if (!dice.chance(1 / 3)) return { halfSpread }
  return { halfSpread, perUnit: '0.0035', min: '0.35', maxRate: '0.01' }
}

function accountOf(dice: Dice, kind: (typeof kinds)[number]): RawAccount {
  return { id: kind, name: kind, kind, cash: { USD: dice.decimal(2_000, 9_000, 2) }, reserve: '1000.00' }
}

/** Most positions are one lot, some are two or three. */
function lotsOf(dice: Dice, place: Place, instruments: readonly RawInstrument[]): RawLot[] {
  const instrument = instrumentId(place.instrument)
  const price = Number(instruments[place.instrument]?.price ?? 1)
  return Array.from({ length: dice.pick([1, 1, 1, 1, 2, 3]) }, () => ({
    account: place.account,
    instrument,
    quantity: String(Math.max(1, Math.round(dice.int(1_000, 30_000) / price))),
    acquired: `20${dice.int(16, 25)}-0${dice.int(1, 9)}-1${dice.int(0, 9)}`,
    unitCost: dice.decimal(price / 2, price * 1.2, 2),
  }))
}

/** Weights a fifth to a half away from equal, so that some classes are outside their bands and most are not. */
function targetsOf(dice: Dice, classes: number): RawTarget[] {
  const parts = Array.from({ length: classes }, () => dice.pick([6, 8, 9, 10, 10, 11, 12, 15]))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const weights = parts.map((part) => Math.floor((part / whole) * 10_000))
  const rest = 10_000 - weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight, at) => ({
    class: classId(at),
    name: `Class ${at + 1}`,
    weight: ((at === 0 ? weight + rest : weight) / 10_000).toFixed(4),
  }))
}
