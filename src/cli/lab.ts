/** `keel lab`: what the policies of an experiment come to, with error bars, as JSON. */
import { comparisonOf, type Comparison } from '../domain/comparison.ts'
import { experimentOf } from '../domain/experimentDecode.ts'
import { cellsOf } from '../domain/labResult.ts'
import { sentenceOf } from '../domain/words.ts'
import { sweep } from '../lab/sweep.ts'
import { tracesOf } from '../lab/trace.ts'
import { type Outcome, type ReadFile, done, printed, refused } from './outcome.ts'
import { readJson } from './reading.ts'

/** A sound experiment's result; an unsound one's problems, each with its place and a sentence. */
export function labFile(file: string, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  const experiment = experimentOf(json.value)
  if (experiment.ok) return done(printed(resultOf(comparisonOf(experiment.value))))
  const problems = experiment.problems.map((each) => ({
    kind: each.kind,
    path: each.path,
    sentence: sentenceOf(each),
  }))
  return refused(printed({ problems }))
}

/** The cells; of a single history also each policy's trades, by day. */
function resultOf(comparison: Comparison) {
  const { policies, baseline, experiment } = comparison
  const tally = sweep(comparison)
  const cells = cellsOf({ policies, baseline, tally, total: tally.count })
  if (experiment.market.kind !== 'history') return { cells }
  const { dates } = experiment.market.prices
  const places = policies.map((_, at) => at)
  const traces = tracesOf(comparison, places).map(({ policy, marks }) => ({
    policy: policies[policy]?.name,
    trades: marks.map(({ step, ...mark }) => ({ day: dates[step], ...mark })),
  }))
  return { cells, traces }
}
