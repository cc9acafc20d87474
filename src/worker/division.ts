/** How a sweep is divided among threads: which block is next, and which paths make the next picture, whoever followed them. */
import type { Comparison } from '../domain/comparison.ts'
import type { Tally } from '../domain/labResult.ts'
import type { LabAnswer } from './protocol.ts'

/** As the lab's own, which the page never loads. */
const blockPaths = 128

/** A thread's next turn: some paths of a block, after those that it has followed of it. */
export interface Turn {
  readonly kind: 'run'
  readonly comparison: Comparison
  readonly block: number
  readonly done: number
  readonly isShown: boolean
}

/** What makes the next picture, in this order; with whole blocks among them, nothing is left out up to their last. */
export interface Due {
  readonly tallies: readonly Tally[]
  /** Blocks that are now counted for good. */
  readonly blocks: number
}

export interface Division {
  readonly comparison: Comparison
  readonly total: number
  readonly blocks: number
  /** A block that nobody has begun; null while there is none, or only such that are far ahead of the picture. */
  readonly begin: () => Turn | null
  /** The thread's next turn, on the same block while it lasts. */
  readonly report: (turn: Turn, answer: Extract<LabAnswer, { kind: 'ran' }>, tookMs: number) => Turn | null
  /** A block is begun anew after its thread broke, but only once. Says whether it is. */
  readonly broken: (turn: Turn) => boolean
  readonly due: () => Due | null
  readonly counted: (tally: Tally, blocks: number) => void
  readonly done: () => number
  readonly leftMs: () => number
}

/** Whole blocks that wait for one before them are kept; so many for each thread bound the memory. */
const aheadOfPicture = 2

export function divisionOf(comparison: Comparison, threads: number): Division {
  const { market } = comparison.experiment
  const total = market.kind === 'history' ? 1 : market.paths
  const blocks = Math.ceil(total / blockPaths)
  const again: number[] = []
  const failed = new Set<number>()
  /** Blocks that are not counted yet: their paths so far, and their tally where it came along. */
  const open = new Map<
    number,
    { readonly done: number; readonly isWhole: boolean; readonly tally: Tally | null }
  >()
  let fresh = 0
  /** Blocks before this one are in `prefix`. */
  let front = 0
  let prefix: Tally | null = null
  let shown = 0
  let ran = 0
  let ranMs = 0

  const turnOf = (block: number, done: number): Turn => ({
    kind: 'run',
    comparison,
    block,
    done,
    isShown: block === front,
  })

  function begin(): Turn | null {
    const block =
      again.shift() ?? (fresh < Math.min(blocks, front + aheadOfPicture * threads) ? fresh++ : null)
    return block === null ? null : turnOf(block, 0)
  }

  function report(turn: Turn, { done, isWhole, tally }: Extract<LabAnswer, { kind: 'ran' }>, tookMs: number) {
    open.set(turn.block, { done, isWhole, tally })
    ran += done - turn.done
    ranMs += tookMs
    return isWhole ? begin() : turnOf(turn.block, done)
  }

  function broken({ block }: Turn): boolean {
    open.delete(block)
    if (failed.has(block)) return false
    failed.add(block)
    again.push(block)
    return true
  }

  function due(): Due | null {
    const before = prefix === null ? [] : [prefix]
    const whole: Tally[] = []
    for (let block = front; ; block += 1) {
      const { isWhole, tally } = open.get(block) ?? { isWhole: false, tally: null }
      if (!isWhole || tally === null) break
      whole.push(tally)
    }
    if (whole.length > 0) return { tallies: [...before, ...whole], blocks: whole.length }
    const partial = open.get(front)?.tally ?? null
    if (partial === null || front * blockPaths + partial.count <= shown) return null
    return { tallies: [...before, partial], blocks: 0 }
  }

  function counted(tally: Tally, many: number): void {
    shown = tally.count
    if (many === 0) return
    prefix = tally
    for (let block = front; block < front + many; block += 1) open.delete(block)
    front += many
  }

  function done(): number {
    let sum = Math.min(total, front * blockPaths)
    for (const each of open.values()) sum += each.done
    return sum
  }

  /** All threads go on to the end, but no block is shared: the longest remainder is the least that is left. */
  function leftMs(): number {
    const rest = total - done()
    if (ran === 0 || rest === 0) return 0
    let longest = fresh < blocks ? Math.min(blockPaths, total) : 0
    for (const [block, each] of open)
      longest = Math.max(longest, Math.min(blockPaths, total - block * blockPaths) - each.done)
    return (ranMs / ran) * Math.max(rest / threads, longest)
  }

  return { comparison, total, blocks, begin, report, broken, due, counted, done, leftMs }
}
