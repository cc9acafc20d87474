/** Plans nobody asked for: a thread compiles what it runs often, and no question should have to wait for that. */

type Plain = Readonly<Record<string, unknown>>

export interface Rehearsal {
  /** A document was planned in this time; when nothing else is asked for a while, it is planned again, unheard. */
  readonly begin: (document: Plain, tookMs: number) => void
  /** A question came. It waits for the one run that may be under way, and never for a second. */
  readonly stop: () => void
}

/** Nobody types slower than this and still waits for every letter. */
const quietMs = 250

/**
 * A small plan still gets faster after forty runs, and is then a third of its twentieth; a large one is mostly loops that are
 * compiled while it runs. So rehearsals have this much time, and each takes at least the smallest part of it.
 */
const enough = 100
const partMs = 20

export function rehearsal(plan: (document: Plain) => unknown): Rehearsal {
  let spent = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function run(document: Plain): void {
    const start = performance.now()
    try {
      plan(resembling(document, spent))
    } catch {
      // Whoever asks about this document will hear of it.
    }
    const tookMs = performance.now() - start
    spent += countOf(tookMs)
    runIn(0, document, tookMs)
  }

  /** Each run is a task of its own, so that a question can come between. */
  function runIn(delayMs: number, document: Plain, tookMs: number): void {
    if (spent + countOf(tookMs) <= enough) timer = setTimeout(() => run(document), delayMs)
  }

  const stop = (): void => clearTimeout(timer)
  const begin = (document: Plain, tookMs: number): void => {
    stop()
    runIn(quietMs, document, tookMs)
  }
  return { begin, stop }
}

/** Parts of the time that a run has taken. */
function countOf(tookMs: number): number {
  return Math.max(1, Math.ceil(tookMs / partMs))
}

/** The same document as after an edit that changed nothing, so that what is remembered of its parts does not spare the work. */
function resembling(document: Plain, turn: number): Plain {
  const { lots, instruments } = document
  return { ...document, lots: withCopy(lots, turn), instruments: withCopy(instruments, turn) }
}

function withCopy(list: unknown, turn: number): unknown {
  if (!Array.isArray(list) || list.length === 0) return list
  const items: readonly unknown[] = list
  return items.with(turn % items.length, structuredClone(items[turn % items.length]))
}
