/** The document's fingerprint: the same for every order of keys, after RFC 8785. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashOf } from '../../src/domain/hash.ts'
import { emptyRecall } from '../../src/domain/memo.ts'

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`

test('keys are sorted by UTF-16 units and nothing is blank', () => {
  const value = { b: ['x', 1, null, true], '\uff5e': 'é', '\u{1d400}': '\u0007"', a: { z: '1', y: {} } }
  const canonical = '{"a":{"y":{},"z":"1"},"b":["x",1,null,true],"\u{1d400}":"\\u0007\\"","\uff5e":"é"}'
  expect(hashOf(value)).toBe(sha256(canonical))
})

test('the order of keys does not matter, the order of lists does', () => {
  expect(hashOf({ a: '1', b: '2' })).toBe(hashOf({ b: '2', a: '1' }))
  expect(hashOf(['1', '2'])).not.toBe(hashOf(['2', '1']))
})

test('a recall changes no fingerprint', () => {
  const item = { b: 1, a: ['x', null] }
  const recall = emptyRecall()
  const value = { z: [item, 2, 'y'], a: { c: 1, b: 2 }, n: null }
  expect(hashOf(value, recall)).toBe(hashOf(value))
  expect(hashOf({ ...value, z: [item, item] }, recall)).toBe(hashOf({ ...value, z: [item, item] }))
})
