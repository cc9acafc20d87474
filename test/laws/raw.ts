/** The document as JSON writes it, every optional key optional: what the generator makes and the checker reads. */

export interface RawCost {
  fixed?: string
  perUnit?: string
  rate?: string
  min?: string
  maxRate?: string | null
  halfSpread?: string
  gas?: string
  impact?: RawImpact | null
  pool?: RawPool | null
}

export interface RawImpact {
  coefficient: string
  dailyVolatility: string
  dailyVolume: string
}

export interface RawSwap {
  baseReserve: string
  quoteReserve: string
  feeRate: string
}

export interface RawPool extends RawSwap {
  hops?: RawSwap[]
}

export interface RawInstrument {
  id: string
  name?: string
  currency: string
  price: string
  priceAsOf?: string | null
  step?: string
  minTrade?: string
  exposure?: Record<string, string> | null
  exclude?: boolean
  preference?: number
  cost?: RawCost
  washGroup?: string | null
}

export interface RawRule {
  instrument: string
  do: 'hold' | 'no-buy' | 'no-sell'
}

export interface RawAccount {
  id: string
  name?: string
  kind?: 'taxable' | 'deferred' | 'exempt'
  cash?: Record<string, string>
  reserve?: string
  flow?: string
  allowed?: string[] | null
  rules?: RawRule[]
}

export interface RawLot {
  account: string
  instrument: string
  quantity: string
  acquired?: string | null
  unitCost?: string | null
  sellRank?: number | null
}

export interface RawSale {
  account: string
  instrument: string
  quantity: string
  acquired?: string | null
  sold: string
  gain: string
}

export interface RawTax {
  shortRate?: string
  longRate?: string
  lotMethod?: 'fifo' | 'lifo' | 'hifo' | 'average' | 'specific' | 'min-tax'
  gainsBudget?: string | null
  washSales?: boolean
  harvest?: boolean
  carryForward?: { short?: string; long?: string }
  deferredRate?: string
  afterTax?: boolean
}

export type RawBand =
  | { kind: 'absolute'; width: string }
  | { kind: 'relative'; width: string }
  | { kind: 'lesser'; absolute: string; relative: string }
  | { kind: 'greater'; absolute: string; relative: string }
  | { kind: 'cost-aware' }

export type RawTrigger =
  | { kind: 'band' }
  | { kind: 'always' }
  | { kind: 'never' }
  | { kind: 'calendar'; every: string; last?: string | null }
  | { kind: 'drift'; cap: string }
  | { kind: 'tracking-error'; cap: string }

export interface RawTarget {
  class: string
  name?: string
  parent?: string | null
  weight: string
  band?: RawBand | null
  location?: ('taxable' | 'deferred' | 'exempt')[] | null
}

export interface RawPolicy {
  trigger: { any: RawTrigger[] } | { all: RawTrigger[] }
  band: RawBand
  destination?: string | { distance: string }
  resolution?: string
  scope?: 'all' | 'breached'
  sides?: 'both' | 'buy' | 'sell'
  cooldown?: string | null
  lastTraded?: string | null
  turnoverCap?: string | null
  maxTrades?: number | null
  sellsFirst?: boolean
}

export interface RawRisk {
  aversion?: string
  horizonYears?: string | null
  classes: string[]
  volatility: string[]
  correlation: string[][]
}

export interface RawDocument {
  evenkeel: 1
  name?: string
  baseCurrency: string
  asOf: string
  rates?: Record<string, string>
  conversion?: Record<string, string>
  instruments: RawInstrument[]
  accounts: RawAccount[]
  lots: RawLot[]
  realised?: RawSale[]
  targets: RawTarget[]
  policy: RawPolicy
  risk?: RawRisk | null
  tax?: RawTax | null
}
