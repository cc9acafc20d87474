/** The door of the imports: files are read off the page's thread, so that a large one never makes the page wait. */
import { type Dial, openLine } from './line.ts'
import type { ImportAnswer, ImportAsk } from './protocol.ts'
import { workerDial } from './wire.ts'

export type ImportReply =
  | ({ readonly kind: 'read' } & ImportAnswer)
  | { readonly kind: 'crashed'; readonly name: string; readonly reason: string }

/** Reads these files in order, in a thread of their own that ends with the last. Never rejects. */
export async function readFiles(
  asks: readonly ImportAsk[],
  dial: Dial = workerDial(importWorker),
): Promise<readonly ImportReply[]> {
  return await new Promise((resolve) => {
    const replies: ImportReply[] = []
    const line = openLine<ImportAsk, ImportAnswer>(dial, (reply) => {
      if (reply.kind === 'answered') replies.push({ kind: 'read', ...reply.value })
      else replies.push({ kind: 'crashed', name: reply.ask.source.name, reason: reply.reason })
      next()
    })
    function next(): void {
      const ask = asks[replies.length]
      if (ask !== undefined) {
        line.ask(ask)
        return
      }
      line.close()
      resolve(replies)
    }
    next()
  })
}

function importWorker(): Worker {
  return new Worker(new URL('./importThread.ts', import.meta.url), { type: 'module', name: 'import' })
}
