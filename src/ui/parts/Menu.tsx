/** A button that opens a list of actions; arrows, type-ahead and Escape work as in any desktop menu. */
import { Menu as Popup, MenuButton, MenuItem, MenuProvider } from '@ariakit/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface MenuProps {
  /** What the button shows; with `label` as its accessible name where it shows only an icon. */
  readonly button: ReactNode
  readonly label?: string
  readonly className?: string
  readonly children: ReactNode
}

export function Menu({ button, label, className = 'button', children }: MenuProps): ReactElement {
  return (
    <MenuProvider>
      <MenuButton className={className} {...(label === undefined ? {} : { 'aria-label': label })}>
        {button}
      </MenuButton>
      <Popup className="menu" gutter={4} unmountOnHide portal>
        {children}
      </Popup>
    </MenuProvider>
  )
}

interface ActionProps {
  readonly icon?: IconName
  readonly children: ReactNode
  readonly onChoose: () => void
  readonly disabled?: boolean
  /** Quiet text at the end: a shortcut, a day. */
  readonly end?: ReactNode
}

export function MenuAction({ icon, children, onChoose, disabled = false, end }: ActionProps): ReactElement {
  return (
    <MenuItem className="menu-item" onClick={onChoose} disabled={disabled}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {end !== undefined && <span className="menu-item-end">{end}</span>}
    </MenuItem>
  )
}

export function MenuRule(): ReactElement {
  return <hr className="menu-rule" />
}
