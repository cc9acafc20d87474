/** Products with the dense rows over listed columns, four at a time: one load of a row's entry serves four columns. */

/** out_j = base_j + loadings_j · multipliers, for the first `count` columns of the list. */
export function pullDense(
  loadings: Float64Array,
  k: number,
  list: Int32Array,
  count: number,
  multipliers: Float64Array,
  base: Float64Array,
  out: Float64Array,
): void {
  let c = 0
  for (; c + 3 < count; c += 4) {
    const p = list[c]!
    const q = list[c + 1]!
    const r = list[c + 2]!
    const s = list[c + 3]!
    let forP = base[p]!
    let forQ = base[q]!
    let forR = base[r]!
    let forS = base[s]!
    const atP = p * k
    const atQ = q * k
    const atR = r * k
    const atS = s * k
    for (let i = 0; i < k; i++) {
      const u = multipliers[i]!
      forP += loadings[atP + i]! * u
      forQ += loadings[atQ + i]! * u
      forR += loadings[atR + i]! * u
      forS += loadings[atS + i]! * u
    }
    out[p] = forP
    out[q] = forQ
    out[r] = forR
    out[s] = forS
  }
  for (; c < count; c++) {
    const j = list[c]!
    out[j] = base[j]! + dot(loadings, j * k, multipliers, k)
  }
}

/** The k entries of `to` from this place += sum of amount_c loadings_j over the list, j its c-th column. */
export function pushDense(
  loadings: Float64Array,
  k: number,
  list: Int32Array,
  count: number,
  amount: Float64Array,
  to: Float64Array,
  from: number,
): void {
  let c = 0
  for (; c + 3 < count; c += 4) {
    const p = list[c]! * k
    const q = list[c + 1]! * k
    const r = list[c + 2]! * k
    const s = list[c + 3]! * k
    const ofP = amount[c]!
    const ofQ = amount[c + 1]!
    const ofR = amount[c + 2]!
    const ofS = amount[c + 3]!
    for (let i = 0; i < k; i++)
      to[from + i]! +=
        ofP * loadings[p + i]! + ofQ * loadings[q + i]! + (ofR * loadings[r + i]! + ofS * loadings[s + i]!)
  }
  for (; c < count; c++) add(loadings, list[c]! * k, amount[c]!, to, from, k)
}

/** The sum of k products. */
export function dot(x: Float64Array, at: number, y: Float64Array, k: number): number {
  let sum = 0
  for (let i = 0; i < k; i++) sum += x[at + i]! * y[i]!
  return sum
}

/** The sum of k squares. */
export function squareOf(x: Float64Array, at: number, k: number): number {
  let p = 0
  let q = 0
  let i = 0
  for (; i + 1 < k; i += 2) {
    p += x[at + i]! * x[at + i]!
    q += x[at + i + 1]! * x[at + i + 1]!
  }
  for (; i < k; i++) p += x[at + i]! * x[at + i]!
  return p + q
}

/** to += factor * x, over k entries from the places given. */
export function add(
  x: Float64Array,
  at: number,
  factor: number,
  to: Float64Array,
  from: number,
  k: number,
): void {
  for (let i = 0; i < k; i++) to[from + i]! += x[at + i]! * factor
}

/** The Euclidean norm. */
export function sizeOf(x: Float64Array): number {
  return Math.sqrt(squareOf(x, 0, x.length))
}
