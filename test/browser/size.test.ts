/** The page starts light: what is loaded before the first chart stays small. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const limitKiB = 200
const bytesPerKiB = 1024

/** The entry script and everything the document preloads with it. */
function initialScripts(): string[] {
  const html = readFileSync('dist/index.html', 'utf8')
  return [...html.matchAll(/(?:src|href)="(?<path>[^"]+\.js)"/gu)].map(
    (match) => match.groups?.['path'] ?? '',
  )
}

test(`scripts before the charts are at most ${limitKiB} KiB compressed`, () => {
  const scripts = initialScripts()
  const bytes = scripts.map((path) => gzipSync(readFileSync(join('dist', path))).length)
  expect(scripts.length).toBeGreaterThan(0)
  expect(bytes.reduce((sum, size) => sum + size, 0) / bytesPerKiB).toBeLessThanOrEqual(limitKiB)
})
