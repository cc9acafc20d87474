/** Partners: which slots the search pairs with which. */
import { remembered } from '../domain/memo.ts'
import type { Board } from './board.ts'
import type { Slot } from './slot.ts'

/** Pairs are tried among this many slots at most; beyond, each slot meets only its nearest partners. */
const allPairsUpTo = 24

/** Partners per slot when there are too many for all pairs. */
const partnersEach = 3

/** For each slot the others it is paired with, in their order. */
export type Partners = readonly Int32Array[]

/** All others where they are few, else the next few that share its account or one of its rows. */
export function partnersOf({ slots }: Board): Partners {
  return partnersAmong(slots)
}

/** The last plan's slots stand mostly in the same accounts and rows, and then so do their partners. */
const partnersAmong = remembered((slots: readonly Slot[]): Partners => {
  if (!last || !isAlike(last.slots, slots)) last = { slots, partners: freshPartners(slots) }
  return last.partners
})

let last: { readonly slots: readonly Slot[]; readonly partners: Partners } | null = null

function isAlike(a: readonly Slot[], b: readonly Slot[]): boolean {
  return (
    a.length === b.length &&
    a.every((slot, at) => slot.account === b[at]?.account && slot.rows === b[at].rows)
  )
}

function freshPartners(slots: readonly Slot[]): Partners {
  if (slots.length <= allPairsUpTo)
    return slots.map((_, a) => Int32Array.from(slots.keys()).filter((b) => b !== a))
  const near = slots.map(() => new Set<number>())
  const circles = [...groups(slots, (slot) => [slot.account]), ...groups(slots, (slot) => slot.rows)]
  for (const circle of circles) meetNeighbours(circle, near)
  return near.map((others) => Int32Array.from(others).sort())
}

/** The slots of each account, or of each row, in their order. */
function groups(slots: readonly Slot[], keys: (slot: Slot) => Iterable<number>): number[][] {
  const map = new Map<number, number[]>()
  slots.forEach((slot, at) => {
    for (const key of keys(slot)) {
      const group = map.get(key)
      if (group) group.push(at)
      else map.set(key, [at])
    }
  })
  return [...map.values()]
}

/** Each slot of a circle meets the next few, going round. */
function meetNeighbours(circle: readonly number[], near: readonly Set<number>[]): void {
  const each = Math.min(partnersEach, circle.length - 1)
  circle.forEach((a, here) => {
    for (let i = 1; i <= each; i += 1) {
      const b = circle[(here + i) % circle.length] as number
      if (b === a) continue
      near[a]?.add(b)
      near[b]?.add(a)
    }
  })
}
