/** The same document in another order: every list and every key shuffled, nothing else changed. */
import type { Plan } from '../../src/domain/plan.ts'
import { diceOf, type Dice } from './dice.ts'
import type { RawDocument, RawRisk } from './raw.ts'

export function permuted(document: RawDocument, seed: number): RawDocument {
  const { risk, ...rest } = document
  const shuffled = shuffledValue(rest, diceOf(seed)) as RawDocument
  return risk ? { risk: shuffledRisk(risk, diceOf(seed)), ...shuffled } : shuffled
}

/** The lists of a risk belong together. */
function shuffledRisk(risk: RawRisk, dice: Dice): RawRisk {
  const order = dice.shuffled([...risk.classes.keys()])
  const placed = <T>(list: readonly T[]): T[] => order.flatMap((at) => list.slice(at, at + 1))
  return {
    ...risk,
    classes: placed(risk.classes),
    volatility: placed(risk.volatility),
    correlation: placed(risk.correlation.map(placed)),
  }
}

/** `location` is an order of preference, so its order is part of its meaning. */
function shuffledValue(value: unknown, dice: Dice, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => shuffledValue(item, dice))
    return key === 'location' ? items : dice.shuffled(items)
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = dice.shuffled(Object.entries(value))
  return Object.fromEntries(
    entries.map(([name, item]: [string, unknown]) => [name, shuffledValue(item, dice, name)]),
  )
}

/** A plan without what may depend on the order of the document: its hash, and the paths of problems and notes. */
export function orderless(plan: Plan): unknown {
  const placeless = (path: string): string => path.replace(/\d+/g, '#')
  const bare = (list: readonly { readonly path: string; readonly rules?: readonly string[] }[]): string[] =>
    list
      .map(({ path, rules = [], ...each }) =>
        JSON.stringify({ ...each, path: placeless(path), rules: rules.map(placeless) }),
      )
      .sort()
  return { ...plan, documentHash: '', problems: bare(plan.problems), notes: bare(plan.notes) }
}
