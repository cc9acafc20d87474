/** `keel check`: every problem and every note of a document, cash that cannot be raised included, each with its place and a sentence. */
import { sentenceOf, sentenceOfNote } from '../domain/words.ts'
import { check } from '../engine/check.ts'
import { rebalance } from '../engine/plan.ts'
import { type Outcome, type ReadFile, done, printed, refused } from './outcome.ts'
import { readJson } from './reading.ts'

export function checkFile(file: string, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  const checked = check(json.value)
  // A sound document may still ask for cash that its rules keep away, which only planning finds out.
  const found = checked.problems.length > 0 ? checked.problems : rebalance(json.value).problems
  const problems = found.map((each) => ({
    kind: each.kind,
    path: each.path,
    sentence: sentenceOf(each),
  }))
  const notes = checked.notes.map((each) => ({
    kind: each.kind,
    path: each.path,
    sentence: sentenceOfNote(each),
  }))
  const out = printed({ problems, notes })
  return problems.length === 0 ? done(out) : refused(out)
}
