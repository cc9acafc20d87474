/** A page that has nothing but the lab, for the test and the benchmark that watch it in a real browser. */
import type { Experiment } from '../../src/domain/experiment.ts'
import { askLab, prepareLab, type LabHeard } from '../../src/state/lab.ts'
import { openLabDoor } from '../../src/worker/labDoor.ts'

/** What a sweep looked like from the page; milliseconds since it was asked for. */
export interface Watched {
  readonly firstMs: number
  readonly totalMs: number
  readonly pictures: number
  /** Paths of the first picture. */
  readonly firstPaths: number
  /** How long the page's thread was away at most. */
  readonly longestMs: number
  /** Of the last picture: metrics x policies. */
  readonly means: readonly number[]
  readonly squares: readonly number[]
  /** What was said to be left when half of the paths were done, and what then was. */
  readonly left: { readonly saidMs: number; readonly wasMs: number }
}

export interface LabPage {
  readonly prepare: () => void
  readonly sweep: (experiment: Experiment) => Promise<Watched>
  /** Milliseconds of the same sweep in one thread of its own. */
  readonly alone: (experiment: Experiment) => Promise<number>
  /** Stops after its first picture, and says how many came within `waitMs` after that. */
  readonly stopped: (experiment: Experiment, waitMs: number) => Promise<number>
}

/** A timer that is this late was held up. */
const beatMs = 5

function heartbeat(): () => number {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - beatMs)
    last = now
  }, beatMs)
  return () => {
    clearInterval(timer)
    return longest
  }
}

async function sweep(experiment: Experiment): Promise<Watched> {
  const start = performance.now()
  const stopBeat = heartbeat()
  let first: { readonly ms: number; readonly paths: number } | null = null
  let half: { readonly ms: number; readonly left: number } | null = null
  let last: LabHeard | null = null
  let pictures = 0
  await new Promise<void>((resolve, reject) => {
    askLab(experiment, {
      onPart: (part) => {
        const ms = performance.now() - start
        first ??= { ms, paths: part.sweep.tally.count }
        if (part.done >= part.total / 2) half ??= { ms, left: part.leftMs }
        last = part
        pictures += 1
      },
      onDone: resolve,
      onCrash: (reason) => reject(new Error(reason)),
    })
  })
  const totalMs = performance.now() - start
  const seen = { first, half, last } as {
    readonly first: { readonly ms: number; readonly paths: number } | null
    readonly half: { readonly ms: number; readonly left: number } | null
    readonly last: LabHeard | null
  }
  return {
    firstMs: seen.first?.ms ?? NaN,
    firstPaths: seen.first?.paths ?? NaN,
    totalMs,
    pictures,
    longestMs: stopBeat(),
    means: Array.from(seen.last?.sweep.tally.means ?? []),
    squares: Array.from(seen.last?.sweep.tally.squares ?? []),
    left: { saidMs: seen.half?.left ?? NaN, wasMs: totalMs - (seen.half?.ms ?? NaN) },
  }
}

interface Whenever {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

function whenever(): Whenever {
  let [resolve, reject]: [() => void, (reason: Error) => void] = [() => undefined, () => undefined]
  const promise = new Promise<void>((done, fail) => {
    resolve = done
    reject = fail
  })
  return { promise, resolve, reject }
}

async function alone(experiment: Experiment): Promise<number> {
  const start = performance.now()
  const { promise, resolve, reject } = whenever()
  const door = openLabDoor(
    (reply) => {
      if (reply.kind === 'crashed') reject(new Error(reply.reason))
      else if (reply.sweep.tally.count === reply.sweep.total) resolve()
    },
    { threads: 1 },
  )
  door.ask(experiment)
  await promise
  door.close()
  return performance.now() - start
}

async function stopped(experiment: Experiment, waitMs: number): Promise<number> {
  let after = -1
  await new Promise<void>((resolve, reject) => {
    const stop = askLab(experiment, {
      onPart: () => {
        after += 1
        stop()
        setTimeout(resolve, waitMs)
      },
      onDone: resolve,
      onCrash: (reason) => reject(new Error(reason)),
    })
  })
  return after
}

Object.assign(globalThis, { labPage: { prepare: prepareLab, sweep, alone, stopped } satisfies LabPage })
