/** The lab once more, slowly and plainly, from its written rules alone: one policy on one path of prices, with every figure. */
import type { Experiment, LabPolicy } from '../../src/domain/experiment.ts'

interface Band {
  readonly low: number
  readonly high: number
}

interface Rules {
  readonly targets: readonly number[]
  readonly bands: readonly Band[] | null
  readonly aims: readonly Band[]
  readonly costs: readonly number[]
  readonly ticket: number
  readonly taxRate: number
}

interface Traded {
  readonly after: readonly number[]
  readonly cost: number
  readonly tax: number
  readonly orders: number
  readonly amount: number
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)
const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length)
const clip = (x: number): number => Math.min(1, Math.max(0, x))

/** Half-widths by the formulas of the format. */
function halves(
  policy: LabPolicy,
  own: Experiment['bands'],
  targets: readonly number[],
  costs: readonly number[],
  aversion: number,
) {
  const { band: shared } = policy
  if (shared === null) return null
  const r = 1 - Number(policy.destination)
  return targets.map((t, i) => {
    const band = own?.[i] ?? shared
    if (band.kind === 'absolute') return t === 0 ? 0 : Number(band.width)
    if (band.kind === 'relative') return Number(band.width) * t
    if (band.kind === 'lesser') return Math.min(Number(band.absolute), Number(band.relative) * t)
    if (band.kind === 'greater')
      return t === 0 ? 0 : Math.max(Number(band.absolute), Number(band.relative) * t)
    const others = sum(targets.map((own, j) => (j === i ? 0 : own * (costs[j] ?? 0))))
    const trip = (costs[i] ?? 0) + (t < 1 ? others / (1 - t) : 0)
    const best = Math.cbrt((3 * trip * t ** 2 * (1 - t) ** 2) / (2 * aversion))
    const wide = best * Math.cbrt(4 / ((1 + r * r) * (1 + r)))
    return Math.min(Math.max(wide, Math.min(0.005, t / 4)), Math.min(0.1, t / 4))
  })
}

/** What it costs to go from one row of values to another. */
function bill(
  rules: Rules,
  held: readonly number[],
  basis: readonly number[],
  after: readonly number[],
  total: number,
): Traded {
  const moves = after.map((value, i) => value - (held[i] ?? 0))
  const orders = moves.filter((x) => x !== 0).length
  const tax = moves.map((x, i) => {
    const gain = x < 0 ? -x * (1 - (basis[i] ?? 0) / (held[i] ?? 1)) : 0
    return rules.taxRate * Math.max(0, gain)
  })
  const cost = sum(moves.map((x, i) => Math.abs(x) * (rules.costs[i] ?? 0))) + orders * rules.ticket * total
  return { after, cost, tax: sum(tax), orders, amount: sum(moves.map(Math.abs)) }
}

/** A ticket can hang on the total that it is charged to, so that no total fits: the rules do not say what happens then. */
export class Unsettled extends Error {}

/** Trades that pay for themselves: the total after costs, put in again until it stays. */
function selfFinanced(
  rules: Rules,
  held: readonly number[],
  basis: readonly number[],
  total: number,
  place: (value: number) => number[],
): Traded {
  let value = total
  let traded = bill(rules, held, basis, place(value), total)
  for (let round = 0; round < 200; round += 1) {
    const next = total - traded.cost - traded.tax
    if (Math.abs(next - value) <= 4 * Number.EPSILON * total) return traded
    value = next
    traded = bill(rules, held, basis, place(value), total)
  }
  throw new Unsettled()
}

