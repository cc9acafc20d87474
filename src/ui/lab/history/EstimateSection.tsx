/** What the histories say about risk, by three kinds of estimator, with sampling errors, and the step that adopts it. */
import { useId, useState, type ReactElement } from 'react'
import type { Portfolio } from '../../../domain/document.ts'
import type { ClassEstimate, EstimatorName, Study } from '../../../domain/historyStudy.ts'
import { problemsOf } from '../../../domain/soundness.ts'
import { sentenceOf } from '../../../domain/words.ts'
import { edit } from '../../../state/portfolio.ts'
import { className } from '../../look/classColour.ts'
import { Button } from '../../parts/Button.tsx'
import { SelectField } from '../../parts/Choice.tsx'
import { classesAtRisk } from '../../risk/riskForm.ts'
import { offerUndo } from '../../shell/offers.ts'
import { EstimateTable } from './EstimateTable.tsx'
import { estimatorNames, estimatorWords } from './historyWords.ts'
import { withEstimate } from './riskOfEstimate.ts'

interface EstimateSectionProps {
  readonly document: Portfolio
  readonly study: Study
}

export function EstimateSection({ document, study }: EstimateSectionProps): ReactElement | null {
  const [chosen, choose] = useState<EstimatorName>('sample')
  const heading = useId()
  const estimate = study.estimates.find((each) => each.estimator === chosen)
  if (estimate === undefined) return null
  return (
    <section className="stack-tight" aria-labelledby={heading}>
      <h3 id={heading}>Volatilities and correlations</h3>
      <div className="history-estimator">
        <SelectField
          label="Estimated by"
          value={chosen}
          options={study.estimates.map(({ estimator }) => ({
            value: estimator,
            label: estimatorNames[estimator],
          }))}
          onChoose={choose}
          hint={estimatorWords(estimate)}
        />
      </div>
      <EstimateTable
        document={document}
        classes={study.classes}
        estimate={estimate}
        errors={estimate.errors ?? study.estimates[0]?.errors ?? null}
      />
      <Adopt document={document} study={study} estimate={estimate} />
    </section>
  )
}

interface AdoptProps extends EstimateSectionProps {
  readonly estimate: ClassEstimate
}

/** Not offered where, with the figures of the classes that were not estimated, the model would contradict itself. */
function Adopt({ document, study, estimate }: AdoptProps): ReactElement {
  const { classes } = study
  const next = withEstimate(document, classes, estimate)
  const fault = problemsOf(next).find(({ path }) => path.startsWith('risk'))
  const others = classesAtRisk(document).filter((name) => !classes.includes(name))
  const use = (): void => {
    edit('Risk from price histories', (now) => withEstimate(now, classes, estimate))
    offerUndo('Volatilities and correlations were taken from the histories.')
  }
  return (
    <div className="stack-tight">
      <div>
        <Button look="main" onClick={use} disabled={fault !== undefined}>
          Use these volatilities and correlations
        </Button>
      </div>
      {fault !== undefined && <p className="field-problem">{sentenceOf(fault)}</p>}
      {others.length > 0 && (
        <p className="field-hint">
          {others.map((name) => `“${className(document, name)}”`).join(', ')}{' '}
          {document.risk === null ? 'get the usual figures of their kind.' : 'keep the figures they have.'}
        </p>
      )}
    </div>
  )
}
