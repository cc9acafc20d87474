/** The risk model: how much each class swings in a year and how the classes move together, made from presets or typed. */
import { useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { problemsOf } from '../../domain/soundness.ts'
import { sentenceOf } from '../../domain/words.ts'
import { edit } from '../../state/portfolio.ts'
import { HistoryDialog } from '../lab/history/HistoryDialog.tsx'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { offerUndo } from '../shell/offers.ts'
import { KindsForm } from './KindsForm.tsx'
import { matched, mismatchOf, type Risk } from './riskForm.ts'
import { RiskGrid } from './RiskGrid.tsx'
import { RiskTerms } from './RiskTerms.tsx'
import './risk.css'

interface RiskDialogProps {
  readonly document: Portfolio
  readonly onClose: () => void
  /** Why it was opened, where that was not to look at it. */
  readonly reason?: string | undefined
}

export function RiskDialog({ document, onClose, reason }: RiskDialogProps): ReactElement {
  const { risk } = document
  const [again, begin] = useState(false)
  const [isFromHistories, setFromHistories] = useState(false)
  if (isFromHistories) return <HistoryDialog document={document} onClose={() => setFromHistories(false)} />
  if (risk === null || again)
    return (
      <KindsForm
        document={document}
        reason={reason}
        onMade={() => begin(false)}
        onHistories={() => {
          begin(false)
          setFromHistories(true)
        }}
        onCancel={() => (again ? begin(false) : onClose())}
      />
    )
  const remove = (): void => {
    edit('Remove risk', (now) => ({ ...now, risk: null }))
    offerUndo('The risk model was removed.')
    onClose()
  }
  const actions = (
    <>
      <Button look="bad" onClick={remove}>
        Remove
      </Button>
      <Button onClick={() => begin(true)}>Begin again from presets</Button>
      <Button onClick={() => setFromHistories(true)}>From price histories</Button>
      <Button look="main" onClick={onClose}>
        Done
      </Button>
    </>
  )
  return (
    <Dialog title="Risk" size="wide" onClose={onClose} actions={actions}>
      <RiskTerms document={document} risk={risk} />
      <Unmatched document={document} />
      <section className="stack-tight" data-path="risk/correlation" aria-label="The model">
        <p className="field-hint prose">
          Volatility: how far a class’s return strays in a year, as one standard deviation. Correlation: 1
          moves as one, 0 apart, −1 against each other; each pair is typed once.
        </p>
        <RiskGrid document={document} risk={risk} />
        <Faults document={document} risk={risk} />
      </section>
    </Dialog>
  )
}

/** Targets change after a model was made; one button matches the two again. */
function Unmatched({ document }: { readonly document: Portfolio }): ReactElement | null {
  const { missing, gone } = mismatchOf(document)
  if (missing.length + gone.length === 0) return null
  const names = (classes: readonly string[]): string =>
    classes.map((name) => `“${className(document, name)}”`).join(', ')
  return (
    <Notice
      look="bad"
      actions={
        <Button small onClick={() => edit('Match risk to the targets', matched)}>
          Match the targets
        </Button>
      }
    >
      {missing.length > 0 && <>The model says nothing about {names(missing)}. </>}
      {gone.length > 0 && <>The targets have no class {names(gone)} any more.</>}
    </Notice>
  )
}

interface FaultsProps {
  readonly document: Portfolio
  readonly risk: Risk
}

const mostShown = 4

/** What is wrong with the model, in the words that the plan uses too. */
function Faults({ document }: FaultsProps): ReactElement {
  const faults = problemsOf(document).filter(
    (problem) => problem.path.startsWith('risk') && problem.kind !== 'unknown-class',
  )
  return (
    <output className="risk-faults">
      {faults.slice(0, mostShown).map((problem) => (
        <span key={`${problem.kind} ${problem.path}`} className="field-problem">
          {sentenceOf(problem)}
        </span>
      ))}
    </output>
  )
}
