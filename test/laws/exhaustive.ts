/** Every plan of a small document, tried one by one: the best key of the contract's step 5, and the key of any plan. */
import { Decimal, zero } from '../../src/domain/decimal.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { costsOf } from './costs.ts'
import { countedIn, flowOf, modelOf, pair, reserveOf, type Asset, type Model } from './model.ts'
import { mayTrade } from './permits.ts'
import type { RawAccount, RawDocument } from './raw.ts'
import { formOf } from './risk.ts'
import { realisedBy, type Realised } from './realised.ts'
import { aimsOf, allowanceOf, isFired, standingOf, type Interval, type Standing } from './standing.ts'

/** What plans are compared by, most important first; documents without locations have no third part. */
export interface Key {
  readonly level: number
  /** In base currency. */
  readonly expense: number
  readonly trades: number
  /** D, the square of the distance. */
  readonly distance: number
}

/** One order, or none: signed quantity, what it does to cash, to rows and to the expense. */
export interface Choice {
  readonly quantity: number
  readonly value: number
  readonly cost: number
  readonly market: number
  /** What the lots of a sell are taxed and gain; of a quantity there may be several choices of lots. */
  readonly realised: Realised
}

interface Slot {
  readonly account: number
  readonly asset: Asset
  readonly name: string
  /** Share of each row in this instrument. */
  readonly shares: readonly number[]
  readonly choices: readonly Choice[]
}

export interface Puzzle {
  readonly slots: readonly Slot[]
  readonly cash: readonly number[]
  readonly floors: readonly number[]
  /** Values of the rows before any order, without cash. */
  readonly held: readonly number[]
  readonly cashRows: readonly number[]
  readonly leafRows: readonly boolean[]
  readonly targets: readonly number[]
  readonly aims: readonly { low: number; high: number }[]
  readonly resolution: number
  /** The distance that counts as arrived. */
  readonly allowance: number
  readonly mostTrades: number
  /** Most value of all orders. */
  readonly mostTraded: number
  /** Most net gain in taxable accounts. */
  readonly mostGains: number
  /** By account: the share of its money that counts. */
  readonly counted: readonly number[]
  /** With a destination "optimal": lambda H Sigma by row and row, and the total before costs. */
  readonly risk: { readonly form: readonly (readonly number[])[]; readonly total: number } | null
}

export function puzzleOf(document: RawDocument, stuck: ReadonlySet<string>): Puzzle {
  const model = modelOf(document)
  const standing = standingOf(model)
  const fired = isFired(model, standing, stuck)
  const aims = aimsOf(model, standing, fired)
  const { maxTrades = null, turnoverCap = null, resolution = '0.001' } = document.policy
  return {
    slots: model.accounts.flatMap((account, at) =>
      [...model.assets.values()].map((asset) => slotOf(model, standing, account, at, asset, fired)),
    ),
    cash: model.accounts.map((account) =>
      (model.purses.get(pair(account.id, 'USD')) ?? zero).plus(flowOf(account)).toNumber(),
    ),
    floors: model.accounts.map((account) => reserveOf(account).toNumber()),
    held: standing.rows.map((row) => heldIn(model, row.leaves)),
    cashRows: standing.rows.map((row) => (row.leaves.includes('cash') ? 1 : 0)),
    leafRows: standing.rows.map((row) => row.leaf),
    targets: standing.rows.map((row) => row.target.toNumber()),
    aims: aims.map((aim: Interval) => ({
      low: aim.low.toNumber(),
      high: aim.high.toNumber(),
    })),
    resolution: Number(resolution),
    allowance: allowanceOf(model, standing, aims).toNumber(),
    mostTrades: maxTrades ?? Infinity,
    mostGains: Number(document.tax?.gainsBudget ?? Infinity),
    counted: model.accounts.map((account) => countedIn(model, account.id).toNumber()),
    risk:
      document.policy.destination === 'optimal'
        ? { form: formOf(model, standing), total: standing.total.toNumber() }
        : null,
    mostTraded: turnoverCap === null ? Infinity : standing.total.times(2).times(turnoverCap).toNumber(),
  }
}

