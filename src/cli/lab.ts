/** `keel lab`: what the policies of an experiment come to, with error bars, as JSON. */
import { comparisonOf } from '../domain/comparison.ts'
import { experimentOf } from '../domain/experimentDecode.ts'
import { cellsOf } from '../domain/labResult.ts'
import { sentenceOf } from '../domain/words.ts'
import { sweep } from '../lab/sweep.ts'
import { type Outcome, type ReadFile, done, printed, refused } from './outcome.ts'
import { readJson } from './reading.ts'

/** A sound experiment's result; an unsound one's problems, each with its place and a sentence. */
export function labFile(file: string, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  const experiment = experimentOf(json.value)
  if (experiment.ok) {
    const { policies, baseline, ...comparison } = comparisonOf(experiment.value)
    const tally = sweep({ ...comparison, policies, baseline })
    return done(printed({ cells: cellsOf({ policies, baseline, tally, total: tally.count }) }))
  }
  const problems = experiment.problems.map((each) => ({
    kind: each.kind,
    path: each.path,
    sentence: sentenceOf(each),
  }))
  return refused(printed({ problems }))
}
