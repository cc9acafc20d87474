/** The thread of the histories behind a real message channel: what comes back of files, common days and estimates. */
import { expect, test } from 'vitest'
import type { HistoryAsk, HistorySource } from '../../src/domain/historyStudy.ts'
import { historian } from '../../src/worker/historian.ts'
import { type HistoryDoor, type HistoryReply, openHistoryDoor } from '../../src/worker/historyDoor.ts'
import { channelDial, silentDial } from './channel.ts'

const months = Array.from({ length: 60 }, (_, at) => {
  const day = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-28`
  return [day, (100 + at + 7 * ((at * at) % 5)).toFixed(2), (50 + at / 4 + ((at * 3) % 7)).toFixed(2)]
})
const wide = ['date,AAA,BBB', ...months.map((row) => row.join(','))].join('\n')
const broken = wide.replace('2021-03-28,', '2021-03-28,x').replace('date', 'Date')

function source(number: number, text: string, name = `${number}.csv`): HistorySource {
  return { number, name, bytes: new TextEncoder().encode(text), content: null }
}

async function asked(door: HistoryDoor, ask: HistoryAsk): Promise<HistoryReply> {
  return await new Promise((resolve) => void door.ask(ask, resolve))
}

const picks = [
  { class: 'stock', source: 1, symbol: 'AAA' },
  { class: 'bond', source: 1, symbol: 'BBB' },
]

test('a file comes back with what it covers, without its observations', async () => {
  const door = openHistoryDoor(channelDial(historian()))
  const reply = await asked(door, { kind: 'read', source: source(1, broken) })
  expect(reply).toMatchObject({
    kind: 'read',
    file: {
      kind: 'history',
      flags: [{ kind: 'not-a-number', symbol: 'AAA', line: 16 }],
      series: [
        { symbol: 'AAA', first: '2020-01-28', last: '2024-12-28', observations: 59, missing: 1 },
        { symbol: 'BBB', observations: 60, missing: 0 },
      ],
    },
  })
  expect(JSON.stringify(reply)).not.toContain('"values"')
  door.close()
})

test('classes get their common days, prices that begin at one, and four estimates', async () => {
  const door = openHistoryDoor(channelDial(historian()))
  const reply = await asked(door, { kind: 'study', sources: [source(1, wide)], picks })
  if (reply.kind !== 'study' || reply.outcome.kind !== 'studied') throw new Error('no study')
  const { outcome } = reply
  expect(outcome).toMatchObject({ classes: ['stock', 'bond'], step: 'monthly', stepsPerYear: 12, rows: 59 })
  expect(outcome.prices.classes.map((list) => [list[0], list.length])).toEqual([
    ['1', 60],
    ['1', 60],
  ])
  expect(outcome.estimates.map(({ estimator }) => estimator)).toEqual([
    'sample',
    'exponential',
    'constant-correlation',
    'identity',
  ])
  const first = months.map((row) => Number(row[1]))
  const returns = first.slice(1).map((price, at) => price / first[at]! - 1)
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length
  const variance = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (returns.length - 1)
  const [sample] = outcome.estimates
  // Prices carry 15 digits, and months end on the same day.
  expect(sample?.volatility[0]).toBeCloseTo(Math.sqrt(variance * 12), 10)
  expect(sample?.correlation[0]?.[0]).toBe(1)
  expect(sample?.errors?.volatility[0]).toBeGreaterThan(0)
  door.close()
})

test('one series may stand for two classes, and too little history has no estimate', async () => {
  const door = openHistoryDoor(channelDial(historian()))
  const short = source(1, wide.split('\n').slice(0, 4).join('\n'))
  const both = picks.map((pick) => ({ ...pick, symbol: 'AAA' }))
  const reply = await asked(door, { kind: 'study', sources: [short], picks: both })
  expect(reply).toMatchObject({ outcome: { kind: 'studied', classes: ['stock', 'bond'], estimates: [] } })
  const found = await asked(door, { kind: 'wonder', sources: [short], picks: both, weights: [0.5, 0.5] })
  expect(found).toEqual({ kind: 'wonder', found: null })
  door.close()
})

test('the curious hear the same twice', async () => {
  const ask: HistoryAsk = { kind: 'wonder', sources: [source(1, wide)], picks, weights: [0.6, 0.4] }
  const door = openHistoryDoor(channelDial(historian()))
  const first = await asked(door, ask)
  expect(first).toEqual(await asked(door, ask))
  expect(first).toMatchObject({ found: { relative: [{}, {}], power: [{}, {}, {}, {}] } })
  door.close()
})

test('a series that no file has is a crash with its reason, and the next question is answered', async () => {
  const door = openHistoryDoor(channelDial(historian()))
  const reply = await asked(door, { kind: 'study', sources: [], picks })
  expect(reply).toEqual({ kind: 'crashed', reason: 'No file has a series for stock.' })
  expect(await asked(door, { kind: 'read', source: source(1, wide) })).toMatchObject({ kind: 'read' })
  door.close()
})

test('giving up ends the thread at once and lets the next question through', () => {
  const silent = silentDial()
  const door = openHistoryDoor({ dial: silent.dial })
  const heard: string[] = []
  const ask = (number: number): (() => void) =>
    door.ask({ kind: 'read', source: source(number, wide) }, () => heard.push(String(number)))
  const [giveUpFirst, giveUpSecond] = [ask(1), ask(2)]
  expect(silent.posted).toHaveLength(1)
  giveUpSecond()
  expect(silent.closed).toBe(0)
  ask(3)
  giveUpFirst()
  expect(silent.closed).toBe(1)
  expect(silent.posted.at(-1)).toMatchObject({ ask: { source: { number: 3 } } })
  door.close()
  expect(heard).toEqual([])
})
