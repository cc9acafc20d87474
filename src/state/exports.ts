/** What the page hands out as files besides the document: the trade list and the drift table. */
import type { Portfolio } from '../domain/document.ts'
import type { OrderChoices, OrderFile } from '../domain/orderFile.ts'
import type { Plan } from '../domain/plan.ts'
import type { Alternative, BuildAnswer } from '../domain/targetBuild.ts'
import type { SpreadAnswer } from '../domain/targetSpread.ts'
import { alternativesCsv } from '../files/alternativesCsv.ts'
import { driftCsv } from '../files/driftCsv.ts'
import { orderFile } from '../files/orders/orderFile.ts'
import { tradesCsv } from '../files/tradesCsv.ts'

export function tradesCsvOf(plan: Plan, document: Portfolio): string {
  return tradesCsv(plan, document)
}

/** With a plan its weights after the trades stand beside today's. */
export function driftCsvOf(document: Portfolio, plan?: Plan): string {
  return driftCsv(document, plan)
}

/** The orders of a plan as a broker's program reads them. */
export function orderFileOf(plan: Plan, document: Portfolio, choices: OrderChoices): OrderFile {
  return orderFile(plan, document, choices)
}

/** Held, targeted and built weights side by side. */
export function alternativesCsvOf(
  answer: BuildAnswer,
  built: Alternative,
  spread: SpreadAnswer | null,
): string {
  return alternativesCsv(answer, built, spread)
}
