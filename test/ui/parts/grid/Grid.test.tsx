/** The grid by keyboard: moving, editing, half-typed drafts, clearing, copying and pasting. */
import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactElement } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { CellPlace, Column } from '../../../../src/ui/parts/grid/column.ts'
import { Grid } from '../../../../src/ui/parts/grid/Grid.tsx'

interface Line {
  readonly id: string
  readonly name: string
  readonly size: string
  readonly kind: string
}

const kinds = [
  { value: 'a', label: 'Apple' },
  { value: 'b', label: 'Banana' },
]

const columns: readonly Column<Line>[] = [
  { id: 'name', title: 'Name', width: 100, text: (row) => row.name, editing: () => ({ kind: 'type' }) },
  {
    id: 'size',
    title: 'Size',
    width: 100,
    figures: true,
    live: true,
    text: (row) => row.size,
    editing: () => ({ kind: 'type' }),
  },
  {
    id: 'kind',
    title: 'Kind',
    width: 100,
    text: (row) => row.kind,
    editing: () => ({ kind: 'choose', options: kinds }),
  },
  { id: 'id', title: 'Id', width: 100, text: (row) => row.id, editing: () => null },
]

let pasted: string[] = []
let written: string[] = []

function Harness({ count }: { readonly count: number }): ReactElement {
  const [rows, setRows] = useState<readonly Line[]>(() =>
    Array.from({ length: count }, (_, at) => ({
      id: `r${at}`,
      name: `Row ${at}`,
      size: String(at),
      kind: 'a',
    })),
  )
  const write = (place: CellPlace<Line>, text: string): void => {
    written.push(text)
    set(place, text)
  }
  const set = ({ row, column }: CellPlace<Line>, text: string): void =>
    setRows((now) => now.map((each) => (each.id === row.id ? { ...each, [column]: text } : each)))
  return (
    <Grid
      label="Lines"
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      check={({ column }, draft) =>
        column === 'size' && !/^\d+$/.test(draft) ? 'This is not a number.' : null
      }
      write={write}
      clear={(places) => places.forEach((place) => set(place, ''))}
      copyText={(cells) => cells.map((row) => row.join('\t')).join('\n')}
      paste={({ row, column }, text) => pasted.push(`${row.id} ${column} ${text}`)}
    />
  )
}

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Lines' })
const cell = (row: number, column: number): HTMLElement => {
  const found = grid().querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)
  if (found === null) throw new Error(`There is no cell ${row}, ${column}.`)
  return found
}
const active = (): string | null =>
  document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null

async function shown(count = 5): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup()
  render(<Harness count={count} />)
  await user.tab()
  expect(grid()).toHaveFocus()
  return user
}

beforeEach(() => {
  pasted = []
  written = []
})

test('arrows move, and the active cell is the one that is read aloud', async () => {
  const user = await shown()
  expect(active()).toBe('Row 0')
  await user.keyboard('{ArrowDown}{ArrowRight}')
  expect(active()).toBe('1')
  await user.keyboard('{Control>}{End}{/Control}')
  expect(active()).toBe('r4')
})

test('typing replaces, Enter keeps and goes down', async () => {
  const user = await shown()
  await user.keyboard('New{Enter}')
  expect(cell(0, 0)).toHaveTextContent('New')
  expect(active()).toBe('Row 1')
  expect(grid()).toHaveFocus()
})

test('F2 edits what is there, Escape gives it up', async () => {
  const user = await shown()
  await user.keyboard('{F2}')
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Row 0')
  await user.keyboard(' more{Escape}')
  expect(cell(0, 0)).toHaveTextContent('Row 0')
  expect(grid()).toHaveFocus()
})

test('a draft that cannot be read stays, says why, and blocks Enter', async () => {
  const user = await shown()
  await user.keyboard('{ArrowRight}12x{Enter}')
  const field = screen.getByRole('textbox', { name: 'Size' })
  expect(field).toHaveValue('12x')
  expect(field).toHaveAccessibleDescription('This is not a number.')
  expect(field).toBeInvalid()
  await user.keyboard('{Backspace}{Enter}')
  expect(cell(0, 1)).toHaveTextContent('12')
})

