/** Yesterday's portfolio: listed with what differs, and shown again by one step. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Page, emptyDisk, freshPage } from './page.ts'

let page: Page

beforeEach(async () => {
  emptyDisk()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:00:00Z') })
  page = await freshPage()
})

afterEach(() => {
  page.stop()
  vi.useRealTimers()
})

test('the state of yesterday is listed, and restoring it is one step that can be undone', async () => {
  const { earlierStates, restoreEarlier } = await import('../../src/state/earlier.ts')
  const { document: yesterday } = page.portfolioStore.getState()
  vi.setSystemTime(new Date('2026-11-21T12:00:00Z'))
  page.edit('Remove a lot', (document) => ({ ...document, lots: document.lots.slice(1) }))
  expect(await earlierStates()).toEqual([])
  await page.saveUnsaved()
  const states = await earlierStates()
  expect(states).toMatchObject([
    { day: '2026-11-20', document: yesterday, differences: [{ part: 'lot', more: 1, fewer: 0, changed: 0 }] },
  ])
  restoreEarlier('2026-11-20', yesterday)
  const { document, past } = page.portfolioStore.getState()
  expect(document).toEqual(yesterday)
  expect(past.map(({ name }) => name)).toEqual(['Remove a lot', 'Restore the state of 2026-11-20'])
  page.undo()
  expect(page.portfolioStore.getState().document.lots).toHaveLength(yesterday.lots.length - 1)
})
