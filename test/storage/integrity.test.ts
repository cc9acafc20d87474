/** A damaged record is never read, never lost, and the state before it stands in for it. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { blankDocument } from '../../src/state/blank.ts'
import { type Connection, connect, databaseName } from '../../src/storage/database.ts'
import {
  discardAside,
  keptDays,
  listAside,
  listDays,
  listPortfolios,
  loadPortfolio,
  overwritePortfolio,
  savePortfolio,
  writeAtOnce,
} from '../../src/storage/portfolios.ts'
import { readPreference } from '../../src/storage/preferences.ts'

const before = '2026-11-20T12:00:00.000Z'
const now = '2026-11-21T12:00:00.000Z'

let connection: Connection

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  connection = connect()
})

afterEach(() => connection.close())

function named(name: string): Portfolio {
  return { ...blankDocument(name), asOf: '2026-11-20' }
}

async function save(name: string, savedAt = now, expected: string | null = null): Promise<string> {
  return await savePortfolio(connection, { id: 'a', document: named(name), expected, savedAt })
}

async function stored(store: 'portfolios' | 'previous', id = 'a'): Promise<Record<string, unknown>> {
  return (await (await connection.database()).get(store, id)) as Record<string, unknown>
}

async function plant(value: object): Promise<void> {
  await (await connection.database()).put('portfolios', value)
}

/** The text with one bit of one byte turned; where that is no text any more, as a reader would see it. */
function flipped(bytes: Uint8Array, at: number): string {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7))
  return new TextDecoder().decode(changed)
}

test('a record with any one byte of its text changed is set aside, and the state before it is there', async () => {
  await save('Before')
  await save('After')
  const [good, previous] = [await stored('portfolios'), await stored('previous')]
  const bytes = new TextEncoder().encode(String(good['text']))
  expect(bytes.length).toBeGreaterThan(300)
  for (let at = 0; at < bytes.length; at += 1) {
    const text = flipped(bytes, at)
    await plant({ ...good, text })
    expect(await loadPortfolio(connection, 'a', now)).toMatchObject({
      kind: 'recovered',
      document: named('Before'),
    })
    const aside = await listAside(connection)
    expect(aside.map((each) => each.text)).toEqual([text])
    await discardAside(connection, aside[0]?.key ?? -1)
  }
  expect(await stored('portfolios')).toEqual(previous)
})

test('without a damage what was saved last is read', async () => {
  await save('Before')
  await save('After')
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({
    kind: 'loaded',
    document: named('After'),
  })
})

test('a record whose frame is broken is replaced where the list is read', async () => {
  await save('Before')
  await save('After')
  await plant({ id: 'a', what: 'junk' })
  expect(await listPortfolios(connection, now)).toMatchObject([{ id: 'a', name: 'Before' }])
  expect(await listAside(connection)).toMatchObject([{ id: 'a' }])
})

test('where the state before is damaged too, the last state of an earlier day is there', async () => {
  await save('Yesterday', before)
  await save('Today')
  await save('Later today')
  const database = await connection.database()
  await database.put('previous', { ...(await stored('previous')), text: '{}' })
  await plant({ ...(await stored('portfolios')), text: '{}' })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: named('Yesterday') })
})

test('records of before have no digest and are read', async () => {
  await save('Old')
  const { digest, ...old } = await stored('portfolios')
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  await plant(old)
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ kind: 'loaded' })
})

test('what another tab saved is kept as the state before when this tab wins', async () => {
  const other = connect()
  const document = named('Mine')
  await save('First')
  await savePortfolio(other, { id: 'a', document: named('Theirs'), expected: null, savedAt: now })
  await overwritePortfolio(connection, { id: 'a', document, expected: null, savedAt: now })
  expect(await stored('previous')).toMatchObject({ name: 'Theirs' })
  other.close()
})

test('a save of a tab that is being closed keeps what it replaces as well', async () => {
  await save('Yesterday', before)
  writeAtOnce(connection, { id: 'a', document: named('Last words'), expected: null, savedAt: now })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: named('Last words') })
  expect(await stored('previous')).toMatchObject({ name: 'Yesterday' })
  expect(await (await connection.database()).getAll('days')).toMatchObject([{ name: 'Yesterday' }])
})

test('where there is no room for what is replaced, the save itself is written', async () => {
  await save('Before')
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  await save('After')
  vi.restoreAllMocks()
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: named('After') })
})

test('the last states of thirty days are kept, the newest first', async () => {
  const noons = Array.from({ length: 40 }, (_, at) => new Date(Date.UTC(2026, 8, 1 + at, 12)).toISOString())
  for (const noon of noons) await save(`Of ${noon.slice(0, 10)}`, noon)
  const days = await listDays(connection, 'a')
  expect(days.map(({ day }) => day)).toEqual(
    noons
      .slice(-1 - keptDays, -1)
      .map((noon) => noon.slice(0, 10))
      .toReversed(),
  )
  expect(days.map(({ day, document }) => document.name === `Of ${day}`)).not.toContain(false)
  expect(await listDays(connection, 'b')).toEqual([])
})

test('within a day only its last state is kept, and only when another day begins', async () => {
  await save('Morning', '2026-11-20T10:00:00.000Z')
  await save('Noon', before)
  expect(await listDays(connection, 'a')).toEqual([])
  await save('Today')
  expect(await listDays(connection, 'a')).toMatchObject([{ day: '2026-11-20', document: named('Noon') }])
})

test('a database of version 2 is brought up to date with everything in it', async () => {
  const record = { id: 'a', name: 'Old', version: 1, text: '{}', savedAt: before, revision: 'r' }
  const request = indexedDB.open(databaseName, 2)
  request.addEventListener('upgradeneeded', () => {
    const portfolios = request.result.createObjectStore('portfolios', { keyPath: 'id' })
    portfolios.createIndex('revision', ['id', 'revision'])
    portfolios.add(record)
    request.result.createObjectStore('aside', { autoIncrement: true })
    request.result.createObjectStore('preferences').add('dark', 'theme')
  })
  await new Promise((resolve) => request.addEventListener('success', resolve))
  request.result.close()
  expect(await stored('portfolios')).toEqual(record)
  expect(await readPreference(connection, 'theme')).toBe('dark')
  await save('New', now, 'r')
  expect(await stored('previous')).toEqual(record)
})
