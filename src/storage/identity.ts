/** Names for things that nobody names: portfolios and single saves. */

const bytes = 12

/** Text that no other call, tab or device will ever return; usable in addresses and file names. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
