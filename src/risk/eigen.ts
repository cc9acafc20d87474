/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: slow beyond a few hundred rows, exact to the last digits. */

export interface Eigen {
  /** From the largest to the smallest. */
  readonly values: Float64Array
  /** Row k is the unit vector that belongs to value k. */
  readonly vectors: Float64Array
}

/** Each sweep squares what is left beside the diagonal; ten suffice for any matrix of this size. */
const mostSweeps = 40
/** What is left beside the diagonal, against the whole. */
const precision = 1e-15

/** Cyclic Jacobi (Golub and Van Loan, Matrix Computations, 8.5). `matrix` is row-major and stays as it is. */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const rest = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1
  const most = precision * norm(matrix)
  for (let sweep = 0; sweep < mostSweeps && besideDiagonal(rest, size) > most; sweep += 1)
    for (let p = 0; p < size - 1; p += 1)
      for (let q = p + 1; q < size; q += 1) rotate(rest, vectors, size, p, q)
  return sorted(rest, vectors, size)
}

/** Turns the plane of p and q so that their entry becomes zero. */
function rotate(rest: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const entry = rest[p * size + q]!
  if (entry === 0) return
  const theta = (rest[q * size + q]! - rest[p * size + p]!) / (2 * entry)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  turnRows(rest, size, p, q, cosine, sine)
  for (let k = 0; k < size; k += 1) {
    const [a, b] = [rest[k * size + p]!, rest[k * size + q]!]
    rest[k * size + p] = cosine * a - sine * b
    rest[k * size + q] = sine * a + cosine * b
  }
  rest[p * size + q] = 0
  rest[q * size + p] = 0
  turnRows(vectors, size, p, q, cosine, sine)
}

function turnRows(
  matrix: Float64Array,
  size: number,
  p: number,
  q: number,
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < size; k += 1) {
    const [a, b] = [matrix[p * size + k]!, matrix[q * size + k]!]
    matrix[p * size + k] = cosine * a - sine * b
    matrix[q * size + k] = sine * a + cosine * b
  }
}

function norm(matrix: Float64Array): number {
  return Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0))
}

function besideDiagonal(matrix: Float64Array, size: number): number {
  return Math.sqrt(matrix.reduce((sum, value, at) => sum + (at % (size + 1) === 0 ? 0 : value * value), 0))
}

/** Equal values keep the order of their columns. */
function sorted(rest: Float64Array, vectors: Float64Array, size: number): Eigen {
  const order = Array.from({ length: size }, (_, i) => i)
  order.sort((a, b) => rest[b * size + b]! - rest[a * size + a]! || a - b)
  const turned = new Float64Array(size * size)
  order.forEach((from, to) => turned.set(vectors.subarray(from * size, (from + 1) * size), to * size))
  return { values: Float64Array.from(order, (at) => rest[at * size + at]!), vectors: turned }
}