function heldIn(model: Model, leaves: readonly string[]): number {
  let sum = 0
  for (const [key, quantity] of model.positions) {
    const asset = model.assets.get(key.split('\n')[1] ?? '')
    if (!asset) continue
    for (const leaf of leaves)
      sum += quantity
        .times(asset.price)
        .times(asset.exposure.get(leaf) ?? 0)
        .times(countedIn(model, key.split('\n')[0] ?? ''))
        .toNumber()
  }
  return sum
}

function countedLeast(model: Model): Decimal {
  return Decimal.min(1, ...model.accounts.map((account) => countedIn(model, account.id)))
}

function slotOf(
  model: Model,
  standing: Standing,
  account: RawAccount,
  at: number,
  asset: Asset,
  fired: boolean,
): Slot {
  const position = (model.positions.get(pair(account.id, asset.id)) ?? zero).toNumber()
  // Money that counts in part is there whole.
  const most = standing.total.dividedBy(countedLeast(model)).dividedBy(asset.price).floor().toNumber()
  const from = mayTrade(model, account, asset, 'sell', fired) ? -position : 0
  const to = mayTrade(model, account, asset, 'buy', fired) ? most : 0
  const quantities = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const choices = quantities.flatMap((quantity) => choicesOf(model, account, asset, quantity))
  const shares = standing.rows.map((row) =>
    row.leaves.reduce((sum, leaf) => sum + (asset.exposure.get(leaf) ?? zero).toNumber(), 0),
  )
  const allowed = choices.filter(
    (each) =>
      Number.isFinite(each.cost) &&
      (each.quantity === 0 || Math.abs(each.value) >= asset.minTrade.toNumber()),
  )
  return { account: at, asset, name: pair(account.id, asset.id), shares, choices: allowed }
}

const nothing: Realised = { tax: 0, gain: 0, parts: [] }

function choicesOf(model: Model, account: RawAccount, asset: Asset, quantity: number): Choice[] {
  if (quantity === 0) return [{ quantity, value: 0, cost: 0, market: 0, realised: nothing }]
  const value = asset.price.times(quantity).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN)
  const side = quantity > 0 ? 'buy' : 'sell'
  const costs = costsOf(model, asset, side, new Decimal(Math.abs(quantity)), value.abs())
  const cost = costs.commission.plus(costs.spread).plus(costs.impact).plus(costs.gas)
  const sells = quantity < 0 ? realisedBy(model, account.id, asset, -quantity, cost) : [nothing]
  return sells.map((realised) => ({
    quantity,
    value: value.toNumber(),
    cost: cost.toNumber(),
    market: asset.price.times(quantity).toNumber(),
    realised,
  }))
}

/** The best key of all plans that keep the hard rules; null where none does. `dearer` is what a plan costs that its key does not say. */
export function bestOf(puzzle: Puzzle, dearer?: (chosen: readonly Choice[]) => number): Key | null {
  const chosen: Choice[] = []
  let best: Key | null = null
  const visit = (at: number): void => {
    if (at === puzzle.slots.length) {
      const key = keyOf(puzzle, chosen)
      if (!key || (best && compare(key, best) >= 0)) return
      const whole = dearer ? { ...key, expense: key.expense + dearer(chosen) } : key
      if (!best || compare(whole, best) < 0) best = whole
      return
    }
    for (const choice of puzzle.slots[at]?.choices ?? []) {
      chosen[at] = choice
      visit(at + 1)
    }
  }
  visit(0)
  return best
}

/** How many combinations there are to try. */
export function sizeOf(puzzle: Puzzle): number {
  return puzzle.slots.reduce((product, slot) => product * slot.choices.length, 1)
}

const hair = 1e-9

