/** Whether a document's target sets make sense: ids, classes, sums, levels, each fault with its path; and what a plan says of them. */
import { Decimal, decimalOf, sumOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import { problem, type Note, type Problem } from './problem.ts'
import { crossedLevels, setInForce, withWeights, type SetReason } from './setInForce.ts'
import { childrenOf } from './target.ts'
import type { SetRule, TargetSet, TargetSets } from './targetSets.ts'

/** As people type percentages, like the targets themselves. */
const sumTolerance = new Decimal('0.0001')

export function targetSetProblems(document: Portfolio): Problem[] {
  const { targetSets } = document
  if (!targetSets) return []
  const ids = targetSets.sets.map((each) => each.id)
  return [
    ...(ids.length < 2
      ? [
          problem('list-length', 'targetSets/sets', {
            expected: 'at least two',
            found: String(ids.length),
          }),
        ]
      : []),
    ...targetSets.sets.flatMap((set, at) => [
      ...(ids.indexOf(set.id) < at
        ? [problem('duplicate-id', `targetSets/sets/${at}/id`, { id: set.id })]
        : []),
      ...setProblems(document, set, `targetSets/sets/${at}`),
    ]),
    ...(ids.includes(targetSets.inForce)
      ? []
      : [problem('unknown-set', 'targetSets/inForce', { set: targetSets.inForce })]),
    ...(targetSets.rule === null ? [] : ruleProblems(document, targetSets, targetSets.rule)),
  ]
}

function setProblems(document: Portfolio, set: TargetSet, path: string): Problem[] {
  const known = new Set(document.targets.map((each) => each.class))
  const own = Object.entries(set.weights).flatMap(([name, weight]): Problem[] => {
    const at = `${path}/weights/${name}`
    if (!known.has(name)) return [problem('unknown-target', at, { class: name })]
    const value = decimalOf(weight)
    return value.lessThan(0) || value.greaterThan(1) ? [problem('out-of-range', at, { found: weight })] : []
  })
  return own.length > 0 ? own : sumProblems(document, set, path)
}

/** A set that names no weight sums to what the targets sum to, and they are told of that themselves. */
function sumProblems(document: Portfolio, set: TargetSet, path: string): Problem[] {
  const named = new Set(Object.keys(set.weights))
  return [...childrenOf(withWeights(document.targets, set))].flatMap(([parent, family]): Problem[] => {
    const sum = sumOf(family.map((target) => decimalOf(target.weight)))
    const isNear = sum.minus(1).abs().lessThanOrEqualTo(sumTolerance)
    if (isNear || !family.some((target) => named.has(target.class))) return []
    const kind = sum.greaterThan(1) ? 'targets-exceed-one' : 'targets-below-one'
    return [
      problem(kind, `${path}/weights`, {
        parent: parent ?? '',
        sum: sum.toFixed(),
        set: set.name || set.id,
      }),
    ]
  })
}

function ruleProblems(document: Portfolio, { sets }: TargetSets, rule: SetRule): Problem[] {
  const { signal, levels, reading } = rule
  const wanted = Math.max(0, sets.length - 1)
  const isKnown = signal.kind === 'typed' || document.targets.some((each) => each.class === signal.class)
  return [
    ...(isKnown ? [] : [problem('unknown-target', 'targetSets/rule/signal/class', { class: signal.class })]),
    ...(levels.length === wanted
      ? []
      : [
          problem('list-length', 'targetSets/rule/levels', {
            expected: String(wanted),
            found: String(levels.length),
          }),
        ]),
    ...crossedLevels(rule).map((at) => problem('levels-crossed', `targetSets/rule/levels/${at}`)),
    ...(reading !== null && reading.day > document.asOf
      ? [
          problem('later-than-plan', 'targetSets/rule/reading/day', {
            asOf: document.asOf,
            found: reading.day,
          }),
        ]
      : []),
  ]
}

/** Which set a plan goes by; none where there are no sets. */
export function targetSetNotes(document: Portfolio): Note[] {
  const found = setInForce(document)
  const rule = document.targetSets?.rule ?? null
  if (found === null) return []
  const { set, before, because } = found
  return [
    {
      kind: 'set-in-force',
      path: 'targetSets',
      set: set.name || set.id,
      before: before.name || before.id,
      because: because.kind,
      ...(rule === null ? {} : signalDetails(document, rule)),
      ...detailsOf(because),
    },
  ]
}

type Details = Readonly<Record<string, string>>

function signalDetails(document: Portfolio, { signal }: SetRule): Details {
  if (signal.kind === 'typed') return { signal: 'typed', signalName: signal.name }
  const target = document.targets.find((each) => each.class === signal.class)
  return { signal: signal.kind, class: target?.name || signal.class }
}

function detailsOf(because: SetReason): Details {
  switch (because.kind) {
    case 'chosen':
    case 'no-reading':
      return {}
    case 'over':
    case 'back':
      return { level: because.level, ...readingDetails(because.reading) }
    case 'stays':
      return {
        ...(because.back === null ? {} : { back: because.back }),
        ...(because.over === null ? {} : { over: because.over }),
        ...readingDetails(because.reading),
      }
  }
}

function readingDetails({
  value,
  day,
  source,
}: {
  readonly value: string
  readonly day: string
  readonly source: string
}): Details {
  return { value, day, source }
}
