/** The document: one validator from which its types, its defaults and the shipped JSON Schema derive. */
import * as v from 'valibot'
import { recipeSchema } from './recipe.ts'
import { targetSetsSchema } from './targetSets.ts'
import { currency, day, decimal, duration, id, name, type Readable } from './texts.ts'

const zeroDefault = v.optional(decimal, '0')

const impact = v.strictObject({
  coefficient: v.optional(decimal, '1'),
  dailyVolatility: decimal,
  dailyVolume: decimal,
})
const hop = v.strictObject({
  baseReserve: decimal,
  quoteReserve: decimal,
  feeRate: v.optional(decimal, '0.003'),
})
const pool = v.strictObject({ ...hop.entries, hops: v.optional(v.array(hop), []) })

const costSchema = v.strictObject({
  fixed: zeroDefault,
  perUnit: zeroDefault,
  rate: zeroDefault,
  min: zeroDefault,
  maxRate: v.optional(v.nullable(decimal), null),
  halfSpread: zeroDefault,
  impact: v.optional(v.nullable(impact), null),
  pool: v.optional(v.nullable(pool), null),
  gas: zeroDefault,
})

const instrumentSchema = v.strictObject({
  id,
  name: v.optional(name, ''),
  currency,
  price: v.optional(v.nullable(decimal), null),
  priceAsOf: v.optional(v.nullable(day), null),
  step: v.optional(decimal, '1'),
  minTrade: zeroDefault,
  exposure: v.optional(v.nullable(v.record(id, decimal)), null),
  exclude: v.optional(v.boolean(), false),
  preference: v.optional(v.pipe(v.number(), v.safeInteger('wrong-type')), 1),
  cost: v.optional(costSchema, {}),
  washGroup: v.optional(v.nullable(id), null),
})

const ruleSchema = v.strictObject({
  instrument: id,
  do: v.picklist(['hold', 'no-buy', 'no-sell'], 'unknown-kind'),
})
const accountKind = v.picklist(['taxable', 'deferred', 'exempt'], 'unknown-kind')

const accountSchema = v.strictObject({
  id,
  name: v.optional(name, ''),
  kind: v.optional(accountKind, 'taxable'),
  cash: v.optional(v.record(currency, decimal), {}),
  reserve: zeroDefault,
  flow: zeroDefault,
  allowed: v.optional(v.nullable(v.array(id)), null),
  rules: v.optional(v.array(ruleSchema), []),
})

const lotSchema = v.strictObject({
  account: id,
  instrument: id,
  quantity: decimal,
  acquired: v.optional(v.nullable(day), null),
  unitCost: v.optional(v.nullable(decimal), null),
  // Absent stays absent, so that documents of before keep their bytes and their hash.
  sellRank: v.optional(
    v.nullable(v.pipe(v.number(), v.safeInteger('wrong-type'), v.minValue(1, 'not-positive'))),
  ),
})

const saleSchema = v.strictObject({
  account: id,
  instrument: id,
  quantity: decimal,
  acquired: v.optional(v.nullable(day), null),
  sold: day,
  gain: decimal,
})

const bandSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('absolute'), width: decimal }),
    v.strictObject({ kind: v.literal('relative'), width: decimal }),
    v.strictObject({ kind: v.literal('lesser'), absolute: decimal, relative: decimal }),
    v.strictObject({ kind: v.literal('greater'), absolute: decimal, relative: decimal }),
    v.strictObject({ kind: v.literal('cost-aware') }),
  ],
  'unknown-kind',
)

const triggerKindSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('band') }),
    v.strictObject({ kind: v.literal('calendar'), every: duration, last: v.optional(v.nullable(day), null) }),
    v.strictObject({ kind: v.literal('tracking-error'), cap: decimal }),
    v.strictObject({ kind: v.literal('drift'), cap: decimal }),
    v.strictObject({ kind: v.literal('always') }),
    v.strictObject({ kind: v.literal('never') }),
  ],
  'unknown-kind',
)

