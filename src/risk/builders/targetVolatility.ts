/** A portfolio mixed with one class of cash or bonds until its volatility is the one that is wanted. */
import { builtOf, figuresOf, type Outcome, pullOf, type Refused } from './built.ts'
import { settled } from './nearest.ts'
import { mostOf } from './quadratic.ts'
import type { BaseRecipe, TargetVolatility } from './recipe.ts'
import { crossing, type Look } from './root.ts'
import type { Universe } from './universe.ts'

type BuildBase = (recipe: BaseRecipe, universe: Universe) => Outcome

/** Of the target: nearer is the same. */
const closeEnough = 1e-11

/**
 * w = e b + (1 - e) remainder, b the base recipe among the other classes, e the highest exposure up to one at which the
 * volatility is not above its target: nothing is borrowed. While the volatility at the present exposure is within
 * `hysteresis` of the target (a share of it) that exposure stays. Limits hold at every exposure: those of the base are the
 * universe's divided by it. The universe's limits can hold.
 */
export function atVolatility(recipe: TargetVolatility, universe: Universe, buildBase: BuildBase): Outcome {
  const at = (share: number): Mixed | Refused => mixed(recipe, universe, share, buildBase)
  const range = rangeOf(universe, recipe.remainder)
  const { exposure, hysteresis, volatility } = recipe
  if (exposure !== null && exposure >= range.least && exposure <= range.most) {
    const present = at(exposure)
    if (present.kind === 'mixed' && Math.abs(present.over) <= hysteresis * volatility)
      return answered(universe, present, true, false)
  }
  const high = at(range.most)
  if (high.kind !== 'mixed' || high.over <= closeEnough * volatility) return ended(universe, recipe, high)
  const low = at(range.least)
  if (low.kind !== 'mixed' || low.over >= -closeEnough * volatility) return ended(universe, recipe, low)
  return between(universe, recipe, low, high, at)
}

interface Mixed {
  readonly kind: 'mixed'
  readonly share: number
  readonly weights: Float64Array
  /** Volatility above its target. */
  readonly over: number
  readonly iterations: number
  readonly residual: number
}

/** The shares outside the remainder class that the limits leave possible. */
function rangeOf(universe: Universe, remainder: number): { readonly least: number; readonly most: number } {
  const only = (sign: number): Float64Array =>
    Float64Array.from({ length: universe.size }, (_, i) => (i === remainder ? sign : 0))
  return {
    least: Math.max(0, 1 - mostOf(universe, only(1))),
    most: Math.min(1, 1 + mostOf(universe, only(-1))),
  }
}

/** The base at this exposure, and what it is off. */
function mixed(
  recipe: TargetVolatility,
  universe: Universe,
  share: number,
  buildBase: BuildBase,
): Mixed | Refused {
  const { remainder, base, volatility } = recipe
  const built =
    share > 0 ? buildBase(withoutClass(base, remainder), withoutRemainder(universe, remainder, share)) : null
  if (built !== null && built.kind !== 'built') return built
  const rough = new Float64Array(universe.size)
  rough[remainder] = 1 - share
  built?.weights.forEach((weight, i) => (rough[i < remainder ? i : i + 1] = weight * share))
  const weights = settled(universe, rough)
  const over = figuresOf(universe, weights).volatility - volatility
  return {
    kind: 'mixed',
    share,
    weights,
    over,
    iterations: built?.iterations ?? 0,
    residual: built?.residual ?? 0,
  }
}

/** At an end of the range: the volatility is met by chance, or the limits keep it away. */
function ended(universe: Universe, { volatility }: TargetVolatility, end: Mixed | Refused): Outcome {
  if (end.kind !== 'mixed') return end
  return answered(universe, end, false, Math.abs(end.over) > closeEnough * volatility)
}

function answered(universe: Universe, mix: Mixed, isHeld: boolean, isLimited: boolean): Outcome {
  const { share, weights, iterations, residual } = mix
  return { ...builtOf(universe, weights, iterations, residual), exposure: { share, isHeld, isLimited } }
}

/** First where the mix of the two ends' portfolios meets the target: right at once where no limit changes with the exposure. */
function between(
  universe: Universe,
  { volatility }: TargetVolatility,
  low: Mixed,
  high: Mixed,
  at: (share: number) => Mixed | Refused,
): Outcome {
  let iterations = low.iterations + high.iterations
  let refusal: Refused | null = null
  const look = (share: number): Look<Mixed> => {
    const made = at(share)
    if (made.kind !== 'mixed') refusal = made
    const mix = made.kind === 'mixed' ? made : low
    iterations += mix.iterations
    return { at: share, value: made.kind === 'mixed' ? mix.over : NaN, made: mix }
  }
  const ends = [low, high].map((mix) => ({ at: mix.share, value: mix.over, made: mix }))
  const guess = look(meeting(universe, low, high, volatility))
  const [first, last] = guess.value > 0 ? [ends[0]!, guess] : [guess, ends[1]!]
  const { made } = refusal === null ? crossing(first, last, look, closeEnough * volatility) : guess
  return refusal ?? answered(universe, { ...made, iterations }, false, false)
}

/** The exposure at which a straight line between two portfolios has this volatility: one root of a quadratic. */
function meeting({ covariance }: Universe, low: Mixed, high: Mixed, volatility: number): number {
  const step = high.weights.map((weight, i) => weight - low.weights[i]!)
  const [pull, own] = [pullOf(covariance, step), pullOf(covariance, low.weights)]
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const [a, b, c] = [dot(step, pull), dot(step, own), dot(low.weights, own) - volatility * volatility]
  // c < 0: the low end is below its target, so that exactly one root is positive.
  const root = b > 0 ? -c / (b + Math.sqrt(b * b - a * c)) : (Math.sqrt(b * b - a * c) - b) / a
  return low.share + (high.share - low.share) * root
}

function withoutClass(base: BaseRecipe, gone: number): BaseRecipe {
  const others = (values: Float64Array): Float64Array => values.filter((_, i) => i !== gone)
  if (base.kind === 'risk-budgets') return { ...base, budgets: others(base.budgets) }
  return base.kind === 'tracking-error' ? { ...base, benchmark: others(base.benchmark) } : base
}

/** The other classes as a whole of their own, of which limits are shares. */
function withoutRemainder(universe: Universe, gone: number, share: number): Universe {
  const { size, covariance, means, lower, upper, groups } = universe
  const isLeft = (_: number, i: number): boolean => i !== gone
  return {
    size: size - 1,
    covariance: covariance.filter((_, at) => at % size !== gone && Math.floor(at / size) !== gone),
    means: means?.filter(isLeft) ?? null,
    lower: lower.filter(isLeft).map((least) => least / share),
    upper: upper.filter(isLeft).map((most) => most / share),
    groups: groups.map((group) => {
      const taken = group.members.includes(gone) ? 1 - share : 0
      return {
        members: group.members.filter((i) => i !== gone).map((i) => (i < gone ? i : i - 1)),
        lower: (group.lower - taken) / share,
        upper: (group.upper - taken) / share,
      }
    }),
  }
}
