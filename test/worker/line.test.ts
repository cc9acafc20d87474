/** The line between page and thread: what is in flight, what waits, and what happens when a thread breaks. */
import { afterEach, expect, test, vi } from 'vitest'
import { type Reply, openLine } from '../../src/worker/line.ts'
import { channelDial, silentDial } from './channel.ts'

type TextReply = Reply<string, string>

afterEach(() => vi.useRealTimers())

test('an answer comes back with its question and the time it took', async () => {
  const { dial } = channelDial((ask: string) => ask.toUpperCase())
  const reply = await new Promise<TextReply>((resolve) => openLine<string, string>(dial, resolve).ask('one'))
  expect(reply).toMatchObject({ kind: 'answered', ask: 'one', value: 'ONE' })
  expect(reply.kind === 'answered' && reply.tookMs >= 0).toBe(true)
})

test('one question is in flight and one waits: of those asked meanwhile only the newest is answered', async () => {
  const thread = channelDial((ask: string) => ask)
  const heard: string[] = []
  await new Promise<void>((resolve) => {
    const line = openLine<string, string>(thread.dial, (reply) => {
      heard.push(reply.ask)
      if (reply.ask === 'd') resolve()
    })
    for (const ask of ['a', 'b', 'c', 'd']) line.ask(ask)
  })
  expect(heard).toEqual(['a', 'd'])
  expect(thread.dialled).toBe(1)
})

test('a question asked while an answer is heard is the next', async () => {
  const { dial } = channelDial((ask: number) => ask)
  const heard: number[] = []
  await new Promise<void>((resolve) => {
    const line = openLine<number, number>(dial, (reply) => {
      heard.push(reply.ask)
      if (reply.ask < 3) line.ask(reply.ask + 1)
      else resolve()
    })
    line.ask(0)
  })
  expect(heard).toEqual([0, 1, 2, 3])
})

test('what a handler throws arrives as a crash with its sentence, and the next question meets a new thread', async () => {
  const thread = channelDial((ask: string) => {
    if (ask === 'bad') throw new RangeError('out of reach')
    return ask
  })
  const heard: TextReply[] = []
  await new Promise<void>((resolve) => {
    const line = openLine<string, string>(thread.dial, (reply) => {
      heard.push(reply)
      if (heard.length === 2) resolve()
    })
    line.ask('bad')
    line.ask('good')
  })
  expect(heard).toMatchObject([
    { kind: 'crashed', ask: 'bad', reason: 'out of reach.' },
    { kind: 'answered', ask: 'good' },
  ])
  expect(thread).toMatchObject({ dialled: 2, closed: 1 })
})

test('a thread that is silent too long is ended and replaced, and the waiting question asked of the new one', () => {
  vi.useFakeTimers()
  const thread = silentDial()
  const heard: TextReply[] = []
  const line = openLine<string, string>(thread.dial, (reply) => heard.push(reply), { hangMs: 2000 })
  line.ask('a')
  line.ask('b')
  vi.advanceTimersByTime(1999)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1)
  expect(heard).toMatchObject([{ kind: 'crashed', ask: 'a', reason: 'no answer within 2 s.' }])
  expect(thread.closed).toBe(1)
  expect(thread.posted).toMatchObject([{ ask: 'a' }, { ask: 'b' }])
  line.close()
})

test('a thread that breaks without a question is replaced by the next question', () => {
  const thread = silentDial()
  const heard: TextReply[] = []
  const line = openLine<string, string>(thread.dial, (reply) => heard.push(reply))
  thread.fail('gone')
  expect(heard).toEqual([])
  line.ask('a')
  expect(thread.posted).toHaveLength(1)
  thread.fail('gone again')
  expect(heard).toMatchObject([{ kind: 'crashed', ask: 'a', reason: 'gone again.' }])
  line.close()
})

test('a question that cannot be cloned is a crash, not a throw into the page', () => {
  const { dial } = channelDial((ask: never) => ask)
  const heard: Reply<unknown, unknown>[] = []
  const line = openLine<unknown, unknown>(dial, (reply) => heard.push(reply))
  line.ask(() => undefined)
  expect(heard).toMatchObject([{ kind: 'crashed' }])
  line.close()
})

test('after closing nothing is heard and nothing is asked', async () => {
  const { dial } = channelDial((ask: string) => ask)
  const hear = vi.fn<(reply: TextReply) => void>()
  const line = openLine<string, string>(dial, hear)
  line.ask('a')
  line.close()
  line.ask('b')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(hear).not.toHaveBeenCalled()
})

test('messages that are no answers, and answers to other questions, are passed over', () => {
  const heard: TextReply[] = []
  let say: (message: unknown) => void = () => undefined
  const line = openLine<string, string>(
    (hear) => {
      say = hear
      return { post: () => undefined, close: () => undefined }
    },
    (reply) => heard.push(reply),
  )
  line.ask('a')
  for (const stray of [null, 'text', {}, { kind: 'answered', number: 7, value: 'x', tookMs: 1 }]) say(stray)
  expect(heard).toEqual([])
  say({ kind: 'answered', number: 1, value: 'A', tookMs: 1 })
  expect(heard).toMatchObject([{ value: 'A' }])
})
