/** The list of a menu while it is open, under the button that opened it. */
import { Menu as Popup, MenuItem, useMenuStore } from '@ariakit/react/menu'
import { useLayoutEffect, type ReactElement, type ReactNode, type RefObject } from 'react'
import { Icon } from './Icon.tsx'
import type { ActionProps, MenuOpening } from './Menu.tsx'

interface MenuPopupProps {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly opening: MenuOpening
  readonly onClose: () => void
  readonly children: ReactNode
}

export function MenuPopup({ anchor, opening, onClose, children }: MenuPopupProps): ReactElement {
  const menu = useMenuStore({
    open: true,
    setOpen: (open) => {
      if (!open) onClose()
    },
  })
  useLayoutEffect(() => {
    menu.setDisclosureElement(anchor.current)
    menu.setAnchorElement(anchor.current)
    menu.setAutoFocusOnShow(true)
    menu.setInitialFocus(opening === 'keyboard' ? 'first' : 'container')
  }, [menu, anchor, opening])
  return (
    <Popup
      store={menu}
      className="menu"
      gutter={4}
      portal
      aria-label={anchor.current?.getAttribute('aria-label') ?? anchor.current?.textContent ?? ''}
    >
      {children}
    </Popup>
  )
}

export function PopupAction({ icon, children, onChoose, disabled = false, end }: ActionProps): ReactElement {
  return (
    <MenuItem className="menu-item" onClick={onChoose} disabled={disabled}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {end !== undefined && <span className="menu-item-end">{end}</span>}
    </MenuItem>
  )
}
