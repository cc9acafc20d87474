/** The Lagrangian dual of whole orders under one budget: a bound that no plan can beat, and where good plans lie. */
import { cashTerm, spent, type WholeProgram } from './wholeTerms.ts'

// With a price m on cash the program falls apart: each q_i minimises g_i + (1 + m) charge_i + m price_i q_i by itself, in
// closed form, and so does the cash left. The least sum, less m times the cash there is, is a lower bound for any m, concave in
// m; its slope is what the orders spend too much. (Geoffrion 1974.)

export interface Dual {
  readonly bound: number
  readonly multiplier: number
  /** The best orders at prices on either side: `left` may spend too much, `right` does not. */
  readonly left: Float64Array
  readonly right: Float64Array
}

interface Look {
  readonly multiplier: number
  readonly value: number
  /** What is spent and left beyond the cash there is. */
  readonly excess: number
  readonly orders: Float64Array
}

const mostLooks = 64
/** The bound is kept this share of the money at stake below what floats say. */
const caution = 1e-12

/** Null where even the orders that raise most cash leave less than the floor. */
export function solveDual(program: WholeProgram): Dual | null {
  const raised = mostRaised(program)
  if (program.cash + raised < program.floor - 1e-9 * (Math.abs(program.cash) + raised + 1)) return null
  const most = program.cash + raised
  const first = lookAt(program, 0, most)
  if (first.excess <= 0 && program.cashWeight === 0) return dualOf(first, first, first.value)
  const size = steepest(program)
  let [left, right] = [first, first]
  for (let m = size, k = 0; right.excess > 0 && k < mostLooks; m *= 2, k++) right = lookAt(program, m, most)
  // Below -1 a minimum charge would be a gain, and one side no longer convex.
  const lowest = program.minimum.some((each, i) => each > program.fee[i]!) ? 1 : Infinity
  for (let m = size, k = 0; left.excess < 0 && left.multiplier > -lowest && k < mostLooks; m *= 2, k++)
    left = lookAt(program, -Math.min(m, lowest), most)
  return narrow(program, left, right, most)
}

/** Between two tangents: looks where they meet, or halfway when that hardly moves, until nothing is left to gain. */
function narrow(program: WholeProgram, from: Look, to: Look, most: number): Dual {
  let [left, right] = [from, to]
  let bound = Math.max(left.value, right.value)
  let lopsided = 0
  for (let k = 0; k < mostLooks && left.excess > 0 && right.excess < 0; k++) {
    const width = right.multiplier - left.multiplier
    const meet =
      (right.value - left.value + left.excess * left.multiplier - right.excess * right.multiplier) /
      (left.excess - right.excess)
    const above = left.value + left.excess * (meet - left.multiplier)
    if (above - bound <= caution * (Math.abs(bound) + 1) || width <= 1e-15 * Math.abs(right.multiplier)) break
    const inside = meet > left.multiplier && meet < right.multiplier
    const at = lopsided < 2 && inside ? meet : left.multiplier + width / 2
    const look = lookAt(program, at, most)
    bound = Math.max(bound, look.value)
    if (look.excess > 0) left = look
    else right = look
    lopsided = right.multiplier - left.multiplier > width / 2 ? lopsided + 1 : 0
  }
  return dualOf(left, right, bound)
}

function dualOf(left: Look, right: Look, bound: number): Dual {
  const multiplier = right.value >= left.value ? right.multiplier : left.multiplier
  return {
    multiplier,
    left: left.orders,
    right: right.orders,
    bound: bound - caution * (Math.abs(bound) + 1),
  }
}

function lookAt(program: WholeProgram, multiplier: number, most: number): Look {
  const orders = new Float64Array(program.count)
  let value = 0
  let excess = -program.cash
  for (let i = 0; i < program.count; i++) {
    const q = cheapest(program, i, multiplier)
    orders[i] = q
    value += pricedTerm(program, i, q, multiplier)
    excess += spent(program, i, q)
  }
  const left = cheapestCash(program, multiplier, most)
  value += cashTerm(program, left) + multiplier * (left - program.cash)
  return { multiplier, value, excess: excess + left, orders }
}

/** What i adds when cash has this price: g + (1 + m) charge + m price q, in one go, as nearly all the time is spent here. */
export function pricedTerm(program: WholeProgram, i: number, q: number, multiplier: number): number {
  const value = program.price[i]! * q
  const have = program.held[i]! + value
  const low = program.low[i]!
  const high = program.high[i]!
  const miss = have < low ? low - have : have > high ? have - high : 0
  const missed = program.weight[i]! * (program.squared ? miss * miss : miss)
  if (q === 0) return missed
  const size = Math.abs(value)
  const fees = Math.max(program.fee[i]! + program.rate[i]! * size, program.minimum[i]!)
  return missed + (1 + multiplier) * (fees + program.spread[i]! * size) + multiplier * value
}

/** The best order of i when cash has this price: none, the best buy or the best sell. */
export function cheapest(program: WholeProgram, i: number, multiplier: number): number {
  const buy = isWorthwhile(program, i, multiplier, 1) ? cheapestSide(program, i, multiplier, 1) : 0
  const sell = isWorthwhile(program, i, multiplier, -1) ? cheapestSide(program, i, multiplier, -1) : 0
  if (buy === 0 && sell === 0) return 0
  const none = pricedTerm(program, i, 0, multiplier)
  const sold = sell === 0 ? none : pricedTerm(program, i, sell, multiplier)
  const bought = buy === 0 ? none : pricedTerm(program, i, buy, multiplier)
  if (bought < none && bought < sold) return buy
  return sold < none ? sell : 0
}

