/** A comparison: an experiment with its policies laid out, as plain values that every thread of a sweep is given. */
import { halfWidth } from './band.ts'
import { decimalOf } from './decimal.ts'
import { baselineOf, policiesOf, type Experiment, type LabPolicy } from './experiment.ts'
import { balancedHalfWidth, switchCost, widening } from './thresholds.ts'

export interface Comparison {
  readonly experiment: Experiment
  readonly policies: readonly LabPolicy[]
  /** Place of the baseline among the policies. */
  readonly baseline: number
  /** Half-widths of the bands, by policy and class; null without a band. */
  readonly halfWidths: readonly (readonly number[] | null)[]
  /** Is it also wanted how wealth spreads beside the baseline's along the way? For a few policies: it takes room for each. */
  readonly isFanned: boolean
}

/** Of a sound experiment. */
export function comparisonOf(experiment: Experiment, isFanned = false): Comparison {
  const policies = policiesOf(experiment)
  return {
    experiment,
    policies,
    baseline: Math.max(0, baselineOf(experiment, policies)),
    halfWidths: policies.map((policy) => halfWidthsOf(policy, experiment)),
    isFanned,
  }
}

function halfWidthsOf({ band, destination }: LabPolicy, experiment: Experiment): number[] | null {
  if (band === null) return null
  const byCost = costAware(experiment, 1 - Number(destination))
  return experiment.targets.map((target, at) => {
    const its = experiment.bands?.[at] ?? band
    return its.kind === 'cost-aware' ? (byCost[at] ?? 0) : halfWidth(its, decimalOf(target)).toNumber()
  })
}

/** No band is narrower than half a point or wider than ten, and none reaches further than a quarter of its target. */
const narrowest = 0.005
const widest = 0.1
const shareOfTarget = 0.25

/** As the plan's band of that kind, by the one-way costs of the experiment. */
function costAware({ targets, cost, aversion }: Experiment, kept: number): number[] {
  const weights = targets.map(Number)
  const own = weights.map((weight, at) => weight * Number(cost?.oneWay?.[at] ?? 0))
  const all = own.reduce((sum, each) => sum + each, 0)
  return weights.map((weight, at) => {
    const trip = switchCost(weight, own[at] ?? 0, all)
    const formula = trip > 0 ? balancedHalfWidth(trip, weight, Number(aversion)) * widening(kept) : 0
    const quarter = shareOfTarget * weight
    return Math.min(Math.max(formula, Math.min(narrowest, quarter)), Math.min(widest, quarter))
  })
}
