/** The one bar: which portfolio, the places, what was done, whether it is saved, and help. */
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react'
import { IconButton } from '../parts/Button.tsx'
import { PortfolioMenu } from '../portfolios/PortfolioMenu.tsx'
import { History, isTyping } from './History.tsx'
import { addressOf, placeNames, places, usePlace } from './place.ts'
import { SaveState } from './SaveState.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'

const Help = lazy(async () => ({ default: (await import('../help/Help.tsx')).Help }))

export function Bar(): ReactElement {
  return (
    <header className="bar">
      <div className="bar-name">
        <Mark />
        <PortfolioMenu />
      </div>
      <Places />
      <SaveState />
      <div className="bar-tools">
        <History />
        <ThemeMenu />
        <HelpButton />
      </div>
    </header>
  )
}

/** A keel under a level waterline. */
function Mark(): ReactElement {
  return (
    <svg className="mark" role="img" aria-label="Evenkeel" width="24" height="24" viewBox="0 0 32 32">
      <path d="M5 15h22c0 6-4 10-11 10S5 21 5 15Z" fill="currentColor" />
      <path d="M15 3h2v9h-2z" fill="currentColor" />
      <path d="M1 14h30" stroke="var(--over-fill)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}

function Places(): ReactElement {
  const here = usePlace()
  return (
    <nav className="places" aria-label="Places">
      {places.map((place) => (
        <a
          key={place}
          className="place"
          href={addressOf(place)}
          aria-current={place === here ? 'page' : undefined}
        >
          {placeNames[place]}
        </a>
      ))}
    </nav>
  )
}

function HelpButton(): ReactElement {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.key !== '?' || event.defaultPrevented || isTyping(event.target)) return
      setOpen(true)
    }
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  }, [])
  return (
    <>
      <IconButton icon="help" label="Help" hint="Help (?)" onClick={() => setOpen(true)} />
      {open && (
        <Suspense fallback={null}>
          <Help onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
