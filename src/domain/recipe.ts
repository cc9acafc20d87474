/** The recipe: how targets were built from risk, within which limits, from which estimates, and the weights that this gave. */
import * as v from 'valibot'
import { day, decimal, id, type Readable } from './texts.ts'

/** Builders that need nothing but risk. */
export const plainBuilders = [
  'equal',
  'inverse-volatility',
  'equal-risk',
  'minimum-variance',
  'maximum-diversification',
] as const

/** Of these a volatility target can be mixed. */
export const baseBuilders = [...plainBuilders, 'hierarchical-risk-parity'] as const

/** Numbers by class. */
const byClass = v.record(id, decimal)

const builderSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.picklist(plainBuilders) }),
    /** By sqrt((1 - r) / 2), or by how far the columns of those distances are apart. */
    v.strictObject({
      kind: v.literal('hierarchical-risk-parity'),
      distance: v.picklist(['correlation', 'distance-of-distances'], 'unknown-kind'),
    }),
    /** Shares of the whole risk, in proportion; a class that is not named gets none. */
    v.strictObject({ kind: v.literal('risk-budgets'), budgets: byClass }),
    /** The weights of another builder, mixed with one class of cash or bonds until the volatility is met. */
    v.strictObject({
      kind: v.literal('target-volatility'),
      of: v.picklist(baseBuilders, 'unknown-kind'),
      volatility: decimal,
      /** A share of the volatility: inside it the mix stays as it is. */
      hysteresis: decimal,
      remainder: id,
    }),
    v.strictObject({ kind: v.literal('tracking-error'), benchmark: byClass }),
    /** Returns a year that somebody expects: the error-prone part. */
    v.strictObject({ kind: v.literal('mean-variance'), aversion: decimal, means: byClass }),
    v.strictObject({ kind: v.literal('maximum-sharpe'), riskFree: decimal, means: byClass }),
  ],
  'unknown-kind',
)

/** What a class or a group of classes may weigh of the whole. */
const boundSchema = v.strictObject({ class: id, least: decimal, most: decimal })

const settingsEntries = {
  builder: builderSchema,
  /** Whether groups keep the weights that they have, or only their bounds hold. */
  groups: v.picklist(['keep', 'free'], 'unknown-kind'),
  bounds: v.array(boundSchema),
}

const estimatesSchema = v.strictObject({
  /** The document's own risk, or price histories. */
  source: v.picklist(['risk', 'histories'], 'unknown-kind'),
  estimator: v.nullable(
    v.picklist(['sample', 'exponential', 'constant-correlation', 'identity'], 'unknown-kind'),
  ),
  from: v.nullable(day),
  to: v.nullable(day),
  returns: v.nullable(v.pipe(v.number(), v.safeInteger('wrong-type'))),
  /** Of what was estimated from, so that the same can be told from the similar. */
  hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'wrong-type')),
  classes: v.array(id),
  volatility: v.array(decimal),
  correlation: v.array(v.array(decimal)),
})

const figuresEntries = { volatility: decimal, diversification: decimal }

export const recipeSchema = v.strictObject({
  ...settingsEntries,
  estimates: estimatesSchema,
  built: v.strictObject({
    /** The day of the document it was built in. */
    day,
    ...figuresEntries,
    /** One-way, from the weights of that day. */
    turnover: decimal,
    /** Of every class and group, as written to the targets. */
    weights: byClass,
  }),
})

export type Recipe = Readable<v.InferOutput<typeof recipeSchema>>
export type Builder = Recipe['builder']
export type BaseBuilder = (typeof baseBuilders)[number]
export type Bound = Recipe['bounds'][number]
export type RecipeEstimates = Recipe['estimates']
/** What a person sets before anything is built. */
export type RecipeSettings = Pick<Recipe, 'builder' | 'groups' | 'bounds'>
