/** The lab's memory, measured: ten thousand paths need no more than one thousand, in the threads and on the page's side. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { Experiment } from '../../src/domain/experiment.ts'
import { openLabDoor } from '../../src/worker/labDoor.ts'
import { sweeper } from '../../src/worker/sweeper.ts'
import { sound, twoClasses } from '../lab/experiments.ts'
import { channelDial } from './channel.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const triggers = Array.from({ length: 5 }, (_, at) => String((at + 1) / 100))

const experimentOf = (paths: number): Experiment =>
  sound({
    ...twoClasses,
    market: { ...twoClasses.market, years: '0.05', paths },
    policies: { grid: { band: 'absolute', trigger: triggers, destination: ['0', '1'] } },
  })

const blockPaths = 128

function bytesInUse(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Bytes in use, what is garbage aside, at the picture at which they are most. */
async function mostBytes(
  paths: number,
  onPicture: (count: number) => void = () => undefined,
): Promise<number> {
  let most = 0
  await new Promise<void>((resolve, reject) => {
    const door = openLabDoor(
      (reply) => {
        if (reply.kind === 'crashed') return reject(new Error(reply.reason))
        const { tally, total } = reply.sweep
        onPicture(tally.count)
        const isLast = tally.count === total
        // Collecting at every picture takes seconds.
        if (tally.count % (8 * blockPaths) === 0 || isLast) most = Math.max(most, bytesInUse())
        if (!isLast) return
        door.close()
        resolve()
      },
      { threads: 2, dial: (hear, fail) => channelDial(sweeper(1e9)).dial(hear, fail) },
    )
    door.ask(experimentOf(paths))
  })
  return most
}

/** Ten policies' figures of nine thousand paths would be ten megabytes. */
const slack = 4_000_000
const figures = 14 * 10
const patienceMs = 60_000

test(
  'ten times the paths take no more memory; who kept the figures of every path would be noticed',
  { timeout: patienceMs },
  async () => {
    await mostBytes(1000)
    const few = await mostBytes(1000)
    expect((await mostBytes(10_000)) - few).toBeLessThan(slack)
    const kept: Float64Array[] = []
    const keep = (count: number): void => {
      while (kept.length < count / blockPaths) kept.push(new Float64Array(figures * blockPaths))
    }
    expect((await mostBytes(10_000, keep)) - few).toBeGreaterThan(slack)
  },
)
