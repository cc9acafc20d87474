/** The one order of texts in which ties are broken: by Unicode code point, the same on every machine. */

/** Negative when `a` comes first, positive when `b` does, 0 when they are equal. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return surrogatesLast(left) - surrogatesLast(right)
  }
  return a.length - b.length
}

/** UTF-16 sorts surrogates (code points above U+FFFF) before U+E000; code-point order has them last. */
function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** The items in the code-point order of their ids; the given list stays as it was. */
export function sortedBy<T>(items: Iterable<T>, id: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareText(id(a), id(b)))
}
