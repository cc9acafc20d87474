/** Where the risk is known from, and what is known: volatilities and correlations to look at before anything is built on them. */
import { lazy, Suspense, useEffect, useMemo, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import { Button } from '../../parts/Button.tsx'
import { Segments } from '../../parts/Choice.tsx'
import { Notice } from '../../parts/Notice.tsx'
import type { BuildFieldsProps } from './BuilderFields.tsx'
import type { RiskSource } from './buildForm.ts'
import { fromRecipe, fromRisk, type Estimates } from './estimates.ts'
import { FromHistories } from './FromHistories.tsx'

const RiskDialog = lazy(async () => ({ default: (await import('../../risk/RiskDialog.tsx')).RiskDialog }))

interface RiskSectionProps extends BuildFieldsProps {
  /** Told whenever the figures change; null while there are none. */
  readonly onEstimates: (estimates: Estimates | null) => void
}

export function RiskSection(props: RiskSectionProps): ReactElement {
  const { document, form, onForm } = props
  return (
    <section className="build-part" aria-labelledby="build-risk">
      <h3 id="build-risk">Risk</h3>
      <Segments
        label="Known from"
        value={form.source}
        options={sourcesOf(document)}
        onChoose={(source) => onForm({ ...form, source })}
      />
      {form.source === 'histories' ? <FromHistories {...props} /> : <Known {...props} />}
    </section>
  )
}

/** Figures that are there without any file. */
function Known({ document, form, onEstimates }: RiskSectionProps): ReactElement | null {
  const estimates = useMemo(
    () => (form.source === 'recipe' ? fromRecipe(document) : fromRisk(document)),
    [document, form.source],
  )
  useEffect(() => onEstimates(estimates), [estimates, onEstimates])
  return form.source === 'risk' ? <Stated document={document} /> : null
}

function sourcesOf({ recipe }: Portfolio): readonly { readonly value: RiskSource; readonly label: string }[] {
  const fresh = [
    { value: 'risk', label: 'The risk model' },
    { value: 'histories', label: 'Price histories' },
  ] as const
  return recipe ? [...fresh, { value: 'recipe', label: `As on ${recipe.built.day}` }] : fresh
}

/** The model is the document's, so it is stated and changed in its own dialog. */
function Stated({ document }: { readonly document: Portfolio }): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {document.risk === null ? (
        <Notice actions={<Button onClick={() => setOpen(true)}>State it</Button>}>
          There is no risk model yet: how much each class swings, and how they move together.
        </Notice>
      ) : (
        <div>
          <Button small onClick={() => setOpen(true)}>
            Risk…
          </Button>
        </div>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <RiskDialog document={document} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
