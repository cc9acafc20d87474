/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: slow beyond a few hundred rows, exact to the last digits. */

export interface Eigen {
  /** From the largest to the smallest. */
  readonly values: Float64Array
  /** Row k is the unit vector that belongs to value k. */
  readonly vectors: Float64Array
}

/** Once a sweep has made the rest small the next squares it; eight are usual. */
const mostSweeps = 40
/** Entries below this share of the whole matrix are rounding. */
const rounding = 1 / 2 ** 53

/** Cyclic Jacobi (Golub and Van Loan, Matrix Computations, 8.5). `matrix` is row-major and stays as it is. */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const rest = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1
  const least = (rounding * norm(matrix)) / Math.max(1, size)
  let turns = size
  for (let sweep = 0; sweep < mostSweeps && turns > 0; sweep += 1) {
    turns = 0
    for (let p = 0; p < size - 1; p += 1)
      for (let q = p + 1; q < size; q += 1)
        if (Math.abs(rest[p * size + q]!) > least) {
          rotate(rest, vectors, size, p, q)
          turns += 1
        }
  }
  return sorted(rest, vectors, size)
}

/** Turns the plane of p and q so that their entry becomes zero; the matrix stays symmetric to the last bit. */
function rotate(rest: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const entry = rest[p * size + q]!
  const [own, other] = [rest[p * size + p]!, rest[q * size + q]!]
  const theta = (other - own) / (2 * entry)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  turnRows(rest, size, p, q, cosine, sine)
  rest[p * size + p] = own - tangent * entry
  rest[q * size + q] = other + tangent * entry
  rest[p * size + q] = 0
  rest[q * size + p] = 0
  for (let k = 0; k < size; k += 1) {
    rest[k * size + p] = rest[p * size + k]!
    rest[k * size + q] = rest[q * size + k]!
  }
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
  const [first, second] = [p * size, q * size]
  for (let k = 0; k < size; k += 1) {
    const a = matrix[first + k]!
    const b = matrix[second + k]!
    matrix[first + k] = cosine * a - sine * b
    matrix[second + k] = sine * a + cosine * b
  }
}

function norm(matrix: Float64Array): number {
  return Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0))
}

/** Equal values keep the order of their columns. */
function sorted(rest: Float64Array, vectors: Float64Array, size: number): Eigen {
  const order = Array.from({ length: size }, (_, i) => i)
  order.sort((a, b) => rest[b * size + b]! - rest[a * size + a]! || a - b)
  const turned = new Float64Array(size * size)
  order.forEach((from, to) => turned.set(vectors.subarray(from * size, (from + 1) * size), to * size))
  return { values: Float64Array.from(order, (at) => rest[at * size + at]!), vectors: turned }
}
