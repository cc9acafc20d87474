/** The page from its first visit to the next: what is opened, what is saved when, and what a reload finds. */
// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Page, emptyDisk, freshPage } from './page.ts'

let page: Page

beforeEach(emptyDisk)

afterEach(() => {
  vi.restoreAllMocks()
  page.stop()
})

const nameOf = (shown: Page): string => shown.portfolioStore.getState().document.name
const savedOf = (shown: Page): string => shown.sessionStore.getState().saved

/** The same browser after the tab was closed without a word. */
async function reload(): Promise<void> {
  page.stop()
  page = await freshPage()
}

function rename(name: string): void {
  page.edit('Rename', (document) => ({ ...document, name }))
}

test('the first visit shows the demo and stores it', async () => {
  page = await freshPage()
  expect(nameOf(page)).toBe('Demo household')
  expect(savedOf(page)).toBe('saved')
  expect(page.portfoliosStore.getState().entries).toMatchObject([{ name: 'Demo household' }])
  const { id, document } = page.portfolioStore.getState()
  await reload()
  expect(page.portfolioStore.getState()).toMatchObject({ id, document })
  expect(page.portfoliosStore.getState().entries).toHaveLength(1)
})

test('a change is stored half a second after the last one', async () => {
  page = await freshPage()
  vi.useFakeTimers()
  rename('One')
  vi.advanceTimersByTime(499)
  rename('Two')
  vi.advanceTimersByTime(499)
  expect(savedOf(page)).toBe('pending')
  vi.advanceTimersByTime(1)
  vi.useRealTimers()
  await expect.poll(() => savedOf(page)).toBe('saved')
  await reload()
  expect(nameOf(page)).toBe('Two')
})

test.each(['pagehide', 'beforeunload'])(
  'a change just before the tab goes is stored at %s',
  async (event) => {
    page = await freshPage()
    rename('Last words')
    dispatchEvent(new Event(event))
    await reload()
    expect(nameOf(page)).toBe('Last words')
  },
)

test('a change is stored when the tab is hidden', async () => {
  page = await freshPage()
  rename('Hidden')
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  await expect.poll(() => savedOf(page)).toBe('saved')
  await reload()
  expect(nameOf(page)).toBe('Hidden')
})

test('an undone change is stored as undone', async () => {
  page = await freshPage()
  rename('Mistake')
  await page.saveUnsaved()
  page.undo()
  await page.saveUnsaved()
  await reload()
  expect(nameOf(page)).toBe('Demo household')
})

function fillDisk(): { readonly mockRestore: () => void } {
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
}

test('a full disk is said, nothing is lost, and the next edit tries again', async () => {
  page = await freshPage()
  const full = fillDisk()
  rename('No room')
  await page.saveUnsaved()
  expect(page.sessionStore.getState()).toMatchObject({
    saved: 'failed',
    saveProblem: expect.stringContaining('no room') as string,
  })
  expect(nameOf(page)).toBe('No room')
  full.mockRestore()
  vi.useFakeTimers()
  rename('Room again')
  vi.advanceTimersByTime(500)
  vi.useRealTimers()
  await expect.poll(() => savedOf(page)).toBe('saved')
  expect(page.sessionStore.getState().saveProblem).toBeNull()
  await reload()
  expect(nameOf(page)).toBe('Room again')
})

test('after a full disk the button saves too', async () => {
  page = await freshPage()
  const full = fillDisk()
  rename('Button')
  await page.saveUnsaved()
  full.mockRestore()
  await page.saveAgain()
  expect(savedOf(page)).toBe('saved')
})

test('a browser without storage plans all the same, and says that nothing is kept', async () => {
  vi.stubGlobal('indexedDB', undefined)
  page = await freshPage()
  expect(nameOf(page)).toBe('Demo household')
  expect(page.sessionStore.getState()).toMatchObject({
    saved: 'failed',
    saveProblem: expect.stringContaining('only in this tab') as string,
  })
})

