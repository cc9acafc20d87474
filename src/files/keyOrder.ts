/** The order in which a document's keys are written: that of the validator, so that equal documents are equal bytes. */
import { compareText } from '../domain/order.ts'

/** A copy of the value with each object's keys in the order of its schema; keys of maps are in code-point order. */
export function inOrder(schema: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    const item = part(unwrapped(schema), 'item')
    return value.map((each: unknown) => inOrder(item, each))
  }
  if (typeof value !== 'object' || value === null) return value
  const own = branchFor(unwrapped(schema), value)
  const rest = part(own, 'value')
  const keys = keysFor(own, value)
  return Object.fromEntries(
    keys.map((key) => [key, inOrder(part(part(own, 'entries'), key) ?? rest, part(value, key))]),
  )
}

/** The schema's keys first; anything else follows sorted, so that nothing is ever lost in writing. */
function keysFor(schema: unknown, value: object): string[] {
  const known = keysOf(part(schema, 'entries')).filter((key) => Object.hasOwn(value, key))
  const others = Object.keys(value).filter((key) => !known.includes(key))
  return [...known, ...others.sort(compareText)]
}

/** An optional or nullable schema wraps the one that matters. */
function unwrapped(schema: unknown): unknown {
  const inner = part(schema, 'wrapped')
  return inner === undefined ? schema : unwrapped(inner)
}

/** Of several alternatives, the first that knows all keys of this value. */
function branchFor(schema: unknown, value: object): unknown {
  const options = part(schema, 'options')
  if (!Array.isArray(options)) return schema
  const knowsAll = (option: unknown): boolean => {
    const known = keysOf(part(option, 'entries'))
    return Object.keys(value).every((key) => known.includes(key))
  }
  return options.find(knowsAll) ?? schema
}

function keysOf(entries: unknown): string[] {
  return typeof entries === 'object' && entries !== null ? Object.keys(entries) : []
}

function part(whole: unknown, key: string): unknown {
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? Reflect.get(whole, key)
    : undefined
}
