/** The price files a person has brought: read off the page's thread, kept while the page is open, never saved. */
import { createStore } from 'zustand/vanilla'
import type { Experiment } from '../domain/experiment.ts'
import type { RefusedHistory } from '../domain/history.ts'
import type {
  Curiosities,
  Deflated,
  HistoryAccount,
  HistoryAsk,
  HistorySource,
  SeriesPick,
  StudyOutcome,
} from '../domain/historyStudy.ts'
import type { Trace } from '../domain/labResult.ts'
import type { SourceText } from '../domain/mapping.ts'
import { type HistoryDoor, type HistoryReply, openHistoryDoor } from '../worker/historyDoor.ts'

/** A file as it was read, or why it was not. */
export interface HistoryEntry {
  readonly source: HistorySource
  readonly file: HistoryAccount | RefusedHistory | { readonly kind: 'crashed'; readonly reason: string }
}

export interface HistoriesState {
  readonly entries: readonly HistoryEntry[]
  /** Files that were chosen and are not read yet. */
  readonly waiting: readonly HistorySource[]
  /** What a person said stands for a class: a key of a series, or nothing. */
  readonly chosen: ReadonlyMap<string, string | null>
}

export const historiesStore = createStore<HistoriesState>(() => ({
  entries: [],
  waiting: [],
  chosen: new Map(),
}))

let door: HistoryDoor | null = null
let number = 0
const giving = new Map<number, () => void>()

/** Another door is only given by tests. */
export function replaceDoor(other: HistoryDoor | null): void {
  door?.close()
  door = other
  giving.clear()
  historiesStore.setState({ entries: [], waiting: [], chosen: new Map() })
}

/** Reads these files; one takes the place of another with the same name. */
export function addHistories(sources: readonly SourceText[]): void {
  const names = new Set(sources.map(({ name }) => name))
  for (const each of [...historiesStore.getState().entries.map((entry) => entry.source), ...waitingNow()])
    if (names.has(each.name)) removeHistory(each.number)
  for (const { name, bytes } of sources) {
    number += 1
    read({ number, name, bytes, content: null })
  }
}

/** Reads a file again by what a person says its numbers are. */
export function readHistoryAs(source: HistorySource, content: HistorySource['content']): void {
  read({ ...source, content })
}

export function removeHistory(which: number): void {
  giving.get(which)?.()
  giving.delete(which)
  historiesStore.setState(({ entries, waiting }) => ({
    entries: entries.filter(({ source }) => source.number !== which),
    waiting: waiting.filter((source) => source.number !== which),
  }))
}

/** Gives up what is not read yet. */
export function cancelReading(): void {
  for (const source of waitingNow()) {
    giving.get(source.number)?.()
    giving.delete(source.number)
  }
  historiesStore.setState({ waiting: [] })
}

export function chooseSeries(name: string, key: string | null): void {
  historiesStore.setState(({ chosen }) => ({ chosen: new Map(chosen).set(name, key) }))
}

function waitingNow(): readonly HistorySource[] {
  return historiesStore.getState().waiting
}

function read(source: HistorySource): void {
  giving.get(source.number)?.()
  historiesStore.setState(({ waiting }) => ({
    waiting: [...waiting.filter((each) => each.number !== source.number), source],
  }))
  giving.set(
    source.number,
    ask({ kind: 'read', source }, (reply) => enter(source, reply)),
  )
}

function enter(source: HistorySource, reply: HistoryReply): void {
  giving.delete(source.number)
  if (reply.kind !== 'read' && reply.kind !== 'crashed') return
  const entry: HistoryEntry = { source, file: reply.kind === 'read' ? reply.file : reply }
  historiesStore.setState(({ entries, waiting }) => ({
    entries: entries.some((each) => each.source.number === source.number)
      ? entries.map((each) => (each.source.number === source.number ? entry : each))
      : [...entries, entry],
    waiting: waiting.filter((each) => each.number !== source.number),
  }))
}

export interface Hearer<Found> {
  readonly onFound: (found: Found) => void
  readonly onCrash: (reason: string) => void
}

/** Classes on their common days, and what those say about risk. Gives back how to stop. */
export function askStudy(
  picks: readonly SeriesPick[],
  { onFound, onCrash }: Hearer<StudyOutcome>,
): () => void {
  return ask({ kind: 'study', sources: sourcesOf(picks), picks }, (reply) => {
    if (reply.kind === 'crashed') onCrash(reply.reason)
    if (reply.kind === 'study') onFound(reply.outcome)
  })
}

/** What the curious ask, at these weights; null where there is too little. Gives back how to stop. */
export function askCuriosities(
  picks: readonly SeriesPick[],
  weights: readonly number[],
  { onFound, onCrash }: Hearer<Curiosities | null>,
): () => void {
  return ask({ kind: 'wonder', sources: sourcesOf(picks), picks, weights }, (reply) => {
    if (reply.kind === 'crashed') onCrash(reply.reason)
    if (reply.kind === 'wonder') onFound(reply.found)
  })
}

/** What is left of the best of several Sharpe ratios, all of the same history. Gives back how to stop. */
export function askDeflated(
  tried: Omit<Extract<HistoryAsk, { kind: 'deflate' }>, 'kind'>,
  { onFound, onCrash }: Hearer<Deflated>,
): () => void {
  return ask({ kind: 'deflate', ...tried }, (reply) => {
    if (reply.kind === 'crashed') onCrash(reply.reason)
    if (reply.kind === 'deflate') onFound(reply.deflated)
  })
}

/** Every trade and weight of an experiment's policies along its history. Gives back how to stop. */
export function askTraces(
  experiment: Experiment,
  { onFound, onCrash }: Hearer<readonly Trace[]>,
): () => void {
  return ask({ kind: 'trace', experiment }, (reply) => {
    if (reply.kind === 'crashed') onCrash(reply.reason)
    if (reply.kind === 'trace') onFound(reply.traces)
  })
}

function sourcesOf(picks: readonly SeriesPick[]): readonly HistorySource[] {
  const wanted = new Set(picks.map(({ source }) => source))
  return historiesStore
    .getState()
    .entries.flatMap(({ source }) => (wanted.has(source.number) ? [source] : []))
}

function ask(question: HistoryAsk, hear: (reply: HistoryReply) => void): () => void {
  door ??= openHistoryDoor()
  return door.ask(question, hear)
}
