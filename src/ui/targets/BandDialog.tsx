/** The band of one class: the policy's, or one of its own, with the interval it means in this portfolio. */
import type { ReactElement } from 'react'
import { formulaOf, intervalOf } from '../../domain/bandWords.ts'
import type { Band, Portfolio } from '../../domain/document.ts'
import { ClassEstimate } from '../estimate/ClassEstimate.tsx'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { Segments } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { goTo } from '../plan/goTo.ts'
import { driftNow } from '../standing.ts'
import { BandFields } from './BandFields.tsx'
import { writeBand } from './targetActions.ts'

interface BandDialogProps {
  readonly document: Portfolio
  readonly id: string
  readonly onClose: () => void
}

const choices = [
  { value: 'policy', label: 'The policy’s band' },
  { value: 'own', label: 'A band of its own' },
] as const

export function BandDialog({ document, id, onClose }: BandDialogProps): ReactElement {
  const index = document.targets.findIndex((each) => each.class === id)
  const own = document.targets[index]?.band ?? null
  const band = own ?? document.policy.band
  const choose = (choice: 'policy' | 'own'): void =>
    writeBand(document, id, choice === 'policy' ? null : document.policy.band)
  return (
    <Dialog
      title={`Band of ${className(document, id)}`}
      size="narrow"
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Segments
        label="Which band"
        value={own === null ? 'policy' : 'own'}
        options={choices}
        onChoose={choose}
      />
      {own === null ? (
        <p className="soft prose">
          The policy’s band is set below the tree of targets and serves every class without its own.
        </p>
      ) : (
        <BandFields
          band={own}
          path={`targets/${index}/band`}
          onBand={(changed, gesture) => writeBand(document, id, changed, gesture)}
        />
      )}
      <Meaning document={document} id={id} band={band} />
      <ClassEstimate
        document={document}
        id={id}
        onRisk={() => {
          onClose()
          goTo('risk/aversion')
        }}
      />
    </Dialog>
  )
}

interface MeaningProps {
  readonly document: Portfolio
  readonly id: string
  readonly band: Band
}

/** The same words can mean different formulas elsewhere; here are this one's numbers. */
function Meaning({ document, id, band }: MeaningProps): ReactElement {
  const row = driftNow(document).rows.find((each) => each.class === id)
  if (row === undefined)
    return (
      <p className="soft prose">
        A group has no band unless it gets one of its own; its classes are measured one by one. A band of its
        own is measured on its weight in the whole portfolio.
      </p>
    )
  return (
    <p className="prose" aria-live="polite">
      Here it means <strong>{intervalOf(row)}</strong>
      <br />
      <span className="soft">{formulaOf(band, row)}</span>
    </p>
  )
}
