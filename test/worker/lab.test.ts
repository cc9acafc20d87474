/** The lab's door with its threads' own handler behind real message channels: the same bits however a sweep is shared. */
import { describe, expect, test } from 'vitest'
import { comparisonOf } from '../../src/domain/comparison.ts'
import type { Experiment } from '../../src/domain/experiment.ts'
import { experimentOf } from '../../src/domain/experimentDecode.ts'
import type { Tally } from '../../src/domain/labResult.ts'
import { emptyTally, merged } from '../../src/lab/statistics.ts'
import { benchOf, blockPaths, sweep } from '../../src/lab/sweep.ts'
import { divisionOf, type Turn } from '../../src/worker/division.ts'
import { type LabDoor, type LabDoorOptions, type LabReply, openLabDoor } from '../../src/worker/labDoor.ts'
import { rehearsalOf } from '../../src/worker/labRehearsal.ts'
import type { Dial } from '../../src/worker/line.ts'
import { sweeper } from '../../src/worker/sweeper.ts'
import { sound, twoClasses } from '../lab/experiments.ts'
import { channelDial, silentDial } from './channel.ts'

const paths = 300
const { market } = twoClasses
const experiment = sound({ ...twoClasses, market: { ...market, years: '0.5', paths } })
const other = sound({ ...experiment, seed: 8 })
/** Nobody waits for its end. */
const endless = sound({ ...twoClasses, market: { ...market, paths: 10_000_000 } })

/** One whole sweep in this thread. */
const whole = (of: Experiment): Tally => sweep(comparisonOf(of))

/** The first paths of a sweep in this thread, by whole blocks and the beginning of the next. */
function firstPaths(of: Experiment, count: number): Tally {
  const bench = benchOf(comparisonOf(of))
  const blocks = Math.floor(count / blockPaths)
  let tally = emptyTally(comparisonOf(of).policies.length, 0)
  for (let block = 0; block < blocks; block += 1) tally = merged(tally, bench.block(block))
  return count % blockPaths === 0 ? tally : merged(tally, bench.run(blocks * blockPaths, count))
}

interface Threads {
  readonly dial: Dial
  dialled: number
  closed: number
}

/** Threads that each have a handler of their own, as real ones do. */
function threadsOf(handler: (thread: number) => (ask: never) => unknown): Threads {
  const count: Threads = {
    dialled: 0,
    closed: 0,
    dial: (hear, fail) => {
      const wire = channelDial(handler(count.dialled)).dial(hear, fail)
      count.dialled += 1
      return {
        ...wire,
        close: () => {
          count.closed += 1
          wire.close()
        },
      }
    },
  }
  return count
}

interface Opened {
  readonly door: LabDoor
  readonly threads: Threads
  readonly heard: LabReply[]
  /** The first last word. */
  readonly last: Promise<LabReply>
}

const isLast = (reply: LabReply): boolean =>
  reply.kind === 'crashed' || reply.sweep.tally.count === reply.sweep.total

function opened(threads: Threads, options: LabDoorOptions = {}): Opened {
  const heard: LabReply[] = []
  let finish: (reply: LabReply) => void = () => undefined
  const last = new Promise<LabReply>((resolve) => {
    finish = resolve
  })
  const door = openLabDoor(
    (reply) => {
      heard.push(reply)
      if (isLast(reply)) finish(reply)
    },
    { dial: threads.dial, pictureEveryMs: 0, threads: 2, ...options },
  )
  return { door, threads, heard, last }
}

const tallyOf = (reply: LabReply): Tally | null => (reply.kind === 'picture' ? reply.sweep.tally : null)

