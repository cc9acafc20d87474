/** What differs between two states of a portfolio, counted by what they are made of. */
import type { Portfolio } from './document.ts'

export type Part = 'account' | 'lot' | 'instrument' | 'target' | 'rule'

/** So many of this part are in only one of the two states, or differ in them. */
export interface Difference {
  readonly part: Part
  /** Only in the state that is looked at. */
  readonly more: number
  /** Only in the state it is compared with. */
  readonly fewer: number
  readonly changed: number
}

type Named = ReadonlyMap<string, string>

/** The differences of a state from the one it is compared with; parts that are alike are left out. */
export function differencesOf(state: Portfolio, from: Portfolio): readonly Difference[] {
  if (state === from) return []
  return [
    counted('account', named(state.accounts, idOf), named(from.accounts, idOf)),
    counted('instrument', named(state.instruments, idOf), named(from.instruments, idOf)),
    counted('lot', named(state.lots, lotOf), named(from.lots, lotOf)),
    counted('target', named(state.targets, classOf), named(from.targets, classOf)),
    counted('rule', rulesOf(state), rulesOf(from)),
  ].filter(({ more, fewer, changed }) => more + fewer + changed > 0)
}

function counted(part: Part, state: Named, from: Named): Difference {
  const shared = [...state].filter(([name]) => from.has(name))
  return {
    part,
    more: state.size - shared.length,
    fewer: from.size - shared.length,
    changed: shared.filter(([name, text]) => from.get(name) !== text).length,
  }
}

/** Items by their names; of those with the same name, each has a number. */
function named<T>(items: readonly T[], nameOf: (item: T) => string): Named {
  const found = new Map<string, string>()
  const times = new Map<string, number>()
  for (const item of items) {
    const name = nameOf(item)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    found.set(`${name} ${time}`, JSON.stringify(item))
  }
  return found
}

function idOf(item: { readonly id: string }): string {
  return item.id
}

function classOf(target: Portfolio['targets'][number]): string {
  return target.class
}

function lotOf(lot: Portfolio['lots'][number]): string {
  return JSON.stringify([lot.account, lot.instrument, lot.acquired])
}

const others = ['accounts', 'instruments', 'lots', 'targets']

/** Everything else that a plan goes by: the policy, one by one, and the rest of the document. */
function rulesOf(document: Portfolio): Named {
  const rest = Object.entries(document).filter(([key]) => !others.includes(key) && key !== 'policy')
  return new Map(
    [...Object.entries(document.policy), ...rest].map(([key, value]) => [key, JSON.stringify(value)]),
  )
}
