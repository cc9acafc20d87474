/** Remembering what was derived from a part of a document, for as long as that part lives. */

/**
 * The same function, computed once per object. Documents are immutable and share every part that an edit leaves
 * alone, so after an edit only what it touched is derived again.
 */
export function remembered<K extends object, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = derive(key)
    known.set(key, value)
    return value
  }
}
