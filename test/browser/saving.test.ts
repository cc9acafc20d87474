/** What a person changed is there the next time, in a real browser: closed at once, full, opened twice, or broken. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { pageUrl, visit, type Visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function begin(): Promise<Page> {
  open = await visit('/#/plan')
  await planned(open.page)
  return open.page
}

async function another(page: Page): Promise<Page> {
  const next = await page.context().newPage()
  await next.goto(`${pageUrl()}/#/plan`)
  await planned(next)
  return next
}

async function planned(page: Page): Promise<void> {
  await page.getByText(/Worked out in/).waitFor()
}

const flow = (page: Page): Locator => page.locator('.flows').getByRole('textbox', { name: 'Brokerage' })

/** A change that is in the document as soon as it is typed. */
async function invest(page: Page, amount: string): Promise<void> {
  await flow(page).fill(amount)
}

async function saved(page: Page): Promise<void> {
  await page.getByText('Saved', { exact: true }).waitFor()
}

test.each([
  ['closed', async (page: Page): Promise<void> => await page.close()],
  ['reloaded', async (page: Page): Promise<void> => void (await page.reload())],
  ['left', async (page: Page): Promise<void> => void (await page.goto('about:blank'))],
])('a change is there again although the tab was %s at once', async (_how, leave) => {
  const page = await begin()
  const tab = await another(page)
  await invest(tab, '4321')
  await leave(tab)
  expect(await flow(await another(page)).inputValue()).toBe('4321')
})

test('a full disk is said, what was typed stays, and with room it is stored', async () => {
  open = await visit(null)
  const { page } = open
  // Before the page is there: the browser looks at the room it has only now and then.
  const browser = await page.context().newCDPSession(page)
  await browser.send('Storage.overrideQuotaForOrigin', { origin: pageUrl(), quotaSize: 1 })
  await page.goto(`${pageUrl()}/#/plan`)
  await planned(page)
  await invest(page, '1234')
  await page.getByRole('button', { name: 'Not saved' }).click()
  await page.getByText(/no room left/).waitFor()
  await browser.send('Storage.overrideQuotaForOrigin', { origin: pageUrl() })
  // A save that was still due may come first and take the button away: either way it is stored.
  await Promise.any([page.getByRole('button', { name: 'Try again' }).click(), saved(page)])
  await saved(page)
  await page.reload()
  await planned(page)
  expect(await flow(page).inputValue()).toBe('1234')
})

test('of two tabs the second to save is told, and its change is not lost', async () => {
  const page = await begin()
  const other = await another(page)
  await invest(page, '1000')
  await page.getByText('Saving…').waitFor()
  await saved(page)
  await invest(other, '2000')
  await other.getByRole('button', { name: 'Not saved' }).click()
  await other.getByText(/Another tab saved this portfolio/).waitFor()
  await other.getByRole('button', { name: 'Try again' }).click()
  await saved(other)
  expect(await flow(await another(page)).inputValue()).toBe('2000')
})

test('stored data that is removed while the page is open is said, and stored anew on demand', async () => {
  const page = await begin()
  await saved(page)
  const removed = page.evaluate(
    async () =>
      await new Promise<string>((resolve) => {
        indexedDB.deleteDatabase('evenkeel').addEventListener('success', () => resolve('removed'))
      }),
  )
  expect(await removed).toBe('removed')
  await page.getByRole('button', { name: 'Not saved' }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await saved(page)
})

test('an engine that breaks is said, everything else goes on, and it is asked again on demand', async () => {
  open = await visit(null)
  const { page } = open
  const broken = { contentType: 'text/javascript', body: 'throw new Error("broken on purpose")' }
  await page.context().route('**/planThread-*.js', async (route) => await route.fulfill(broken))
  await page.goto(`${pageUrl()}/#/plan`)
  await page.getByText(/could not be worked out: .*broken on purpose/).waitFor()
  await invest(page, '500')
  await saved(page)
  await page.context().unroute('**/planThread-*.js')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await planned(page)
  expect(await page.getByText(/could not be worked out/).count()).toBe(0)
})
