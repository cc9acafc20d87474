/** One policy's way along some steps: what it is worth at each, the looks at which something may happen, and the trades. */
import { type Blocks, blockSteps, suspectsOf } from './blocks.ts'
import type { Gauge } from './gauge.ts'
import type { Lanes } from './lanes.ts'
import { add, book, type Did, lookAt } from './look.ts'
import type { Desk } from './settle.ts'
import type { Setup, Terms } from './terms.ts'
import { tally, valuesOf } from './values.ts'

/** Told of every trade; the desk is only good until the next one. `step` counts from 1. */
export type Ledger = (policy: number, step: number, did: Did, desk: Desk) => void

/** What all policies share while they walk. */
export interface Ground {
  readonly setup: Setup
  readonly lanes: Lanes
  readonly desk: Desk
  readonly blocks: Blocks
  readonly gauge: Gauge
  /** Of the steps of this chunk, class by class. */
  readonly prices: Float64Array
  /** Of one policy, at the steps of this chunk. */
  readonly values: Float64Array
  readonly everyone: Int32Array
  readonly suspects: Int32Array
  readonly ledger: Ledger | undefined
  /** Steps before this chunk. */
  step: number
}

/** Looks this rare are made one by one: proving that nothing happens would cost as much. */
const rareLooks = 8

/** Takes a policy through the `steps` of this chunk. */
export function follow(ground: Ground, policy: number, terms: Terms, steps: number): void {
  if (terms.flow === 0)
    for (let from = 0; from < steps; from += blockSteps)
      watch(ground, policy, terms, from, Math.min(steps, from + blockSteps))
  else trade(ground, policy, terms, steps)
  ground.gauge.settle(ground.lanes, policy)
}

/** With flows every look trades. */
function trade(ground: Ground, policy: number, terms: Terms, to: number): void {
  let done = 0
  for (let at = firstLook(terms.lookEvery, ground.step, 0); at < to; at += terms.lookEvery) {
    value(ground, policy, done, at)
    pass(ground, policy, terms, done, at)
    look(ground, policy, terms, at)
    done = at + 1
  }
  value(ground, policy, done, to)
  pass(ground, policy, terms, done, to)
}

/** From event to event within a block. Only classes that could leave their band in it are looked at. */
function watch(ground: Ground, policy: number, terms: Terms, from: number, to: number): void {
  const { blocks, lanes, suspects, setup } = ground
  const isRare = terms.lookEvery >= rareLooks
  const own = policy * setup.size
  for (let done = from; done < to;) {
    let many = 0
    if (terms.hasBand)
      many = isRare ? setup.size : suspectsOf(blocks, from / blockSteps, lanes.units, own, terms, suspects)
    value(ground, policy, done, to)
    const mayFire = many > 0 || terms.calendarSteps > 0
    const at = mayFire
      ? nextEvent(ground, policy, terms, done, to, isRare ? ground.everyone : suspects, many)
      : to
    pass(ground, policy, terms, done, at)
    if (at < to) look(ground, policy, terms, at)
    done = at + 1
  }
}

/** The first look at which the calendar is due or one of these classes is outside its band; `to` where there is none. */
function nextEvent(
  { lanes, prices, values, setup, step }: Ground,
  policy: number,
  terms: Terms,
  from: number,
  to: number,
  classes: Int32Array,
  many: number,
): number {
  const { low, high, lookEvery } = terms
  const { units } = lanes
  const { chunk, size } = setup
  const own = policy * size
  for (let at = firstLook(lookEvery, step, from); at < to; at += lookEvery) {
    const total = values[at] as number
    for (let k = 0; k < many; k += 1) {
      const i = classes[k] as number
      const held = (units[own + i] as number) * (prices[i * chunk + at] as number)
      if (held < (low[i] as number) * total || held > (high[i] as number) * total) return at
    }
    if (isDue(terms, step + at + 1)) return at
  }
  return to
}

/** The total value at steps in which nothing is traded. */
function value({ lanes, prices, values, setup }: Ground, policy: number, from: number, to: number): void {
  valuesOf(lanes.units, policy * setup.size, setup.size, prices, setup.chunk, from, to, values)
}

/** Steps in which nothing is traded and whose values are known. */
function pass(ground: Ground, policy: number, terms: Terms, from: number, to: number): void {
  if (from >= to) return
  const { lanes, values, gauge, desk, step } = ground
  tally(lanes, policy, values, from, to)
  for (let at = firstLook(terms.sampleEvery, step, from); at < to; at += terms.sampleEvery) {
    hold(ground, policy, at)
    gauge.note(desk.held, values[at] as number, 1)
    add(lanes.samples, policy, 1)
  }
}

/** Lays what the policy holds at a step on the desk. */
function hold({ lanes, desk, prices, setup }: Ground, policy: number, at: number): void {
  const { size, chunk } = setup
  const own = policy * size
  for (let i = 0; i < size; i += 1)
    desk.held[i] = (lanes.units[own + i] as number) * (prices[i * chunk + at] as number)
}

function look(ground: Ground, policy: number, terms: Terms, at: number): void {
  const { setup, lanes, desk, gauge, values, ledger } = ground
  hold(ground, policy, at)
  const own = policy * setup.size
  for (let i = 0; i < setup.size; i += 1) desk.basis[i] = lanes.basis[own + i] as number
  const now = ground.step + at + 1
  const did = lookAt(desk, setup, terms, isDue(terms, now))
  if (desk.isOutside) add(lanes.outside, policy, 1)
  values[at] = desk.total - desk.flow
  tally(lanes, policy, values, at, at + 1)
  const isTrade = did !== 'nothing'
  if (now % terms.sampleEvery === 0) {
    gauge.note(desk.held, desk.before, isTrade ? 0.5 : 1)
    if (isTrade) gauge.note(desk.after, desk.total, 0.5)
    add(lanes.samples, policy, 1)
  }
  if (!isTrade) return
  lanes.value[policy] = desk.total
  book(lanes, policy, desk, did, ground.prices, at, setup.chunk)
  ledger?.(policy, now, did, desk)
}

/** The first place from `from` on after which a whole number of intervals has passed; `step` steps lie before the chunk. */
function firstLook(every: number, step: number, from: number): number {
  return every - ((step + from) % every) - 1 + from
}

/** Has a multiple of the calendar's steps passed since the last look? */
function isDue({ calendarSteps, lookEvery }: Terms, now: number): boolean {
  if (calendarSteps === 0) return false
  return Math.floor(now / calendarSteps) > Math.floor((now - lookEvery) / calendarSteps)
}
