/** An assembler for WebAssembly: instructions as typed expressions, so that loops with two numbers side by side can be written down in TypeScript. */

/** i32: a whole number or an address; f64: a number; v128: two numbers or four whole ones, side by side. */
export type Kind = 'i32' | 'f64' | 'v128'

export type Bytes = readonly (number | Bytes)[]

/** Something that leaves a value. */
export interface Value<K extends Kind = Kind> {
  readonly kind: K
  readonly bytes: Bytes
}
/** Something that is done, and leaves nothing. */
export interface Step {
  readonly kind: 'step'
  readonly bytes: Bytes
}
export interface Local<K extends Kind> extends Value<K> {
  readonly index: number
}

type I32 = Value<'i32'>
type F64 = Value<'f64'>
type V128 = Value<'v128'>

/** Whole numbers in groups of seven bits, the lowest first; `signed` as constants are written. */
export function leb(value: number, signed = false): Bytes {
  const bytes: number[] = []
  for (let rest = value; ;) {
    const low = rest & 0x7f
    rest = signed ? rest >> 7 : rest >>> 7
    const isLast = signed ? rest === (low & 0x40 ? -1 : 0) : rest === 0
    bytes.push(isLast ? low : low | 0x80)
    if (isLast) return bytes
  }
}

const value = <K extends Kind>(kind: K, ...bytes: Bytes): Value<K> => ({ kind, bytes })
const step = (...bytes: Bytes): Step => ({ kind: 'step', bytes })

/** Instructions on values side by side stand behind this byte. */
const wide = (code: number): Bytes => [0xfd, leb(code)]

const one =
  <A extends Kind, K extends Kind>(kind: K, code: Bytes) =>
  (a: Value<A>): Value<K> =>
    value(kind, a.bytes, code)
const two =
  <A extends Kind, B extends Kind, K extends Kind>(kind: K, code: Bytes) =>
  (a: Value<A>, b: Value<B>): Value<K> =>
    value(kind, a.bytes, b.bytes, code)

const whole = (code: number) => two<'i32', 'i32', 'i32'>('i32', [code])
const number = (code: number) => two<'f64', 'f64', 'f64'>('f64', [code])
const compare = (code: number) => two<'f64', 'f64', 'i32'>('i32', [code])
const pair = (code: number) => two<'v128', 'v128', 'v128'>('v128', wide(code))
const shift = (code: number) => two<'v128', 'i32', 'v128'>('v128', wide(code))

/** The eight bytes of a number. */
function doubleBytes(x: number): Bytes {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x, true)
  return Array.from({ length: 8 }, (_, at) => view.getUint8(at))
}

/** An address and what stands behind it in the program: `log` is the binary logarithm of the alignment. */
const load =
  <K extends Kind>(kind: K, code: Bytes, log: number) =>
  (at: I32, offset = 0): Value<K> =>
    value(kind, at.bytes, code, log, leb(offset))
const store =
  <K extends Kind>(code: Bytes, log: number) =>
  (at: I32, what: Value<K>, offset = 0): Step =>
    step(at.bytes, what.bytes, code, log, leb(offset))

export const i32 = {
  of: (x: number): I32 => value('i32', 0x41, leb(x, true)),
  load: load('i32', [0x28], 2),
  store: store<'i32'>([0x36], 2),
  isZero: one<'i32', 'i32'>('i32', [0x45]),
  equal: whole(0x46),
  less: whole(0x48),
  atLeast: whole(0x4e),
  add: whole(0x6a),
  sub: whole(0x6b),
  mul: whole(0x6c),
  rem: whole(0x70),
  and: whole(0x71),
  or: whole(0x72),
  xor: whole(0x73),
  shl: whole(0x74),
  shrSigned: whole(0x75),
  shr: whole(0x76),
} as const

export const f64 = {
  of: (x: number): F64 => value('f64', 0x44, doubleBytes(x)),
  load: load('f64', [0x2b], 3),
  store: store<'f64'>([0x39], 3),
  from: one<'i32', 'f64'>('f64', [0xb7]),
  differs: compare(0x62),
  less: compare(0x63),
  more: compare(0x64),
  atLeast: compare(0x66),
  abs: one<'f64', 'f64'>('f64', [0x99]),
  add: number(0xa0),
  sub: number(0xa1),
  mul: number(0xa2),
  div: number(0xa3),
} as const

