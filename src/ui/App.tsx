/** The page: the bar, the sentence on top, the place one is in, and on a wide screen the plan beside it. */
import { lazy, Suspense, useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../state/portfolio.ts'
import { sessionStore } from '../state/session.ts'
import { Button } from './parts/Button.tsx'
import { Bar } from './shell/Bar.tsx'
import { Messages } from './shell/Messages.tsx'
import { placeNames, usePlace, type Place } from './shell/place.ts'
import { Status } from './shell/Status.tsx'
import { besideQuery, useMedia } from './shell/wide.ts'

const HoldingsScreen = lazy(async () => ({
  default: (await import('./holdings/HoldingsScreen.tsx')).HoldingsScreen,
}))
const TargetsScreen = lazy(async () => ({
  default: (await import('./targets/TargetsScreen.tsx')).TargetsScreen,
}))
const PlanScreen = lazy(async () => ({ default: (await import('./plan/PlanScreen.tsx')).PlanScreen }))
const LabScreen = lazy(async () => ({ default: (await import('./lab/LabScreen.tsx')).LabScreen }))
const PlanPanel = lazy(async () => ({ default: (await import('./plan/PlanPanel.tsx')).PlanPanel }))

export function App(): ReactElement {
  const ready = useStore(sessionStore, (state) => state.ready)
  const place = usePlace()
  const isEmpty = useStore(
    portfolioStore,
    ({ document }) => document.accounts.length + document.instruments.length === 0,
  )
  const beside = useMedia(besideQuery) && place !== 'plan' && place !== 'lab' && !isEmpty
  const main = useRef<HTMLElement>(null)
  useTitle(place)
  return (
    <div className="app">
      <Button className="skip" onClick={() => main.current?.focus()}>
        Skip to {placeNames[place].toLowerCase()}
      </Button>
      <div className="top">
        <Bar />
        <Status />
      </div>
      <Messages />
      <div className={beside ? 'work work-beside' : 'work'}>
        <main ref={main} tabIndex={-1} className="place-body">
          <Suspense fallback={<p className="soft">Opening…</p>}>{ready && <Screen place={place} />}</Suspense>
        </main>
        {beside && (
          <aside className="beside" aria-label="The plan in brief">
            <Suspense fallback={null}>{ready && <PlanPanel />}</Suspense>
          </aside>
        )}
      </div>
    </div>
  )
}

function Screen({ place }: { readonly place: Place }): ReactElement {
  switch (place) {
    case 'holdings':
      return <HoldingsScreen />
    case 'targets':
      return <TargetsScreen />
    case 'plan':
      return <PlanScreen />
    case 'lab':
      return <LabScreen />
  }
}

/** The tab says where one is; going to another place begins at its top. */
function useTitle(place: Place): void {
  useEffect(() => {
    document.title = `${placeNames[place]} – Evenkeel`
    scrollTo(0, 0)
  }, [place])
}
