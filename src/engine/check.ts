/** Step 1: is this a document, does it make sense, and can everything it asks for be planned? */
import { documentOf } from '../domain/decode.ts'
import type { Portfolio } from '../domain/document.ts'
import type { Recall } from '../domain/memo.ts'
import type { Note, Problem } from '../domain/problem.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { notesOf, problemsOf } from '../domain/soundness.ts'

export interface Checked {
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
}

/** Every problem and note of a document; an empty list of problems means that a plan can be tried. */
export function check(json: unknown): Checked {
  const decoded = documentOf(json)
  if (!decoded.ok) return { problems: decoded.problems, notes: [] }
  return { problems: problemsOf(decoded.value), notes: notesOf(decoded.value) }
}

/** The document, when nothing stands in the way of planning it. */
export function plannable(json: unknown, recall?: Recall): Result<Portfolio> {
  const decoded = documentOf(json, recall)
  if (!decoded.ok) return decoded
  const problems = problemsOf(decoded.value)
  return problems.length > 0 ? failure(problems) : success(decoded.value)
}