/** Two numbers side by side. `pmin` and `pmax` know nothing of NaN and of -0, and are one instruction. */
export const f64x2 = {
  load: load('v128', wide(0), 3),
  store: store<'v128'>(wide(11), 3),
  /** The same number twice. */
  loadTwice: load('v128', wide(10), 3),
  twice: one<'f64', 'v128'>('v128', wide(0x14)),
  of: (x: number): V128 => value('v128', wide(12), doubleBytes(x), doubleBytes(x)),
  first: (a: V128): F64 => value('f64', a.bytes, wide(0x21), 0),
  second: (a: V128): F64 => value('f64', a.bytes, wide(0x21), 1),
  less: pair(0x49),
  more: pair(0x4a),
  atMost: pair(0x4b),
  atLeast: pair(0x4c),
  abs: one<'v128', 'v128'>('v128', wide(0xec)),
  add: pair(0xf0),
  sub: pair(0xf1),
  mul: pair(0xf2),
  div: pair(0xf3),
  pmin: pair(0xf6),
  pmax: pair(0xf7),
} as const

/** Four whole numbers side by side, and what tells of bits. */
export const i32x4 = {
  load: load('v128', wide(0), 2),
  store: store<'v128'>(wide(11), 2),
  twice: one<'i32', 'v128'>('v128', wide(0x11)),
  of: (a: number, b: number, c: number, d: number): V128 =>
    value(
      'v128',
      wide(12),
      ...[a, b, c, d].map((x) => [x, x >> 8, x >> 16, x >> 24].map((byte) => byte & 0xff)),
    ),
  not: one<'v128', 'v128'>('v128', wide(0x4d)),
  and: pair(0x4e),
  or: pair(0x50),
  xor: pair(0x51),
  any: one<'v128', 'i32'>('i32', wide(0x53)),
  shl: shift(0xab),
  shr: shift(0xad),
  add: pair(0xae),
  /** The upper bit of either half, as two bits. */
  halves: one<'v128', 'i32'>('i32', wide(0xc4)),
} as const

export const set = <K extends Kind>(local: Local<K>, to: Value<K>): Step =>
  step(to.bytes, 0x21, leb(local.index))
export const increase = (local: Local<'i32'>, by: number | I32): Step =>
  set(local, i32.add(local, typeof by === 'number' ? i32.of(by) : by))

const empty = 0x40
const end = 0x0b

export function when(condition: I32, then: readonly Step[], otherwise: readonly Step[] = []): Step {
  const rest: Bytes = otherwise.length > 0 ? [0x05, ...otherwise.map((each) => each.bytes)] : []
  return step(condition.bytes, 0x04, empty, ...then.map((each) => each.bytes), ...rest, end)
}

/** While the condition holds, asked before each round. */
export function loop(condition: I32, body: readonly Step[]): Step {
  const again: Bytes = [0x03, empty, ...body.map((each) => each.bytes), condition.bytes, 0x0d, 0, end]
  return step(condition.bytes, 0x04, empty, again, end)
}

/** Ends the routine, with its result where it has one. */
export const give = (what?: Value): Step => step(what?.bytes ?? [], 0x0f)

/** What stands for one of two values without asking which. */
export const either = <K extends Kind>(condition: I32, yes: Value<K>, no: Value<K>): Value<K> =>
  value(yes.kind, yes.bytes, no.bytes, condition.bytes, 0x1b)

export const kindByte: Readonly<Record<Kind, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b }

/** A routine as the machine's module holds it. */
export interface Routine<K extends Kind | null = Kind | null> {
  readonly params: readonly Kind[]
  readonly result: K
  readonly locals: readonly Kind[]
  readonly body: readonly Step[]
}

type Given<P extends readonly Kind[]> = { readonly [At in keyof P]: Local<P[At]> }
/** Takes another place for a value. */
export type Take = <K extends Kind>(kind: K) => Local<K>

export function routine<const P extends readonly Kind[], K extends Kind | null>(
  params: P,
  result: K,
  write: (take: Take, ...given: Given<P>) => readonly Step[],
): Routine<K> {
  const locals: Kind[] = []
  const place = <L extends Kind>(kind: L, index: number): Local<L> => ({
    ...value(kind, 0x20, leb(index)),
    index,
  })
  const take: Take = (kind) => place(kind, params.length + locals.push(kind) - 1)
  const given = params.map((kind, index) => place(kind, index)) as unknown as Given<P>
  return { params, result, body: write(take, ...given), locals }
}

/** Another routine of the same module, by its place there. */
export const call = <K extends Kind>(index: number, kind: K, ...given: readonly Value[]): Value<K> =>
  value(kind, ...given.map((each) => each.bytes), 0x10, leb(index))
export const perform = (index: number, ...given: readonly Value[]): Step =>
  step(...given.map((each) => each.bytes), 0x10, leb(index))
