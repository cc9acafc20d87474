/** Whether limits can hold together, and if not, a set of them that cannot and of which none is superfluous. */
import type { Rule } from './built.ts'
import { nearestWithin } from './nearest.ts'
import { reduced } from './reduced.ts'
import type { Limits } from './universe.ts'

/** Null where weights exist that keep all limits; else rules of which each one is needed for the contradiction. */
export function clashOf(size: number, limits: Limits): readonly Rule[] | null {
  if (canHold(size, limits)) return null
  const rules = rulesOf(limits)
  return rules.reduce((left: readonly Rule[], rule) => {
    const others = left.filter((each) => each !== rule)
    return canHold(size, only(size, limits, others)) ? left : others
  }, rules)
}

/** Adding up bounds decides most; groups that overlap are left to the solver. */
export function canHold(size: number, limits: Limits): boolean {
  if (reduced({ size, ...limits }) === null) return false
  return limits.groups.length === 0 || nearestWithin(limits, new Float64Array(size).fill(1 / size)) !== null
}

/** What every weight keeps anyway is no rule. */
function rulesOf({ lower, upper, groups }: Limits): Rule[] {
  const classes = [...lower.keys()]
  return [
    ...classes.filter((i) => lower[i]! > 0).map((i): Rule => ({ kind: 'lower', class: i })),
    ...classes.filter((i) => upper[i]! < 1).map((i): Rule => ({ kind: 'upper', class: i })),
    ...[...groups.keys()]
      .filter((g) => groups[g]!.lower > 0)
      .map((g): Rule => ({ kind: 'group-lower', group: g })),
    ...[...groups.keys()]
      .filter((g) => groups[g]!.upper < 1)
      .map((g): Rule => ({ kind: 'group-upper', group: g })),
  ]
}

/** The limits with these rules and no others. */
function only(size: number, limits: Limits, rules: readonly Rule[]): Limits {
  const lower = new Float64Array(size)
  const upper = new Float64Array(size).fill(1)
  const groups = limits.groups.map(({ members }) => ({ members, lower: 0, upper: 1 }))
  for (const rule of rules) {
    if ('class' in rule) {
      const [bound, own] = rule.kind === 'lower' ? [lower, limits.lower] : [upper, limits.upper]
      bound[rule.class] = own[rule.class]!
    } else if (rule.kind === 'group-lower') groups[rule.group]!.lower = limits.groups[rule.group]!.lower
    else groups[rule.group]!.upper = limits.groups[rule.group]!.upper
  }
  return { lower, upper, groups }
}