test('a database that is deleted while the page is open is said, and the button stores everything anew', async () => {
  page = await freshPage()
  await new Promise((resolve) => indexedDB.deleteDatabase('evenkeel').addEventListener('success', resolve))
  expect(page.sessionStore.getState()).toMatchObject({
    saved: 'failed',
    saveProblem: expect.stringContaining('removed') as string,
  })
  await page.saveAgain()
  expect(savedOf(page)).toBe('saved')
  await reload()
  expect(nameOf(page)).toBe('Demo household')
})

/** Changes the stored text of the only portfolio, as a broken disk would. */
async function damage(text: string, more: object = {}): Promise<void> {
  page.stop()
  const request = indexedDB.open('evenkeel')
  await new Promise((resolve) => request.addEventListener('success', resolve))
  const store = request.result.transaction('portfolios', 'readwrite').objectStore('portfolios')
  const all = store.getAll()
  await new Promise((resolve) => all.addEventListener('success', resolve))
  const [record] = all.result as readonly object[]
  await new Promise((resolve) => store.put({ ...record, text, ...more }).addEventListener('success', resolve))
  request.result.close()
}

test('a damaged portfolio is reported with its text, kept aside, and another is shown', async () => {
  page = await freshPage()
  await damage('{ "evenkeel": 1, "na')
  page = await freshPage()
  expect(page.sessionStore.getState().quarantined).toMatchObject([
    { name: 'Demo household', text: '{ "evenkeel": 1, "na' },
  ])
  expect(nameOf(page)).toBe('Demo household')
  expect(page.portfoliosStore.getState().entries).toHaveLength(1)
  await reload()
  const [kept] = page.sessionStore.getState().quarantined
  expect(kept).toMatchObject({ name: 'Demo household' })
  await page.discardQuarantined(kept?.key ?? -1)
  await reload()
  expect(page.sessionStore.getState().quarantined).toEqual([])
})

test('a damaged portfolio opens as it was before its last save, and says so', async () => {
  page = await freshPage()
  rename('Before')
  await page.saveUnsaved()
  rename('After')
  await page.saveUnsaved()
  await damage('{ "evenkeel": 1, "na')
  page = await freshPage()
  expect(nameOf(page)).toBe('Before')
  expect(page.sessionStore.getState()).toMatchObject({
    notices: [{ kind: 'warning', text: expect.stringMatching(/“Before” was damaged.*kept aside/) as string }],
    quarantined: [{ name: 'After', text: '{ "evenkeel": 1, "na' }],
  })
  await reload()
  expect(nameOf(page)).toBe('Before')
})

test('a portfolio of a newer page is named, left alone, and another is shown', async () => {
  page = await freshPage()
  const text = '{ "evenkeel": 7 }'
  await damage(text, { version: 7 })
  page = await freshPage()
  expect(page.sessionStore.getState().notices).toMatchObject([
    { kind: 'warning', text: expect.stringContaining('newer Evenkeel') as string },
  ])
  expect(page.portfoliosStore.getState().entries).toHaveLength(2)
})

test('without the demo the page begins empty and says so', async () => {
  page = await freshPage(async () => await Promise.reject(new Error('offline')))
  expect(page.portfolioStore.getState().document.instruments).toEqual([])
  expect(page.sessionStore.getState().notices).toHaveLength(1)
})

test('a choice is remembered; one that is not understood is forgotten', async () => {
  page = await freshPage()
  const header = ['Ticker', 'Count']
  const mapping = {
    delimiter: ',',
    decimal: 'point',
    headerLine: 1,
    columns: ['symbol', 'quantity'],
  } as const
  page.setTheme('dark')
  page.rememberMapping(header, mapping)
  await page.saveUnsaved()
  await reload()
  expect(page.preferencesStore.getState().theme).toBe('dark')
  expect(page.rememberedMapping([' ticker', 'COUNT '])).toEqual(mapping)
  expect(page.rememberedMapping(['Other'])).toBeNull()
})
