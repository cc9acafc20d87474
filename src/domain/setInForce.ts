/** Which of a document's target sets is in force, and why: resolved from the document alone. */
import { Decimal, decimalOf } from './decimal.ts'
import type { Portfolio, Target } from './document.ts'
import { remembered } from './memo.ts'
import type { Reading, SetRule, TargetSet, TargetSets } from './targetSets.ts'

/** Why a set is in force. */
export type SetReason =
  | { readonly kind: 'chosen' }
  | { readonly kind: 'no-reading' }
  /** The reading is past this level. */
  | { readonly kind: 'over' | 'back'; readonly level: string; readonly reading: Reading }
  /** The reading says nothing new: it lies between the levels where sets change. */
  | {
      readonly kind: 'stays'
      readonly back: string | null
      readonly over: string | null
      readonly reading: Reading
    }

export interface SetInForce {
  readonly set: TargetSet
  /** The one before the reading. */
  readonly before: TargetSet
  readonly because: SetReason
}

/** Null where the document has no sets, or names one that is not there. */
export function setInForce({ targetSets }: Pick<Portfolio, 'targetSets'>): SetInForce | null {
  if (!targetSets) return null
  const { sets, inForce, rule } = targetSets
  const at = sets.findIndex((each) => each.id === inForce)
  const before = sets[at]
  if (before === undefined) return null
  if (rule === null) return { set: before, before, because: { kind: 'chosen' } }
  if (rule.reading === null) return { set: before, before, because: { kind: 'no-reading' } }
  const { place, because } = read(rule, rule.reading, at)
  return { set: sets[place] ?? before, before, because }
}

/**
 * From the set that was in force upwards while the reading is above the level to the next, then downwards while it is
 * below the level back. Between the two of a pair everything stays: that is the hysteresis.
 */
function read(
  { levels }: SetRule,
  reading: Reading,
  from: number,
): { readonly place: number; readonly because: SetReason } {
  const value = decimalOf(reading.value)
  let place = from
  while (place < levels.length && value.greaterThan(levels[place]?.over ?? value)) place += 1
  while (place > 0 && value.lessThan(levels[place - 1]?.back ?? value)) place -= 1
  if (place > from) return { place, because: { kind: 'over', level: levels[place - 1]?.over ?? '', reading } }
  if (place < from) return { place, because: { kind: 'back', level: levels[place]?.back ?? '', reading } }
  return {
    place,
    because: {
      kind: 'stays',
      back: levels[place - 1]?.back ?? null,
      over: levels[place]?.over ?? null,
      reading,
    },
  }
}

const inForceOf = remembered((document: Pick<Portfolio, 'targets' | 'targetSets'>): readonly Target[] => {
  const found = setInForce(document)
  return found === null ? document.targets : withWeights(document.targets, found.set)
})

/** The targets with the weights that hold now: those of the set in force where there are sets, else as they stand. */
export function targetsInForce(document: Pick<Portfolio, 'targets' | 'targetSets'>): readonly Target[] {
  return document.targetSets ? inForceOf(document) : document.targets
}

/** A set differs from the targets in the weights that it names. */
export function withWeights(targets: readonly Target[], { weights }: TargetSet): readonly Target[] {
  return targets.map((target) => {
    const own = Object.hasOwn(weights, target.class) ? weights[target.class] : undefined
    return own === undefined ? target : { ...target, weight: own }
  })
}

/** The sets after a new reading: what the old one led to is what was in force before. */
export function withReading(targetSets: TargetSets, reading: Reading): TargetSets {
  const now = setInForce({ targetSets })
  const { rule } = targetSets
  if (rule === null) return targetSets
  return { ...targetSets, inForce: now?.set.id ?? targetSets.inForce, rule: { ...rule, reading } }
}

/** Levels that cannot be told apart, or lead back at once: a pair's way back above its way over, or pairs out of order. */
export function crossedLevels({ levels }: SetRule): readonly number[] {
  return levels.flatMap(({ over, back }, at) => {
    const next = levels[at - 1]
    const isCrossed = decimalOf(back).greaterThan(over)
    const isUnordered =
      next !== undefined && (new Decimal(over).lessThan(next.over) || new Decimal(back).lessThan(next.back))
    return isCrossed || isUnordered ? [at] : []
  })
}