/** One-sided: the level that all classes bought are lifted to, or all sold are lowered to, found by halving. */
function waterfilled(held: readonly number[], targets: readonly number[], amount: number): number[] {
  if (amount === 0) return [...held]
  if (amount < 0) {
    const stray = sum(held.map((h, i) => (targets[i] === 0 ? h : 0)))
    if (stray > 0) throw new Error('the reference knows no holdings without a target')
  }
  const at = (level: number): number[] =>
    held.map((h, i) =>
      amount > 0 ? Math.max(h, level * (targets[i] ?? 0)) : Math.min(h, level * (targets[i] ?? 0)),
    )
  let [low, high] = [0, 100]
  for (let round = 0; round < 70; round += 1) {
    const middle = (low + high) / 2
    if (sum(at(middle)) > sum(held) + amount) high = middle
    else low = middle
  }
  // Who takes part is known now; the level itself follows exactly.
  const members = held.flatMap((h, i) => {
    const level = low * (targets[i] ?? 0)
    return (amount > 0 ? h < level : h > level) ? [i] : []
  })
  const level = (sum(members.map((i) => held[i] ?? 0)) + amount) / sum(members.map((i) => targets[i] ?? 0))
  return held.map((h, i) => (members.includes(i) ? level * (targets[i] ?? 0) : h))
}

/** Rows outside their aim go to its nearer end; the rest is the cheapest class's with room inside its aim. */
function placed(
  start: readonly number[],
  sides: readonly number[],
  aims: readonly Band[],
  costs: readonly number[],
  value: number,
): number[] {
  const end = (i: number, side: number): number => ((side > 0 ? aims[i]?.high : aims[i]?.low) ?? 0) * value
  const after = start.map((held, i) => (sides[i] === 0 ? held : end(i, sides[i] ?? 0)))
  const byCost = [...after.keys()].sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b)
  const rest = (): number => value - sum(after)
  for (const i of byCost) {
    const missing = rest()
    if (Math.abs(missing) < 1e-13 * value) break
    const room = end(i, Math.sign(missing)) - (after[i] ?? 0)
    if (missing > 0 && room > 0) after[i] = (after[i] ?? 0) + Math.min(room, missing)
    if (missing < 0 && room < 0) after[i] = (after[i] ?? 0) + Math.max(room, missing)
  }
  const owner = byCost.find((i) => sides[i] !== 0) ?? 0
  after[owner] = (after[owner] ?? 0) + rest()
  return after
}

