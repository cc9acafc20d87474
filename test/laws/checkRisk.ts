/** Laws of risk: the tracking errors in the totals, the one that fired, and the objective with its bound. */
import { Decimal } from '../../src/domain/decimal.ts'
import type { ObjectiveCertificate, Plan } from '../../src/domain/plan.ts'
import { endOf, expenseOf } from './checkMoney.ts'
import { isShort, startOf, valuesOf, type Standing } from './standing.ts'
import type { Model } from './model.ts'
import { objectiveAt, varianceAt } from './risk.ts'

/** Figures print ten decimals; float64 may be off in the last. */
const hair = new Decimal('2e-10')

export function riskFaults(model: Model, plan: Plan, standing: Standing): string[] {
  const before = varianceAt(model, standing, valuesOf(model, startOf(model)))?.sqrt() ?? null
  const after = varianceAt(model, standing, valuesOf(model, endOf(model, plan)))?.sqrt() ?? null
  const fired = plan.fired.flatMap((each) =>
    each.kind === 'tracking-error' ? errorFaults('fired with', each.trackingError, before) : [],
  )
  return [
    ...errorFaults('before', plan.totals?.trackingErrorBefore ?? null, before),
    ...errorFaults('after', plan.totals?.trackingErrorAfter ?? null, after),
    ...fired,
  ]
}

function errorFaults(name: string, text: string | null, error: Decimal | null): string[] {
  const same = text === null || error === null ? text === error : error.minus(text).abs().lessThan(hair)
  return same ? [] : [`tracking error ${name} ${String(text)}, should be ${String(error?.toFixed(14))}`]
}

/** The attained objective is recomputed, and its bound is below it and not below nothing. */
export function objectiveFaults(
  model: Model,
  plan: Plan,
  standing: Standing,
  { objective }: ObjectiveCertificate,
): string[] {
  const attained = attainedBy(model, plan, standing)
  const faults: string[] = []
  if (new Decimal(objective.bound).greaterThan(objective.attained))
    faults.push(`objective bound ${objective.bound} above ${objective.attained}`)
  if (new Decimal(objective.bound).lessThan(0)) faults.push(`objective bound ${objective.bound}`)
  const tolerance = attained.times('1e-9').plus('2e-12')
  if (attained.minus(objective.attained).abs().greaterThan(tolerance))
    faults.push(`objective ${objective.attained}, should be ${attained.toFixed(14)}`)
  return faults
}

export function attainedBy(model: Model, plan: Plan, standing: Standing): Decimal {
  return objectiveAt(model, standing, valuesOf(model, endOf(model, plan)), expenseOf(model, plan))
}

/** Doing nothing is a plan too where no account is short: none may weigh more. */
export function objectiveWorthFaults(model: Model, plan: Plan, standing: Standing): string[] {
  if (model.accounts.some((account) => isShort(model, account))) return []
  const idle = objectiveAt(model, standing, valuesOf(model, startOf(model)), new Decimal(0))
  const planned = attainedBy(model, plan, standing)
  // Objectives that differ by less than a ten-thousandth of a minor unit are the same.
  const grain = new Decimal('1e-6').dividedBy(standing.total)
  return planned.greaterThan(idle.plus(grain))
    ? [`it weighs ${planned.toFixed(14)}, doing nothing ${idle.toFixed(14)}`]
    : []
}
