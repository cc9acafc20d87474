/** A button that opens a list of actions; arrows, type-ahead and Escape work as in any desktop menu. */
import {
  lazy,
  Suspense,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { IconName } from './Icon.tsx'

/** The list is loaded when somebody is about to open the first one: the page starts without it. */
const loadPopup = async () => ({ default: (await import('./MenuPopup.tsx')).MenuPopup })
const MenuPopup = lazy(loadPopup)
const LazyAction = lazy(async () => ({ default: (await import('./MenuPopup.tsx')).PopupAction }))

interface MenuProps {
  /** What the button shows; with `label` as its accessible name where it shows only an icon. */
  readonly button: ReactNode
  readonly label?: string
  readonly className?: string
  /** What else the button is given, such as its place in a grid. */
  readonly native?: Omit<ComponentProps<'button'>, 'type' | 'className' | 'ref'> & {
    readonly 'data-cell'?: string
  }
  readonly children: ReactNode
}

/** How it was opened: the keyboard goes to the first action, a pointer to none. */
export type MenuOpening = 'pointer' | 'keyboard'

export function Menu({ button, label, className = 'button', native, children }: MenuProps): ReactElement {
  const place = useRef<HTMLButtonElement>(null)
  const [opening, open] = useState<MenuOpening | null>(null)
  const close = (): void => {
    open(null)
    if (document.activeElement?.closest('[role=menu]')) place.current?.focus()
  }
  const keys = (event: KeyboardEvent<HTMLButtonElement>): void => {
    native?.onKeyDown?.(event)
    if (event.defaultPrevented || event.key !== 'ArrowDown') return
    event.preventDefault()
    open('keyboard')
  }
  return (
    <>
      <button
        {...native}
        ref={place}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={opening !== null}
        onPointerEnter={() => void loadPopup()}
        onFocus={(event) => {
          void loadPopup()
          native?.onFocus?.(event)
        }}
        onKeyDown={keys}
        // A click without a pointer has no count: it was made by a key.
        onClick={(event) => open(opening === null ? (event.detail === 0 ? 'keyboard' : 'pointer') : null)}
      >
        {button}
      </button>
      {opening !== null && (
        <Suspense fallback={null}>
          <MenuPopup anchor={place} opening={opening} onClose={close}>
            {children}
          </MenuPopup>
        </Suspense>
      )}
    </>
  )
}

export interface ActionProps {
  readonly icon?: IconName
  readonly children: ReactNode
  readonly onChoose: () => void
  readonly disabled?: boolean
  /** Quiet text at the end: a shortcut, a day. */
  readonly end?: ReactNode
}

export function MenuAction(props: ActionProps): ReactElement {
  return <LazyAction {...props} />
}

export function MenuRule(): ReactElement {
  return <hr className="menu-rule" />
}
