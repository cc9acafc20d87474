/** A page for tests of what is stored: a database of its own, and everything in memory as after a reload. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import type { start as startPage } from '../../src/state/start.ts'

export const demoText = readFileSync('public/demo.json', 'utf8')

export function emptyDisk(): void {
  vi.stubGlobal('indexedDB', new IDBFactory())
}

/** The modules of the page as a reload makes them: none remembers anything. */
export async function freshPage(demo: () => Promise<string> = async () => await Promise.resolve(demoText)) {
  vi.resetModules()
  const [portfolio, session, saver, portfolios, preferences, { start }] = await Promise.all([
    import('../../src/state/portfolio.ts'),
    import('../../src/state/session.ts'),
    import('../../src/state/saver.ts'),
    import('../../src/state/portfolios.ts'),
    import('../../src/state/preferences.ts'),
    import('../../src/state/start.ts'),
  ])
  const stop = await start({ demo, planning: noPlanning })
  return { ...portfolio, ...session, ...saver, ...portfolios, ...preferences, stop }
}

export type Page = Awaited<ReturnType<typeof freshPage>>

/** The engine has tests of its own. */
const noPlanning: NonNullable<NonNullable<Parameters<typeof startPage>[0]>['planning']> = () => () => () =>
  undefined
