/** Stored portfolios: written whole or not at all, and nothing unreadable is ever lost or overwritten. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Portfolio } from '../../src/domain/document.ts'
import { decodeDocument } from '../../src/files/codec.ts'
import { type Connection, connect, databaseName } from '../../src/storage/database.ts'
import {
  discardAside,
  listAside,
  listPortfolios,
  loadPortfolio,
  overwritePortfolio,
  removePortfolio,
  savePortfolio,
} from '../../src/storage/portfolios.ts'
import { readPreference, writePreference } from '../../src/storage/preferences.ts'

const savedAt = '2026-11-20T10:00:00.000Z'
const now = '2026-11-21T07:00:00.000Z'

function sample(name = 'Sample'): Portfolio {
  const decoded = decodeDocument(readFileSync('test/fixtures/documents/version-1.json', 'utf8'))
  if (!decoded.ok) throw new Error('The sample does not decode.')
  return { ...decoded.value, name }
}

let connection: Connection

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  connection = connect()
})

afterEach(() => connection.close())

/** Puts a raw value where a portfolio is stored, as a broken disk or another program would. */
async function plant(value: object): Promise<void> {
  await (await connection.database()).put('portfolios', value)
}

test('a saved portfolio is found in the list and loads as it was', async () => {
  const document = sample()
  const revision = await savePortfolio(connection, { id: 'a', document, expected: null, savedAt })
  expect(await listPortfolios(connection, now)).toEqual([{ id: 'a', name: 'Sample', savedAt }])
  expect(await loadPortfolio(connection, 'a', now)).toEqual({ kind: 'loaded', document, revision })
})

test('what was closed is there when it is opened again', async () => {
  await savePortfolio(connection, { id: 'a', document: sample(), expected: null, savedAt })
  connection.close()
  const again = connect()
  expect((await loadPortfolio(again, 'a', now)).kind).toBe('loaded')
  again.close()
})

test('the newest save stands first, and a removed portfolio is absent', async () => {
  await savePortfolio(connection, { id: 'a', document: sample('A'), expected: null, savedAt })
  await savePortfolio(connection, { id: 'b', document: sample('B'), expected: null, savedAt: now })
  expect((await listPortfolios(connection, now)).map((entry) => entry.name)).toEqual(['B', 'A'])
  await removePortfolio(connection, 'b')
  expect(await loadPortfolio(connection, 'b', now)).toEqual({ kind: 'absent' })
})

test('a save over one that another tab made is refused and writes nothing', async () => {
  const first = await savePortfolio(connection, {
    id: 'a',
    document: sample('First'),
    expected: null,
    savedAt,
  })
  await savePortfolio(connection, { id: 'a', document: sample('Other tab'), expected: first, savedAt })
  const late = savePortfolio(connection, { id: 'a', document: sample('Late'), expected: first, savedAt })
  await expect(late).rejects.toMatchObject({ trouble: 'changed-elsewhere' })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: { name: 'Other tab' } })
  await overwritePortfolio(connection, { id: 'a', document: sample('Late'), expected: first, savedAt })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: { name: 'Late' } })
})

test('a save of a portfolio that was deleted meanwhile stores it again', async () => {
  const revision = await savePortfolio(connection, { id: 'a', document: sample(), expected: null, savedAt })
  await removePortfolio(connection, 'a')
  await savePortfolio(connection, { id: 'a', document: sample(), expected: revision, savedAt })
  expect((await loadPortfolio(connection, 'a', now)).kind).toBe('loaded')
})

test.each([
  ['text that is no JSON', '{"evenkeel": 1, "na', /not a JSON document/],
  ['a document with a fault', '{"evenkeel": 1}', /./],
])('%s is moved aside whole and reported', async (_case, text, reason) => {
  await plant({ id: 'a', name: 'Mine', version: 1, text, savedAt, revision: 'r' })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ kind: 'damaged' })
  const kept = [{ id: 'a', name: 'Mine', text, reason: expect.stringMatching(reason) as string }]
  expect(await listAside(connection)).toMatchObject(kept)
  expect(await loadPortfolio(connection, 'a', now)).toEqual({ kind: 'absent' })
  await savePortfolio(connection, { id: 'a', document: sample('New'), expected: null, savedAt })
  expect(await listAside(connection)).toMatchObject(kept)
})

test('a record without its frame is moved aside when the list is read, and shown as it is', async () => {
  await plant({ id: 'a', what: [1, 2, 3] })
  expect(await listPortfolios(connection, now)).toEqual([])
  const [kept] = await listAside(connection)
  expect(kept).toMatchObject({ id: 'a', name: '' })
  expect(JSON.parse(kept?.text ?? '')).toEqual({ id: 'a', what: [1, 2, 3] })
})

test('what was set aside stays until it is discarded', async () => {
  for (const id of ['a', 'b']) await plant({ id, text: 'broken' })
  await listPortfolios(connection, now)
  const [first] = await listAside(connection)
  await discardAside(connection, first?.key ?? -1)
  expect((await listAside(connection)).map((each) => each.id)).toEqual(['b'])
})

