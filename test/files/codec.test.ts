/** Documents as files: frozen files of every version load for ever, and what is written is read back as it was. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeDocument, encodeDocument } from '../../src/files/codec.ts'
import { currentVersion, upgraded } from '../../src/files/versions.ts'

const frozen = (name: string): string => readFileSync(`test/fixtures/documents/${name}.json`, 'utf8')

function decoded(text: string) {
  const result = decodeDocument(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

test('every version that was ever saved has a frozen file that still loads', () => {
  for (let version = 1; version <= currentVersion; version += 1) {
    expect(decoded(frozen(`version-${version}`)).evenkeel).toBe(currentVersion)
  }
})

test('a file of version 1 with every key loads key by key, and is written as the same bytes', () => {
  const text = frozen('version-1')
  expect(decoded(text)).toEqual(JSON.parse(text))
  expect(encodeDocument(decoded(text))).toBe(text)
})

test('a file of version 1 with only what is needed gets the defaults of version 1', () => {
  const document = decoded(frozen('version-1-shortest'))
  expect(document.instruments[0]).toMatchObject({ step: '1', minTrade: '0', exposure: null, preference: 1 })
  expect(document.accounts[0]).toMatchObject({
    kind: 'taxable',
    cash: {},
    reserve: '0',
    flow: '0',
    allowed: null,
  })
  expect(document.policy).toMatchObject({
    destination: '0.5',
    resolution: '0.001',
    scope: 'all',
    sellsFirst: true,
  })
  expect(decoded(encodeDocument(document))).toEqual(document)
})

test('equal documents are equal bytes, whatever order their keys were typed in', () => {
  const json = JSON.parse(frozen('version-1'), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).reverse())
  }) as never
  expect(Object.keys(json)[0]).toBe('tax')
  expect(encodeDocument(json)).toBe(frozen('version-1'))
})

test('the demo that ships is written as this program writes it', () => {
  const text = readFileSync('public/demo.json', 'utf8')
  expect(encodeDocument(decoded(text))).toBe(text)
})

test('a byte order mark before a document is no fault', () => {
  expect(decodeDocument(`\uFEFF${frozen('version-1')}`).ok).toBe(true)
})

test('text that is no JSON is refused with the reason', () => {
  const result = decodeDocument('{"evenkeel": 1,')
  expect(result).toMatchObject({ ok: false, problems: [{ kind: 'not-json', path: '' }] })
})

test('a document of a newer version is refused by name, not guessed at', () => {
  const text = frozen('version-1').replace('"evenkeel": 1', '"evenkeel": 2')
  expect(decodeDocument(text)).toMatchObject({ ok: false, problems: [{ kind: 'newer-version', found: '2' }] })
})

test.each([['"1"'], ['1.5'], ['0'], ['null']])('a version of %s is a fault of the document', (version) => {
  const text = frozen('version-1').replace('"evenkeel": 1', `"evenkeel": ${version}`)
  expect(decodeDocument(text)).toMatchObject({ ok: false, problems: [{ path: 'evenkeel' }] })
})

test('the chain applies every later step once, in order', () => {
  const chain = [
    (json: Readonly<Record<string, unknown>>) => ({ ...json, evenkeel: 2, steps: ['a'] }),
    (json: Readonly<Record<string, unknown>>) => ({
      ...json,
      evenkeel: 3,
      steps: [...(json['steps'] as string[]), 'b'],
    }),
  ]
  expect(upgraded({ evenkeel: 1 }, chain)).toEqual({ ok: true, value: { evenkeel: 3, steps: ['a', 'b'] } })
  expect(upgraded({ evenkeel: 2, steps: [] }, chain)).toEqual({
    ok: true,
    value: { evenkeel: 3, steps: ['b'] },
  })
  expect(upgraded({ evenkeel: 3 }, chain)).toEqual({ ok: true, value: { evenkeel: 3 } })
  expect(upgraded({ evenkeel: 4 }, chain)).toMatchObject({
    ok: false,
    problems: [{ kind: 'newer-version', found: '4' }],
  })
  expect(upgraded('text', chain)).toEqual({ ok: true, value: 'text' })
})
