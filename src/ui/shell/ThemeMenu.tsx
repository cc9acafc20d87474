/** Light, dark, or as the system has it. */
import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { preferencesStore, setTheme, type Theme } from '../../state/preferences.ts'
import { Icon } from '../parts/Icon.tsx'
import { Menu, MenuAction } from '../parts/Menu.tsx'
import { useMedia } from './wide.ts'

const names: Readonly<Record<Theme, string>> = { auto: 'As the system', light: 'Light', dark: 'Dark' }
const order: readonly Theme[] = ['auto', 'light', 'dark']

export function ThemeMenu(): ReactElement {
  const theme = useStore(preferencesStore, (state) => state.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const isDark = theme === 'dark' || (theme === 'auto' && systemIsDark)
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'auto') delete dataset['theme']
    else dataset['theme'] = theme
  }, [theme])
  return (
    <Menu
      label="Light or dark"
      className="button button-icon"
      button={<Icon name={isDark ? 'dark' : 'light'} />}
    >
      {order.map((each) => (
        <MenuAction
          key={each}
          onChoose={() => setTheme(each)}
          end={each === theme ? <Icon name="check" /> : undefined}
        >
          {names[each]}
          {each === theme && <span className="unseen">, chosen</span>}
        </MenuAction>
      ))}
    </Menu>
  )
}
