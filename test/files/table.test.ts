/** Records know their physical line whatever stands in their cells, and bytes of every encoding become text. */
import { describe, expect, test } from 'vitest'
import { headerWeight } from '../../src/files/columns.ts'
import { decode } from '../../src/files/decode.ts'
import { guessDelimiter, readTable } from '../../src/files/table.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('records', () => {
  test('keep their physical line after blank lines and line breaks in cells', () => {
    const { rows } = readTable('a,b\n\n"x\ny",2\n   \n""\nlast,3', ',')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny', '2'] },
      { line: 6, cells: [''] },
      { line: 7, cells: ['last', '3'] },
    ])
  })

  test('are trimmed and may be of any length', () => {
    expect(readTable(' a , b,c \n1,2,\nz', ',').rows.map((row) => row.cells)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', ''],
      ['z'],
    ])
  })

  test('that swallow others because of a wrong quote are reported', () => {
    expect(readTable('a,b\n"x,1\ny,2\n', ',').unclosedAt).toBe(2)
    expect(readTable('a,b\n"x"y,1\n"z",2\n', ',').unclosedAt).toBe(2)
    expect(readTable('a,b\nx"y,1\nz,2"\n', ',').unclosedAt).toBeNull()
  })
})

test.each([
  ['Symbol;Shares;Price\nA;1,5;2,5\nB;1,5;2,5', ';'],
  ['Symbol\tShares\nA, B, C\t1\n', '\t'],
  ['Symbol,Shares\nA;B,1', ','],
  ['a title, with a comma\nSymbol;Shares\nA;1', ';'],
  ['Symbol|Shares\nA|1', '|'],
  ['just one column', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(guessDelimiter(text, headerWeight)).toBe(delimiter)
})

describe('bytes', () => {
  const text = 'Symbol,Name\nX,\u00c9pargne \u20ac\n'
  const utf16 = (littleEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(2 + 2 * text.length))
    view.setUint16(0, 0xfeff, littleEndian)
    for (let at = 0; at < text.length; at += 1) view.setUint16(2 + 2 * at, text.charCodeAt(at), littleEndian)
    return new Uint8Array(view.buffer)
  }
  const windows = Uint8Array.from([...text].map((char) => (char === '\u20ac' ? 0x80 : char.charCodeAt(0))))

  test.each([
    ['UTF-8', bytes(text)],
    ['UTF-8 with its mark', bytes(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(true)],
    ['UTF-16, big end first', utf16(false)],
    ['Windows-1252', windows],
    ['CRLF', bytes(text.replaceAll('\n', '\r\n'))],
    ['lone CR', bytes(text.replaceAll('\n', '\r'))],
  ])('in %s are the same text', (_, given) => {
    expect(decode(given)).toEqual({ kind: 'text', text })
  })

  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['blanks', bytes(' \n\t\n'), 'empty'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0]), 'spreadsheet-file'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'spreadsheet-file'],
    ['a PDF', bytes('%PDF-1.7'), 'pdf'],
    ['zeros', bytes('a\u0000b'), 'binary'],
  ])('that are %s are refused', (_, given, because) => {
    expect(decode(given)).toEqual({ kind: 'refused', because })
  })
})
