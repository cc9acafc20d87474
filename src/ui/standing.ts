/** Drift and problems of a document, computed once however many places show them. */
import type { Portfolio } from '../domain/document.ts'
import { driftOf, type Drift } from '../domain/drift.ts'
import type { Problem } from '../domain/problem.ts'
import { problemsOf } from '../domain/soundness.ts'

const drifts = new WeakMap<Portfolio, Drift>()
const faults = new WeakMap<Portfolio, readonly Problem[]>()

export function driftNow(document: Portfolio): Drift {
  return remembered(drifts, document, driftOf)
}

export function problemsNow(document: Portfolio): readonly Problem[] {
  return remembered(faults, document, problemsOf)
}

function remembered<T>(
  known: WeakMap<Portfolio, T>,
  document: Portfolio,
  compute: (document: Portfolio) => T,
): T {
  const found = known.get(document)
  if (found !== undefined) return found
  const value = compute(document)
  known.set(document, value)
  return value
}
