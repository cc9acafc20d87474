/** The built page keeps to itself: the policy is sent, holds, and the page lives within it. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { headers, metaPolicy } from '../../vite.config.ts'
import type { Visit } from './visit.ts'
import { pageUrl, visit } from './visit.ts'

let open: Visit | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

test('every answer carries the headers, scripts of workers included', async () => {
  const script =
    /src="\.(?<path>[^"]+\.js)"/u.exec(readFileSync('dist/index.html', 'utf8'))?.groups?.['path'] ?? ''
  for (const path of ['/', script]) {
    const answer = await fetch(pageUrl() + path)
    expect(answer.status).toBe(200)
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value)
  }
})

test('static hosts find the same headers in _headers', () => {
  const text = readFileSync('dist/_headers', 'utf8')
  expect(text.startsWith('/*\n')).toBe(true)
  for (const [name, value] of Object.entries(headers)) expect(text).toContain(`\n  ${name}: ${value}\n`)
})

test('the built document holds the policy and no inline code', () => {
  const html = readFileSync('dist/index.html', 'utf8').replaceAll('&#39;', "'")
  expect(html).toContain(`content="${metaPolicy}"`)
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/iu)
})

test('the policy allows no source but the page itself', () => {
  for (const policy of [metaPolicy, headers['Content-Security-Policy'] ?? '']) {
    // The lab writes WebAssembly; what it may do is no more than its own scripts may.
    expect(policy.replace(" 'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*|data:|blob:/u)
    expect(policy).toContain("connect-src 'self'")
  }
})

test('the page opens without a foreign request or a complaint', async () => {
  open = await visit('/')
  await open.page.waitForSelector('#root > *')
  await open.page.waitForLoadState('networkidle')
  expect(open.foreign).toEqual([])
  expect(open.complaints).toEqual([])
})

test('code that slipped in could neither run inline nor call out', async () => {
  open = await visit('/')
  const outcome = await open.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken"'
    document.head.append(script)
    const sent = await fetch('https://example.com/').then(
      () => 'sent',
      () => 'refused',
    )
    return { sent, title: document.title }
  })
  expect(outcome.sent).toBe('refused')
  expect(outcome.title).not.toBe('taken')
})
