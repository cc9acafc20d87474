/** Draws one frontier at a time, a part for each question; a question with another document begins anew. */
import type { Frontier, FrontierPart } from '../domain/frontier.ts'
import { frontierParts } from '../engine/frontier.ts'
import type { FrontierAnswer, FrontierAsk } from './protocol.ts'

export function drawer(): (ask: FrontierAsk) => FrontierAnswer {
  let parts: Iterator<FrontierPart, Frontier | null> | null = null
  return ({ document, taxBudget }) => {
    if (document !== null) parts = frontierParts(document, taxBudget)
    if (parts === null) throw new Error('The next part of a frontier was asked for before any document.')
    const next = parts.next()
    if (!next.done) return { kind: 'part', part: next.value }
    parts = null
    return { kind: 'drawn', frontier: next.value }
  }
}
