/** Code-point order, which no locale and no UTF-16 unit may change. */
import { expect, test } from 'vitest'
import { compareText, sortedBy } from '../../src/domain/order.ts'

test('capitals before small letters, accents after, astral characters last', () => {
  const given = ['\u{1d400}', '\uff5e', 'é', 'a', 'Z', '10', '9', '', 'aa']
  expect(sortedBy(given, (each) => each)).toEqual(['', '10', '9', 'Z', 'a', 'aa', 'é', '\uff5e', '\u{1d400}'])
})

test.each([
  ['a', 'a', 0],
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'ab', -1],
  ['\u{1d400}', '\u{1d401}', -1],
  ['\ue000', '\u{10000}', -1],
  ['\u{10000}', '\uffff', 1],
])('%j against %j', (a, b, sign) => expect(Math.sign(compareText(a, b))).toBe(sign))

test('the order is that of code points for every pair of a hostile list', () => {
  const texts = [
    '',
    'a',
    '\u0000',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
    'a\u{10000}',
    'a\uffff',
  ]
  const points = (text: string): number[] => Array.from(text, (each) => each.codePointAt(0) ?? 0)
  const byPoints = (a: string, b: string): number => {
    const [left, right] = [points(a), points(b)]
    const at = left.findIndex((point, index) => point !== right[index])
    return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
  }
  for (const a of texts)
    for (const b of texts) expect(Math.sign(compareText(a, b))).toBe(Math.sign(byPoints(a, b)))
})

test('sorting leaves the given list as it was', () => {
  const given = ['b', 'a']
  sortedBy(given, (each) => each)
  expect(given).toEqual(['b', 'a'])
})
