/** Cholesky of a dense matrix in place, in blocks small enough for the registers. */

/** a = L L', both as the lower triangle of an n x n matrix by rows. Pivots that vanish are taken as one unit of rounding. */
export function cholesky(a: Float64Array, n: number): boolean {
  let sound = true
  let i = 0
  for (; i + 3 < n; i += 4) {
    eliminate4(a, n, i, i)
    for (let r = i; r < i + 4; r++) sound = finishRow(a, n, r, i) && sound
  }
  for (; i < n; i++) sound = finishRow(a, n, i, 0) && sound
  return sound
}

/** Entries of four rows from row i left of column `end`, an even one, two columns at a time: eight products for six loads. */
export function eliminate4(a: Float64Array, n: number, i: number, end: number): void {
  const p = i * n
  const q = p + n
  const r = q + n
  const s = r + n
  for (let j = 0; j < end; j += 2) {
    const u = j * n
    const v = u + n
    let pu = a[p + j]!
    let qu = a[q + j]!
    let ru = a[r + j]!
    let su = a[s + j]!
    let pv = a[p + j + 1]!
    let qv = a[q + j + 1]!
    let rv = a[r + j + 1]!
    let sv = a[s + j + 1]!
    for (let c = 0; c < j; c++) {
      const x = a[u + c]!
      const y = a[v + c]!
      const ap = a[p + c]!
      const aq = a[q + c]!
      const ar = a[r + c]!
      const as = a[s + c]!
      pu -= ap * x
      qu -= aq * x
      ru -= ar * x
      su -= as * x
      pv -= ap * y
      qv -= aq * y
      rv -= ar * y
      sv -= as * y
    }
    const first = 1 / a[u + j]!
    const across = a[v + j]!
    const second = 1 / a[v + j + 1]!
    pu *= first
    qu *= first
    ru *= first
    su *= first
    a[p + j] = pu
    a[q + j] = qu
    a[r + j] = ru
    a[s + j] = su
    a[p + j + 1] = (pv - pu * across) * second
    a[q + j + 1] = (qv - qu * across) * second
    a[r + j + 1] = (rv - ru * across) * second
    a[s + j + 1] = (sv - su * across) * second
  }
}

const vanished = 1e-15

/** The entries of one row from column `from`, and its pivot. */
function finishRow(a: Float64Array, n: number, i: number, from: number): boolean {
  const row = i * n
  for (let j = from; j < i; j++) {
    let sum = a[row + j]!
    for (let c = 0; c < j; c++) sum -= a[row + c]! * a[j * n + c]!
    a[row + j] = sum / a[j * n + j]!
  }
  const whole = a[row + i]!
  let pivot = whole
  for (let c = 0; c < i; c++) pivot -= a[row + c]! * a[row + c]!
  const sound = pivot > vanished * whole
  a[row + i] = Math.sqrt(sound ? pivot : Math.max(vanished * whole, Number.MIN_VALUE))
  return sound
}

/** x = L^-1 x, for the x that begins at this place. */
export function solveLower(factor: Float64Array, n: number, x: Float64Array, at: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    let sum = x[at + i]!
    for (let c = 0; c < i; c++) sum -= factor[row + c]! * x[at + c]!
    x[at + i] = sum / factor[row + i]!
  }
}

/** x = L'^-1 x. */
export function solveUpper(factor: Float64Array, n: number, x: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    const found = x[i]! / factor[row + i]!
    x[i] = found
    for (let c = 0; c < i; c++) x[c]! -= factor[row + c]! * found
  }
}
