/** The doors with the real threads' handlers behind a real message channel. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Band, Portfolio } from '../../src/domain/document.ts'
import type { Exploration } from '../../src/domain/exploration.ts'
import { rebalance } from '../../src/engine/plan.ts'
import { explore } from '../../src/engine/explore.ts'
import { exploreBands } from '../../src/worker/exploreDoor.ts'
import { explorer } from '../../src/worker/explorer.ts'
import { readFiles } from '../../src/worker/importDoor.ts'
import { importer } from '../../src/worker/importer.ts'
import { type PlanReply, openPlanDoor } from '../../src/worker/planDoor.ts'
import { planner } from '../../src/worker/planner.ts'
import { channelDial } from './channel.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio

async function planned(document: Portfolio, handle: (ask: never) => unknown): Promise<PlanReply> {
  return await new Promise((resolve) => {
    const door = openPlanDoor(
      (reply) => {
        door.close()
        resolve(reply)
      },
      { dial: channelDial(handle).dial },
    )
    door.ask(document)
  })
}

test('a plan is tagged with the very document it answers', async () => {
  const reply = await planned(demo, planner())
  expect(reply.of).toBe(demo)
  expect(reply).toMatchObject({ kind: 'planned', plan: rebalance(demo) })
})

test('a refusal is a plan, not a crash', async () => {
  const reply = await planned({ ...demo, policy: { ...demo.policy, trigger: { any: [] } } }, planner())
  expect(reply).toMatchObject({
    kind: 'planned',
    plan: { status: 'refused', problems: [{ kind: 'trigger-empty' }] },
  })
})

test('a crash of the engine is told with its reason', async () => {
  const broken = (): never => {
    throw new Error('the engine stumbled')
  }
  expect(await planned(demo, broken)).toEqual({ kind: 'crashed', of: demo, reason: 'the engine stumbled.' })
})

const bands: readonly Band[] = ['0.02', '0.05', '0.1'].map((width) => ({ kind: 'absolute', width }))

test('an exploration hears every band in order, once', async () => {
  const points: Exploration[] = []
  await new Promise<void>((resolve, reject) => {
    exploreBands(
      demo,
      bands,
      (point, index) => {
        expect(index).toBe(points.length)
        points.push(point)
      },
      resolve,
      reject,
      channelDial(explorer()).dial,
    )
  })
  expect(points).toEqual(bands.map((band) => explore(demo, band)))
})

test('a cancelled exploration is not heard again, and its thread is ended', async () => {
  const thread = channelDial(explorer())
  const heard: string[] = []
  const exploring = exploreBands(
    demo,
    bands,
    () => {
      heard.push('point')
      exploring.cancel()
    },
    () => heard.push('done'),
    () => heard.push('crash'),
    thread.dial,
  )
  await expect.poll(() => thread.closed).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(heard).toEqual(['point'])
})

test('an exploration that breaks says why and ends', async () => {
  const reason = await new Promise<string>((resolve, reject) => {
    const broken = (): never => {
      throw new Error('no')
    }
    exploreBands(demo, bands, reject, reject, resolve, channelDial(broken).dial)
  })
  expect(reason).toBe('no.')
})

test('a document that cannot be planned has no points', async () => {
  let points = 0
  await new Promise<void>((resolve, reject) => {
    const count = (): void => void (points += 1)
    exploreBands({ ...demo, targets: [] }, bands, count, resolve, reject, channelDial(explorer()).dial)
  })
  expect(points).toBe(0)
})

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('files are read in order by one thread; one that breaks the thread does not take the others with it', async () => {
  const thread = channelDial((ask: Parameters<typeof importer>[0]) => {
    if (ask.source.name === 'bad.csv') throw new Error('unexpected')
    return importer(ask)
  })
  const table = bytes('Symbol,Quantity,Price\nAAA,3,10.00\n')
  const names = ['one.csv', 'bad.csv', 'two.csv']
  const replies = await readFiles(
    names.map((name) => ({ source: { name, bytes: table }, mapping: null })),
    thread.dial,
  )
  expect(replies).toMatchObject([
    {
      kind: 'read',
      file: { file: 'one.csv', kind: 'positions' },
      guess: { header: ['Symbol', 'Quantity', 'Price'] },
    },
    { kind: 'crashed', name: 'bad.csv', reason: 'unexpected.' },
    { kind: 'read', file: { file: 'two.csv', positions: [{ symbol: 'AAA', quantity: '3' }] } },
  ])
  expect(thread.dialled).toBe(2)
})

test('nothing to read is read at once', async () => {
  expect(await readFiles([], channelDial(importer).dial)).toEqual([])
})

test('a thread that replaces a broken one is sent the whole document again', async () => {
  let crashes = 1
  const thread = channelDial(
    (() => {
      // Each dialled thread has a planner of its own; here they share a handler that makes one anew after the crash.
      let plan = planner()
      return (ask: Parameters<typeof plan>[0]) => {
        if (ask.number === 2 && crashes > 0) {
          crashes -= 1
          plan = planner()
          throw new Error('once')
        }
        return plan(ask)
      }
    })(),
  )
  const heard: PlanReply[] = []
  const documents = ['a', 'b', 'c', 'd'].map((name) => ({ ...demo, name }))
  await new Promise<void>((resolve) => {
    const door = openPlanDoor(
      (reply) => {
        heard.push(reply)
        const next = documents[heard.length]
        if (next === undefined) door.close()
        else door.ask(next)
        if (next === undefined) resolve()
      },
      { dial: thread.dial },
    )
    door.ask(documents[0] ?? demo)
  })
  expect(heard.map((reply) => reply.kind)).toEqual(['planned', 'crashed', 'planned', 'planned'])
  expect(heard.at(-1)).toMatchObject({ of: documents[3], plan: rebalance(documents[3]) })
  expect(thread.dialled).toBe(2)
})
