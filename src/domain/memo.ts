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

/**
 * What has been found out about parts of JSON documents. Handed in only by a caller that never changes a part it has
 * handed in: then an edited document is read in the time of what the edit touched.
 */
export interface Recall {
  /** A part that passed the validator, and what it was read as. */
  readonly read: WeakMap<object, object>
  /** A part, and its text after RFC 8785. */
  readonly texts: WeakMap<object, string>
}

export function emptyRecall(): Recall {
  return { read: new WeakMap(), texts: new WeakMap() }
}
