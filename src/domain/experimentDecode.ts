/** Reading an experiment: unknown JSON becomes an `Experiment`, or every problem of its shape or meaning with its path. */
import { shapedBy } from './decode.ts'
import { experimentSchema, type Experiment } from './experiment.ts'
import { experimentProblems } from './experimentSoundness.ts'
import { problem } from './problem.ts'
import { failure, success, type Result } from './result.ts'

/** The experiment that this JSON value is, with all defaults filled in, or every reason why it is none. */
export function experimentOf(json: unknown): Result<Experiment> {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !('evenkeelExperiment' in json))
    return failure([problem('not-an-experiment', '')])
  const version = json.evenkeelExperiment
  if (typeof version === 'number' && Number.isInteger(version) && version > 1)
    return failure([problem('newer-version', 'evenkeelExperiment', { found: String(version) })])
  const shaped = shapedBy(experimentSchema, json)
  if (!shaped.ok) return shaped
  const experiment = shaped.value as Experiment
  const problems = experimentProblems(experiment)
  return problems.length === 0 ? success(experiment) : failure(problems)
}
