/** WebAssembly as the lab uses it: arrays that share one memory, and routines that run on them. */
import { type Bytes, type Kind, kindByte, leb, type Routine } from './assembler.ts'

interface Memory {
  readonly buffer: ArrayBuffer
}
/** What is used of it; the language's own library does not name it. */
interface Host {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, (...given: number[]) => number>> }
  readonly validate: (bytes: Uint8Array) => boolean
}

/** Every browser of the last years has it, but a policy or a setting can take it away. */
function hostHere(): Host {
  const host = (globalThis as unknown as { readonly WebAssembly?: Host }).WebAssembly
  if (host === undefined) throw new Error('The lab needs WebAssembly, which is switched off or unknown here.')
  return host
}

const pageBytes = 65_536
const doubleBytes = 8

/** Gives arrays of so many numbers; their `byteOffset` is their address. */
export type Allot = (length: number) => Float64Array<ArrayBuffer>

export interface Land<T> {
  readonly memory: Memory
  readonly parts: T
}

/** Lays arrays out in one memory: `layOut` is asked twice, first to learn how much it needs. */
export function landOf<T>(layOut: (allot: Allot) => T): Land<T> {
  let need = 0
  layOut((length) => {
    need += even(length)
    return new Float64Array(length)
  })
  const pages = Math.ceil((need * doubleBytes) / pageBytes)
  const memory = new (hostHere().Memory)({ initial: pages, maximum: pages })
  let at = 0
  const parts = layOut((length) => {
    const view = new Float64Array(memory.buffer, at * doubleBytes, length)
    at += even(length)
    return view
  })
  return { memory, parts }
}

/** An array of the memory with these numbers. */
export function filled(allot: Allot, values: ArrayLike<number>): Float64Array {
  const own = allot(values.length)
  own.set(values)
  return own
}

/** Two numbers are read at once. */
const even = (length: number): number => length + (length % 2)

const section = (id: number, entries: readonly Bytes[]): Bytes => {
  const content = flat([leb(entries.length), entries])
  return [id, leb(content.length), content]
}

function flat(bytes: Bytes, into: number[] = []): number[] {
  for (const each of bytes)
    if (typeof each === 'number') into.push(each)
    else flat(each, into)
  return into
}

/** A function of JavaScript that routines call; it gives nothing. */
export interface Helper {
  readonly params: readonly Kind[]
  readonly run: (...given: number[]) => void
}

/** Routines by their names, in an order of their own: they call each other by their place in it, after all helpers. */
export interface Plan<Name extends string> {
  readonly helpers: Readonly<Record<string, Helper>>
  readonly names: readonly Name[]
  readonly routines: Readonly<Record<Name, Routine>>
}

export type Machine<Name extends string> = Readonly<Record<Name, (...given: number[]) => number>>

export function machineOf<Name extends string>(memory: Memory, plan: Plan<Name>): Machine<Name> {
  const { Module, Instance, validate } = hostHere()
  const bytes = Uint8Array.from(moduleOf(memory, plan))
  if (!validate(bytes))
    throw new Error('The lab computes two numbers at a time, for which this browser is too old.')
  const given: Record<string, unknown> = { memory }
  for (const [name, { run }] of Object.entries(plan.helpers)) given[name] = run
  return new Instance(new Module(bytes), { lab: given }).exports
}

const bytesOf = (text: string): Bytes => Array.from(text, (letter) => letter.charCodeAt(0))
const named = (text: string): Bytes => [leb(text.length), bytesOf(text)]

/** What the binary format calls types, imports, functions, exports and code, in this order. */
function moduleOf<Name extends string>(
  { buffer }: Memory,
  { helpers, names, routines }: Plan<Name>,
): number[] {
  const pages = leb(buffer.byteLength / pageBytes)
  const given = Object.entries(helpers)
  const own = names.map((name) => routines[name])
  const place = (index: number): Bytes => leb(given.length + index)
  const types = [
    ...given.map(([, { params }]) => typeOf(params, null)),
    ...own.map((each) => typeOf(each.params, each.result)),
  ]
  return flat([
    [0, bytesOf('asm'), 1, 0, 0, 0],
    section(1, types),
    section(2, [
      [named('lab'), named('memory'), 2, 1, pages, pages],
      ...given.map(([name], index) => [named('lab'), named(name), 0, leb(index)]),
    ]),
    section(
      3,
      own.map((_, index) => place(index)),
    ),
    section(
      7,
      names.map((name, index) => [named(name), 0, place(index)]),
    ),
    section(10, own.map(codeOf)),
  ])
}

function typeOf(params: readonly Kind[], result: Kind | null): Bytes {
  const kinds = params.map((kind) => kindByte[kind])
  return [0x60, leb(kinds.length), kinds, result === null ? [0] : [1, kindByte[result]]]
}

function codeOf({ locals, body }: Routine): Bytes {
  const kinds = locals.map((kind) => [1, kindByte[kind]])
  const content = flat([leb(kinds.length), kinds, body.map((each) => each.bytes), 0x0b])
  return [leb(content.length), content]
}
