/** A document on its way to a thread that already holds an earlier one: only what changed travels, and the rest stays the same objects on both sides. */
import type { Portfolio } from '../domain/document.ts'

/**
 * A list as runs over the earlier list: pairs of where a run begins there and how long it is; one that begins at
 * `afresh` takes its items from `fresh`, in order.
 */
interface ListChange {
  readonly kind: 'list'
  readonly runs: readonly number[]
  readonly fresh: readonly unknown[]
}

type Part = { readonly kind: 'kept' } | { readonly kind: 'value'; readonly value: unknown } | ListChange

/** Every key of the later document, in its order, and where its value comes from. */
type Change = readonly (readonly [key: string, part: Part])[]

/** A document for a thread: whole to one that holds nothing yet, else as a change of the one sent before. */
export type Sending =
  | { readonly kind: 'whole'; readonly number: number; readonly document: Portfolio }
  | { readonly kind: 'changed'; readonly number: number; readonly base: number; readonly change: Change }

type Plain = Readonly<Record<string, unknown>>

const afresh = -1

/** The page's side, one for each thread: what is new by identity since the last document. */
export function packing(): (document: Portfolio) => Sending {
  let last: Portfolio | null = null
  let base = 0
  return (document) => {
    const number = base + 1
    const sending: Sending =
      last === null
        ? { kind: 'whole', number, document }
        : { kind: 'changed', number, base, change: changeOf(last, document) }
    last = document
    base = number
    return sending
  }
}

/** The thread's side: the document again. What did not change is the very object of the document before. */
export function unpacking(): (sending: Sending) => Plain {
  let held: Plain | null = null
  let number = 0
  return (sending) => {
    if (sending.kind === 'changed' && (held === null || sending.base !== number))
      throw new Error('This thread does not hold the document that has changed.')
    held = sending.kind === 'whole' ? sending.document : changed(held ?? {}, sending.change)
    number = sending.number
    return held
  }
}

function changeOf(before: Plain, after: Plain): Change {
  return Object.entries(after).map(([key, value]) => [key, partOf(before[key], value)])
}

function partOf(before: unknown, after: unknown): Part {
  if (before === after) return { kind: 'kept' }
  return Array.isArray(before) && Array.isArray(after)
    ? listChange(before, after)
    : { kind: 'value', value: after }
}

function listChange(before: readonly unknown[], after: readonly unknown[]): ListChange {
  const place = placesIn(before, after)
  const runs: number[] = []
  const fresh: unknown[] = []
  let from = afresh
  let count = 0
  for (const [at, item] of after.entries()) {
    const there = place(at)
    if (there === afresh) fresh.push(item)
    if (count > 0 && there === (from === afresh ? afresh : from + count)) count += 1
    else {
      if (count > 0) runs.push(from, count)
      from = there
      count = 1
    }
  }
  if (count > 0) runs.push(from, count)
  return { kind: 'list', runs, fresh }
}

/** Where the later list's items stand in the earlier one. Most edits leave both ends alone, so only the middle is searched. */
function placesIn(before: readonly unknown[], after: readonly unknown[]): (at: number) => number {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const middle = new Map<unknown, number>()
  for (let at = start; at < before.length - end; at += 1) middle.set(before[at], at)
  return (at) => {
    if (at < start) return at
    if (at >= after.length - end) return at - after.length + before.length
    return middle.get(after[at]) ?? afresh
  }
}

function changed(before: Plain, change: Change): Plain {
  return Object.fromEntries(change.map(([key, part]) => [key, valueOf(before[key], part)]))
}

function valueOf(before: unknown, part: Part): unknown {
  if (part.kind === 'value') return part.value
  if (part.kind === 'kept') return before
  return relisted(Array.isArray(before) ? before : [], part)
}

function relisted(before: readonly unknown[], { runs, fresh }: ListChange): unknown[] {
  const list: unknown[] = []
  let taken = 0
  for (let at = 0; at < runs.length; at += 2) {
    const from = runs[at] ?? 0
    const count = runs[at + 1] ?? 0
    const source = from === afresh ? fresh : before
    const begin = from === afresh ? taken : from
    for (let step = 0; step < count; step += 1) list.push(source[begin + step])
    if (from === afresh) taken += count
  }
  return list
}
