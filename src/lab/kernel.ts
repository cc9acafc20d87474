/** The kernel: one pass over a path serves every policy; prices are drawn once, and blocks in which no policy can fire are skipped over. */
import { blockSteps, blocksOf, suspectsOf } from './blocks.ts'
import { gaugeOf } from './gauge.ts'
import { count, figuresOf, type Lanes, lanesOf, open } from './lanes.ts'
import { add, book, type Did, lookAt } from './look.ts'
import { type Desk, deskOf } from './settle.ts'
import type { Setup, Terms } from './terms.ts'

/** Told of every trade; the desk is only good until the next one. */
export type Ledger = (policy: number, step: number, did: Did, desk: Desk) => void

/** Told after each chunk of steps, while the lanes stand there; `step` counts the steps so far. */
export type Watch = (step: number, lanes: Lanes) => void

export interface Kernel {
  /** Runs every policy along a path, and leaves their figures in `figures`: metrics x policies. */
  run(path: number, figures: Float64Array): void
}

/** Looks this rare are made one by one: proving that nothing happens would cost as much. */
const rareLooks = 8

export function kernelOf(setup: Setup, ledger?: Ledger, watch?: Watch): Kernel {
  const { size, policies, paths, chunk, burnIn } = setup
  const lanes = lanesOf(setup)
  const desk = deskOf(size)
  const blocks = blocksOf(setup)
  const gauge = gaugeOf(setup)
  const prices = new Float64Array(size * chunk)
  const values = new Float64Array(chunk)
  const everyone = Int32Array.from({ length: size }, (_, at) => at)
  const suspects = new Int32Array(size)

  const hold = (policy: number, at: number): void => {
    const from = policy * size
    for (let i = 0; i < size; i += 1)
      desk.held[i] = (lanes.units[from + i] as number) * (prices[i * chunk + at] as number)
  }

  const sample = (policy: number, at: number, total: number): void => {
    hold(policy, at)
    gauge.note(desk.held, total, 1)
    add(lanes.samples, policy, 1)
  }

  /** The steps from `from` to before `to`, in which nothing is traded and whose values are known. `step` is the number of steps before this chunk. */
  const pass = (policy: number, terms: Terms, step: number, from: number, to: number): void => {
    if (from >= to) return
    tally(lanes, policy, values, from, to)
    const every = terms.sampleEvery
    for (let next = firstLook(every, step, from); next < to; next += every)
      sample(policy, next, values[next] as number)
  }

  const look = (policy: number, terms: Terms, step: number, at: number): void => {
    hold(policy, at)
    const own = policy * size
    for (let i = 0; i < size; i += 1) desk.basis[i] = lanes.basis[own + i] as number
    const now = step + at + 1
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
    book(lanes, policy, desk, did, prices, at, chunk)
    ledger?.(policy, now, did, desk)
  }

  /** With flows every look trades. */
  const trade = (policy: number, terms: Terms, step: number, to: number): void => {
    let done = 0
    for (let at = firstLook(terms.lookEvery, step, 0); at < to; at += terms.lookEvery) {
      valuesOf(lanes.units, policy * size, size, prices, chunk, done, at, values)
      pass(policy, terms, step, done, at)
      look(policy, terms, step, at)
      done = at + 1
    }
    valuesOf(lanes.units, policy * size, size, prices, chunk, done, to, values)
    pass(policy, terms, step, done, to)
  }

  /** From event to event: where none can be, no weight is computed. Only classes that could leave their band are watched. */
  const watchBand = (policy: number, terms: Terms, step: number, from: number, to: number): void => {
    const own = policy * size
    for (let done = from; done < to;) {
      const rare = terms.lookEvery >= rareLooks
      const many = !terms.hasBand
        ? 0
        : rare
          ? size
          : suspectsOf(blocks, from / blockSteps, lanes.units, own, terms, suspects)
      valuesOf(lanes.units, own, size, prices, chunk, done, to, values)
      const at =
        many === 0 && terms.calendarSteps === 0
          ? to
          : nextEvent(policy, terms, step, done, to, rare ? everyone : suspects, many)
      pass(policy, terms, step, done, at)
      if (at < to) look(policy, terms, step, at)
      done = at + 1
    }
  }

  /** The first look at which the calendar is due or one of these classes is outside its band; `to` where there is none. */
  const nextEvent = (
    policy: number,
    terms: Terms,
    step: number,
    from: number,
    to: number,
    classes: Int32Array,
    many: number,
  ): number => {
    const own = policy * size
    const { low, high, lookEvery } = terms
    for (let at = firstLook(lookEvery, step, from); at < to; at += lookEvery) {
      const total = values[at] as number
      for (let k = 0; k < many; k += 1) {
        const i = classes[k] as number
        const value = (lanes.units[own + i] as number) * (prices[i * chunk + at] as number)
        if (value < (low[i] as number) * total || value > (high[i] as number) * total) return at
      }
      if (isDue(terms, step + at + 1)) return at
    }
    return to
  }

  const follow = (policy: number, terms: Terms, step: number, steps: number): void => {
    if (terms.flow !== 0) trade(policy, terms, step, steps)
    else
      for (let from = 0; from < steps; from += blockSteps)
        watchBand(policy, terms, step, from, Math.min(steps, from + blockSteps))
    gauge.settle(lanes, policy)
  }

  const run = (path: number, figures: Float64Array): void => {
    paths.begin(path)
    open(lanes, setup)
    for (let step = 0; step < paths.steps; step += chunk) {
      if (step === burnIn && step > 0) count(lanes)
      const steps = Math.min(chunk, paths.steps - step)
      paths.next(prices, chunk, steps)
      blocks.survey(prices, steps)
      policies.forEach((terms, policy) => {
        follow(policy, terms, step, steps)
      })
      watch?.(step + steps, lanes)
    }
    figuresOf(lanes, setup, figures)
  }
  return { run }
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

/** Total values of fixed holdings at the steps from `from` to before `to`: eight at a time, so that sums need not wait for each other. */
function valuesOf(
  units: Float64Array,
  own: number,
  size: number,
  prices: Float64Array,
  stride: number,
  from: number,
  to: number,
  values: Float64Array,
): void {
  let t = from
  for (; t + 8 <= to; t += 8) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    let h = 0
    for (let i = 0, at = t; i < size; i += 1, at += stride) {
      const u = units[own + i] as number
      a += u * (prices[at] as number)
      b += u * (prices[at + 1] as number)
      c += u * (prices[at + 2] as number)
      d += u * (prices[at + 3] as number)
      e += u * (prices[at + 4] as number)
      f += u * (prices[at + 5] as number)
      g += u * (prices[at + 6] as number)
      h += u * (prices[at + 7] as number)
    }
    values[t] = a
    values[t + 1] = b
    values[t + 2] = c
    values[t + 3] = d
    values[t + 4] = e
    values[t + 5] = f
    values[t + 6] = g
    values[t + 7] = h
  }
  for (; t < to; t += 1) {
    let sum = 0
    for (let i = 0, at = t; i < size; i += 1, at += stride)
      sum += (units[own + i] as number) * (prices[at] as number)
    values[t] = sum
  }
}

/** Returns, their squares, losses and the drawdown of these steps. */
function tally(lanes: Lanes, policy: number, values: Float64Array, from: number, to: number): void {
  let last = lanes.value[policy] as number
  let peak = lanes.peak[policy] as number
  let floor = lanes.floor[policy] as number
  let returns = lanes.returns[policy] as number
  let squares = lanes.squares[policy] as number
  let losses = lanes.losses[policy] as number
  for (let t = from; t < to; t += 1) {
    const value = values[t] as number
    const r = value / last - 1
    // Twice the loss, or nothing, without asking which.
    const loss = r - Math.abs(r)
    returns += r
    squares += r * r
    losses += loss * loss
    if (value > peak) {
      peak = value
      floor = value * (1 + (lanes.drawdown[policy] as number))
    } else if (value < floor) {
      lanes.drawdown[policy] = value / peak - 1
      floor = value
    }
    last = value
  }
  lanes.value[policy] = last
  lanes.peak[policy] = peak
  lanes.floor[policy] = floor
  lanes.returns[policy] = returns
  lanes.squares[policy] = squares
  lanes.losses[policy] = losses
}
