/** The question for a built target, outside any document: a recipe, limits, and a covariance unless price files tell it. */
import * as v from 'valibot'
import { shapedBy } from './decode.ts'
import { documentSchema } from './document.ts'
import type { Result } from './result.ts'

const { quantity: decimal, account: id } = documentSchema.entries.lots.item.entries

const plain = [
  'equal',
  'inverse-volatility',
  'equal-risk',
  'minimum-variance',
  'maximum-diversification',
] as const

const baseEntries = [
  v.strictObject({ kind: v.picklist(plain) }),
  v.strictObject({
    kind: v.literal('hierarchical-risk-parity'),
    distance: v.optional(v.picklist(['correlation', 'distance-of-distances'], 'unknown-kind'), 'correlation'),
  }),
  v.strictObject({ kind: v.literal('risk-budgets'), budgets: v.record(id, decimal) }),
  v.strictObject({ kind: v.literal('tracking-error'), benchmark: v.record(id, decimal) }),
  /** One of the three. */
  v.strictObject({
    kind: v.literal('mean-variance'),
    aversion: v.optional(decimal),
    return: v.optional(decimal),
    volatility: v.optional(decimal),
  }),
  v.strictObject({ kind: v.literal('maximum-sharpe'), riskFree: v.optional(decimal, '0') }),
] as const

const recipeSchema = v.variant(
  'kind',
  [
    ...baseEntries,
    v.strictObject({
      kind: v.literal('target-volatility'),
      base: v.variant('kind', [...baseEntries], 'unknown-kind'),
      volatility: decimal,
      remainder: id,
      hysteresis: v.optional(decimal, '0'),
      exposure: v.optional(v.nullable(decimal), null),
    }),
  ],
  'unknown-kind',
)

const bounds = { lower: v.optional(decimal, '0'), upper: v.optional(decimal, '1') }

/** A target that moves: how much of the way to it is worth trading now. */
const movingSchema = v.strictObject({
  present: v.record(id, decimal),
  /** What the target comes back to; left out, it stays where it is. */
  anchor: v.optional(v.nullable(v.record(id, decimal)), null),
  aversion: v.optional(decimal, '4'),
  cost: decimal,
  discount: v.optional(decimal, '0'),
  decay: v.optional(decimal, '0'),
})

const questionSchema = v.strictObject({
  evenkeelTarget: v.literal(1),
  recipe: recipeSchema,
  /** By class; who is not named may weigh anything from 0 to 1. */
  limits: v.optional(v.record(id, v.strictObject(bounds)), {}),
  groups: v.optional(v.array(v.strictObject({ classes: v.array(id), ...bounds })), []),
  /** Without price files: the classes, and what is known of them a year. */
  classes: v.optional(v.array(id), []),
  covariance: v.optional(v.array(v.array(decimal)), []),
  means: v.optional(v.nullable(v.array(decimal)), null),
  /** With price files. */
  estimator: v.optional(
    v.picklist(['sample', 'exponential', 'identity', 'constant-correlation'], 'unknown-kind'),
    'sample',
  ),
  moving: v.optional(v.nullable(movingSchema), null),
  /** So many times the files' rows are drawn again; 0 for none. */
  resamples: v.optional(v.pipe(v.number(), v.safeInteger('wrong-type'), v.minValue(0, 'negative')), 0),
  seed: v.optional(v.pipe(v.number(), v.safeInteger('wrong-type'), v.minValue(0, 'negative')), 0),
})

export type TargetQuestion = v.InferOutput<typeof questionSchema>
export type QuestionRecipe = TargetQuestion['recipe']

export function targetQuestionOf(json: object): Result<TargetQuestion> {
  return shapedBy(questionSchema, json)
}
