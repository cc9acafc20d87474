/** Before the browser tests: the production build served under its real headers, and one Chromium to visit it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { launchOptions, needChromium } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served, without a slash at the end. */
    pageUrl: string
    /** Where tests connect to the one browser. */
    browserEndpoint: string
  }
}

/** The latest change under a path; a folder's own time tells of removed files. */
function changedAt(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).map((name) => changedAt(join(path, name)))
  return Math.max(stats.mtimeMs, ...inside)
}

function isBuildFresh(): boolean {
  if (!existsSync('dist/index.html')) return false
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
  return Math.max(...sources.map(changedAt)) < statSync('dist/index.html').mtimeMs
}

/** In a process of its own: a build inside the test runner would bundle React's development version. */
function build(): void {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { stdio: 'inherit', env })
  if (built.status !== 0)
    throw new Error('The browser tests need the production build, and it failed: see above.')
}

const lowestPort = 20_000
const portSpan = 20_000

export interface Served {
  /** Where the built page is served, without a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves the production build under its real headers, built anew if a source is younger. */
export async function serve(): Promise<Served> {
  if (!isBuildFresh()) build()
  const port = lowestPort + (process.pid % portSpan)
  const server = await preview({ logLevel: 'warn', preview: { port, host: '127.0.0.1', open: false } })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The preview server has no port.')
  return { url: `http://127.0.0.1:${address.port}`, close: async () => await server.close() }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = needChromium()
  const server = await serve()
  const browser = await chromium.launchServer(launchOptions(executablePath))
  project.provide('pageUrl', server.url)
  project.provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await server.close()
  }
}
