/** `keel plan`: the plan of a document, as JSON or as the trade list that the page exports. */
import { documentOf } from '../domain/decode.ts'
import type { Plan } from '../domain/plan.ts'
import { sentenceOf } from '../domain/words.ts'
import { rebalance } from '../engine/plan.ts'
import { tradesCsv } from '../files/tradesCsv.ts'
import { type Outcome, type ReadFile, printed, refused } from './outcome.ts'
import { readJson } from './reading.ts'

interface PlanOptions {
  readonly file: string
  readonly csv: boolean
  /** Exit 10 when there is something to trade. */
  readonly exitCode: boolean
}

export function planFile({ file, csv, exitCode }: PlanOptions, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  const plan = rebalance(json.value)
  const out = csv ? tradeList(plan, json.value) : printed(plan)
  if (plan.status === 'refused') return refused(out, csv ? reasonsOf(plan) : '')
  return { code: exitCode && plan.status === 'trade' ? 10 : 0, out, complaint: '' }
}

/** A document that does not decode has a plan without trades, and then only the header is left. */
function tradeList(plan: Plan, json: unknown): string {
  const document = documentOf(json)
  return tradesCsv(plan, document.ok ? document.value : null)
}

/** A trade list has no place for problems, so they are said beside it. */
function reasonsOf(plan: Plan): string {
  return `refused. ${plan.problems.map((problem) => `${problem.path}: ${sentenceOf(problem)}`).join(' ')}`
}
