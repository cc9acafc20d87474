/** An editable grid that behaves like a spreadsheet and draws only the rows in sight. */
import {
  useId,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react'
import { useMedia } from '../../shell/wide.ts'
import { CellEditor, type Leave } from './CellEditor.tsx'
import type { CellPlace, Column, RowLook } from './column.ts'
import { commandOf, type Command } from './commands.ts'
import { isSingle, sameCell, type Cell } from './cursor.ts'
import { cellId, GridRow } from './GridRow.tsx'
import { useRowsInSight } from './rowsInSight.ts'
import { leastWidth, tracksOf } from './template.ts'
import { useCursor } from './useCursor.ts'
import { useEditing, type Writing } from './useEditing.ts'

interface GridProps<R> extends Writing<R> {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly lookOf?: (row: R) => RowLook
  readonly clear: (places: readonly CellPlace<R>[]) => void
  readonly paste: (place: CellPlace<R>, text: string) => void
  readonly copyText: (cells: readonly (readonly string[])[]) => string
  /** Opens what an `open` cell stands for. */
  readonly open?: (place: CellPlace<R>) => void
}

const rowHeight = { fine: 32, coarse: 40 }
const head = 30

export function Grid<R>(props: GridProps<R>): ReactElement {
  const { columns, rows, keyOf } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const height = useMedia('(pointer: coarse)') ? rowHeight.coarse : rowHeight.fine
  const sight = useRowsInSight(box, height, head, rows.length)
  const size = { rows: rows.length, columns: columns.length, page: sight.page }
  const place = useCursor(box, columns, size, height, head)
  const { cursor, range } = place
  const [isFocused, setFocused] = useState(false)
  const dragging = useRef(false)
  const hand = useEditing<R>(props, rows.length)
  const { editing } = hand

  const focus = (): void => table.current?.focus({ preventScroll: true })
  const begin = (cell: Cell, replace: string | null): void => {
    const row = rows[cell.row]
    const column = columns[cell.column]
    if (row === undefined || column === undefined) return
    place.engage()
    const way = column.editing(row)
    if (way?.kind === 'open') props.open?.({ row, column: column.id })
    else if (way !== null) {
      const draft = way.kind === 'choose' ? firstWith(way.options, replace) : replace
      hand.begin(cell.row, cell.column, row, keyOf(row), column, draft)
    }
  }
  const finish = (draft: string, leave: Leave): void => {
    if (!hand.finish(draft, leave !== 'stay') || leave === 'stay') return
    focus()
    place.move(leave, false)
  }
  const clear = (): void => {
    const places = rows
      .slice(range.top, range.bottom + 1)
      .flatMap((row) =>
        columns.slice(range.left, range.right + 1).map((column) => ({ row, column: column.id })),
      )
    for (const each of places) hand.forget(keyOf(each.row), each.column)
    props.clear(places)
  }
  const run = (command: Command): boolean => {
    switch (command.kind) {
      case 'move':
        return place.move(command.move, command.extend)
      case 'edit':
        begin(cursor.active, null)
        return true
      case 'replace':
        begin(cursor.active, command.text)
        return true
      case 'clear':
        clear()
        return true
      case 'select-all':
        place.all()
        return true
      case 'rest':
        place.rest()
        return true
    }
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.target !== table.current || event.nativeEvent.isComposing) return
    const command = commandOf(event)
    if (command !== null && run(command)) event.preventDefault()
  }
  const copy = (event: ClipboardEvent, alsoClear: boolean): void => {
    if (editing !== null) return
    const chosen = columns.slice(range.left, range.right + 1)
    const cells = rows
      .slice(range.top, range.bottom + 1)
      .map((row) => chosen.map((column) => (column.copy ?? column.text)(row)))
    event.clipboardData.setData('text/plain', props.copyText(cells))
    event.preventDefault()
    if (alsoClear) clear()
  }
  const paste = (event: ClipboardEvent): void => {
    const row = rows[range.top]
    const column = columns[range.left]
    if (editing !== null || row === undefined || column === undefined) return
    event.preventDefault()
    props.paste({ row, column: column.id }, event.clipboardData.getData('text/plain'))
  }
  const press = (event: PointerEvent): void => {
    const cell = cellOf(event.target)
    if (cell === null || event.button !== 0) return
    const again = isFocused && sameCell(cell, cursor.active)
    const isTouch = event.pointerType === 'touch'
    if (!isTouch) event.preventDefault()
    focus()
    place.engage()
    dragging.current = !isTouch
    place.select(cell, event.shiftKey ? cursor.anchor : cell)
    if (again && isTouch) begin(cell, null)
  }
  const drag = (event: PointerEvent): void => {
    const cell = dragging.current && event.buttons === 1 ? cellOf(event.target) : null
    if (cell !== null) place.select(cell, cursor.anchor)
  }
  const click = (target: EventTarget, twice: boolean): void => {
    const cell = cellOf(target)
    const row = cell === null ? undefined : rows[cell.row]
    if (cell === null || row === undefined) return
    const opens = columns[cell.column]?.editing(row)?.kind === 'open'
    if (opens !== twice) begin(cell, null)
  }

  const column = columns[editing?.column ?? -1]
  const editedRow = rows[editing?.row ?? -1]
  const way = column !== undefined && editedRow !== undefined ? column.editing(editedRow) : null
  const editor = editing !== null && column !== undefined && way !== null && way.kind !== 'open' && (
    <CellEditor
      label={column.title}
      editing={way}
      draft={editing.draft}
      problem={editing.problem}
      figures={column.figures === true}
      above={editing.row > 1}
      onDraft={way.kind === 'choose' ? (draft) => finish(draft, 'stay') : hand.change}
      onDone={finish}
      onCancel={() => {
        hand.cancel()
        focus()
      }}
    />
  )
  const template = tracksOf(columns)
  const width = leastWidth(columns)
  return (
    <>
      <p id={`${id}-keys`} className="unseen">
        Arrow keys move, Enter or F2 edits, Delete clears, Shift extends, Escape and then Tab leaves.
      </p>
      <div ref={box} className={isFocused || editing !== null ? 'grid grid-used' : 'grid'}>
        <div
          ref={table}
          role="grid"
          className="grid-table"
          style={{ minWidth: width }}
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          aria-activedescendant={
            rows.length > 0 ? cellId(id, cursor.active.row, cursor.active.column) : undefined
          }
          aria-describedby={`${id}-keys`}
          tabIndex={0}
          onFocus={(event) => event.target === table.current && setFocused(true)}
          onBlur={(event) => {
            if (event.target !== table.current) return
            setFocused(false)
            if (!table.current?.contains(event.relatedTarget)) place.rest()
          }}
          onKeyDown={keys}
          onCopy={(event) => copy(event, false)}
          onCut={(event) => copy(event, true)}
          onPaste={paste}
          onPointerDown={press}
          onPointerOver={drag}
          onPointerUp={() => {
            dragging.current = false
          }}
          onClick={(event) => click(event.target, false)}
          onDoubleClick={(event) => click(event.target, true)}
        >
          <div role="rowgroup" className="grid-head">
            <div
              role="row"
              className="grid-row-head"
              aria-rowindex={1}
              style={{ gridTemplateColumns: template }}
            >
              {columns.map((each, index) => (
                <div
                  role="columnheader"
                  key={each.id}

                  className={headClass(each)}
                  aria-colindex={index + 1}
                >
                  {each.title}
                  {each.unit !== undefined && <span className="head-unit"> {each.unit}</span>}
                </div>
              ))}
            </div>
          </div>
          <div role="rowgroup" className="grid-body" style={{ height: rows.length * height }}>
            {drawn(sight.first, sight.end, cursor.active.row, rows.length).map((at) => {
              const row = rows[at]
              if (row === undefined) return null
              const isIn = at >= range.top && at <= range.bottom && !isSingle(range)
              return (
                <GridRow
                  key={keyOf(row)}
                  gridId={id}
                  row={row}
                  at={at}
                  top={at * height}
                  look={props.lookOf?.(row) ?? 'plain'}
                  columns={columns}
                  template={template}
                  active={at === cursor.active.row ? cursor.active.column : -1}
                  left={isIn ? range.left : -1}
                  right={isIn ? range.right : -1}
                  edited={at === editing?.row ? editing.column : -1}
                  editor={at === editing?.row ? editor : null}
                  drafts={hand.drafts.get(keyOf(row))}
                />
              )
            })}
          </div>
        </div>
      </div>
    </>
  )
}

function headClass<R>({ figures, stays }: Column<R>): string {
  return ['head', figures && 'num', stays && 'cell-stays'].filter(Boolean).join(' ')
}

/** Typing a letter on a list chooses the first entry that begins with it. */
function firstWith(
  options: readonly { readonly value: string; readonly label: string }[],
  typed: string | null,
): string | null {
  if (typed === null) return null
  const letter = typed.toLowerCase()
  return options.find((option) => option.label.toLowerCase().startsWith(letter))?.value ?? null
}

/** The rows in sight, and always the one with the active cell: the grid's focus refers to it. */
function drawn(first: number, end: number, active: number, count: number): number[] {
  const inSight = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
  if (active >= count || (active >= first && active < end)) return inSight
  return active < first ? [active, ...inSight] : [...inSight, active]
}

/** The cell at a place of the page; none inside the field of a cell that is being edited. */
function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof Element) || target.closest('.cell-edited') !== null) return null
  const element = target.closest<HTMLElement>('[data-row]')
  return element === null
    ? null
    : { row: Number(element.dataset['row']), column: Number(element.dataset['column']) }
}
