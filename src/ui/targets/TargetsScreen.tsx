/** The place where targets are set: a tree of classes with weights and bands, and the policy that acts on them. */
import { lazy, Suspense, useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { portfolioStore } from '../../state/portfolio.ts'
import { Button } from '../parts/Button.tsx'
import { NoWeights } from '../plan/NoWeights.tsx'
import { driftNow } from '../standing.ts'
import '../plan/drift.css'
import '../plan/levers.css'
import { RecipeLine } from './build/RecipeLine.tsx'
import { InForceLine } from './sets/InForceLine.tsx'
import { Families } from './Families.tsx'
import { NoTargets } from './NoTargets.tsx'
import { PolicyEditor } from './PolicyEditor.tsx'
import { addTo } from './targetActions.ts'
import { TargetGrid } from './TargetGrid.tsx'
import { targetRowsOf } from './targetRows.ts'
import './targets.css'

const SetsDialog = lazy(async () => ({ default: (await import('./sets/SetsDialog.tsx')).SetsDialog }))
const BuildDialog = lazy(async () => ({ default: (await import('./build/BuildDialog.tsx')).BuildDialog }))

export function TargetsScreen(): ReactElement {
  const document = useStore(portfolioStore, (state) => state.document)
  const rows = useMemo(() => targetRowsOf(document, driftNow(document)), [document])
  const weighs = driftNow(document).total.greaterThan(0)
  const [opened, open] = useState<'build' | 'sets' | null>(null)
  const close = (): void => open(null)
  if (document.targets.length === 0) return <NoTargets document={document} />
  return (
    <div className="targets-screen" data-path="targets">
      <div className="targets-head">
        <h1>Targets</h1>
        <span className="targets-tools">
          <Button look="quiet" onClick={() => open('build')}>
            Build from risk…
          </Button>
          <Button icon="plus" onClick={() => addTo(document, null)}>
            Add class
          </Button>
        </span>
      </div>
      <RecipeLine document={document} onRebuild={() => open('build')} />
      <InForceLine
        document={document}
        actions={
          <Button small onClick={() => open('sets')}>
            Sets…
          </Button>
        }
      />
      <Families document={document} />
      {!weighs && <NoWeights />}
      <TargetGrid document={document} rows={rows} weighs={weighs} />
      <p className="targets-keys">
        <kbd>Enter</kbd> or <kbd>F2</kbd> edits, typing replaces, <kbd>Space</kbd> on a weight locks it,{' '}
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> adds a class, <kbd>Alt</kbd> and arrows move it, <kbd>Delete</kbd>{' '}
        removes it.
      </p>
      <PolicyEditor document={document} />
      <Suspense fallback={null}>
        {opened === 'build' && (
          <BuildDialog document={document} onSets={() => open('sets')} onClose={close} />
        )}
        {opened === 'sets' && <SetsDialog document={document} onClose={close} />}
      </Suspense>
    </div>
  )
}