describe('pictures', () => {
  const expected = whole(experiment)
  const ways = [1, 2, 3].flatMap((threads) => [0, 3, 1e9].map((turnMs) => ({ threads, turnMs })))
  test.each(ways)(
    'the same bits from $threads threads in turns of $turnMs ms',
    async ({ threads, turnMs }) => {
      const { door, last, heard } = opened(
        threadsOf(() => sweeper(turnMs)),
        { threads },
      )
      door.ask(experiment)
      expect(tallyOf(await last)).toEqual(expected)
      expect(heard.every((reply) => reply.of === experiment)).toBe(true)
      door.close()
    },
  )

  test('every picture is of the first paths, whoever followed them, and shows how far the sweep is', async () => {
    const { door, last, heard } = opened(
      threadsOf(() => sweeper(0)),
      { threads: 3 },
    )
    door.ask(experiment)
    await last
    const pictures = heard.flatMap((reply) => (reply.kind === 'picture' ? [reply] : []))
    const counts = pictures.map((picture) => picture.sweep.tally.count)
    expect(counts.length).toBeGreaterThan(20)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    for (const at of [0, 7, Math.floor(counts.length / 2), counts.length - 2])
      expect(pictures[at]?.sweep.tally).toEqual(firstPaths(experiment, counts[at] ?? 0))
    for (const picture of pictures) expect(picture.done).toBeGreaterThanOrEqual(picture.sweep.tally.count)
    expect(pictures.at(-2)?.leftMs).toBeGreaterThan(0)
    expect(pictures.at(-1)).toMatchObject({ done: paths, leftMs: 0 })
    door.close()
  })

  test('a history is one path, and needs one thread', async () => {
    const prices = {
      dates: ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'],
      classes: [
        ['1', '1.1', '1.3', '1.2'],
        ['1', '1', '0.9', '1'],
      ],
    }
    const history = sound({ ...twoClasses, market: { kind: 'history', prices, stepsPerYear: 252 } })
    const { door, last, threads } = opened(threadsOf(() => sweeper()))
    door.ask(history)
    expect(tallyOf(await last)).toEqual(whole(history))
    expect(threads.dialled).toBe(1)
    door.close()
  })
})

describe('giving up', () => {
  test('a cancelled sweep is not heard again, and the next one finds its threads warm', async () => {
    const { door, last, heard, threads } = opened(threadsOf(() => sweeper(0)))
    door.ask(endless)
    await expect.poll(() => heard.length).toBeGreaterThan(1)
    door.cancel()
    const before = heard.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toHaveLength(before)
    door.ask(other)
    expect(tallyOf(await last)).toEqual(whole(other))
    expect(threads).toMatchObject({ dialled: 3, closed: 0 })
    door.close()
    expect(threads.closed).toBe(3)
  })

  test('a new question gives up the one before', async () => {
    const { door, last, heard, threads } = opened(threadsOf(() => sweeper(0)))
    door.ask(endless)
    await expect.poll(() => heard.length).toBeGreaterThan(1)
    door.ask(other)
    const before = heard.length
    expect(tallyOf(await last)).toEqual(whole(other))
    expect(heard.slice(before).every((reply) => reply.of === other)).toBe(true)
    expect(threads.closed).toBe(0)
    door.close()
  })

  test('a thread that stays at an old question is replaced', async () => {
    const silent = silentDial()
    const real = threadsOf(() => sweeper())
    let dialled = 0
    const dial: Dial = (hear, fail) => {
      dialled += 1
      return (dialled <= 2 ? silent.dial : real.dial)(hear, fail)
    }
    const { door, last } = opened({ ...real, dial }, { patienceMs: 20 })
    door.ask(experiment)
    door.ask(other)
    expect(tallyOf(await last)).toEqual(whole(other))
    expect(silent.closed).toBe(2)
    door.close()
  })

  test('threads can rehearse beforehand, unheard; a question gives that up', async () => {
    const { door, heard, last, threads } = opened(
      threadsOf(() => sweeper()),
      // However busy the machine is: none is to be replaced here.
      { threads: 3, patienceMs: 30_000 },
    )
    expect(threads.dialled).toBe(0)
    door.warm()
    expect(threads.dialled).toBe(4)
    door.ask(experiment)
    door.warm()
    expect(tallyOf(await last)).toEqual(whole(experiment))
    expect(heard.every((reply) => reply.of === experiment)).toBe(true)
    expect(threads).toMatchObject({ dialled: 4, closed: 0 })
    door.close()
  })

  test('a rehearsal that is left alone is never heard, and is one experiment like others', async () => {
    expect(experimentOf(rehearsalOf(2))).toEqual({ ok: true, value: rehearsalOf(2) })
    let asks = 0
    const counted = (): ((ask: never) => unknown) => {
      const answer = sweeper()
      return (ask) => {
        asks += 1
        return answer(ask)
      }
    }
    const { door, heard, threads } = opened(threadsOf(counted))
    door.warm()
    await expect.poll(() => asks).toBeGreaterThan(1)
    door.close()
    door.ask(experiment)
    door.warm()
    expect(threads).toMatchObject({ dialled: 3, closed: 3 })
    expect(heard).toEqual([])
  })
})

