/** The document's policy as one that the lab can follow, and what of it the lab leaves out. */
import { decimalOf, one, textOf } from '../../domain/decimal.ts'
import { durationOf } from '../../domain/day.ts'
import type { Portfolio } from '../../domain/document.ts'
import type { LabPolicy } from '../../domain/experiment.ts'
import { kindsOf } from '../targets/triggers.ts'
import { stepsPerYear } from './labMarket.ts'

/** What the portfolio has and the lab has not. */
export type Apart = 'own-bands' | 'destination' | 'caps' | 'limits' | 'shelter'

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
  const always = kinds.some((each) => each.kind === 'always')
  const calendar = kinds.find((each) => each.kind === 'calendar')
  const steps = calendar === undefined ? null : stepsOf(calendar.every)
  // Where both must hold, bands are looked at only when the calendar is due.
  const waits = 'all' in trigger && isByBand
  const whenAlways = always ? ({ kind: 'absolute', width: '0' } as const) : null
  return {
    policy: {
      name: 'present',
      band: isByBand ? band : whenAlways,
      destination: shareOf(document),
      calendarSteps: waits ? null : steps,
      scope,
      lookEverySteps: waits ? steps : null,
    },
    isByBand,
    apart: apartOf(document),
  }
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
  const has: Readonly<Record<Apart, boolean>> = {
    'own-bands': targets.some((each) => each.band !== null),
    destination: policy.destination === 'optimal' || typeof policy.destination !== 'string',
    caps: kinds.includes('drift') || kinds.includes('tracking-error'),
    limits:
      policy.sides !== 'both' ||
      policy.cooldown !== null ||
      policy.turnoverCap !== null ||
      policy.maxTrades !== null,
    shelter: tax !== null && accounts.some((each) => each.kind !== 'taxable'),
  }
  return (['own-bands', 'destination', 'caps', 'limits', 'shelter'] as const).filter((each) => has[each])
}
