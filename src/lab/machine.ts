/** WebAssembly as the lab uses it: arrays that share one memory, and routines that run on them. */
import { type Bytes, kindByte, leb, type Routine } from './assembler.ts'

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

/** The routines by their names; they call each other by their place in this list. */
export function machineOf<Name extends string>(
  memory: Memory,
  names: readonly Name[],
  routines: Readonly<Record<Name, Routine>>,
): Readonly<Record<Name, (...given: number[]) => number>> {
  const { Module, Instance, validate } = hostHere()
  const bytes = Uint8Array.from(
    moduleOf(
      memory,
      names,
      names.map((name) => routines[name]),
    ),
  )
  if (!validate(bytes))
    throw new Error('The lab computes two numbers at a time, for which this browser is too old.')
  return new Instance(new Module(bytes), { lab: { memory } }).exports
}

function moduleOf({ buffer }: Memory, names: readonly string[], all: readonly Routine[]): number[] {
  const pages = leb(buffer.byteLength / pageBytes)
  const text = (name: string): Bytes => [
    leb(name.length),
    ...Array.from(name, (letter) => letter.charCodeAt(0)),
  ]
  return flat([
    [0, ...Array.from('asm', (letter) => letter.charCodeAt(0)), 1, 0, 0, 0],
    section(1, all.map(typeOf)),
    section(2, [[text('lab'), text('memory'), 2, 1, pages, pages]]),
    section(
      3,
      all.map((_, index) => leb(index)),
    ),
    section(
      7,
      names.map((name, index) => [text(name), 0, leb(index)]),
    ),
    section(10, all.map(codeOf)),
  ])
}

function typeOf({ params, result }: Routine): Bytes {
  const kinds = params.map((kind) => kindByte[kind])
  return [0x60, leb(kinds.length), kinds, result === null ? [0] : [1, kindByte[result]]]
}

function codeOf({ locals, body }: Routine): Bytes {
  const kinds = locals.map((kind) => [1, kindByte[kind]])
  const content = flat([leb(kinds.length), kinds, body.map((each) => each.bytes), 0x0b])
  return [leb(content.length), content]
}
