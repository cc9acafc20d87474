/** A policy follows a path, some steps at a time: it walks to a look at which something may happen, and trades there. */
import { note } from './gauge.ts'
import { add, book, type Did, lookAt } from './look.ts'
import type { Desk } from './settle.ts'
import { one } from './stretch.ts'
import type { Setup, Terms } from './terms.ts'
import type { Trail, Walker } from './walk.ts'

/** Told of every trade; the desk is only good until the next one. `step` counts from 1. */
export type Ledger = (policy: number, step: number, did: Did, desk: Desk) => void

/** What all policies share while they follow a path. */
export interface Ground {
  readonly setup: Setup
  readonly trail: Trail
  readonly walker: Walker
  readonly desk: Desk
  readonly ledger: Ledger | undefined
  /** Steps before this chunk. */
  step: number
}

/** Takes a policy through the `steps` of this chunk. */
export function follow(ground: Ground, policy: number, terms: Terms, steps: number): void {
  const { walker, step } = ground
  const { lookEvery, sampleEvery, flow, hasBand } = terms
  const watches = hasBand && flow === 0 ? 1 : 0
  for (let done = 0; done < steps;) {
    const end = Math.min(steps, sureLook(terms, step + done) - step - 1)
    const at =
      walker.walk(
        policy * one,
        done * one,
        end * one,
        (nextOf(lookEvery, step + done) - step - 1) * one,
        lookEvery * one,
        (nextOf(sampleEvery, step + done) - step - 1) * one,
        sampleEvery * one,
        watches,
      ) / one
    if (at < steps) look(ground, policy, terms, at)
    done = at + 1
  }
  walker.settle(policy * one)
}

/** The first multiple of `every` after so many steps. */
function nextOf(every: number, steps: number): number {
  return steps - (steps % every) + every
}

/** Beyond every path. */
const never = 2 ** 30

/** The next look that will have something to do, whatever weights are: with flows every one, with a calendar when it is due. */
function sureLook({ flow, lookEvery, calendarSteps }: Terms, steps: number): number {
  if (flow !== 0) return nextOf(lookEvery, steps)
  if (calendarSteps === 0) return never
  const day = nextOf(calendarSteps, steps - (steps % lookEvery))
  return Math.ceil(day / lookEvery) * lookEvery
}

/** Has a multiple of the calendar's steps passed since the last look? */
function isDue({ calendarSteps, lookEvery }: Terms, now: number): boolean {
  if (calendarSteps === 0) return false
  return Math.floor(now / calendarSteps) > Math.floor((now - lookEvery) / calendarSteps)
}

function look(ground: Ground, policy: number, terms: Terms, at: number): void {
  const { setup, trail, walker, desk, ledger } = ground
  const { lanes, gauge, market } = trail
  const { size, chunk } = setup
  const own = policy * size
  for (let i = 0; i < size; i += 1) {
    desk.held[i] = (lanes.units[own + i] as number) * (market.prices[i * chunk + at] as number)
    desk.basis[i] = lanes.basis[own + i] as number
  }
  const now = ground.step + at + 1
  const did = lookAt(desk, setup, terms, isDue(terms, now))
  if (desk.isOutside) add(lanes.outside, policy, 1)
  market.values[at] = desk.total - desk.flow
  walker.tally(policy * one, at * one, (at + 1) * one)
  const isTrade = did !== 'nothing'
  if (now % terms.sampleEvery === 0) {
    note(gauge, desk.held, desk.before, isTrade ? 0.5 : 1)
    if (isTrade) note(gauge, desk.after, desk.total, 0.5)
    add(lanes.samples, policy, 1)
  }
  if (!isTrade) return
  lanes.value[policy] = desk.total
  book(lanes, policy, desk, did, market.prices, at, chunk)
  ledger?.(policy, now, did, desk)
}