/** The key of one choice for each slot, or null where a hard rule is broken. */
export function keyOf(puzzle: Puzzle, chosen: readonly Choice[]): Key | null {
  const cash = [...puzzle.cash]
  const held = [...puzzle.held]
  let [expense, trades, traded, gains] = [0, 0, 0, 0]
  for (const [at, slot] of puzzle.slots.entries()) {
    const choice = chosen[at]
    if (!choice || choice.quantity === 0) continue
    cash[slot.account] = (cash[slot.account] ?? 0) - choice.value - choice.cost
    const counted = choice.market * (puzzle.counted[slot.account] ?? 1)
    for (const [row, share] of slot.shares.entries()) held[row] = (held[row] ?? 0) + share * counted
    expense += choice.cost + choice.realised.tax
    gains += choice.realised.gain
    trades += 1
    traded += Math.abs(choice.value)
  }
  const broke = cash.some((amount, at) => amount < Math.max(0, puzzle.floors[at] ?? 0) - hair)
  if (broke || trades > puzzle.mostTrades || traded > puzzle.mostTraded + hair) return null
  if (gains > puzzle.mostGains + hair) return null
  const distance = squareOf(
    puzzle,
    held,
    cash.reduce((sum, amount, at) => sum + amount * (puzzle.counted[at] ?? 1), 0),
  )
  if (puzzle.risk)
    return { level: 0, expense: expense + riskOf(puzzle, puzzle.risk, held, cash), trades, distance: 0 }
  const beyond = Math.sqrt(distance) - puzzle.allowance
  const level = beyond <= hair * puzzle.allowance ? 0 : Math.ceil(beyond / puzzle.resolution - hair)
  return { level, expense, trades, distance }
}

/** 1/2 lambda H d' Sigma d in base currency. */
function riskOf(
  puzzle: Puzzle,
  { form, total }: NonNullable<Puzzle['risk']>,
  held: readonly number[],
  cash: readonly number[],
): number {
  const after = holdingsIn(puzzle, held) + cash.reduce((a, b) => a + b, 0)
  const drift = held.map((value, row) => value / after - (puzzle.targets[row] ?? 0))
  const square = form.reduce(
    (sum, line, i) => sum + line.reduce((all, each, j) => all + each * (drift[i] ?? 0) * (drift[j] ?? 0), 0),
    0,
  )
  return (square * total) / 2
}

function squareOf(puzzle: Puzzle, held: readonly number[], cash: number): number {
  const total = holdingsIn(puzzle, held) + cash
  const sum = held.reduce((all, value, row) => {
    const weight = (value + cash * (puzzle.cashRows[row] ?? 0)) / total
    const aim = puzzle.aims[row] ?? { low: 0, high: 1 }
    const violation = Math.max(0, aim.low - weight, weight - aim.high)
    return all + (violation * violation) / Math.max(puzzle.targets[row] ?? 0, 0.01)
  }, 0)
  return sum < 1e-18 ? 0 : sum
}

/** Value of all holdings: rows that are inner nodes repeat their leaves, so only the leaves are summed. */
function holdingsIn(puzzle: Puzzle, held: readonly number[]): number {
  return held.reduce((sum, value, row) => sum + (puzzle.leafRows[row] ? value : 0), 0)
}

export function compare(a: Key, b: Key): number {
  if (a.level !== b.level) return a.level - b.level
  if (Math.abs(a.expense - b.expense) > hair) return a.expense - b.expense
  if (a.trades !== b.trades) return a.trades - b.trades
  return Math.abs(a.distance - b.distance) > 1e-13 ? a.distance - b.distance : 0
}

/** The choices that a plan made. */
export function chosenBy(puzzle: Puzzle, plan: Plan): (Choice | null)[] {
  return puzzle.slots.map((slot) => {
    const trade = plan.trades.find((each) => pair(each.account, each.instrument) === slot.name)
    const quantity = trade ? Number(trade.quantity) * (trade.side === 'buy' ? 1 : -1) : 0
    return slot.choices.find((each) => each.quantity === quantity) ?? null
  })
}