const triggerSchema = v.union(
  [v.strictObject({ any: v.array(triggerKindSchema) }), v.strictObject({ all: v.array(triggerKindSchema) })],
  'unknown-kind',
)

const targetSchema = v.strictObject({
  class: id,
  name: v.optional(name, ''),
  parent: v.optional(v.nullable(id), null),
  weight: decimal,
  band: v.optional(v.nullable(bandSchema), null),
  location: v.optional(v.nullable(v.array(accountKind)), null),
})

const destinationSchema = v.union(
  [decimal, v.literal('optimal'), v.strictObject({ distance: decimal })],
  'not-decimal',
)

const policySchema = v.strictObject({
  trigger: triggerSchema,
  band: bandSchema,
  destination: v.optional(destinationSchema, '0.5'),
  resolution: v.optional(decimal, '0.001'),
  scope: v.optional(v.picklist(['all', 'breached'], 'unknown-kind'), 'all'),
  sides: v.optional(v.picklist(['both', 'buy', 'sell'], 'unknown-kind'), 'both'),
  cooldown: v.optional(v.nullable(duration), null),
  lastTraded: v.optional(v.nullable(day), null),
  turnoverCap: v.optional(v.nullable(decimal), null),
  maxTrades: v.optional(
    v.nullable(v.pipe(v.number(), v.safeInteger('wrong-type'), v.minValue(0, 'negative'))),
    null,
  ),
  sellsFirst: v.optional(v.boolean(), true),
})

const riskSchema = v.strictObject({
  aversion: v.optional(decimal, '4'),
  horizonYears: v.optional(v.nullable(decimal), null),
  classes: v.array(id),
  volatility: v.array(decimal),
  correlation: v.array(v.array(decimal)),
})

const taxSchema = v.strictObject({
  shortRate: zeroDefault,
  longRate: zeroDefault,
  lotMethod: v.optional(
    v.picklist(['fifo', 'lifo', 'hifo', 'average', 'specific', 'min-tax'], 'unknown-kind'),
    'min-tax',
  ),
  gainsBudget: v.optional(v.nullable(decimal), null),
  washSales: v.optional(v.boolean(), true),
  harvest: v.optional(v.boolean(), false),
  carryForward: v.optional(v.strictObject({ short: zeroDefault, long: zeroDefault }), {}),
  deferredRate: zeroDefault,
  afterTax: v.optional(v.boolean(), false),
})

/** The whole document as text and plain values; defaults are filled in when it is read. */
export const documentSchema = v.strictObject({
  evenkeel: v.literal(1),
  name: v.optional(name, ''),
  baseCurrency: currency,
  asOf: day,
  rates: v.optional(v.record(currency, decimal), {}),
  conversion: v.optional(v.record(currency, decimal), {}),
  instruments: v.array(instrumentSchema),
  accounts: v.array(accountSchema),
  lots: v.array(lotSchema),
  realised: v.optional(v.array(saleSchema), []),
  targets: v.array(targetSchema),
  policy: policySchema,
  risk: v.optional(v.nullable(riskSchema), null),
  tax: v.optional(v.nullable(taxSchema), null),
  // Absent stays absent, so that documents of before keep their bytes and their hash.
  recipe: v.optional(v.nullable(recipeSchema)),
  targetSets: v.optional(v.nullable(targetSetsSchema)),
})

export type Portfolio = Readable<v.InferOutput<typeof documentSchema>>
export type Instrument = Portfolio['instruments'][number]
export type Cost = Instrument['cost']
export type Account = Portfolio['accounts'][number]
export type AccountKind = Account['kind']
export type Rule = Account['rules'][number]
export type Lot = Portfolio['lots'][number]
export type Sale = Portfolio['realised'][number]
export type Tax = NonNullable<Portfolio['tax']>
export type Target = Portfolio['targets'][number]
export type Band = Portfolio['policy']['band']
export type Policy = Portfolio['policy']
export type Trigger = Policy['trigger']
export type TriggerKind = Readable<v.InferOutput<typeof triggerKindSchema>>
export type Destination = Policy['destination']