test('leaving a bad draft by a click keeps it in its cell, and it can be taken up again', async () => {
  const user = await shown()
  await user.keyboard('{ArrowRight}12x')
  await user.click(cell(3, 0))
  expect(cell(0, 1)).toHaveTextContent('12x')
  expect(cell(0, 1)).toHaveAttribute('aria-invalid', 'true')
  await user.dblClick(cell(0, 1))
  expect(screen.getByRole('textbox', { name: 'Size' })).toHaveValue('12x')
  await user.keyboard('{Escape}')
  expect(cell(0, 1)).toHaveTextContent('0')
})

test('a live column writes while typing, and Escape takes all of it back', async () => {
  const user = await shown()
  await user.keyboard('{ArrowRight}42')
  await new Promise((resolve) => setTimeout(resolve, 20))
  await user.keyboard('{Escape}')
  expect(cell(0, 1)).toHaveTextContent('0')
})

test('Delete clears the selected range', async () => {
  const user = await shown()
  await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}{Delete}')
  expect([cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)].map((each) => each.textContent)).toEqual([
    '',
    '',
    '',
    '',
  ])
  expect(cell(2, 0)).toHaveTextContent('Row 2')
})

test('a letter on a list chooses the entry that begins with it', async () => {
  const user = await shown()
  await user.keyboard('{ArrowRight}{ArrowRight}b')
  expect(screen.getByRole('combobox', { name: 'Kind' })).toHaveValue('b')
  await user.keyboard('{Enter}')
  expect(cell(0, 2)).toHaveTextContent('b')
})

test('a cell that can only be read is not edited', async () => {
  const user = await shown()
  await user.keyboard('{End}x')
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(cell(0, 3)).toHaveAttribute('aria-readonly', 'true')
})

test('ranges are copied as rows of cells and pasted where one stands', async () => {
  const user = await shown()
  await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}')
  const taken = new Map<string, string>()
  fireEvent.copy(grid(), {
    clipboardData: { setData: (type: string, text: string) => taken.set(type, text) },
  })
  expect(taken.get('text/plain')).toBe('Row 0\t0\nRow 1\t1')
  await user.paste('x\ty')
  expect(pasted).toEqual(['r0 name x\ty'])
})

test('Tab passes through a grid that is not used, and moves within one that is', async () => {
  const user = await shown()
  await user.tab()
  expect(grid()).not.toHaveFocus()
  await user.click(cell(0, 0))
  await user.tab()
  expect(grid()).toHaveFocus()
  expect(active()).toBe('0')
  await user.keyboard('{Escape}')
  await user.tab()
  expect(grid()).not.toHaveFocus()
})

test('of five thousand rows only those in sight are in the page, and all are counted', async () => {
  const user = await shown(5000)
  expect(grid()).toHaveAttribute('aria-rowcount', '5001')
  expect(within(grid()).getAllByRole('row').length).toBeLessThan(80)
  await user.keyboard('{Control>}{End}{/Control}')
  expect(active()).toBe('r4999')
})

test('in a long grid letters of one word are written when typing pauses, and a letter on its own at once', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000)
  await shown(1200)
  const type = (text: string, at: number): boolean => {
    clock.mockReturnValue(at)
    return fireEvent.change(screen.getByRole('textbox', { name: 'Size' }), { target: { value: text } })
  }
  fireEvent.doubleClick(cell(0, 1))
  type('7', 1070)
  type('71', 1140)
  expect(written).toEqual([])
  await vi.waitFor(() => expect(written).toEqual(['71']))
  type('712', 2300)
  expect(written).toEqual(['71', '712'])
  type('7123', 2370)
  expect(written).toEqual(['71', '712'])
  await vi.waitFor(() => expect(written).toEqual(['71', '712', '7123']))
  clock.mockRestore()
})