test('a record of a newer version stays exactly where it is', async () => {
  const record = { id: 'a', name: 'Mine', version: 2, text: '{"evenkeel": 2}', savedAt, revision: 'r' }
  await plant(record)
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({
    kind: 'newer',
    reason: expect.stringContaining('newer Evenkeel') as string,
  })
  expect(await (await connection.database()).get('portfolios', 'a')).toEqual(record)
  expect(await listAside(connection)).toEqual([])
})

test('a full disk is told apart, and what was stored before is still there', async () => {
  await savePortfolio(connection, { id: 'a', document: sample('Before'), expected: null, savedAt })
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  const save = savePortfolio(connection, { id: 'a', document: sample('After'), expected: null, savedAt })
  await expect(save).rejects.toMatchObject({ trouble: 'full' })
  put.mockRestore()
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: { name: 'Before' } })
})

test('a database that is deleted while open lets go, says so, and is made anew at the next save', async () => {
  const lost = vi.fn<() => void>()
  connection.close()
  connection = connect(lost)
  await savePortfolio(connection, { id: 'a', document: sample(), expected: null, savedAt })
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName)
    request.addEventListener('success', () => resolve())
    request.addEventListener('blocked', () => reject(new Error('The open page blocks the deletion.')))
  })
  expect(lost).toHaveBeenCalledOnce()
  await savePortfolio(connection, { id: 'a', document: sample('Again'), expected: null, savedAt })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: { name: 'Again' } })
})

test('a browser without storage is a trouble with a name', async () => {
  vi.stubGlobal('indexedDB', undefined)
  await expect(listPortfolios(connect(), now)).rejects.toMatchObject({ trouble: 'unavailable' })
})

test('a database of a newer page is not touched', async () => {
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(databaseName, 99)
    request.addEventListener('success', () => {
      request.result.close()
      resolve()
    })
  })
  await expect(listPortfolios(connection, now)).rejects.toMatchObject({ trouble: 'outdated' })
})

/** The database as the first page made it, with these records in it. */
async function firstDatabase(records: readonly object[]): Promise<void> {
  const request = indexedDB.open(databaseName, 1)
  request.addEventListener('upgradeneeded', () => {
    const portfolios = request.result.createObjectStore('portfolios', { keyPath: 'id' })
    const aside = request.result.createObjectStore('aside', { autoIncrement: true })
    const preferences = request.result.createObjectStore('preferences')
    for (const record of records) portfolios.add(record)
    aside.add({ record: { id: 'old', name: 'Old', text: '{' }, reason: 'It is cut off.', keptAt: savedAt })
    preferences.add('dark', 'theme')
  })
  await new Promise((resolve) => request.addEventListener('success', resolve))
  request.result.close()
}

test('a database of version 1 is brought up to date with everything in it', async () => {
  const text = readFileSync('test/fixtures/documents/version-1.json', 'utf8')
  const record = { id: 'a', name: 'Sample', version: 1, text, savedAt, revision: 'first' }
  const nameless = { id: 'b', text: 'broken' }
  await firstDatabase([record, nameless])
  expect(await (await connection.database()).getAll('portfolios')).toEqual([record, nameless])
  expect(await listAside(connection)).toMatchObject([{ id: 'old', text: '{', reason: 'It is cut off.' }])
  expect(await readPreference(connection, 'theme')).toBe('dark')
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ kind: 'loaded', revision: 'first' })
  const document = sample('After')
  const save = { id: 'a', document, savedAt }
  await expect(savePortfolio(connection, { ...save, expected: 'other' })).rejects.toMatchObject({
    trouble: 'changed-elsewhere',
  })
  await savePortfolio(connection, { ...save, expected: 'first' })
  expect(await loadPortfolio(connection, 'a', now)).toMatchObject({ document: { name: 'After' } })
})

test.each([
  ['without a revision', {}],
  ['with a revision that is none', { revision: 7 }],
  ['with a revision that is no key', { revision: { of: 'what' } }],
])('a stored record %s is not overwritten unnoticed', async (_case, fault) => {
  await plant({ id: 'a', name: 'Mine', text: 'precious', ...fault })
  await plant({ id: 'a2', name: 'Other', version: 1, text: '{}', savedAt, revision: 'r' })
  const save = savePortfolio(connection, { id: 'a', document: sample(), expected: 'r', savedAt })
  await expect(save).rejects.toMatchObject({ trouble: 'changed-elsewhere' })
  expect(await (await connection.database()).get('portfolios', 'a')).toMatchObject({ text: 'precious' })
})

test('preferences are remembered by name', async () => {
  expect(await readPreference(connection, 'theme')).toBeUndefined()
  await writePreference(connection, 'theme', 'dark')
  expect(await readPreference(connection, 'theme')).toBe('dark')
})
