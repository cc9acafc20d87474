/** Deletion filtering: from rules that cannot hold together, a set of which each one is needed for that. */

/**
 * Drops rules, the first ones first, as long as the rest still clashes. Halves are tried before their members, so that
 * k rules that matter among n cost about k log n questions. `clashes` must stay true when rules are added; the list as
 * a whole clashes. Empty when there is a clash without any rule.
 */
export function irreducible<T>(rules: readonly T[], clashes: (kept: readonly T[]) => boolean): T[] {
  let kept = [...rules]
  const drop = (part: readonly T[]): void => {
    const gone = new Set(part)
    const rest = kept.filter((each) => !gone.has(each))
    if (clashes(rest)) {
      kept = rest
      return
    }
    if (part.length === 1) return
    const half = Math.floor(part.length / 2)
    drop(part.slice(0, half))
    drop(part.slice(half))
  }
  if (rules.length > 0) drop(rules)
  return kept
}
