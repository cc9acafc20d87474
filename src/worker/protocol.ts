/** What goes over the wire between the page and the other threads: numbered questions and their answers, plain values only. */
import type { Comparison } from '../domain/comparison.ts'
import type { Band, Portfolio } from '../domain/document.ts'
import type { Frontier, FrontierPart } from '../domain/frontier.ts'
import type { ImportFile } from '../domain/import.ts'
import type { Tally } from '../domain/labResult.ts'
import type { ColumnMapping, MappingGuess, SourceText } from '../domain/mapping.ts'
import type { ProofPart } from '../domain/proof.ts'

/** From the page. Numbers tell answers to old questions apart. */
export interface Question<Ask> {
  readonly number: number
  readonly ask: Ask
}

/** From the thread. */
export type Answer<Value> =
  | { readonly kind: 'answered'; readonly number: number; readonly value: Value; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string }

/** One point of the threshold picture; the document travels with the first point of a picture and is then null. */
export interface ExploreAsk {
  readonly document: Portfolio | null
  readonly band: Band
}

/** One part of a proof; the document travels with the first part and is then null. */
export interface ProofAsk {
  readonly document: Portfolio | null
  readonly part: ProofPart['kind']
}

/** The document of a frontier and the tax budget to mark on it, or null for the next part of the one that is being drawn. */
export interface FrontierAsk {
  readonly document: Portfolio | null
  readonly taxBudget: string | null
}

export type FrontierAnswer =
  | { readonly kind: 'part'; readonly part: FrontierPart }
  | { readonly kind: 'drawn'; readonly frontier: Frontier | null }

/** Some paths of one block, after the `done` that the thread has followed of it; or tallies of blocks to be merged in this order. */
export type LabAsk =
  | {
      readonly kind: 'run'
      /** Travels to each thread once and is then null. */
      readonly comparison: Comparison | null
      readonly block: number
      readonly done: number
      /** The tally is wanted even if the block is not whole. */
      readonly isShown: boolean
    }
  | { readonly kind: 'merge'; readonly tallies: readonly Tally[] }

export type LabAnswer =
  | {
      readonly kind: 'ran'
      /** Paths of the block so far. */
      readonly done: number
      readonly isWhole: boolean
      readonly tally: Tally | null
    }
  | { readonly kind: 'merged'; readonly tally: Tally }

/** A file to read, by the columns that a person chose for it or by what it looks like. */
export interface ImportAsk {
  readonly source: SourceText
  readonly mapping: ColumnMapping | null
}

/** What the file contains, and how its columns were understood when it is an unknown table. */
export interface ImportAnswer {
  readonly file: ImportFile
  readonly guess: MappingGuess | null
}

/** Is this message an answer? Anything else on the wire is not ours. */
export function isAnswer<Value>(message: unknown): message is Answer<Value> {
  if (typeof message !== 'object' || message === null || !('number' in message) || !('kind' in message))
    return false
  return typeof message.number === 'number' && (message.kind === 'answered' || message.kind === 'failed')
}
