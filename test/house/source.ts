/** A source file as the house's rules see it: its text, its syntax tree and what it refers to. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'

export type Node = Readonly<Record<string, unknown>> & { readonly type: string }

/** A reference from one file to another, or to a package. An address is `new URL('…', import.meta.url)`. */
export interface Edge {
  readonly to: string
  readonly kind: 'import' | 'type' | 'address'
}

export interface Source {
  readonly path: string
  readonly text: string
  /** Every node of the tree with its parent. */
  readonly nodes: readonly (readonly [Node, Node | null])[]
  readonly comments: readonly { readonly text: string; readonly start: number }[]
  readonly edges: readonly Edge[]
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function* walk(value: unknown, parent: Node | null): Generator<readonly [Node, Node | null]> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item, parent)
  } else if (isNode(value)) {
    yield [value, parent]
    for (const child of Object.values(value)) yield* walk(child, value)
  }
}

const literalOf = (value: unknown): string | null =>
  isNode(value) && typeof value['value'] === 'string' ? value['value'] : null

/** The first argument of `new URL('…', import.meta.url)`; any other URL is not a reference. */
function addressOf(node: Node): string | null {
  const { callee, arguments: passed } = node
  if (!isNode(callee) || callee['name'] !== 'URL' || !Array.isArray(passed) || passed.length !== 2)
    return null
  return literalOf(passed[0])
}

function edgeOf(node: Node): { to: string; kind: Edge['kind'] } | null {
  const isType =
    node['importKind'] === 'type' || node['exportKind'] === 'type' || node.type === 'TSImportType'
  const isAddress = node.type === 'NewExpression'
  const names = /^(?:Import(?:Declaration|Expression)|Export(?:All|Named)Declaration|TSImportType)$/u
  const to = isAddress ? addressOf(node) : names.test(node.type) ? literalOf(node['source']) : null
  return to === null ? null : { to, kind: isAddress ? 'address' : isType ? 'type' : 'import' }
}

/** Relative references become paths from the project's root; packages keep their names. */
function resolved(from: string, to: string): string {
  return to.startsWith('.') ? posix.join(posix.dirname(from), to) : to
}

export function sourceOf(path: string, text: string): Source {
  if (!/\.(?:tsx?|mjs)$/u.test(path)) return { path, text, nodes: [], comments: [], edges: [] }
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message ?? ''}`)
  const nodes = [...walk(program, null)]
  const edges = nodes.flatMap(([node]) => {
    const edge = edgeOf(node)
    return edge === null ? [] : [{ ...edge, to: resolved(path, edge.to) }]
  })
  return { path, text, nodes, comments: comments.map(({ value, start }) => ({ text: value, start })), edges }
}

const outside = new Set(['node_modules', 'dist', 'coverage', '.git'])

/** Every file of the project, from the root, with slashes; what is made or installed is left out. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (outside.has(entry.name)) return []
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

export function readSources(paths: readonly string[]): Source[] {
  return paths.map((path) => sourceOf(path, readFileSync(join(path), 'utf8')))
}
