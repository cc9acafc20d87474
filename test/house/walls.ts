/** The walls between rooms: who may import whom, which packages live where, and what nobody reaches. */
import type { Edge, Source } from './source.ts'

/** A room is a folder of `src`; the worker's doors and the two entrances stand for themselves. */
export function roomOf(path: string): string {
  if (path === 'src/main.tsx') return 'main'
  if (/^src\/worker\/[^/]*Door\.ts$/u.test(path)) return 'door'
  return /^src\/(?<room>[^/]+)\//u.exec(path)?.groups?.['room'] ?? 'outside'
}

/** Read: domain imports nothing of ours, risk imports the solver, and so on. A type import is an import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  solver: [],
  risk: ['solver'],
  engine: ['domain', 'solver', 'risk'],
  lab: ['domain', 'solver', 'risk'],
  files: ['domain'],
  worker: ['domain', 'engine', 'lab', 'files'],
  door: ['domain', 'worker'],
  storage: ['domain', 'files'],
  state: ['domain', 'files', 'storage', 'door'],
  ui: ['domain', 'state'],
  cli: ['domain', 'engine', 'lab', 'files'],
  main: ['domain', 'files', 'storage', 'state', 'ui', 'door'],
}

/** Packages by room. A room that computes has none; decimals enter through the domain's own clone. */
const mayUse: Readonly<Record<string, RegExp>> = {
  domain: /^(?:decimal\.js|valibot|canonicalize|@noble\/hashes\/.*)$/u,
  files: /^(?:papaparse|valibot)$/u,
  storage: /^(?:idb|valibot)$/u,
  state: /^(?:zustand|valibot)(?:\/.*)?$/u,
  ui: /^(?:react|react-dom|recharts|zustand|@ariakit\/react|@tanstack\/react-[a-z]+)(?:\/.*)?$/u,
  cli: /^(?:node:[a-z/]+|vite)$/u,
  main: /^(?:react|react-dom)(?:\/.*)?$/u,
}

const isOurs = (target: string): boolean => target.startsWith('src/')

/** What must never be part of the page: it is the other threads' work. */
const heavy = new Set(['engine', 'lab', 'solver', 'risk'])

function wallFault(from: string, edge: Edge): string | null {
  const here = roomOf(from)
  const there = roomOf(edge.to)
  if (here === there || edge.kind === 'address') return null
  if (here === 'lab' && there === 'domain' && edge.kind !== 'type')
    return `takes more than types from ${edge.to}`
  return mayImport[here]?.includes(there) === true ? null : `imports ${edge.to}, which ${here} may not know`
}

function packageFault(from: string, edge: Edge): string | null {
  if (edge.kind === 'address') return null
  if (edge.to.startsWith('test/')) return `imports ${edge.to}, a test`
  return mayUse[roomOf(from)]?.test(edge.to) === true
    ? null
    : `uses the package ${edge.to}, foreign to its room`
}

/** Imports that cross a wall, or bring a package into a room it does not belong to. */
export function crossings(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => isOurs(source.path))
    .flatMap(({ path, edges }) =>
      edges.flatMap((edge) => {
        const fault = isOurs(edge.to) ? wallFault(path, edge) : packageFault(path, edge)
        return fault === null ? [] : [`${path} ${fault}`]
      }),
    )
}

/** Every file reached from the given ones. Without addresses it is what is loaded together, on one thread. */
function reach(sources: readonly Source[], from: readonly string[], withAddresses: boolean): Set<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const waiting = [...from]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const edges = byPath.get(path)?.edges ?? []
    waiting.push(...edges.filter((edge) => withAddresses || edge.kind !== 'address').map((edge) => edge.to))
  }
  return reached
}

/** Doors may lead to the domain and to the wire, however indirectly, and nowhere else. */
export function doorFaults(sources: readonly Source[]): string[] {
  const doors = sources.filter((source) => roomOf(source.path) === 'door')
  return doors.flatMap(({ path }) =>
    [...reach(sources, [path], false)]
      .filter((target) => isOurs(target) && !['door', 'worker', 'domain'].includes(roomOf(target)))
      .map((target) => `${path} leads to ${target}`),
  )
}

/** Files of the engine's rooms that the page would carry. */
export function pageFaults(sources: readonly Source[]): string[] {
  const page = reach(sources, ['src/main.tsx'], false)
  return [...page].filter((path) => heavy.has(roomOf(path))).map((path) => `the page carries ${path}`)
}

const entrances = ['src/main.tsx', 'src/cli/keel.ts', 'src/cli/start.mjs']

/** Files no entrance leads to; threads are reached through the addresses in the doors. */
export function orphans(sources: readonly Source[]): string[] {
  const reached = reach(sources, entrances, true)
  return sources
    .filter(({ path }) => isOurs(path) && /\.(?:tsx?|mjs|css)$/u.test(path) && !reached.has(path))
    .map(({ path }) => `${path} is used by nobody`)
}

/** References to files that are not there (an address in text is not checked by the compiler). */
export function brokenEdges(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map((source) => source.path))
  return sources.flatMap(({ path, edges }) =>
    edges.filter((edge) => isOurs(edge.to) && !paths.has(edge.to)).map((edge) => `${path} names ${edge.to}`),
  )
}