describe('threads that break', () => {
  const failing = (): never => {
    throw new Error('no')
  }

  test('what one thread could not do, another does, to the same bits', async () => {
    const { door, last, threads } = opened(threadsOf((thread) => (thread === 0 ? failing : sweeper(2))))
    door.ask(experiment)
    expect(tallyOf(await last)).toEqual(whole(experiment))
    expect(threads.closed).toBe(1)
    door.close()
  })

  test('what fails twice is told with its reason, once', async () => {
    const { door, last, heard } = opened(threadsOf(() => failing))
    door.ask(experiment)
    expect(await last).toEqual({ kind: 'crashed', of: experiment, reason: 'no.' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard).toHaveLength(1)
    door.close()
  })

  test('and so is a thread that falls silent', async () => {
    const silent = silentDial()
    const { door, last } = opened({ dialled: 0, closed: 0, dial: silent.dial }, { hangMs: 20, threads: 1 })
    door.ask(experiment)
    expect(await last).toMatchObject({ kind: 'crashed', of: experiment })
    expect(silent.closed).toBe(2)
    door.close()
  })

  test('a thread refuses what it cannot know', () => {
    const comparison = comparisonOf(experiment)
    const turn = { kind: 'run', comparison: null, block: 0, done: 0, isShown: true } as const
    const thread = sweeper()
    expect(() => thread(turn)).toThrow('before any experiment')
    expect(() => thread({ ...turn, comparison, done: 3 })).toThrow('has not begun')
    const some = sweeper(0)
    expect(some({ ...turn, comparison })).toMatchObject({ done: 1, isWhole: false })
    expect(() => some({ ...turn, done: 2 })).toThrow('has not begun')
    expect(() => some({ ...turn, block: 1, done: 1 })).toThrow('has not begun')
    expect(some({ ...turn, done: 1 })).toMatchObject({ done: 2 })
  })
})

describe('division', () => {
  const many = comparisonOf(sound({ ...twoClasses, market: { ...market, paths: 10_000 } }))
  const tally = emptyTally(6, 0)
  const wholeBlock = { kind: 'ran', done: blockPaths, isWhole: true, tally } as const

  test('no thread runs far ahead of the picture, so that memory does not grow with paths', () => {
    const division = divisionOf(many, 2)
    expect(division).toMatchObject({ total: 10_000, blocks: benchOf(many).blocks })
    const first = division.begin()
    const ahead: Turn[] = []
    for (let turn = division.begin(); turn !== null; turn = division.report(turn, wholeBlock, 1))
      ahead.push(turn)
    expect(ahead.map((turn) => turn.block)).toEqual([1, 2, 3])
    expect(division.due()).toBeNull()
    expect(division.report(first as Turn, wholeBlock, 1)).toBeNull()
    expect(division.due()).toEqual({ tallies: [tally, tally, tally, tally], blocks: 4 })
    division.counted({ ...tally, count: 4 * blockPaths }, 4)
    expect(division.begin()).toMatchObject({ block: 4, done: 0, isShown: true })
  })

  test('what is left is told by the pace of the paths so far', () => {
    const division = divisionOf(many, 2)
    const turn = division.begin() as Turn
    division.report(turn, { kind: 'ran', done: 20, isWhole: false, tally: null }, 100)
    expect(division.done()).toBe(20)
    expect(division.leftMs()).toBe((5 * (10_000 - 20)) / 2)
  })

  test('at the end the longest block is what is left', () => {
    const few = comparisonOf(sound({ ...twoClasses, market: { ...market, paths: 200 } }))
    const division = divisionOf(few, 8)
    const [first, second] = [division.begin() as Turn, division.begin() as Turn]
    division.report(second, { kind: 'ran', done: 72, isWhole: true, tally }, 72)
    division.report(first, { kind: 'ran', done: 28, isWhole: false, tally: null }, 28)
    expect(division.leftMs()).toBe(100)
  })
})
