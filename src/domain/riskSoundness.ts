/** Whether a document's risk makes sense, and whether what asks for it finds all it needs: each fault with its path. */
import { contradictedClass, type Risk } from './covariance.ts'
import { decimalOf } from './decimal.ts'
import type { Portfolio } from './document.ts'
import { problem, type Problem } from './problem.ts'
import { cashClass, leafClasses } from './target.ts'
import { classesWithoutRisk } from './trackingError.ts'

/** Faults of `risk` itself in its own order, then of what the policy asks of it. */
export function riskProblems(document: Portfolio): Problem[] {
  const own = document.risk === null ? [] : ownProblems(document, document.risk)
  return [...own, ...triggerProblems(document), ...destinationProblems(document)]
}

function ownProblems(document: Portfolio, risk: Risk): Problem[] {
  const horizon = risk.horizonYears === null ? [] : positive(risk.horizonYears, 'risk/horizonYears')
  return [
    ...positive(risk.aversion, 'risk/aversion'),
    ...horizon,
    ...classProblems(document, risk),
    ...lengthProblems(risk),
    ...risk.volatility.flatMap((text, at) =>
      decimalOf(text).lessThan(0) ? [problem('negative', `risk/volatility/${at}`, { found: text })] : [],
    ),
    ...correlationProblems(risk),
  ]
}

function classProblems(document: Portfolio, risk: Risk): Problem[] {
  const leaves = leafClasses(document)
  return risk.classes.flatMap((name, at): Problem[] => {
    const path = `risk/classes/${at}`
    if (risk.classes.indexOf(name) < at) return [problem('duplicate-id', path, { id: name })]
    if (name === cashClass) return [problem('risk-of-cash', path)]
    return leaves.has(name) ? [] : [problem('unknown-class', path, { class: name })]
  })
}

/** One volatility and one row of correlations for each class, and each row as long. */
function lengthProblems(risk: Risk): Problem[] {
  const expected = risk.classes.length
  const lists = [
    [risk.volatility.length, 'risk/volatility'],
    [risk.correlation.length, 'risk/correlation'],
    ...risk.correlation.map((row, at) => [row.length, `risk/correlation/${at}`] as const),
  ] as const
  return lists.flatMap(([found, path]) =>
    found === expected
      ? []
      : [problem('risk-length', path, { expected: String(expected), found: String(found) })],
  )
}

/** Entries first; only a symmetric matrix with ones can be asked whether it is positive semidefinite. */
function correlationProblems(risk: Risk): Problem[] {
  const entries = risk.correlation.flatMap((row, i) =>
    row.flatMap((text, j) => entryProblems(risk, i, j, text)),
  )
  if (entries.length > 0 || lengthProblems(risk).length > 0) return entries
  const contradicted = contradictedClass(risk)
  return contradicted === null
    ? []
    : [problem('correlation-indefinite', 'risk/correlation', { class: contradicted })]
}

function entryProblems(risk: Risk, i: number, j: number, text: string): Problem[] {
  const path = `risk/correlation/${i}/${j}`
  const value = decimalOf(text)
  if (i === j) return value.equals(1) ? [] : [problem('correlation-diagonal', path, { found: text })]
  if (value.abs().greaterThan(1)) return [problem('correlation-range', path, { found: text })]
  const mirrored = risk.correlation[j]?.[i]
  if (i < j || mirrored === undefined || value.equals(mirrored)) return []
  const names = { class: risk.classes[i] ?? '', other: risk.classes[j] ?? '' }
  return [problem('correlation-asymmetric', path, { ...names, found: text, mirrored })]
}

/** The tracking error needs every class that has a target or is held. */
function triggerProblems(document: Portfolio): Problem[] {
  const { trigger } = document.policy
  const list = 'any' in trigger ? 'any' : 'all'
  const kinds = 'any' in trigger ? trigger.any : trigger.all
  const asking = kinds.flatMap((kind, at) => (kind.kind === 'tracking-error' ? [at] : []))
  if (asking.length === 0) return []
  const missing = classesWithoutRisk(document, 'held')
  if (missing.length === 0 && document.risk !== null) return []
  return asking.map((at) =>
    problem('risk-missing', `policy/trigger/${list}/${at}`, {
      feature: 'The tracking-error trigger',
      classes: missing,
    }),
  )
}

/** The destination "optimal" weighs every class that a trade could lead to, and all rows together. */
function destinationProblems(document: Portfolio): Problem[] {
  const { destination, scope } = document.policy
  if (destination !== 'optimal') return []
  const classes = classesWithoutRisk(document, 'tradable')
  const feature = 'The destination “optimal”'
  return [
    ...(classes.length > 0 || document.risk === null
      ? [problem('risk-missing', 'policy/destination', { feature, classes })]
      : []),
    ...(scope === 'breached' ? [problem('scope-with-optimal', 'policy/scope')] : []),
  ]
}

function positive(text: string, path: string): Problem[] {
  return decimalOf(text).greaterThan(0) ? [] : [problem('not-positive', path, { found: text })]
}
