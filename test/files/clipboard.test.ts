/** Cells survive the way to the clipboard and back. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipboardText, parseClipboard } from '../../src/files/clipboard.ts'

test.each<[string, string[][]]>([
  [
    'VTI\t10\nBND\t5',
    [
      ['VTI', '10'],
      ['BND', '5'],
    ],
  ],
  [
    'VTI\t10\r\nBND\t5\r\n',
    [
      ['VTI', '10'],
      ['BND', '5'],
    ],
  ],
  [
    '"two\nlines"\t"say ""hi"""\nx\ty',
    [
      ['two\nlines', 'say "hi"'],
      ['x', 'y'],
    ],
  ],
  [
    'VTI,10\nBND,5',
    [
      ['VTI', '10'],
      ['BND', '5'],
    ],
  ],
  [
    'VTI;10,5\nBND;5,5',
    [
      ['VTI', '10,5'],
      ['BND', '5,5'],
    ],
  ],
  ['1,234.50', [['1,234.50']]],
  ['Smith, John', [['Smith, John']]],
  ['VTI\t\t5', [['VTI', '', '5']]],
  ['', []],
  ['one', [['one']]],
  [
    '"never closed\t1\nx\t2',
    [
      ['"never closed', '1'],
      ['x', '2'],
    ],
  ],
])('%j are the cells %j', (text, cells) => {
  expect(parseClipboard(text)).toEqual(cells)
})

test('cells with tabs, line ends and quotes come back', () => {
  const cells = [
    ['plain', 'a\tb', 'two\nlines'],
    ['"quoted"', '', 'in"side'],
  ]
  expect(parseClipboard(clipboardText(cells))).toEqual(cells)
})

test('any block of at least two columns comes back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\t', '\n', ' ', '|', '\u00e9') })
  const block = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    )
  const comesBack = fc.property(block, (cells) => {
    expect(parseClipboard(clipboardText(cells))).toEqual(cells)
  })
  fc.assert(comesBack, { seed: 7, numRuns: 500 })
})
