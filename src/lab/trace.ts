/** The trace of chosen policies along one path: every trade, every weight and the wealth, for a timeline. */
import type { Comparison } from '../domain/comparison.ts'
import type { Trace, TradeMark } from '../domain/labResult.ts'
import type { Ticket } from './desk.ts'
import { kernelOf } from './kernel.ts'
import type { Paths } from './market.ts'
import { metricCount } from './statistics.ts'
import { setupOf } from './terms.ts'

/** What a policy holds from a step on, at price 1, and how its wealth without flows relates to its value. */
interface Holdings {
  readonly step: number
  readonly units: Float64Array
  readonly scale: number
}

/** Traces of the policies at these places, in this order. Memory grows with the steps: for a few policies and one path. */
export function tracesOf(comparison: Comparison, chosen: readonly number[], path = 0): Trace[] {
  const pick = <T>(list: readonly T[]): T[] => chosen.flatMap((at) => (at in list ? [list[at] as T] : []))
  const setup = setupOf({
    ...comparison,
    policies: pick(comparison.policies),
    halfWidths: pick(comparison.halfWidths),
  })
  const { size, targets, chunk } = setup
  const prices = pricesOf(setup.paths, path, chunk)
  const marks = chosen.map((): TradeMark[] => [])
  const holdings = chosen.map((): Holdings[] => [{ step: 0, units: targets, scale: 1 }])
  const kernel = kernelOf(setup, (policy, step, did, ticket) => {
    if (did !== 'nothing') marks[policy]?.push({ ...markOf(ticket), step, did })
    const last = holdings[policy]?.at(-1)
    const units = Float64Array.from(ticket.after, (value, i) => value / (prices[step * size + i] as number))
    const scale = ((last?.scale ?? 1) * (ticket.total - ticket.flow)) / ticket.total
    holdings[policy]?.push({ step, units, scale })
  })
  kernel.run(path, new Float64Array(metricCount * chosen.length))
  return chosen.map((policy, at) => ({
    policy,
    marks: marks[at] ?? [],
    ...alongOf(prices, size, holdings[at] ?? []),
  }))
}

/** Prices at the start and after each step, (steps + 1) x classes. */
function pricesOf(paths: Paths, path: number, chunk: number): Float64Array {
  const { classes, steps } = paths
  const out = new Float64Array((steps + 1) * classes).fill(1, 0, classes)
  const some = new Float64Array(classes * chunk)
  paths.begin(path)
  for (let step = 0; step < steps; step += chunk) {
    const count = Math.min(chunk, steps - step)
    paths.next(some, chunk, count)
    for (let t = 0; t < count; t += 1)
      for (let i = 0; i < classes; i += 1) out[(step + t + 1) * classes + i] = some[i * chunk + t] as number
  }
  return out
}

function markOf(ticket: Ticket): Omit<TradeMark, 'step' | 'did'> {
  const total = ticket.before + ticket.flow
  return {
    before: Array.from(ticket.held, (value) => value / ticket.before),
    after: Array.from(ticket.after, (value) => value / ticket.total),
    turnover: ticket.traded / 2 / total,
    cost: ticket.cost / total,
    tax: ticket.tax / total,
  }
}

function alongOf(
  prices: Float64Array,
  size: number,
  holdings: readonly Holdings[],
): Pick<Trace, 'weights' | 'wealth'> {
  const steps = prices.length / size
  const weights = new Float64Array(prices.length)
  const wealth = new Float64Array(steps)
  let at = 0
  for (let step = 0; step < steps; step += 1) {
    while ((holdings[at + 1]?.step ?? Infinity) <= step) at += 1
    const now = holdings[at]
    let total = 0
    for (let i = 0; i < size; i += 1) total += (now?.units[i] as number) * (prices[step * size + i] as number)
    for (let i = 0; i < size; i += 1)
      weights[step * size + i] = ((now?.units[i] as number) * (prices[step * size + i] as number)) / total
    wealth[step] = total * (now?.scale ?? 1)
  }
  return { weights, wealth }
}
