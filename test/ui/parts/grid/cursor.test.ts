/** Every key moves the cursor as in a spreadsheet, and never out of the grid. */
import { expect, test } from 'vitest'
import { commandOf } from '../../../../src/ui/parts/grid/commands.ts'
import { at, leaves, moved, rangeOf, within, type Move } from '../../../../src/ui/parts/grid/cursor.ts'
import { sightOf } from '../../../../src/ui/parts/grid/rowsInSight.ts'

const size = { rows: 10, columns: 4, page: 3 }

test.each<[Move, number, number]>([
  ['up', 4, 2],
  ['down', 6, 2],
  ['left', 5, 1],
  ['right', 5, 3],
  ['page-up', 2, 2],
  ['page-down', 8, 2],
  ['row-start', 5, 0],
  ['row-end', 5, 3],
  ['first', 0, 0],
  ['last', 9, 3],
  ['next', 5, 3],
  ['previous', 5, 1],
])('%s', (move, row, column) => {
  expect(moved(at({ row: 5, column: 2 }), move, size).active).toEqual({ row, column })
})

test('next and previous run over the ends of rows, the arrows do not', () => {
  const end = at({ row: 5, column: 3 })
  expect(moved(end, 'next', size).active).toEqual({ row: 6, column: 0 })
  expect(moved(end, 'right', size).active).toEqual({ row: 5, column: 3 })
  expect(moved(at({ row: 5, column: 0 }), 'previous', size).active).toEqual({ row: 4, column: 3 })
})

test('no move leaves the grid', () => {
  expect(moved(at({ row: 9, column: 3 }), 'page-down', size).active).toEqual({ row: 9, column: 3 })
  expect(moved(at({ row: 0, column: 0 }), 'up', size).active).toEqual({ row: 0, column: 0 })
  expect(leaves(at({ row: 9, column: 3 }), 'next', size)).toBe(true)
  expect(leaves(at({ row: 0, column: 0 }), 'previous', size)).toBe(true)
  expect(leaves(at({ row: 0, column: 1 }), 'previous', size)).toBe(false)
})

test('extending keeps the anchor', () => {
  const cursor = moved(moved(at({ row: 2, column: 2 }), 'down', size, true), 'left', size, true)
  expect(rangeOf(cursor)).toEqual({ top: 2, bottom: 3, left: 1, right: 2 })
})

test('a grid that shrinks takes its cursor with it', () => {
  const cursor = at({ row: 9, column: 3 })
  expect(within(cursor, { rows: 4, columns: 2, page: 1 })).toEqual(at({ row: 3, column: 1 }))
  expect(within(cursor, size)).toBe(cursor)
})

const press = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }

test('keys mean what a spreadsheet makes of them', () => {
  expect(commandOf({ ...press, key: 'Enter' })).toEqual({ kind: 'edit' })
  expect(commandOf({ ...press, key: 'F2' })).toEqual({ kind: 'edit' })
  expect(commandOf({ ...press, key: '7' })).toEqual({ kind: 'replace', text: '7' })
  expect(commandOf({ ...press, key: 'Delete' })).toEqual({ kind: 'clear' })
  expect(commandOf({ ...press, key: 'Home', ctrlKey: true })).toEqual({
    kind: 'move',
    move: 'first',
    extend: false,
  })
  expect(commandOf({ ...press, key: 'Tab', shiftKey: true })).toEqual({
    kind: 'move',
    move: 'previous',
    extend: false,
  })
  expect(commandOf({ ...press, key: 'ArrowDown', shiftKey: true })).toEqual({
    kind: 'move',
    move: 'down',
    extend: true,
  })
  expect(commandOf({ ...press, key: 'a', metaKey: true })).toEqual({ kind: 'select-all' })
})

test('the browser keeps its own keys', () => {
  expect(commandOf({ ...press, key: 'c', ctrlKey: true })).toBeNull()
  expect(commandOf({ ...press, key: 'z', metaKey: true })).toBeNull()
  expect(commandOf({ ...press, key: 'ArrowLeft', altKey: true })).toBeNull()
  expect(commandOf({ ...press, key: 'F5' })).toBeNull()
})

test('only the rows in sight and a few beyond are drawn', () => {
  expect(sightOf(0, 640, 32, 5000)).toEqual({ first: 0, end: 32 })
  expect(sightOf(32_000, 640, 32, 5000)).toEqual({ first: 988, end: 1032 })
  expect(sightOf(0, 640, 32, 3)).toEqual({ first: 0, end: 3 })
})
