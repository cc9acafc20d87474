/** Documents as files: frozen files of every version load for ever, and what is written is read back as it was. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentSchema } from '../../src/domain/document.ts'
import { decodeDocument, encodeAhead, encodeDocument } from '../../src/files/codec.ts'
import { orderOf } from '../../src/files/keyOrder.ts'
import { currentVersion, upgraded } from '../../src/files/versions.ts'
import { diceOf, type Dice } from '../laws/dice.ts'
import { documentOf } from '../laws/generate.ts'
import type { RawDocument } from '../laws/raw.ts'

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

test('a file of version 1 with a recipe and target sets is written as the same bytes too', () => {
  const text = frozen('version-1-built')
  expect(decoded(text)).toEqual(JSON.parse(text))
  expect(encodeDocument(decoded(text))).toBe(text)
})

test('a file without recipe and target sets gets neither, so that its bytes and its hash stay', () => {
  expect(Object.keys(decoded(frozen('version-1')))).not.toContain('recipe')
  expect(Object.keys(decoded(frozen('version-1-shortest')))).not.toContain('targetSets')
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

/** The text as the definition has it, without any memory. */
const written = (document: unknown): string =>
  `${JSON.stringify(orderOf(documentSchema)(document), null, 2)}\n`

const absurd: readonly unknown[] = [
  {},
  { evenkeel: 1, lots: [], instruments: [null, 5, 'a\nb', [1, { b: 1, a: [] }], undefined] },
  { lots: { not: 'a list' }, surprise: [{ z: 1, a: '\u2028"' }], name: undefined, 'a"b': [] },
  { targets: [{ weight: '1', class: 'x', other: { b: 1 }, band: { width: '1', kind: 'absolute' } }] },
]

test('what is written with remembered texts is byte for byte what is written without', () => {
  for (const each of absurd) expect(encodeDocument(each as never)).toBe(written(each))
  for (let seed = 0; seed < 120; seed += 1) {
    const dice = diceOf(seed)
    let document = documentOf(seed)
    for (let step = 0; step < 6; step += 1) {
      expect(encodeDocument(document as never), `seed ${seed}, step ${step}`).toBe(written(document))
      document = edited(dice, document)
    }
  }
})

/** A few lots gone and changed, a few instruments renamed and all of them in another order. */
function edited(dice: Dice, document: RawDocument): RawDocument {
  const lots = document.lots.map((lot) => (dice.chance(0.2) ? { ...lot, quantity: '1' } : lot))
  const renamed = document.instruments.map((each) => (dice.chance(0.1) ? { ...each, name: 'new\n' } : each))
  return { ...document, lots: dice.some(lots), instruments: dice.shuffled(renamed) }
}

test('one object in two lists is written in each as that list has it', () => {
  const both = { weight: '1', instrument: 'A', class: 'A', account: 'B' }
  const document = { lots: [both], targets: [both] }
  expect(encodeDocument(document as never)).toBe(written(document))
})

test('what was written ahead is the same text, and written once', async () => {
  const document = decoded(frozen('version-1'))
  const large = { ...document, lots: Array.from({ length: 1200 }, () => ({ ...document.lots[0] })) } as never
  let pauses = 0
  const pause = async (): Promise<void> => await Promise.resolve(void (pauses += 1))
  await encodeAhead(large, pause)
  // Two while they are written, and one when they have been joined.
  expect(pauses).toBe(3)
  expect(encodeDocument(large)).toBe(written(large))
  await encodeAhead(large, pause)
  expect(pauses).toBe(3)
})
