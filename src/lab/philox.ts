/** Random words that are a function of where they are used: Philox4x32-10, a counter-based generator. */

/**
 * Ten rounds of Philox on a counter of four words under a key of two (Salmon, Moraes, Dror and Shaw 2011: Parallel
 * random numbers: as easy as 1, 2, 3). Each round multiplies two words into 64 bits; their upper halves are put
 * together from 16-bit products, because JavaScript only keeps the lower 32 bits of a product of words.
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Int32Array | Uint32Array,
): void {
  for (let round = 0; round < 10; round += 1) {
    const a = c0 & 0xffff
    const b = c0 >>> 16
    const middle = (Math.imul(b, 0x1f53) + (Math.imul(a, 0x1f53) >>> 16)) | 0
    const lower = (Math.imul(a, 0xd251) + (middle & 0xffff)) | 0
    const high0 = (Math.imul(b, 0xd251) + (middle >>> 16) + (lower >>> 16)) | 0
    const low0 = Math.imul(c0, 0xd2511f53)
    const c = c2 & 0xffff
    const d = c2 >>> 16
    const middle2 = (Math.imul(d, 0x8d57) + (Math.imul(c, 0x8d57) >>> 16)) | 0
    const lower2 = (Math.imul(c, 0xcd9e) + (middle2 & 0xffff)) | 0
    const high1 = (Math.imul(d, 0xcd9e) + (middle2 >>> 16) + (lower2 >>> 16)) | 0
    const low1 = Math.imul(c2, 0xcd9e8d57)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    // The key walks by the golden ratio and by the root of three less one, as fractions of 2^32.
    k0 = (k0 + 0x9e3779b9) | 0
    k1 = (k1 + 0xbb67ae85) | 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}
