/** Named sets of target weights, and the rule that says which of them is in force. */
import * as v from 'valibot'
import { day, decimal, id, name, type Readable } from './texts.ts'

const signalSchema = v.variant(
  'kind',
  [
    /** Any number that a person follows. */
    v.strictObject({ kind: v.literal('typed'), name }),
    /** Of the class's returns, a year. */
    v.strictObject({ kind: v.literal('volatility'), class: id }),
    /** How far the class stands below its highest price, as a fraction of that. */
    v.strictObject({ kind: v.literal('drawdown'), class: id }),
  ],
  'unknown-kind',
)

const ruleSchema = v.strictObject({
  signal: signalSchema,
  /** Between neighbouring sets: above `over` the later one comes into force, below `back` the earlier one again. */
  levels: v.array(v.strictObject({ over: decimal, back: decimal })),
  /** What the signal said when it was last looked at; null before that. */
  reading: v.optional(
    v.nullable(v.strictObject({ value: decimal, day, source: v.optional(name, '') })),
    null,
  ),
})

export const targetSetsSchema = v.strictObject({
  /** From the calmest signal to the wildest. A set names the weights in which it differs from the targets. */
  sets: v.array(v.strictObject({ id, name: v.optional(name, ''), weights: v.record(id, decimal) })),
  /** Chosen by a person, or what was in force before the reading. */
  inForce: id,
  /** Null while a person chooses. */
  rule: v.optional(v.nullable(ruleSchema), null),
})

export type TargetSets = Readable<v.InferOutput<typeof targetSetsSchema>>
export type TargetSet = TargetSets['sets'][number]
export type SetRule = NonNullable<TargetSets['rule']>
export type Signal = SetRule['signal']
export type Reading = NonNullable<SetRule['reading']>
