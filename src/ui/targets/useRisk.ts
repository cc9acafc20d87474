/** Changes of the policy that need a risk model: they open its dialog first where there is none. */
import { useState } from 'react'
import type { Policy, Portfolio } from '../../domain/document.ts'
import { edit, portfolioStore } from '../../state/portfolio.ts'
import { useWanted } from '../plan/goTo.ts'
import { withCondition } from './triggers.ts'

/** A change of the policy that needs a risk model. */
interface Need {
  readonly name: string
  /** Why a model has to be made first, where there is none. */
  readonly reason: string
  readonly change: (policy: Policy) => Policy
}

export const trackingErrorTrigger: Need = {
  name: 'Trigger',
  reason: 'The tracking error is computed from a risk model, and there is none yet.',
  change: (policy) => ({ ...policy, trigger: withCondition(policy.trigger, 'tracking-error', true) }),
}

/** All rows are weighed together, so there is no scope but all. */
export const optimalDestination: Need = {
  name: 'Destination',
  reason: 'The optimal destination weighs risk against cost, and there is no risk model yet.',
  change: (policy) => ({ ...policy, destination: 'optimal', scope: 'all' }),
}

interface RiskHandle {
  /** What the dialog was opened for; "look" for its own sake. */
  readonly opened: Need | 'look' | null
  readonly look: () => void
  readonly close: () => void
  /** Changes the policy, making a model first where there is none. */
  readonly need: (need: Need) => void
}

export function useRisk(document: Portfolio): RiskHandle {
  const [opened, open] = useState<Need | 'look' | null>(null)
  const wanted = useWanted()
  const [seen, see] = useState<string | null>(null)
  if (wanted !== seen) {
    see(wanted)
    if (wanted?.startsWith('risk') === true) open('look')
  }
  const apply = ({ name, change }: Need): void =>
    edit(name, (now) => ({ ...now, policy: change(now.policy) }))
  const close = (): void => {
    const isMade = portfolioStore.getState().document.risk !== null
    if (isMade && opened !== null && opened !== 'look') apply(opened)
    open(null)
  }
  const need = (asked: Need): void => {
    if (document.risk === null) open(asked)
    else apply(asked)
  }
  return { opened, look: () => open('look'), close, need }
}
