/** Random documents with risk: those of the laws, with volatilities and correlations, to be planned by tracking error. */
import { diceOf, type Dice } from './dice.ts'
import { documentOf } from './generate.ts'
import type { RawDocument, RawPolicy, RawRisk } from './raw.ts'
import { smallDocument } from './small.ts'

/** The document of a seed with risk; most have the destination "optimal", some a trigger on tracking error. */
export function riskDocumentOf(seed: number, document = documentOf(seed)): RawDocument {
  return withRisk(document, diceOf(seed * 31 + 7))
}

export function smallRiskDocument(seed: number): RawDocument {
  const document = withRisk(smallDocument(seed), diceOf(seed * 17 + 3))
  return { ...document, policy: { ...document.policy, destination: 'optimal' } }
}

function withRisk(document: RawDocument, dice: Dice): RawDocument {
  const parents = new Set(document.targets.map((target) => target.parent))
  const leaves = document.targets
    .map((target) => target.class)
    .filter((name) => name !== 'cash' && !parents.has(name))
  const optimal = dice.chance(0.75)
  return { ...document, risk: riskOf(dice, leaves), policy: policyOf(dice, document.policy, optimal) }
}

function policyOf(dice: Dice, policy: RawPolicy, optimal: boolean): RawPolicy {
  const { scope: _scope, ...rest } = policy
  const kinds = 'any' in policy.trigger ? policy.trigger.any : policy.trigger.all
  const error = { kind: 'tracking-error' as const, cap: dice.decimal(0, 0.04, 3) }
  const triggers = dice.chance(0.5) ? [...kinds, error] : kinds
  return {
    ...(optimal ? rest : policy),
    trigger: 'any' in policy.trigger ? { any: triggers } : { all: triggers },
    ...(optimal ? { destination: 'optimal' } : {}),
  }
}

function riskOf(dice: Dice, classes: readonly string[]): RawRisk {
  return {
    ...(dice.chance(0.5) ? { aversion: dice.pick(['0.5', '2', '4', '10', '300']) } : {}),
    ...(dice.chance(0.6) ? { horizonYears: dice.pick(['0.1', '0.75', '1', '5']) } : {}),
    classes: [...classes],
    volatility: classes.map(() => (dice.chance(0.05) ? '0' : dice.decimal(0.02, 0.7, 3))),
    correlation: correlationOf(dice, classes.length),
  }
}

/** One common factor: b_i b_j beside ones is positive definite, and stays so when it is rounded. */
function correlationOf(dice: Dice, size: number): string[][] {
  const single = dice.chance(0.05)
  const loads = Array.from({ length: size }, () => (single ? 1 : Number(dice.decimal(-0.4, 0.95, 2))))
  return loads.map((a, i) => loads.map((b, j) => (i === j ? '1' : (a * b).toFixed(4))))
}
