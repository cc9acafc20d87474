/** The order in which a document's keys are written: that of the validator, so that equal documents are equal bytes. */
import { compareText } from '../domain/order.ts'

/** How the values of a schema are put in order, found out once and used for every value. */
export type Order = (value: unknown) => unknown

/** Puts values of this schema in order: keys of objects as the schema lists them, keys of maps by code point. */
export function orderOf(schema: unknown): Order {
  const inner = part(schema, 'wrapped')
  if (inner !== undefined) return orderOf(inner)
  const options = part(schema, 'options')
  if (Array.isArray(options)) return choiceOrder(options)
  const item = part(schema, 'item')
  if (item !== undefined) return listOrder(orderOf(item))
  const entries = part(schema, 'entries')
  if (entries !== undefined) return objectOrder(entries)
  const value = part(schema, 'value')
  return value === undefined ? asItIs : mapOrder(orderOf(value))
}

function asItIs(value: unknown): unknown {
  return value
}

function listOrder(item: Order): Order {
  return (value) => {
    if (!Array.isArray(value)) return value
    const items: readonly unknown[] = value
    const ordered = items.map(item)
    return ordered.every((each, at) => each === items[at]) ? items : ordered
  }
}

/** The schema's keys first; anything else follows sorted, so that nothing is ever lost in writing. */
function objectOrder(entries: unknown): Order {
  const orders = keysOf(entries).map((key) => [key, orderOf(part(entries, key))] as const)
  const nested = orders.filter(([, order]) => order !== asItIs)
  const known = orders.map(([key]) => key)
  return (value) => {
    if (!isPlain(value)) return value
    const keys = keysOf(value)
    // What was read by the validator, or made from that, is in order already: nothing of it is copied.
    if (isSame(keys, known) && nested.every(([key, order]) => order(value[key]) === value[key])) return value
    const others = keys.filter((key) => !known.includes(key)).sort(compareText)
    const own = orders.filter(([key]) => Object.hasOwn(value, key))
    const entriesInOrder: [string, unknown][] = [
      ...own.map(([key, order]): [string, unknown] => [key, order(value[key])]),
      ...others.map((key): [string, unknown] => [key, value[key]]),
    ]
    return Object.fromEntries(entriesInOrder)
  }
}

function mapOrder(order: Order): Order {
  return (value) => {
    if (!isPlain(value)) return value
    const keys = keysOf(value)
    const sorted = keys.toSorted(compareText)
    if (isSame(keys, sorted) && (order === asItIs || keys.every((key) => order(value[key]) === value[key])))
      return value
    return Object.fromEntries(sorted.map((key) => [key, order(value[key])]))
  }
}

function isSame(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, at) => key === others[at])
}

/** Of several alternatives, the first that knows all keys of a value. */
function choiceOrder(options: readonly unknown[]): Order {
  const choices = options.map((option) => ({
    known: new Set(keysOf(part(option, 'entries'))),
    order: orderOf(option),
  }))
  return (value) => {
    if (!isPlain(value)) return value
    const keys = keysOf(value)
    const fitting = choices.find(({ known }) => keys.every((key) => known.has(key)))
    return fitting === undefined ? value : fitting.order(value)
  }
}

/** An object with keys: no list, nothing empty. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf(value: unknown): string[] {
  return isPlain(value) ? Object.keys(value) : []
}

function part(whole: unknown, key: string): unknown {
  return isPlain(whole) && Object.hasOwn(whole, key) ? whole[key] : undefined
}
