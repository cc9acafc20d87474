/** Which portfolio is open, and everything that can be done with portfolios as a whole. */
import { lazy, Suspense, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Problem } from '../../domain/problem.ts'
import { portfolioStore } from '../../state/portfolio.ts'
import {
  createPortfolio,
  duplicatePortfolio,
  importPortfolio,
  portfoliosStore,
  removePortfolio,
  renamePortfolio,
  switchTo,
} from '../../state/portfolios.ts'
import { Icon } from '../parts/Icon.tsx'
import { Menu, MenuAction, MenuRule } from '../parts/Menu.tsx'
import { offer, withdraw } from '../shell/offers.ts'
import { saveAsFile } from '../shell/SaveState.tsx'
import { NameDialog } from './NameDialog.tsx'
import { RefusedDialog } from './RefusedDialog.tsx'

/** Seldom wanted, so the page starts without it. */
const EarlierDialog = lazy(async () => ({ default: (await import('./EarlierDialog.tsx')).EarlierDialog }))

const BackupDialog = lazy(async () => ({ default: (await import('./BackupDialog.tsx')).BackupDialog }))

type Asking =
  | { kind: 'none' | 'new' | 'rename' | 'earlier' | 'backup' }
  | { kind: 'refused'; problems: readonly Problem[] }

const none: Asking = { kind: 'none' }

export function PortfolioMenu(): ReactElement {
  const id = useStore(portfolioStore, (state) => state.id)
  const name = useStore(portfolioStore, (state) => state.document.name) || 'Portfolio'
  const entries = useStore(portfoliosStore, (state) => state.entries)
  const [asking, ask] = useState<Asking>(none)
  const file = useRef<HTMLInputElement>(null)
  const close = (): void => ask(none)
  const openFile = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    const opened = importPortfolio(await chosen.text())
    if (!opened.ok) ask({ kind: 'refused', problems: opened.problems })
  }
  return (
    <>
      <Menu
        className="button button-quiet portfolio-button"
        label={`Portfolio: ${name}`}
        button={
          <>
            <span>{name}</span>
            <Icon name="down" />
          </>
        }
      >
        {entries.map((entry) => (
          <MenuAction
            key={entry.id}
            onChoose={() => void switchTo(entry.id)}
            end={entry.id === id ? <Icon name="check" /> : undefined}
          >
            {entry.name || 'Portfolio'}
            {entry.id === id && <span className="unseen">, open</span>}
          </MenuAction>
        ))}
        <MenuRule />
        <MenuAction icon="plus" onChoose={() => ask({ kind: 'new' })}>
          New portfolio…
        </MenuAction>
        <MenuAction icon="copy" onChoose={() => void duplicatePortfolio()}>
          Duplicate
        </MenuAction>
        <MenuAction icon="edit" onChoose={() => ask({ kind: 'rename' })}>
          Rename…
        </MenuAction>
        <MenuAction icon="clock" onChoose={() => ask({ kind: 'earlier' })}>
          Earlier states…
        </MenuAction>
        <MenuAction icon="bin" onChoose={() => void remove(id, name)}>
          Delete
        </MenuAction>
        <MenuRule />
        <MenuAction icon="save" onChoose={saveAsFile}>
          Save as a file
        </MenuAction>
        <MenuAction icon="open" onChoose={() => file.current?.click()}>
          Open a file…
        </MenuAction>
        <MenuAction icon="lock" onChoose={() => ask({ kind: 'backup' })}>
          Backup…
        </MenuAction>
      </Menu>
      <input
        ref={file}
        type="file"
        className="unseen"
        accept=".json,application/json"
        aria-label="Open a portfolio file"
        tabIndex={-1}
        onChange={(event) => {
          void openFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {asking.kind === 'new' && (
        <NameDialog title="New portfolio" name="" action="Create" onName={createPortfolio} onClose={close} />
      )}
      {asking.kind === 'rename' && (
        <NameDialog
          title="Rename portfolio"
          name={name}
          action="Rename"
          onName={(typed) => void renamePortfolio(id, typed)}
          onClose={close}
        />
      )}
      {asking.kind === 'earlier' && (
        <Suspense fallback={null}>
          <EarlierDialog onClose={close} />
        </Suspense>
      )}
      {asking.kind === 'backup' && (
        <Suspense fallback={null}>
          <BackupDialog onClose={close} />
        </Suspense>
      )}
      {asking.kind === 'refused' && <RefusedDialog problems={asking.problems} onClose={close} />}
    </>
  )
}

async function remove(id: string, name: string): Promise<void> {
  const bringBack = await removePortfolio(id)
  if (bringBack === null) return
  offer(`“${name}” was deleted.`, 'Bring it back', () => {
    withdraw()
    bringBack()
  })
}
