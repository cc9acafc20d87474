/** A backup comes back as it was, or is refused with the right reason; nothing that is here is lost to it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Page, emptyDisk, freshPage } from './page.ts'
import type { BackupOpened } from '../../src/state/backup.ts'

let page: Page

beforeEach(async () => {
  emptyDisk()
  page = await freshPage()
})

afterEach(() => page.stop())

const backup = async () => await import('../../src/state/backup.ts')

async function made(passphrase = ''): Promise<string> {
  const file = await (await backup()).makeBackup(passphrase)
  if (file === null) throw new Error('No backup was made.')
  return file.text
}

async function opened(text: string): Promise<BackupOpened> {
  const file = (await backup()).openBackup(text)
  if (!file.ok) throw new Error(file.trouble)
  return file.value
}

async function offeredOf(text: string, passphrase = '') {
  const preview = await (await backup()).previewBackup(await opened(text), passphrase)
  if (!preview.ok) throw new Error(preview.trouble)
  return preview.value.offered
}

async function anotherBrowser(): Promise<void> {
  page.stop()
  emptyDisk()
  page = await freshPage()
}

test.each([
  ['without a passphrase', ''],
  ['with one', 'Möwe & 12 Anker'],
])('a backup %s restores every portfolio in another browser', async (_how, passphrase) => {
  page.createPortfolio('Grün · 緑')
  const [first, second] = [page.portfolioStore.getState(), page.portfoliosStore.getState().entries.length]
  const text = await made(passphrase)
  expect(text.includes('Grün')).toBe(passphrase === '')
  expect((await offeredOf(text, passphrase)).map(({ standing }) => standing)).toEqual(['same', 'same'])
  await anotherBrowser()
  const offered = await offeredOf(text, passphrase)
  expect(offered).toHaveLength(second)
  for (const each of offered) await (await backup()).restoreAsNew(each)
  await page.switchTo(first.id)
  expect(page.portfolioStore.getState().document).toEqual(first.document)
  expect((await offeredOf(text, passphrase)).map(({ standing }) => standing)).toEqual(['same', 'same'])
})

test('a wrong passphrase is told from a damaged file, and a header made anew opens nothing', async () => {
  const { previewBackup } = await backup()
  const { encodeBackup } = await import('../../src/files/backup.ts')
  const file = await opened(await made('right'))
  expect(await previewBackup(file, 'wrong')).toEqual({ ok: false, trouble: 'wrong-passphrase' })
  const madeAt = '2020-01-01T00:00:00.000Z'
  const exchanged = encodeBackup({ ...file, header: { ...file.header, madeAt } })
  expect(await previewBackup(await opened(exchanged), 'right')).toMatchObject({ ok: false })
  expect(await previewBackup(file, 'right')).toMatchObject({ ok: true })
  expect(file.header.seal).toMatchObject({ cipher: 'AES-GCM-256', iterations: 600_000 })
  const again = await opened(await made('right'))
  expect(again.header.seal?.nonce).not.toBe(file.header.seal?.nonce)
  expect(again.header.seal?.salt).not.toBe(file.header.seal?.salt)
})

test('a backup that is changed at any byte or cut off anywhere is refused', async () => {
  const { decodeBackup, encodeBackup } = await import('../../src/files/backup.ts')
  const seal = { cipher: 'AES-GCM-256', derivation: 'PBKDF2-SHA-256', iterations: 600_000 } as const
  const header = { ...seal, salt: '0123456789abcdef'.repeat(2), nonce: '0123456789ab'.repeat(2) }
  const file = {
    header: { evenkeelBackup: 1 as const, madeAt: '2026-11-20T12:00:00.000Z', seal: header },
    body: 'c29tZSBieXRlcw==',
  }
  const text = encodeBackup(file)
  expect(decodeBackup(text)).toEqual({ ok: true, value: file })
  for (let at = 0; at < text.length; at += 1) {
    const byte = String.fromCharCode(text.charCodeAt(at) ^ 1)
    expect(decodeBackup(text.slice(0, at) + byte + text.slice(at + 1)).ok).toBe(false)
    expect(decodeBackup(text.slice(0, at)).ok).toBe(false)
  }
  expect(decodeBackup('{"evenkeel": 1}')).toEqual({ ok: false, trouble: 'no-backup' })
  expect(decodeBackup('{"evenkeelBackup":2}\n')).toEqual({ ok: false, trouble: 'newer' })
})

test('replacing keeps what was here as an earlier state, and is one step that can be undone', async () => {
  const text = await made()
  page.edit('Rename', (document) => ({ ...document, name: 'Since then' }))
  await page.saveUnsaved()
  const [offered] = await offeredOf(text)
  expect(offered).toMatchObject({ standing: 'newer-here', differences: [{ part: 'rule', changed: 1 }] })
  expect(offered && (await (await backup()).restoreInPlace(offered))).toBe(true)
  expect(page.portfolioStore.getState().document.name).toBe('Demo household')
  const { earlierStates } = await import('../../src/state/earlier.ts')
  expect(await earlierStates()).toMatchObject([{ document: { name: 'Since then' } }])
  page.undo()
  expect(page.portfolioStore.getState().document.name).toBe('Since then')
})

test('an old backup is remembered only where something changed since', async () => {
  const { remindOfBackup } = await backup()
  const { writePreference } = await import('../../src/storage/preferences.ts')
  const { storage } = await import('../../src/state/connection.ts')
  await remindOfBackup()
  await writePreference(storage(), 'lastBackup', new Date().toISOString())
  await remindOfBackup()
  expect(page.sessionStore.getState().notices).toEqual([])
  await writePreference(storage(), 'lastBackup', '2020-01-01T00:00:00.000Z')
  await remindOfBackup()
  expect(page.sessionStore.getState().notices).toMatchObject([{ kind: 'information' }])
})
