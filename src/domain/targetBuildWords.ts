/** Sentences for people about targets that could not be built: what stands in the way, and what to do. */
import { Decimal, textOf } from './decimal.ts'
import type { BuildRefusal, ClashingRule } from './targetBuild.ts'

/** `nameOf` gives a class the name that a person knows it by. */
export function sentenceOfRefusedBuild(refusal: BuildRefusal, nameOf: (name: string) => string): string {
  switch (refusal.kind) {
    case 'boxes-clash':
      return `${listed(refusal.rules.map((rule) => ruleWords(rule, nameOf)))} cannot hold together: the weights have to sum to 100 %. Widen one of them.`
    case 'means-missing':
      return 'This needs the return that you expect of every class. Type them, or choose a builder that needs none.'
    case 'riskless':
      return 'No class moves, so that nothing can be sized by risk. State volatilities above 0.'
    case 'unusable':
      return `The ${refusal.what} cannot be used: a number is missing, negative or not finite. Correct it.`
    case 'no-excess':
      return `Within these limits no weights are expected to return more than the riskless rate; the most is ${percent(refusal.most)} a year. Lower the rate or widen the limits.`
    case 'return-unreachable':
      return `Within these limits the most that can be expected is ${percent(refusal.most)} a year. Ask for less or widen the limits.`
    case 'volatility-unreachable':
      return `Within these limits the volatility cannot be below ${percent(refusal.least)} a year. Allow more, or widen the limits.`
    case 'stalled':
      return 'The computation came to no answer that it can vouch for. Widen the limits, or choose another builder.'
  }
}

/** "“Bonds” at least 30 %" */
function ruleWords({ kind, class: name, weight }: ClashingRule, nameOf: (name: string) => string): string {
  return `“${nameOf(name)}” at ${kind} ${percent(weight)}`
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** With two decimals at most. */
function percent(fraction: number): string {
  return `${textOf(new Decimal(fraction).times(100).toDecimalPlaces(2))} %`
}
