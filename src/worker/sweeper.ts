/** Follows the paths of one block of a sweep at a time, a few for each question, and merges blocks for the page. */
import type { Tally } from '../domain/labResult.ts'
import { merged } from '../lab/statistics.ts'
import { type Bench, benchOf, blockPaths } from '../lab/sweep.ts'
import type { LabAnswer, LabAsk } from './protocol.ts'

/** So long a question may take, or one path: a person who stops a sweep must not wait for it. */
const usualTurnMs = 60

export function sweeper(turnMs = usualTurnMs): (ask: LabAsk) => LabAnswer {
  let bench: Bench | null = null
  let kept: { readonly block: number; readonly tally: Tally } | null = null

  /** What this thread has of the block so far; at its first path nothing, whatever was begun before. */
  function begun(block: number, done: number): Tally | undefined {
    if (done === 0) return undefined
    if (kept?.block === block && kept.tally.count === done) return kept.tally
    throw new Error('A block of paths was to be continued that this thread has not begun.')
  }

  return (ask) => {
    const start = performance.now()
    if (ask.kind === 'merge') return { kind: 'merged', tally: ask.tallies.reduce(merged) }
    if (ask.comparison !== null) bench = benchOf(ask.comparison)
    if (bench === null) throw new Error('Paths were to be followed before any experiment.')
    const { block, done, isShown } = ask
    const first = block * blockPaths
    const end = Math.min(bench.total, first + blockPaths)
    let next = first + done
    let tally = bench.run(next, next + 1, begun(block, done))
    for (next += 1; next < end && performance.now() - start < turnMs; next += 1)
      tally = bench.run(next, next + 1, tally)
    const isWhole = next >= end
    kept = isWhole ? null : { block, tally }
    return { kind: 'ran', done: tally.count, isWhole, tally: isWhole || isShown ? tally : null }
  }
}
