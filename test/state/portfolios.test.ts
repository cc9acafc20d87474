/** Several portfolios in one browser, and several tabs with the same one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Page, demoText, emptyDisk, freshPage } from './page.ts'

let page: Page

beforeEach(async () => {
  emptyDisk()
  page = await freshPage()
})

afterEach(() => {
  vi.restoreAllMocks()
  page.stop()
})

const nameOf = (shown = page): string => shown.portfolioStore.getState().document.name
const names = (shown = page): string[] => shown.portfoliosStore.getState().entries.map((entry) => entry.name)

function rename(name: string, shown = page): void {
  shown.edit('Rename', (document) => ({ ...document, name }))
}

test('a second portfolio is shown, listed and found again', async () => {
  const demo = page.portfolioStore.getState().id
  page.createPortfolio('Second')
  expect([nameOf(), names()]).toEqual(['Second', ['Demo household', 'Second']])
  await page.saveUnsaved()
  page.stop()
  page = await freshPage()
  expect([nameOf(), names()]).toEqual(['Second', ['Demo household', 'Second']])
  expect(await page.switchTo(demo)).toBe(true)
  expect(nameOf()).toBe('Demo household')
})

test('changes that are not stored yet are there after switching away and back, with their steps', async () => {
  const demo = page.portfolioStore.getState().id
  rename('Changed')
  const second = page.createPortfolio('Second')
  rename('Second changed')
  await page.switchTo(demo)
  expect([nameOf(), page.portfolioStore.getState().past.length]).toEqual(['Changed', 1])
  await page.saveUnsaved()
  await page.switchTo(second)
  expect([nameOf(), page.portfolioStore.getState().past.length]).toEqual(['Second changed', 1])
  page.undo()
  expect(nameOf()).toBe('Second')
})

test('with a full disk both portfolios stay unsaved, and both are stored when there is room', async () => {
  const demo = page.portfolioStore.getState().id
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  rename('Changed')
  page.createPortfolio('Second')
  await page.saveUnsaved()
  expect(page.sessionStore.getState().saved).toBe('failed')
  full.mockRestore()
  await page.saveAgain()
  expect(page.sessionStore.getState().saved).toBe('saved')
  page.stop()
  page = await freshPage()
  expect(names()).toEqual(['Changed', 'Second'])
  await page.switchTo(demo)
  expect(nameOf()).toBe('Changed')
})

test('a copy has another name and a life of its own', async () => {
  const copy = await page.duplicatePortfolio()
  expect([nameOf(), names()]).toEqual(['Demo household (copy)', ['Demo household', 'Demo household (copy)']])
  expect(copy).toBe(page.portfolioStore.getState().id)
})

test('renaming the open portfolio is a step; renaming another is stored', async () => {
  const demo = page.portfolioStore.getState().id
  await page.renamePortfolio(demo, 'Household')
  expect([nameOf(), names(), page.portfolioStore.getState().past.at(-1)?.name]).toEqual([
    'Household',
    ['Household'],
    'Rename portfolio',
  ])
  page.createPortfolio('Second')
  await page.renamePortfolio(demo, 'Home')
  expect(names()).toEqual(['Home', 'Second'])
  await page.switchTo(demo)
  expect(nameOf()).toBe('Home')
})

test('the list follows a rename that is undone', async () => {
  await page.renamePortfolio(page.portfolioStore.getState().id, 'Household')
  page.undo()
  await page.saveUnsaved()
  expect(names()).toEqual(['Demo household'])
})

test('a removed portfolio is gone, another is shown, and it can be brought back', async () => {
  const demo = page.portfolioStore.getState().id
  page.createPortfolio('Second')
  await page.switchTo(demo)
  const restore = await page.removePortfolio(demo)
  expect([nameOf(), names()]).toEqual(['Second', ['Second']])
  restore?.()
  expect([nameOf(), names()]).toEqual(['Demo household', ['Demo household', 'Second']])
  await page.saveUnsaved()
  page.stop()
  page = await freshPage()
  expect(names()).toEqual(['Demo household', 'Second'])
})

test('a removed portfolio stays removed although it had changes', async () => {
  const demo = page.portfolioStore.getState().id
  rename('Changed')
  await page.removePortfolio(demo)
  await page.saveUnsaved()
  page.stop()
  page = await freshPage()
  expect(names()).toEqual(['Portfolio'])
})

test('a portfolio goes out as a file and comes in as another', () => {
  const { fileName, text } = page.exportPortfolio()
  expect(fileName).toBe('demo-household-2026-11-20.evenkeel.json')
  expect(text).toBe(demoText)
  const imported = page.importPortfolio(text)
  expect(imported).toEqual({ ok: true, value: page.portfolioStore.getState().id })
  expect(names()).toEqual(['Demo household', 'Demo household'])
})

test('a file that is no document changes nothing and says why', () => {
  const before = page.portfolioStore.getState()
  expect(page.importPortfolio('Symbol,Quantity')).toMatchObject({
    ok: false,
    problems: [{ kind: 'not-json' }],
  })
  expect(page.portfolioStore.getState()).toBe(before)
  expect(names()).toEqual(['Demo household'])
})

test('two tabs: the second to save is told, keeps its changes, and may overwrite', async () => {
  const other = await freshPage()
  rename('This tab')
  await page.saveUnsaved()
  rename('Other tab', other)
  await other.saveUnsaved()
  expect(other.sessionStore.getState()).toMatchObject({
    saved: 'failed',
    saveProblem: expect.stringContaining('Another tab') as string,
  })
  expect(nameOf(other)).toBe('Other tab')
  other.saveBeforeLeaving()
  await other.saveAgain()
  expect(other.sessionStore.getState().saved).toBe('saved')
  other.stop()
})

test('two tabs: a tab without changes of its own takes over what the other saved, as a step', async () => {
  const other = await freshPage()
  rename('This tab')
  await page.saveUnsaved()
  await other.refresh()
  expect([nameOf(other), other.sessionStore.getState().saved]).toEqual(['This tab', 'saved'])
  rename('Then the other', other)
  await other.saveUnsaved()
  expect(other.sessionStore.getState().saved).toBe('saved')
  other.stop()
})

test('two tabs: closing the one that was told leaves what the other saved', async () => {
  const other = await freshPage()
  rename('This tab')
  await page.saveUnsaved()
  rename('Other tab', other)
  await other.saveUnsaved()
  other.saveBeforeLeaving()
  other.stop()
  page.stop()
  page = await freshPage()
  expect(nameOf()).toBe('This tab')
})