/** Can an order of this side be better than none? Not where its convex part only rises and its charge is none to gain by. */
function isWorthwhile(program: WholeProgram, i: number, multiplier: number, sign: 1 | -1): boolean {
  const rate = program.minimum[i]! > program.fee[i]! ? 0 : program.rate[i]!
  return multiplier < -1 || exactSide(program, i, multiplier, sign, rate) > 0
}

/** The best whole buy (sign 1) or sell (sign -1) of i when cash has this price; 0 where none is allowed. */
export function cheapestSide(program: WholeProgram, i: number, multiplier: number, sign: 1 | -1): number {
  const most = sign > 0 ? program.upper[i]! : -program.lower[i]!
  const least = sign > 0 ? program.leastBuy[i]! : program.leastSell[i]!
  if (most < least) return 0
  const above = bestNear(
    program,
    i,
    multiplier,
    sign,
    exactSide(program, i, multiplier, sign, program.rate[i]!),
  )
  if (program.minimum[i]! <= program.fee[i]! || above >= freeUntil(program, i)) return sign * above
  // While the minimum covers it an order costs nothing more for being larger.
  const free = Math.min(exactSide(program, i, multiplier, sign, 0), freeUntil(program, i))
  const below = bestNear(program, i, multiplier, sign, free)
  const gain =
    pricedTerm(program, i, sign * above, multiplier) - pricedTerm(program, i, sign * below, multiplier)
  return sign * (gain < 0 ? above : below)
}

/** Units up to which the minimum is all that an order costs. */
function freeUntil(program: WholeProgram, i: number): number {
  return (program.minimum[i]! - program.fee[i]!) / (program.rate[i]! * program.price[i]!)
}

/** The better of the whole numbers of units on either side of this one, within what is allowed. */
function bestNear(program: WholeProgram, i: number, multiplier: number, sign: 1 | -1, units: number): number {
  const most = sign > 0 ? program.upper[i]! : -program.lower[i]!
  const least = sign > 0 ? program.leastBuy[i]! : program.leastSell[i]!
  const below = Math.min(most, Math.max(least, Math.floor(units)))
  const above = Math.min(most, below + 1)
  if (above === below) return below
  const gain =
    pricedTerm(program, i, sign * above, multiplier) - pricedTerm(program, i, sign * below, multiplier)
  return gain < 0 ? above : below
}

/** Where the convex part of one side is least with fractions allowed; may lie outside what is allowed. */
function exactSide(program: WholeProgram, i: number, multiplier: number, sign: 1 | -1, rate: number): number {
  const weight = program.weight[i]!
  const slope = (1 + multiplier) * (rate + program.spread[i]!) + sign * multiplier
  // In the direction of the order: the near edge of the interval is reached first, then the far one.
  const near = sign * ((sign > 0 ? program.low[i]! : program.high[i]!) - program.held[i]!)
  const far = sign * ((sign > 0 ? program.high[i]! : program.low[i]!) - program.held[i]!)
  const value = program.squared ? squareTurn(weight, slope, near, far) : edgeTurn(weight, slope, near, far)
  return value / program.price[i]!
}

function edgeTurn(weight: number, slope: number, near: number, far: number): number {
  if (slope >= weight) return 0
  if (slope >= 0) return near
  return slope >= -weight ? far : Infinity
}

function squareTurn(weight: number, slope: number, near: number, far: number): number {
  if (slope === 0) return near
  if (weight === 0) return slope > 0 ? 0 : Infinity
  return (slope > 0 ? near : far) - slope / (2 * weight)
}

/** The best cash left, between the floor and the most that sells can raise, when cash has this price. */
export function cheapestCash(program: WholeProgram, multiplier: number, most: number): number {
  const { cashWeight: weight, cashLow: low, cashHigh: high } = program
  const free = program.squared
    ? weight === 0
      ? multiplier < 0
        ? Infinity
        : -Infinity
      : (multiplier >= 0 ? low : high) - multiplier / (2 * weight)
    : multiplier >= weight
      ? -Infinity
      : multiplier >= 0
        ? low
        : multiplier >= -weight
          ? high
          : Infinity
  return Math.min(Math.max(most, program.floor), Math.max(program.floor, free))
}

/** The most cash that orders can bring. */
export function mostRaised(program: WholeProgram): number {
  let raised = 0
  for (let i = 0; i < program.count; i++) {
    const most = -program.lower[i]!
    if (most >= program.leastSell[i]! && most > 0) raised += Math.max(0, -spent(program, i, -most))
  }
  return raised
}

/** A price on cash at which nothing else matters: the steepest that any term can be. */
function steepest(program: WholeProgram): number {
  let most = program.cashWeight
  let weight = program.cashWeight
  for (let i = 0; i < program.count; i++) {
    weight = Math.max(weight, program.weight[i]!)
    const reach = program.held[i]! + program.price[i]! * program.upper[i]! - program.low[i]!
    most = Math.max(most, Math.abs(reach), Math.abs(program.held[i]! - program.high[i]!))
  }
  return program.squared ? 2 * weight * most + 1 : weight + 1
}
