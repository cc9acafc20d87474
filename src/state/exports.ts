/** What the page hands out as files besides the document: the trade list and the drift table. */
import type { Portfolio } from '../domain/document.ts'
import type { Plan } from '../domain/plan.ts'
import { driftCsv } from '../files/driftCsv.ts'
import { tradesCsv } from '../files/tradesCsv.ts'

export function tradesCsvOf(plan: Plan, document: Portfolio): string {
  return tradesCsv(plan, document)
}

/** With a plan its weights after the trades stand beside today's. */
export function driftCsvOf(document: Portfolio, plan?: Plan): string {
  return driftCsv(document, plan)
}
