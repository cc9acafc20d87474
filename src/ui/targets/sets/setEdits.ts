/** What can be done to target sets; each edit takes a document and gives a new one. */
import type { Portfolio } from '../../../domain/document.ts'
import { cashClass } from '../../../domain/target.ts'
import type { SetRule, TargetSet, TargetSets } from '../../../domain/targetSets.ts'

export type SetsChange = (sets: TargetSets) => TargetSets

/** The first two sets: the targets as they are, and a copy to be made calmer. */
export function withFirstSets(document: Portfolio): Portfolio {
  const sets = [
    { id: 'on', name: 'Risk on', weights: {} },
    { id: 'off', name: 'Risk off', weights: weightsOf(document) },
  ]
  return { ...document, targetSets: { sets, inForce: 'on', rule: null } }
}

export function withSets(document: Portfolio, change: SetsChange): Portfolio {
  return document.targetSets ? { ...document, targetSets: change(document.targetSets) } : document
}

/** Every class and group with its weight in the tree. */
export function weightsOf({ targets }: Portfolio): Record<string, string> {
  return Object.fromEntries(targets.map((target) => [target.class, target.weight]))
}

export function withSet(at: number, change: (set: TargetSet) => TargetSet): SetsChange {
  return (own) => ({ ...own, sets: own.sets.map((set, place) => (place === at ? change(set) : set)) })
}

/** Without a weight of its own a class has that of the targets. */
export function withSetWeight(at: number, name: string, weight: string | null): SetsChange {
  return withSet(at, (set) => {
    const { [name]: _, ...others } = set.weights
    return { ...set, weights: weight === null ? others : { ...others, [name]: weight } }
  })
}

/** A new set after the others, like the last of them; a rule gets levels for it beyond the last. */
export function withAnotherSet(own: TargetSets): TargetSets {
  const last = own.sets.at(-1)
  let number = own.sets.length + 1
  while (own.sets.some(({ id }) => id === `set-${number}`)) number += 1
  const set = { id: `set-${number}`, name: `Set ${number}`, weights: last?.weights ?? {} }
  const level = own.rule?.levels.at(-1) ?? { over: '0.2', back: '0.15' }
  return {
    ...own,
    sets: [...own.sets, set],
    rule: own.rule === null ? null : { ...own.rule, levels: [...own.rule.levels, level] },
  }
}

/** Its levels go with it; where it was in force, the first set is. */
export function withoutSet(at: number): SetsChange {
  return (own) => {
    const gone = own.sets[at]
    const sets = own.sets.filter((_, place) => place !== at)
    const level = Math.max(0, at - 1)
    return {
      sets,
      inForce: own.inForce === gone?.id ? (sets[0]?.id ?? '') : own.inForce,
      rule:
        own.rule === null
          ? null
          : { ...own.rule, levels: own.rule.levels.filter((_, place) => place !== level) },
    }
  }
}

/** A rule to begin with: the volatility of the largest class, over 20 % and back under 15 %, further for further sets. */
export function withFirstRule(document: Portfolio): SetsChange {
  const first = document.targets.find((target) => target.class !== cashClass)?.class ?? cashClass
  return (own) => ({
    ...own,
    rule: {
      signal: { kind: 'volatility', class: first },
      levels: own.sets.slice(1).map((_, at) => ({ over: `0.${at + 2}0`, back: `0.${at + 1}5` })),
      reading: null,
    },
  })
}

export function withRule(change: (rule: SetRule) => SetRule): SetsChange {
  return (own) => (own.rule === null ? own : { ...own, rule: change(own.rule) })
}

/** A class goes by another id from now on. */
export function setsRenamed(own: Portfolio['targetSets'], from: string, to: string): Portfolio['targetSets'] {
  if (!own) return own
  const renamed = (weights: TargetSet['weights']): TargetSet['weights'] =>
    Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name === from ? to : name, weight]))
  const { rule } = own
  const follows = rule !== null && rule.signal.kind !== 'typed' && rule.signal.class === from
  return {
    ...own,
    sets: own.sets.map((set) => ({ ...set, weights: renamed(set.weights) })),
    rule: follows ? { ...rule, signal: { kind: rule.signal.kind, class: to } } : rule,
  }
}

/** Classes that are gone have no weights, and no signal can follow them. */
export function setsWithout(
  own: Portfolio['targetSets'],
  gone: ReadonlySet<string>,
): Portfolio['targetSets'] {
  if (!own) return own
  const { rule } = own
  const isBlind = rule !== null && rule.signal.kind !== 'typed' && gone.has(rule.signal.class)
  return {
    ...own,
    sets: own.sets.map((set) => ({
      ...set,
      weights: Object.fromEntries(Object.entries(set.weights).filter(([name]) => !gone.has(name))),
    })),
    rule: isBlind ? null : rule,
  }
}
