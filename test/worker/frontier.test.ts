/** The frontier's door with its thread's own handler behind a real message channel. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { frontier } from '../../src/engine/frontier.ts'
import { drawer } from '../../src/worker/drawer.ts'
import { type FrontierDoor, type FrontierReply, openFrontierDoor } from '../../src/worker/frontierDoor.ts'
import { channelDial, silentDial } from './channel.ts'

const demo = JSON.parse(readFileSync('public/demo.json', 'utf8')) as Portfolio
const other: Portfolio = { ...demo, policy: { ...demo.policy, destination: '1' } }

/** A busy machine may take long for a part. */
const slow = { timeout: 30_000 }

/** A door to this handler, and everything that was heard at it; resolves with the first last word. */
function opened(handle: (ask: never) => unknown) {
  const thread = channelDial(handle)
  const heard: FrontierReply[] = []
  let finish: (reply: FrontierReply) => void = () => undefined
  const last = new Promise<FrontierReply>((resolve) => {
    finish = resolve
  })
  const door: FrontierDoor = openFrontierDoor(
    (reply) => {
      heard.push(reply)
      if (reply.kind !== 'part') finish(reply)
    },
    { dial: thread.dial },
  )
  return { thread, heard, last, door }
}

test('a frontier arrives by its parts and ends with the whole, tagged with its document', async () => {
  const { door, heard, last, thread } = opened(drawer())
  door.ask(demo)
  expect(await last).toEqual({ kind: 'drawn', of: demo, frontier: frontier(demo) })
  expect(heard.every((reply) => reply.of === demo)).toBe(true)
  expect(heard.filter((reply) => reply.kind === 'part' && reply.part.kind === 'point')).toHaveLength(21)
  expect(thread.dialled).toBe(1)
  door.close()
})

test('another document takes the place of the one that is being drawn, on the same warm thread', async () => {
  const { door, heard, last, thread } = opened(drawer())
  door.ask(demo)
  await expect.poll(() => heard.length, slow).toBeGreaterThan(1)
  door.ask(other)
  const before = heard.length
  expect(await last).toMatchObject({ kind: 'drawn', of: other })
  expect(heard.slice(before).every((reply) => reply.of === other)).toBe(true)
  expect(thread.dialled).toBe(1)
  door.close()
})

test('a cancelled frontier is not heard again, its thread is ended, and the next question starts another', async () => {
  const { door, heard, last, thread } = opened(drawer())
  door.ask(demo)
  await expect.poll(() => heard.length, slow).toBeGreaterThan(1)
  door.cancel()
  const before = heard.length
  expect(thread.closed).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(heard).toHaveLength(before)
  door.ask(other)
  expect(await last).toMatchObject({ kind: 'drawn', of: other })
  expect(thread.dialled).toBe(2)
  door.close()
})

test('with nothing to cancel the thread stays', () => {
  const { door, thread } = opened(drawer())
  door.cancel()
  expect(thread.closed).toBe(0)
  door.close()
  door.ask(demo)
  expect(thread).toMatchObject({ closed: 1, dialled: 1 })
})

test('a document that cannot be planned has no frontier', async () => {
  const { door, last } = opened(drawer())
  const empty = { ...demo, targets: [] }
  door.ask(empty)
  expect(await last).toEqual({ kind: 'drawn', of: empty, frontier: null })
  door.close()
})

test('a crash is told with its reason, and so is a thread that falls silent', async () => {
  const broken = (): never => {
    throw new Error('no')
  }
  const { door, last } = opened(broken)
  door.ask(demo)
  expect(await last).toEqual({ kind: 'crashed', of: demo, reason: 'no.' })
  door.close()

  const silent = await new Promise<FrontierReply>((resolve) => {
    openFrontierDoor(resolve, { dial: silentDial().dial, hangMs: 20 }).ask(demo)
  })
  expect(silent).toMatchObject({ kind: 'crashed', of: demo })
})

test('a part cannot be asked for before any document', () => {
  expect(() => drawer()({ document: null, taxBudget: null })).toThrow('before any document')
})
