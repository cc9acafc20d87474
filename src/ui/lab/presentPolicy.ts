/** The document's policy as one that the lab can follow, and what of it the lab leaves out. */
import { decimalOf, one, textOf } from '../../domain/decimal.ts'
import { durationOf } from '../../domain/day.ts'
import type { Portfolio, Trigger } from '../../domain/document.ts'
import type { LabPolicy } from '../../domain/experiment.ts'
import { kindsOf } from '../targets/triggers.ts'
import { stepsPerYear } from './labMarket.ts'

/** What the portfolio has and the lab has not. */
export type Apart = 'family-bands' | 'destination' | 'caps' | 'limits' | 'shelter'

export interface PresentPolicy {
  readonly policy: LabPolicy
  /** Does leaving a band open a plan? */
  readonly isByBand: boolean
  readonly apart: readonly Apart[]
}

export function presentPolicyOf(document: Portfolio): PresentPolicy {
  const { trigger, band, scope } = document.policy
  const kinds = kindsOf(trigger)
  const isByBand = kinds.some((each) => each.kind === 'band')
  const steps = calendarOf(trigger)
  // Where both must hold, bands are looked at only when the calendar is due.
  const waits = 'all' in trigger && isByBand
  return {
    policy: {
      name: 'present',
      band: isByBand || steps !== null ? band : null,
      // A calendar goes as far as the band and the destination say, although no band opens it.
      ...(isByBand ? {} : { byBand: false }),
      destination: shareOf(document),
      calendarSteps: waits ? null : steps,
      scope,
      lookEverySteps: waits && steps !== 1 ? steps : null,
    },
    isByBand,
    apart: apartOf(document),
  }
}

/** Steps between the days on which a plan is opened whatever the weights are; 1 for “always”, null for none. */
function calendarOf(trigger: Trigger): number | null {
  const kinds = kindsOf(trigger)
  const always = kinds.some((each) => each.kind === 'always')
  const calendar = kinds.find((each) => each.kind === 'calendar')
  const isSooner = 'any' in trigger ? always : always && calendar === undefined
  return isSooner ? 1 : calendar === undefined ? null : stepsOf(calendar.every)
}

const daysPerYear = 365.25

function stepsOf(every: string): number {
  const { months, days } = durationOf(every)
  return Math.max(1, Math.round((months / 12 + days / daysPerYear) * stepsPerYear))
}

/** The share of the way from the band's edge to the target; “optimal” is nearest to the edge. */
function shareOf({ policy: { destination } }: Portfolio): string {
  if (destination === 'optimal') return '0'
  return textOf(
    typeof destination === 'string' ? decimalOf(destination) : one.minus(decimalOf(destination.distance)),
  )
}

function apartOf({ policy, targets, tax, accounts }: Portfolio): Apart[] {
  const kinds = kindsOf(policy.trigger).map((each) => each.kind)
  const parents = new Set(targets.map((each) => each.parent))
  const has: Readonly<Record<Apart, boolean>> = {
    'family-bands': targets.some((each) => each.band !== null && parents.has(each.class)),
    destination: policy.destination === 'optimal' || typeof policy.destination !== 'string',
    caps: kinds.includes('drift') || kinds.includes('tracking-error'),
    limits:
      policy.sides !== 'both' ||
      policy.cooldown !== null ||
      policy.turnoverCap !== null ||
      policy.maxTrades !== null,
    shelter: tax !== null && accounts.some((each) => each.kind !== 'taxable'),
  }
  return (['family-bands', 'destination', 'caps', 'limits', 'shelter'] as const).filter((each) => has[each])
}
