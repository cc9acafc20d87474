/** Opens the lab's bare page in a real Chromium, built as the product is and served under its policy. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { headers } from '../../vite.config.ts'
import { launchOptions, needChromium } from '../browser/chromium.ts'

export interface LabBrowser {
  readonly page: Page
  readonly browser: Browser
  readonly close: () => Promise<void>
}

const markup = '<!doctype html><title>Lab</title><script type="module" src="/lab.js"></script>'

async function buildInto(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: {
      outDir,
      copyPublicDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'test/worker/labPage.ts', output: { entryFileNames: 'lab.js' } },
    },
  })
  writeFileSync(join(outDir, 'index.html'), markup)
}

const lowestPort = 40_000
const portSpan = 20_000

export async function openLabPage(): Promise<LabBrowser> {
  const outDir = resolve(mkdtempSync(join('node_modules', '.cache', 'lab-')))
  await buildInto(outDir)
  const port = lowestPort + (process.pid % portSpan)
  const server = await preview({
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { port, host: '127.0.0.1', open: false, headers: { ...headers } },
  })
  const browser = await chromium.launch(launchOptions(needChromium()))
  const page = await browser.newPage()
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The preview server has no address.')
  await page.goto(address)
  await page.waitForFunction(() => 'labPage' in globalThis)
  return {
    page,
    browser,
    close: async () => {
      await browser.close()
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
