/** Reads one file of any kind, with the guess of its columns where a person may want to correct it. */
import { guessMapping } from '../files/mapping.ts'
import { readImport } from '../files/read.ts'
import type { ImportAnswer, ImportAsk } from './protocol.ts'

export function importer({ source, mapping }: ImportAsk): ImportAnswer {
  const file = mapping === null ? readImport(source) : readImport(source, mapping)
  const isTable = file.source === 'generic' || file.source === 'unknown'
  return { file, guess: isTable ? guessMapping(source) : null }
}
