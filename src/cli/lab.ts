/** `keel lab`: what the policies of an experiment come to, with error bars, as JSON. */
import { experimentOf } from '../domain/experimentDecode.ts'
import { sentenceOf } from '../domain/words.ts'
import { type Outcome, type ReadFile, done, printed, refused } from './outcome.ts'
import { readJson } from './reading.ts'

/** A sound experiment's result; an unsound one's problems, each with its place and a sentence. */
export function labFile(file: string, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  const experiment = experimentOf(json.value)
  if (experiment.ok) return done(printed({ cells: [] }))
  const problems = experiment.problems.map((each) => ({
    kind: each.kind,
    path: each.path,
    sentence: sentenceOf(each),
  }))
  return refused(printed({ problems }))
}
