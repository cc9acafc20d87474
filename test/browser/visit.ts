/** One visit of a person to the built page: a fresh browser profile, and a record of everything it should not do. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { inject } from 'vitest'

export interface Visit {
  readonly page: Page
  /** Requests to anywhere but the page's own server: there must never be one. */
  readonly foreign: readonly string[]
  /** Errors the page threw or printed, refusals of the security policy among them. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export const pageUrl = (): string => inject('pageUrl')

/** Requests that stay inside the browser. */
const isInside = (url: string): boolean => /^(?:data|blob|about):/u.test(url)

function record(page: Page, foreign: string[], complaints: string[]): void {
  const home = `${pageUrl()}/`
  page.context().on('request', (request) => {
    if (!request.url().startsWith(home) && !isInside(request.url())) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}

/** Opens the page (at `path`, or blank with null) in a new profile, so that no test meets another's data. */
export async function visit(path: string | null = '/', options: BrowserContextOptions = {}): Promise<Visit> {
  const browser = await chromium.connect(inject('browserEndpoint'))
  const context = await browser.newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  const foreign: string[] = []
  const complaints: string[] = []
  record(page, foreign, complaints)
  if (path !== null) await page.goto(pageUrl() + path)
  return { page, foreign, complaints, close: async () => await browser.close() }
}
