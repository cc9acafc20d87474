/** Worth, drift and problems of a document, computed once however many places show them. */
import type { Portfolio } from '../domain/document.ts'
import { driftFrom, type Drift } from '../domain/drift.ts'
import { remembered } from '../domain/memo.ts'
import type { Problem } from '../domain/problem.ts'
import { problemsOf } from '../domain/soundness.ts'
import { worthOf, type Worth } from '../domain/worth.ts'

/** Most documents are the last one after an edit. */
let last: Worth | null = null

export const worthNow = remembered((document: Portfolio): Worth => {
  last = worthOf(document, last)
  return last
})

export const driftNow = remembered((document: Portfolio): Drift => {
  const { valuation, classes } = worthNow(document)
  return driftFrom(document, valuation, classes)
})

export const problemsNow = remembered((document: Portfolio): readonly Problem[] => problemsOf(document))
