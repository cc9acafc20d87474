/** Explores one document under many bands; the document is sent once and remembered. */
import type { Portfolio } from '../domain/document.ts'
import type { Exploration } from '../domain/exploration.ts'
import { explore } from '../engine/explore.ts'
import type { ExploreAsk } from './protocol.ts'

/** The answer is null where a document cannot be planned, and so has no point in the picture. */
export function explorer(): (ask: ExploreAsk) => Exploration | null {
  let subject: Portfolio | null = null
  return ({ document, band }) => {
    subject = document ?? subject
    if (subject === null) throw new Error('A band was asked about before any document.')
    return explore(subject, band)
  }
}
