/** The experiment: one validator from which its types and its reading derive, and the policies that it compares. */
import * as v from 'valibot'
import { decimalOf, textOf } from './decimal.ts'
import { documentSchema, type Band } from './document.ts'

type Readable<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Readable<T[K]> }

/** An experiment is written in the same kinds of text as a document. */
const { lots, policy: documentPolicy, asOf: day } = documentSchema.entries
const { quantity: decimal, account: id } = lots.item.entries
const { band, scope } = documentPolicy.entries

const whole = v.pipe(v.number(), v.safeInteger('wrong-type'))
/** Counts of things there must be at least one of. */
const count = v.pipe(whole, v.minValue(1, 'not-positive'))

const moments = {
  mean: v.array(decimal),
  volatility: v.array(decimal),
  correlation: v.array(v.array(decimal)),
}
const length = { years: decimal, stepsPerYear: count, paths: count }

/** The prices of each class, one list a class in their order, on the days of `dates`. */
const pricesSchema = v.strictObject({ dates: v.array(day), classes: v.array(v.array(decimal)) })
/** Rows of prices a year; null counts them by their days. */
const rowsPerYear = v.optional(v.nullable(count), null)

const marketSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('gbm'), ...length, ...moments }),
    /** Shocks with fat tails, all classes at once, scaled to `volatility`. */
    v.strictObject({ kind: v.literal('student-t'), ...length, ...moments, degrees: decimal }),
    /** Log jumps that hit all classes at the same time, each by its own size; `mean` remains the arithmetic drift. */
    v.strictObject({
      kind: v.literal('jump'),
      ...length,
      ...moments,
      jump: v.strictObject({ perYear: decimal, mean: v.array(decimal), deviation: v.array(decimal) }),
    }),
    v.strictObject({ kind: v.literal('mean-reverting'), ...length, ...moments, halfLifeYears: decimal }),
    v.strictObject({
      kind: v.literal('regimes'),
      ...length,
      states: v.array(v.strictObject(moments)),
      switchPerYear: decimal,
    }),
    v.strictObject({ kind: v.literal('history'), prices: pricesSchema, stepsPerYear: rowsPerYear }),
    v.strictObject({
      kind: v.literal('bootstrap'),
      prices: pricesSchema,
      stepsPerYear: rowsPerYear,
      /** Mean length of a block, in rows. */
      meanBlock: decimal,
      years: decimal,
      paths: count,
    }),
  ],
  'unknown-kind',
)

const policySchema = v.strictObject({
  name: id,
  /** Null: no weight ever fires. Without a calendar either, the policy never rebalances. */
  band: v.optional(v.nullable(band), null),
  destination: v.optional(decimal, '0.5'),
  /** Rebalances at the first look after so many steps, whatever the weights; beside a band, whichever comes first. */
  calendarSteps: v.optional(v.nullable(count), null),
  scope,
  /** Its own look interval; null: the experiment's. */
  lookEverySteps: v.optional(v.nullable(count), null),
  /** False: leaving the band opens nothing, and the band only says where the calendar's trades end. Absent: true. */
  byBand: v.optional(v.boolean()),
})

/** Every trigger with every destination and look interval; of lesser and greater the relative part is five times the trigger. */
const gridSchema = v.strictObject({
  band: v.picklist(['absolute', 'relative', 'lesser', 'greater'], 'unknown-kind'),
  trigger: v.array(decimal),
  destination: v.optional(v.array(decimal), ['0.5']),
  scope,
  lookEverySteps: v.optional(v.nullable(v.array(count)), null),
})

export const experimentSchema = v.strictObject({
  evenkeelExperiment: v.literal(1),
  seed: v.optional(v.pipe(whole, v.minValue(0, 'negative')), 0),
  classes: v.array(id),
  targets: v.array(decimal),
  /** Own bands of classes, in their order; they win over the band of any policy that has one. Null or absent: none. */
  bands: v.optional(v.array(v.nullable(band))),
  market: marketSchema,
  lookEverySteps: v.optional(count, 1),
  cost: v.optional(
    v.nullable(
      v.strictObject({
        oneWay: v.optional(v.nullable(v.array(decimal)), null),
        ticket: v.optional(decimal, '0'),
      }),
    ),
    null,
  ),
  tax: v.optional(v.nullable(v.strictObject({ rate: decimal })), null),
  flowPerYear: v.optional(decimal, '0'),
  aversion: v.optional(decimal, '4'),
  policies: v.union(
    [
      v.strictObject({ grid: gridSchema, also: v.optional(v.array(policySchema), []) }),
      v.array(policySchema),
    ],
    'unknown-kind',
  ),
  /** The policy to compare with: its place in the list, or its name. */
  baseline: v.optional(v.union([v.pipe(whole, v.minValue(0, 'negative')), id], 'wrong-type'), 0),
})

export type Experiment = Readable<v.InferOutput<typeof experimentSchema>>
export type Market = Experiment['market']
export type Prices = Readable<v.InferOutput<typeof pricesSchema>>
export type LabPolicy = Readable<v.InferOutput<typeof policySchema>>
type Grid = Readable<v.InferOutput<typeof gridSchema>>

/** What is compared, in the order of the results: a list as it stands; a grid by trigger, destination and look interval. */
export function policiesOf(experiment: Experiment): readonly LabPolicy[] {
  const { policies } = experiment
  return 'grid' in policies ? [...gridOf(policies.grid), ...policies.also] : policies
}

/** The place of the baseline among the policies; -1 where there is none of its name. */
export function baselineOf(experiment: Experiment, policies: readonly LabPolicy[]): number {
  const { baseline } = experiment
  if (typeof baseline === 'string') return policies.findIndex((policy) => policy.name === baseline)
  return baseline < policies.length ? baseline : -1
}

function gridOf(grid: Grid): LabPolicy[] {
  const looks = grid.lookEverySteps ?? [null]
  return grid.trigger.flatMap((trigger) =>
    grid.destination.flatMap((destination) =>
      looks.map((lookEverySteps) => ({
        name: `${grid.band} ${trigger} to ${destination}${lookEverySteps === null ? '' : ` every ${lookEverySteps}`}`,
        band: bandOf(grid.band, trigger),
        destination,
        calendarSteps: null,
        scope: grid.scope,
        lookEverySteps,
      })),
    ),
  )
}

function bandOf(kind: Grid['band'], trigger: string): Band {
  if (kind === 'absolute' || kind === 'relative') return { kind, width: trigger }
  return { kind, absolute: trigger, relative: textOf(decimalOf(trigger).times(5)) }
}