/** All figures by name; `prices` is step by step, the first row a step after the start, where all prices are 1. */
export function referenceFigures(
  experiment: Experiment,
  policy: LabPolicy,
  prices: readonly (readonly number[])[],
  stepsPerYear: number,
  covariance: readonly (readonly number[])[],
): Record<string, number> {
  const typed = experiment.targets.map(Number)
  const targets = [...typed.slice(0, -1), 1 - sum(typed.slice(0, -1))]
  const costs = experiment.cost?.oneWay?.map(Number) ?? targets.map(() => 0)
  const aversion = Number(experiment.aversion)
  const half = halves(policy, experiment.bands, typed, costs, aversion)
  const around = (share: number): Band[] =>
    targets.map((t, i) => ({
      low: clip(t - share * (half?.[i] ?? 0)),
      high: clip(t + share * (half?.[i] ?? 0)),
    }))
  const rules: Rules = {
    targets,
    bands: half === null ? null : around(1),
    aims: around(1 - Number(policy.destination)),
    costs,
    ticket: Number(experiment.cost?.ticket ?? 0),
    taxRate: Number(experiment.tax?.rate ?? 0),
  }
  const every = policy.lookEverySteps ?? experiment.lookEverySteps
  const perLook = (Number(experiment.flowPerYear) * every) / stepsPerYear
  const sampleEvery = every * Math.max(1, Math.floor(stepsPerYear / 25 / every))
  const years = prices.length / stepsPerYear

  let held = [...targets]
  let basis = [...targets]
  let last = targets.map(() => 1)
  let wealth = sum(held)
  let index = 1
  const indices = [1]
  const returns: number[] = []
  const risks: number[] = []
  const squares: number[] = []
  const looks: boolean[] = []
  const count = { events: 0, orders: 0, turnover: 0, cost: 0, tax: 0 }
  const drifts = (values: readonly number[]): number[] =>
    values.map((h, i) => h / sum(values) - (targets[i] ?? 0))
  const risk = (d: readonly number[]): number =>
    sum(d.map((x, i) => sum(d.map((y, j) => x * y * (covariance[i]?.[j] ?? 0)))))

  prices.forEach((row, at) => {
    const step = at + 1
    held = held.map((h, i) => (h * (row[i] ?? 1)) / (last[i] ?? 1))
    last = [...row]
    let traded: Traded | null = null
    let flow = 0
    const before = held
    if (step % every === 0) {
      const value = sum(held)
      flow = Math.max(perLook, -value / 2)
      const total = value + flow
      const start = waterfilled(held, targets, flow)
      const outside = start.map((h, i) => {
        const band = rules.bands?.[i]
        return band !== undefined && (h / total > band.high || h / total < band.low)
      })
      const due =
        policy.calendarSteps !== null &&
        Math.floor(step / policy.calendarSteps) > Math.floor((step - every) / policy.calendarSteps)
      const opens = policy.byBand !== false && outside.includes(true)
      looks.push(opens)
      const aims = rules.aims.map((aim, i) =>
        policy.scope === 'breached' && !outside[i] ? (rules.bands?.[i] ?? aim) : aim,
      )
      const sides = start.map((h, i) => {
        const aim = aims[i] ?? { low: 0, high: 1 }
        return h / total > aim.high ? 1 : h / total < aim.low ? -1 : 0
      })
      const fires = (opens || due) && sides.some((side) => side !== 0)
      if (fires) traded = selfFinanced(rules, held, basis, total, (v) => placed(start, sides, aims, costs, v))
      else if (flow !== 0)
        traded = selfFinanced(rules, held, basis, total, (v) => waterfilled(before, targets, v - value))
      if (fires) count.events += 1
      if (traded !== null) {
        count.orders += traded.orders
        count.turnover += traded.amount / 2 / total
        count.cost += traded.cost / total
        count.tax += traded.tax / total
        basis = basis.map((b, i) => {
          const [old, now] = [before[i] ?? 0, traded?.after[i] ?? 0]
          return now > old ? b + now - old : b * (now / old)
        })
        held = [...traded.after]
      }
    }
    if (step % sampleEvery === 0) {
      const both = traded === null ? [before] : [before, held]
      risks.push(mean(both.map((each) => risk(drifts(each)))))
      squares.push(mean(both.map((each) => mean(drifts(each).map((d) => d * d)))))
    }
    const r = (sum(held) - flow) / wealth - 1
    returns.push(r)
    index *= 1 + r
    indices.push(index)
    wealth = sum(held)
  })

  const average = mean(returns)
  const deviation = Math.sqrt(sum(returns.map((r) => (r - average) ** 2)) / (returns.length - 1))
  const down = Math.sqrt(mean(returns.map((r) => Math.min(r, 0) ** 2)))
  const root = Math.sqrt(stepsPerYear)
  const [cost, tax] = [(count.cost / years) * 1e4, (count.tax / years) * 1e4]
  let peak = 0
  const drawdowns = indices.map((value) => {
    peak = Math.max(peak, value)
    return value / peak - 1
  })
  return {
    eventsPerYear: count.events / years,
    ticketsPerYear: count.orders / years,
    turnoverPerYear: count.turnover / years,
    costBpPerYear: cost,
    taxBpPerYear: tax,
    trackingError: Math.sqrt(mean(risks)),
    squaredDrift: mean(squares),
    timeOutside: mean(looks.map(Number)),
    growth: index ** (1 / years) - 1,
    volatility: deviation * root,
    sharpe: deviation > 0 ? (average / deviation) * root : 0,
    sortino: down > 0 ? (average / down) * root : 0,
    drawdown: Math.min(...drawdowns),
    lossBpPerYear: (aversion / 2) * mean(risks) * 1e4 + cost + tax,
  }
}
