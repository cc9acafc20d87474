/** A frontier is heard by whoever asked last: parts, the whole, or why there is none; nothing after it was stopped. */
import { beforeEach, expect, test, vi } from 'vitest'
import type { FrontierAnswer } from '../../src/worker/protocol.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { askFrontier, type FrontierHearer } from '../../src/state/frontiers.ts'

/** A thread that answers when the test says so. */
class Thread extends EventTarget {
  asked: { readonly number: number }[] = []
  ended = false
  constructor() {
    super()
    threads.push(this)
  }
  postMessage(message: { readonly number: number }): void {
    this.asked.push(message)
  }
  terminate(): void {
    this.ended = true
  }
  answer(value: FrontierAnswer): void {
    const number = this.asked.at(-1)?.number
    this.dispatchEvent(new MessageEvent('message', { data: { kind: 'answered', number, value, tookMs: 1 } }))
  }
  fail(): void {
    const number = this.asked.at(-1)?.number
    this.dispatchEvent(new MessageEvent('message', { data: { kind: 'failed', number, reason: 'It broke' } }))
  }
}

const threads: Thread[] = []
vi.stubGlobal('Worker', Thread)
const thread = (): Thread => {
  const last = threads.at(-1)
  if (last === undefined) throw new Error('No thread was started.')
  return last
}

let heard: string[] = []
const hearer = (name: string): FrontierHearer => ({
  onPart: (part) => heard.push(`${name} ${part.kind}`),
  onDone: () => heard.push(`${name} done`),
  onCrash: (reason) => heard.push(`${name} crashed: ${reason}`),
})

const mark = {
  kind: 'part',
  part: { kind: 'mark', mark: { kind: 'edge', distance: '0.1', expense: '1' } },
} as const
const whole = { kind: 'drawn', frontier: { points: [], marks: [], today: '0.2' } } as const

beforeEach(() => {
  heard = []
})

test('parts come first, the whole is the last word', () => {
  askFrontier(blankDocument('a'), hearer('a'))
  thread().answer(mark)
  thread().answer(whole)
  expect(heard).toEqual(['a mark', 'a whole', 'a done'])
})

test('a refused document has no parts', () => {
  askFrontier(blankDocument('a'), hearer('a'))
  thread().answer({ kind: 'drawn', frontier: null })
  expect(heard).toEqual(['a done'])
})

test('whoever asks next is heard, and the one before no longer', () => {
  const stopFirst = askFrontier(blankDocument('a'), hearer('a'))
  askFrontier(blankDocument('b'), hearer('b'))
  thread().answer(mark)
  // Stopping what has already been given up must not stop what came after it.
  stopFirst()
  thread().answer(mark)
  thread().answer(whole)
  expect(heard.filter((line) => line.startsWith('a'))).toEqual([])
  expect(heard.at(-1)).toBe('b done')
})

test('a stopped frontier ends its thread and is silent', () => {
  const stop = askFrontier(blankDocument('a'), hearer('a'))
  const mine = thread()
  stop()
  mine.answer(mark)
  expect(mine.ended).toBe(true)
  expect(heard).toEqual([])
})

test('a thread that fails says why, and the next question has another', () => {
  askFrontier(blankDocument('a'), hearer('a'))
  thread().fail()
  expect(heard).toEqual(['a crashed: It broke.'])
  askFrontier(blankDocument('b'), hearer('b'))
  thread().answer(whole)
  expect(heard.at(-1)).toBe('b done')
})
