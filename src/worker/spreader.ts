/** Draws the estimates of one comparison again, some at each question, and says the intervals so far. */
import type { SpreadAnswer, SpreadAsk, SpreadQuestion } from '../domain/targetSpread.ts'
import { presentWeights, recipeOf, standingWeights } from '../engine/builtTargets.ts'
import { universeOf } from '../engine/targetUniverse.ts'
import { drawing, type Drawing } from '../lab/targetSpread.ts'

/** So many draws leave an end of an interval uncertain by a few percent of its length. */
const allDraws = 300
/** A question of so long is answered while a person still watches the bar. */
const turnMs = 150
/** The same question, the same intervals. */
const seed = 0

interface Comparison {
  readonly drawing: Drawing
  readonly classes: readonly string[]
  readonly hasPresent: boolean
  readonly meanBlock: number
}

export function spreader(): (ask: SpreadAsk) => SpreadAnswer {
  let present: Comparison | null = null
  return ({ question }) => {
    if (question !== null) present = comparisonOf(question)
    if (present === null) throw new Error('Draws were asked for before any question.')
    const start = performance.now()
    do present.drawing.draw(1)
    while (present.drawing.drawn() < allDraws && performance.now() - start < turnMs)
    return answerOf(present)
  }
}

/** Built first, then the targets, then what is held. */
function comparisonOf({ build, estimator, classes, prices, stepsPerYear }: SpreadQuestion): Comparison {
  const { document, settings, estimates } = build
  const universe = universeOf(document, settings, estimates)
  const held = presentWeights(document, universe)
  const fixed = [standingWeights(document, universe), ...(held === null ? [] : [held])]
  const lists = universe.classes.map((name) => prices.classes[classes.indexOf(name)]?.map(Number) ?? null)
  const meanBlock = blockOf(stepsPerYear)
  return {
    drawing: drawing({
      prices: lists,
      stepsPerYear,
      estimator,
      limits: universe,
      means: universe.means,
      columns: [
        recipeOf(document, settings, universe),
        ...fixed.map((weights) => ({ kind: 'fixed' as const, weights })),
      ],
      seed,
      meanBlock,
    }),
    classes: universe.classes,
    hasPresent: held !== null,
    meanBlock,
  }
}

/** Volatility clusters for about a month: rows of as long are drawn together, and of coarser steps three. */
function blockOf(stepsPerYear: number): number {
  return Math.max(3, Math.round(stepsPerYear / 12))
}

function answerOf({ drawing: draws, classes, hasPresent, meanBlock }: Comparison): SpreadAnswer {
  return {
    drawn: draws.drawn(),
    of: allDraws,
    classes,
    built: draws.spread(0),
    targets: draws.spread(1),
    present: hasPresent ? draws.spread(2) : null,
    fromTargets: draws.difference(0, 1),
    fromPresent: hasPresent ? draws.difference(0, 2) : null,
    meanBlock,
  }
}
