/** The column of classes: chosen from the leaves of the targets, or opened where there are several. */
import type { ReactElement } from 'react'
import type { Instrument, Portfolio } from '../../domain/document.ts'
import { remembered } from '../../domain/memo.ts'
import { leafClasses } from '../../domain/target.ts'
import { className } from '../look/classColour.ts'
import type { Option } from '../parts/Choice.tsx'
import { ClassMark } from '../parts/ClassMark.tsx'
import type { Typed } from '../typed.ts'
import { classified, excluded } from './changes/instruments.ts'
import { ExposureCell } from './ExposureCell.tsx'
import type { Change } from './field.ts'
import type { HoldingContext, HoldingField } from './holdingField.ts'
import type { HoldingRow, PositionRow } from './rows.ts'

/** Entries of the list of classes that are no class. */
export const lookThrough = '=look-through'
export const setAside = '=set-aside'

/** Under the same targets a class's cell is the same element, which is not drawn again. */
function cellsUnder(document: Portfolio): ClassCells {
  const known = cellsByTargets.get(document.targets)
  if (known !== undefined) return known
  const cells = {
    cash: <ClassMark document={document} name="cash" />,
    of: remembered((instrument: Instrument) => <ExposureCell document={document} instrument={instrument} />),
  }
  cellsByTargets.set(document.targets, cells)
  return cells
}

interface ClassCells {
  readonly cash: ReactElement
  readonly of: (instrument: Instrument) => ReactElement
}

const cellsByTargets = new WeakMap<Portfolio['targets'], ClassCells>()

export function classField({ document }: HoldingContext): HoldingField {
  const options = classOptions(document)
  return {
    column: {
      id: 'class',
      title: 'Class',
      width: 132,
      grow: 2,
      text: (row) => (row.kind === 'position' ? classText(row) : ''),
      copy: (row) =>
        row.kind === 'position' ? copiedClasses(document, row) : row.kind === 'cash' ? 'Cash' : '',
      show: (row) => {
        const cells = cellsUnder(document)
        if (row.kind === 'cash') return cells.cash
        return row.kind === 'position' ? cells.of(row.instrument) : ''
      },
      editing: (row) => (row.kind === 'position' ? { kind: 'choose', options } : null),
    },
    read: (row, draft) => readClass(document, row, draft.trim()),
    clear: (row) => (row.kind === 'position' ? classChange(row, null) : null),
  }
}

/** The leaves of the tree in the order of the document, cash, and two ways that are no class. */
export function classOptions(document: Portfolio): readonly Option<string>[] {
  const leaves = leafClasses(document)
  const listed = document.targets.filter((target) => leaves.has(target.class)).map((target) => target.class)
  const classes = listed.includes('cash') ? listed : [...listed, 'cash']
  return [
    ...classes.map((name) => ({ value: name, label: className(document, name) })),
    { value: lookThrough, label: 'Several classes…' },
    { value: setAside, label: 'Set aside' },
  ]
}

function classText({ instrument }: PositionRow): string {
  if (instrument.exclude) return setAside
  if (instrument.exposure === null) return ''
  const [first, ...others] = Object.keys(instrument.exposure)
  return others.length > 0 ? lookThrough : (first ?? '')
}

function copiedClasses(document: Portfolio, { instrument }: PositionRow): string {
  if (instrument.exclude) return 'Set aside'
  return Object.keys(instrument.exposure ?? {})
    .map((name) => className(document, name))
    .join(' + ')
}

/** A class by its id or its name; what is pasted may be either. */
function readClass(document: Portfolio, row: HoldingRow, draft: string): Typed<Change | null> {
  if (row.kind !== 'position' || draft === classText(row) || draft === lookThrough)
    return { ok: true, value: null }
  if (draft === '') return { ok: true, value: classChange(row, null) }
  const { id } = row.instrument
  if (draft === setAside)
    return { ok: true, value: { name: `Set ${id} aside`, change: (now) => excluded(now, id) } }
  const lower = draft.toLowerCase()
  const option = classOptions(document).find(
    (each) => each.value === draft || each.label.toLowerCase() === lower,
  )
  if (option === undefined) return { ok: false, problem: `No class is called “${draft}”.` }
  return { ok: true, value: option.value === lookThrough ? null : classChange(row, option.value) }
}

function classChange({ instrument: { id } }: PositionRow, name: string | null): Change {
  return { name: `Classify ${id}`, change: (document) => classified(document, id, name) }
}
