/** The instruments of a document by their ids, told once for each list: an edit of lots leaves the list the same. */
import type { Instrument } from '../domain/document.ts'
import { remembered } from '../domain/memo.ts'

export const instrumentsById = remembered(
  (instruments: readonly Instrument[]): ReadonlyMap<string, Instrument> =>
    new Map(instruments.map((each) => [each.id, each])),
)
