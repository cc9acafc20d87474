/** What can be done to one class, as a list with the keys that do the same. */
import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react/menu'
import type { KeyboardEvent, ReactElement } from 'react'
import { cashClass } from '../../domain/target.ts'
import { Icon } from '../parts/Icon.tsx'
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
  const own = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow') || event.altKey) onKeys(event)
    else if (event.key !== 'ArrowDown' || event.currentTarget.getAttribute('aria-expanded') !== 'true')
      onKeys(event)
  }
  return (
    <MenuProvider>
      <MenuButton
        className="button button-icon button-small"
        aria-label={`Actions for ${row.name}`}
        data-cell={cellKey}
        tabIndex={active ? 0 : -1}
        showOnHover={false}
        onFocus={onFocus}
        onKeyDown={own}
      >
        <Icon name="more" />
      </MenuButton>
      <Menu className="menu" gutter={4} unmountOnHide portal>
        {commandsOf(row, locked).map(({ command, label, keys, disabled }) => (
          <MenuItem key={label} className="menu-item" disabled={disabled} onClick={() => onCommand(command)}>
            <span>{label}</span>
            {keys !== '' && <span className="menu-item-end">{keys}</span>}
          </MenuItem>
        ))}
      </Menu>
    </MenuProvider>
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
