/** The lab before it can begin: what it is for, what is missing, and the way to it. */
import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../domain/document.ts'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import type { Lacking } from './experimentOf.ts'

const RiskDialog = lazy(async () => ({ default: (await import('../risk/RiskDialog.tsx')).RiskDialog }))

interface LabLackingProps {
  readonly document: Portfolio
  readonly lacking: Lacking
}

export function LabLacking({ document, lacking }: LabLackingProps): ReactElement {
  const [open, setOpen] = useState(false)
  const isRisk = lacking.because === 'risk' || lacking.because === 'classes'
  return (
    <div className="empty">
      <h1>Lab</h1>
      <p className="prose">
        Which threshold, and how far to trade back? The lab follows your portfolio through thousands of
        simulated years under each of some fifty policies, with your costs and your tax, and says which
        differences are larger than chance.
      </p>
      <p className="prose">
        <strong>{missingWords(document, lacking)}</strong>
      </p>
      <p>
        {isRisk && (
          <Button look="main" onClick={() => setOpen(true)}>
            {lacking.because === 'risk' ? 'State the risk' : 'Complete the risk model'}
          </Button>
        )}
        {lacking.because === 'targets' && <a href="#/targets">Set targets</a>}
        {lacking.because === 'fault' && <a href="#/plan">Show what is wrong</a>}
      </p>
      {open && (
        <Suspense fallback={null}>
          <RiskDialog
            document={document}
            onClose={() => setOpen(false)}
            reason="The lab moves prices by a risk model, and there is none yet."
          />
        </Suspense>
      )}
    </div>
  )
}

function missingWords(document: Portfolio, { because, classes }: Lacking): string {
  const names = classes.map((name) => `“${className(document, name)}”`).join(', ')
  switch (because) {
    case 'targets':
      return 'It needs targets for at least two classes.'
    case 'risk':
      return 'It needs to know how much each class swings and how the classes move together.'
    case 'classes':
      return `The risk model says nothing about ${names}.`
    case 'fault':
      return 'The document has a fault; it has to be corrected first.'
  }
}
