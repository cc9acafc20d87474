/** What can be done to one class, as a list with the keys that do the same. */
import type { KeyboardEvent, ReactElement } from 'react'
import { cashClass } from '../../domain/target.ts'
import { Icon } from '../parts/Icon.tsx'
import { Menu, MenuAction } from '../parts/Menu.tsx'
import type { Command } from './rowCommand.ts'
import type { TargetRow } from './targetRows.ts'

interface RowMenuProps {
  readonly row: TargetRow
  readonly active: boolean
  readonly locked: boolean
  readonly cellKey: string
  readonly onFocus: () => void
  readonly onKeys: (event: KeyboardEvent) => void
  readonly onCommand: (command: Command) => void
}

export function RowMenu({
  row,
  active,
  locked,
  cellKey,
  onFocus,
  onKeys,
  onCommand,
}: RowMenuProps): ReactElement {
  return (
    <Menu
      className="button button-icon button-small"
      label={`Actions for ${row.name}`}
      native={{ 'data-cell': cellKey, tabIndex: active ? 0 : -1, onFocus, onKeyDown: onKeys }}
      button={<Icon name="more" />}
    >
      {commandsOf(row, locked).map(({ command, label, keys, disabled }) => (
        <MenuAction
          key={label}
          disabled={disabled}
          onChoose={() => onCommand(command)}
          {...(keys === '' ? {} : { end: keys })}
        >
          {label}
        </MenuAction>
      ))}
    </Menu>
  )
}

interface Entry {
  readonly command: Command
  readonly label: string
  readonly keys: string
  readonly disabled: boolean
}

function commandsOf(row: TargetRow, locked: boolean): readonly Entry[] {
  const real = row.index >= 0
  const tree = real && row.class !== cashClass
  return [
    { command: { edit: 'name' }, label: 'Rename', keys: 'F2', disabled: !real },
    { command: 'band', label: 'Band', keys: '', disabled: !real },
    { command: 'prefer', label: 'Where and what first', keys: '', disabled: !tree || !row.leaf },
    { command: 'lock', label: locked ? 'Unlock weight' : 'Lock weight', keys: 'Space', disabled: !real },
    { command: 'add', label: 'Add a class beside', keys: 'Ctrl Enter', disabled: false },
    { command: 'add-inside', label: 'Add a class inside', keys: 'Ctrl Shift Enter', disabled: !tree },
    { command: 'up', label: 'Move up', keys: 'Alt ↑', disabled: !real || row.position === 1 },
    { command: 'down', label: 'Move down', keys: 'Alt ↓', disabled: !real || row.position === row.siblings },
    {
      command: 'in',
      label: 'Move into the class above',
      keys: 'Alt →',
      disabled: !tree || row.position === 1,
    },
    { command: 'out', label: 'Move out', keys: 'Alt ←', disabled: !real || row.parent === null },
    { command: 'remove', label: 'Remove', keys: 'Delete', disabled: !real },
  ]
}
