/** A policy follows a path, some steps at a time: it walks to a look at which something may happen, and trades there. */
import { type Ticket, ticketOf } from './desk.ts'
import { deeds, type Did } from './look.ts'
import { one } from './stretch.ts'
import type { Terms } from './terms.ts'
import type { Trail, Walker } from './walk.ts'

/** Told of every trade; the ticket is only good until the next one. `step` counts from 1. */
export type Ledger = (policy: number, step: number, did: Did, ticket: Ticket) => void

/** What all policies share while they follow a path. */
export interface Ground {
  readonly trail: Trail
  readonly walker: Walker
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
  walker.weigh(policy * one)
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

function look({ walker, trail, ledger, step }: Ground, policy: number, terms: Terms, at: number): void {
  const now = step + at + 1
  const { hasBand, onlyBreached, flow, sampleEvery } = terms
  const [due, isSample] = [isDue(terms, now), now % sampleEvery === 0]
  const did = walker.look(policy * one, at * one, +due, +hasBand, +onlyBreached, flow, +isSample)
  if (did > 0) ledger?.(policy, now, deeds[did] ?? 'nothing', ticketOf(trail.desk))
}
